"""The brush: adds to a cell, or draws a new one."""

from typing import ClassVar

from leukodesk.core.mask import Mask
from leukodesk.core.mask_edits import CellMasks, Point, painted, without
from leukodesk.gui.field.tools.stroke_tool import StrokeTool


class Brush(StrokeTool):
    """Adds to the cell it touches, where it begins; on free ground it draws a new cell.

    It keeps out of all other cells: no stroke changes two.
    """

    id: ClassVar[str] = "tool_brush"

    def target(self, at: Point) -> str:
        """The cell nearby, or empty for a new one."""
        return self.near(at)

    def drawn(self, masks: CellMasks | None, covered: Mask, target: str) -> CellMasks | None:
        """``masks`` with what is free of ``covered``."""
        cells = self.easel.workspace.content.cells
        others = [cells[i].cell_mask for i in self.easel.cells_in(covered.bbox) if i != target]
        if masks:  # outlines that overlap already stay as they are
            others = [other for mask in others if (other := without(mask, masks.cell))]
        free = without(covered, *others)
        return painted(masks, free, nucleus=self.easel.nucleus) if free else masks
