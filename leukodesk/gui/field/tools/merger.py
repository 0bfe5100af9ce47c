"""The clasp: makes one cell of those a line crosses."""

from typing import ClassVar

from leukodesk.core.mask_edits import Point
from leukodesk.gui.field.tools.line_tool import LineTool
from leukodesk.workspace.words import tr


class Merger(LineTool):
    """Merges all cells that the line crosses into the first of them."""

    id: ClassVar[str] = "tool_merge"

    def marked(self) -> tuple[str, ...]:
        """All crossed cells."""
        return self.crossed

    def do(self, _line: tuple[Point, ...], crossed: tuple[str, ...]) -> None:
        """Merge them; the merged cell is selected."""
        workspace = self.easel.workspace
        if workspace.drawing.merge(crossed):
            workspace.select(crossed[:1])
        else:
            workspace.notice.emit(tr("Draw a line from one cell into the others that belong to it."))
