"""Cells drawn and outlines moved as an edit says it, where a test does not mean the tools for it."""

from dataclasses import replace

from leukodesk.core.edits import ChangeCells
from leukodesk.core.mask import Mask
from leukodesk.workspace.reviewing import act_of, addition
from leukodesk.workspace.workspace import Workspace


def draw_cell(workspace: Workspace, cell_mask: Mask, nucleus_mask: Mask | None = None) -> str:
    """Add a cell to the smear in view; its id, empty when it was refused."""
    edit = addition(workspace.smear.id, cell_mask, nucleus_mask, workspace.annotator)
    return edit.new[0].id if workspace.do(edit) else ""


def outline_cell(
    workspace: Workspace, cell_id: str, cell_mask: Mask, nucleus_mask: Mask | None = None
) -> None:
    """Give a cell another outline, which counts as the reader's own."""
    cell = workspace.content.cells[cell_id]
    new = replace(cell, cell_mask=cell_mask, nucleus_mask=nucleus_mask, source=workspace.annotator)
    workspace.do(ChangeCells((cell,), (new,), act_of(workspace.annotator)))
