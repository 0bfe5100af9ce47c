"""Cells drawn and outlines moved as an edit says it, where a test does not mean the tools for it."""

from dataclasses import replace

from leukodesk.core.cell import Cell
from leukodesk.core.edits import ChangeCells
from leukodesk.core.mask import Mask
from leukodesk.workspace.reviewing import act_of, addition
from leukodesk.workspace.workspace import Workspace


def draw_cell(workspace: Workspace, cell_mask: Mask, nucleus_mask: Mask | None = None) -> str:
    """Add a cell to the smear in view; its id, empty when it was refused."""
    edit = addition(workspace.smear.id, cell_mask, nucleus_mask, workspace.annotator)
    return edit.new[0].id if workspace.do(edit) else ""


def outlined(cell: Cell, cell_mask: Mask, nucleus_mask: Mask | None, annotator: str) -> ChangeCells:
    """The edit that gives a cell another outline, which counts as the reader's own."""
    new = replace(cell, cell_mask=cell_mask, nucleus_mask=nucleus_mask, source=annotator)
    return ChangeCells((cell,), (new,), act_of(annotator))


def outline_cell(
    workspace: Workspace, cell_id: str, cell_mask: Mask, nucleus_mask: Mask | None = None
) -> None:
    """Give a cell of the open dataset another outline."""
    cell = workspace.content.cells[cell_id]
    workspace.do(outlined(cell, cell_mask, nucleus_mask, workspace.annotator))
