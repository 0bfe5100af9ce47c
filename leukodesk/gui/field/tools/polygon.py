"""The polygon: an outline, corner by corner or in one go."""

import math
from typing import ClassVar

from leukodesk.core.mask import Mask
from leukodesk.core.mask_edits import CellMasks, Point, clear_of, polygon, shared, union
from leukodesk.gui.field.tools.easel import Easel
from leukodesk.gui.field.tools.tool import Tool
from leukodesk.workspace.words import tr


class Polygon(Tool):
    """Each click sets a corner, dragging draws freely; the first corner, Return or a double click closes it.

    Drawn round a cell it becomes that cell's outline, else that of a new cell. While the brush draws nuclei,
    it becomes the nucleus of the cell it lies in.
    """

    id: ClassVar[str] = "tool_polygon"

    def __init__(self, easel: Easel) -> None:
        super().__init__(easel)
        self._corners: list[Point] = []
        self._at: Point | None = None

    @property
    def is_busy(self) -> bool:
        """Whether there is a corner."""
        return bool(self._corners)

    def press(self, at: Point) -> None:
        """Set a corner, or close the outline at its first one."""
        if len(self._corners) > 2 and self._is_near(at, self._corners[0]):
            self.finish()
            return
        if not self._corners or not self._is_near(at, self._corners[-1]):
            self._corners.append(at)
        self._show(at)

    def move(self, at: Point) -> None:
        """Draw freely."""
        if self._corners:
            if not self._is_near(at, self._corners[-1]):
                self._corners.append(at)
            self._show(at)

    def release(self, at: Point) -> None:
        """An outline that was drawn in one go and ends where it began is done."""
        if len(self._corners) > 3 and self._is_near(at, self._corners[0]):
            self.finish()

    def hover(self, at: Point) -> None:
        """Show the side that a click would add."""
        if self._corners:
            self._show(at)

    def finish(self) -> None:
        """Close the outline."""
        smear = self.easel.smear
        inside = polygon(self._corners, smear.height, smear.width)
        self.cancel()
        if inside is None:
            self.easel.workspace.notice.emit(tr("An outline needs three corners that are not on one line."))
        elif self.easel.nucleus:
            self._give_nucleus(inside)
        else:
            self._give_outline(inside)

    def step_back(self) -> None:
        """Take the last corner back."""
        if self._corners:
            self._corners.pop()
            self._show(self._at)

    def cancel(self) -> None:
        """Forget the corners."""
        self._corners = []
        self._at = None
        self.easel.draft.clear()

    def _give_outline(self, inside: Mask) -> None:
        drawing, workspace = self.easel.workspace.drawing, self.easel.workspace
        touched = {i: workspace.content.cells[i] for i in self.easel.touched(inside)}
        meant = next((i for i, cell in touched.items() if _is_meant(inside, cell.cell_mask)), "")
        others = [cell.cell_mask for i, cell in touched.items() if i != meant]
        nucleus = touched[meant].nucleus_mask if meant else None
        new = clear_of(CellMasks(inside, shared(nucleus, inside) if nucleus else None), others)
        if new is None:
            workspace.notice.emit(tr("There are cells already everywhere inside this outline."))
        elif meant:
            drawing.redraw(meant, new)
            workspace.select([meant])
        elif added := drawing.add(new):
            workspace.select([added])

    def _give_nucleus(self, inside: Mask) -> None:
        workspace = self.easel.workspace
        touched = self.easel.touched(inside)
        if not touched:
            workspace.drawing.add(CellMasks(inside, inside))
            return
        target = self.easel.leading if self.easel.leading in touched else touched[0]
        cells = workspace.content.cells
        nucleus = clear_of(CellMasks(inside), [cells[i].cell_mask for i in touched if i != target])
        if nucleus:
            workspace.drawing.redraw(
                target, CellMasks(union(cells[target].cell_mask, nucleus.cell), nucleus.cell)
            )
        workspace.select([target])

    def _is_near(self, one: Point, other: Point) -> bool:
        return math.dist(one, other) <= self.easel.tolerance_px

    def _show(self, at: Point | None) -> None:
        self._at = at
        line = [*self._corners, at] if at and self._corners else self._corners
        self.easel.draft.show_line(line, is_closed=True)


def _is_meant(inside: Mask, cell: Mask) -> bool:
    """Whether an outline is drawn round a cell rather than beside it."""
    return cell.overlap_px(inside) > min(cell.area_px, inside.area_px) / 2
