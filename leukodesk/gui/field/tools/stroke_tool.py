"""What brush and eraser share: a stroke on one cell, from pressing to releasing."""

from abc import ABC, abstractmethod
from typing import ClassVar

from leukodesk.core.mask import Mask
from leukodesk.core.mask_edits import CellMasks, Point
from leukodesk.gui.field.tools.draft import Circle
from leukodesk.gui.field.tools.easel import Easel
from leukodesk.gui.field.tools.tool import Tool


class StrokeTool(Tool, ABC):
    """Changes the outlines of one cell along the way of the pointer; done as one step at the end."""

    has_circle: ClassVar[bool] = True

    def __init__(self, easel: Easel) -> None:
        super().__init__(easel)
        self._target = ""
        self._masks: CellMasks | None = None
        self._last: Point | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a stroke is being drawn."""
        return self._last is not None

    def press(self, at: Point) -> None:
        """Begin on the cell that is meant."""
        target = self.target(at)
        if target is None:
            return
        self._target = target
        self._masks = self.easel.masks(target)
        self._last = at
        if target:
            self.easel.workspace.select([target])
        self.move(at)

    def move(self, at: Point) -> None:
        """Draw on."""
        if self._last is None:
            return
        covered = self.easel.disc((self._last, at))
        self._last = at
        if covered is not None:
            self._masks = self.drawn(self._masks, covered, self._target)
        self._show_circle(at, is_new=not self._target)
        self.easel.draft.show_masks(self._masks, self._target)

    def release(self, at: Point) -> None:
        """Keep what was drawn."""
        if self._last is None:
            return
        target, masks = self._target, self._masks
        drawing = self.easel.workspace.drawing
        if target:
            drawing.redraw(target, masks)
        elif masks and (added := drawing.add(masks)):
            self.easel.workspace.select([added])
        self.cancel()
        self.hover(at)

    def hover(self, at: Point) -> None:
        """Show the brush, and whether it would begin a new cell."""
        self._show_circle(at, is_new=self.target(at) == "")

    def cancel(self) -> None:
        """Forget the stroke."""
        self._last, self._masks, self._target = None, None, ""
        self.easel.draft.clear()

    @abstractmethod
    def target(self, at: Point) -> str | None:
        """The cell that a stroke beginning there is about; empty for a new one, None for none."""

    @abstractmethod
    def drawn(self, masks: CellMasks | None, covered: Mask, target: str) -> CellMasks | None:
        """``masks`` after the brush went over ``covered``."""

    def near(self, at: Point) -> str:
        """The cell at a point; else the selected one if the brush reaches it; else the one it covers most."""
        if here := self.easel.cell_at(at):
            return here
        spot = self.easel.disc((at,))
        touched = self.easel.touched(spot) if spot else []
        leading = self.easel.leading
        return leading if leading in touched else next(iter(touched), "")

    def _show_circle(self, at: Point, *, is_new: bool) -> None:
        self.easel.draft.show_circle(Circle(at, self.easel.radius_px, is_new))
