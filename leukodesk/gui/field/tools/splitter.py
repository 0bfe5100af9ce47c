"""The knife: parts a cell along a line."""

from typing import ClassVar

from leukodesk.core.mask_edits import Point
from leukodesk.gui.field.tools.line_tool import LineTool
from leukodesk.workspace.words import tr


class Splitter(LineTool):
    """Parts the selected cell if the line crosses it, else the first cell that it crosses."""

    id: ClassVar[str] = "tool_split"

    def marked(self) -> tuple[str, ...]:
        """The one cell that would be parted."""
        leading = self.easel.leading
        return (leading,) if leading in self.crossed else self.crossed[:1]

    def do(self, line: tuple[Point, ...], crossed: tuple[str, ...]) -> None:
        """Part the cell; the larger part is selected."""
        workspace = self.easel.workspace
        cell_id = self.easel.leading if self.easel.leading in crossed else next(iter(crossed), "")
        if cell_id and workspace.drawing.split(cell_id, line):
            workspace.select([cell_id])
        else:
            workspace.notice.emit(tr("Draw the line right across the cell that you want to split."))
