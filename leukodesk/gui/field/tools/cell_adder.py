"""The pointer that adds a missed cell: its outline snaps to the nucleus."""

from typing import ClassVar

from leukodesk.core.mask_edits import Point
from leukodesk.gui.field.tools.tool import Tool


class CellAdder(Tool):
    """One click adds the cell there; one on a cell selects it."""

    id: ClassVar[str] = "tool_add"

    def press(self, at: Point) -> None:
        """Look for the cell."""
        workspace, smear = self.easel.workspace, self.easel.smear
        if here := self.easel.cell_at(at):
            workspace.select([here])
        elif 0 <= at[0] < smear.height and 0 <= at[1] < smear.width:
            workspace.drawing.add_at(*at)
