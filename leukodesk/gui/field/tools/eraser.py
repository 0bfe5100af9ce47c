"""The eraser: takes from a cell."""

from typing import ClassVar

from leukodesk.core.mask import Mask
from leukodesk.core.mask_edits import CellMasks, Point, erased
from leukodesk.gui.field.tools.stroke_tool import StrokeTool


class Eraser(StrokeTool):
    """Takes from the one cell it touches where it begins; a cell of which nothing is left is removed."""

    id: ClassVar[str] = "tool_eraser"

    def target(self, at: Point) -> str | None:
        """The cell nearby, or None."""
        return self.near(at) or None

    def drawn(self, masks: CellMasks | None, covered: Mask, target: str) -> CellMasks | None:
        """``masks`` without ``covered``."""
        return erased(masks, covered, nucleus=self.easel.nucleus) if masks else None
