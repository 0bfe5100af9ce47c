"""The tools, and which of them is in the reader's hand."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from leukodesk.core.mask_edits import Point
from leukodesk.gui.field.tools.brush import Brush
from leukodesk.gui.field.tools.cell_adder import CellAdder
from leukodesk.gui.field.tools.easel import Easel
from leukodesk.gui.field.tools.eraser import Eraser
from leukodesk.gui.field.tools.merger import Merger
from leukodesk.gui.field.tools.polygon import Polygon
from leukodesk.gui.field.tools.splitter import Splitter
from leukodesk.gui.field.tools.tool import Tool

SELECT: Final = "tool_select"
"""The id of having no tool: clicks select, dragging moves the smear."""


class Toolbox(QObject):
    """Passes on to the chosen tool what the pointer does.

    Attributes:
        easel: what the tools share.

    Signals:
        changed: another tool is chosen, or its brush is another.
    """

    changed = Signal()

    def __init__(self, easel: Easel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.easel = easel
        kinds: tuple[type[Tool], ...] = (Brush, Eraser, Polygon, Splitter, Merger, CellAdder)
        self._tools = {kind.id: kind(easel) for kind in kinds}
        self._tool: Tool | None = None
        self._at: Point | None = None
        easel.changed.connect(self._show_again)
        easel.workspace.dataset_opened.connect(self._put_away)
        easel.workspace.smear_opened.connect(self._put_away)
        easel.workspace.scale_changed.connect(self.changed)

    @property
    def chosen(self) -> str:
        """The id of the chosen tool, or :data:`SELECT`."""
        return self._tool.id if self._tool else SELECT

    @property
    def has_tool(self) -> bool:
        """Whether the left button draws."""
        return self._tool is not None

    @property
    def has_brush(self) -> bool:
        """Whether the chosen tool has a size."""
        return self._tool is not None and self._tool.has_circle

    @property
    def is_busy(self) -> bool:
        """Whether something is begun and not done."""
        return self._tool is not None and self._tool.is_busy

    def choose(self, tool_id: str) -> None:
        """Take another tool; what is begun with the one before is forgotten."""
        if tool_id == self.chosen:
            return
        self.cancel()
        self.leave()
        self._tool = self._tools.get(tool_id)
        self.changed.emit()

    def press(self, at: Point) -> None:
        """The left button went down; a smear that may not be changed is left alone, with a reason."""
        if self._tool is not None and (self._tool.is_busy or self.easel.workspace.drawing.may_draw()):
            self._tool.press(at)

    def move(self, at: Point, *, is_down: bool) -> None:
        """The pointer moved; before the first smear of a dataset is there, over nothing."""
        if self.easel.workspace.smear is None:
            return
        self._at = at
        if self._tool is not None:
            (self._tool.move if is_down else self._tool.hover)(at)

    def release(self, at: Point) -> None:
        """The left button is up again."""
        if self._tool is not None:
            self._tool.release(at)

    def finish(self) -> None:
        """Do what is begun."""
        if self.is_busy and self._tool is not None:
            self._tool.finish()

    def step_back(self) -> None:
        """Take the last part of what is begun back."""
        if self._tool is not None:
            self._tool.step_back()

    def cancel(self) -> bool:
        """Forget what is begun; whether there was anything."""
        was_busy = self.is_busy
        if was_busy and self._tool is not None:
            self._tool.cancel()
        return was_busy

    def leave(self) -> None:
        """The pointer is not over the smear any more."""
        self._at = None
        self.easel.draft.show_circle(None)

    def _show_again(self) -> None:
        if self._at is not None and self._tool is not None and not self._tool.is_busy:
            self._tool.hover(self._at)
        self.changed.emit()

    def _put_away(self, *_: object) -> None:
        self.cancel()
        self.leave()
        self.changed.emit()
