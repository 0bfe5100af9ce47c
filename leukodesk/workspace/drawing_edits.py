"""What a reader draws, as edits. Pure functions: what to do, not doing it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from leukodesk.core.cell import Cell, Label, new_cell_id
from leukodesk.core.cell_edits import JOINED, SPLIT
from leukodesk.core.content import Content
from leukodesk.core.edits import ChangeCells
from leukodesk.core.mask_edits import CellMasks, Point, cut, joined
from leukodesk.workspace.reviewing import act_of, removal


def masks_of(cell: Cell) -> CellMasks:
    """The outlines of a cell."""
    return CellMasks(cell.cell_mask, cell.nucleus_mask)


def redrawing(content: Content, cell_id: str, masks: CellMasks | None, annotator: str) -> ChangeCells | None:
    """Give a cell other outlines, or remove it with its label where nothing is left of it.

    Returns:
        The edit, or None when it would change nothing.
    """
    if masks is None:
        return removal(content, [cell_id], annotator)
    return reshaping(content, [cell_id], lambda _: masks, annotator)


def reshaping(
    content: Content, cell_ids: Iterable[str], shape: Callable[[CellMasks], CellMasks], annotator: str
) -> ChangeCells | None:
    """Change the outlines of cells alike; from then on they count as the reader's own.

    Returns:
        The edit, or None when it would change nothing.
    """
    cells = [content.cells[cell_id] for cell_id in dict.fromkeys(cell_ids) if cell_id in content.cells]
    pairs = [(cell, _drawn(cell, shape(masks_of(cell)), annotator)) for cell in cells]
    changed = [(old, new) for old, new in pairs if masks_of(old) != masks_of(new)]
    if not changed:
        return None
    old, new = zip(*changed, strict=True)
    return ChangeCells(old, new, act_of(annotator))


def splitting(content: Content, cell_id: str, line: Sequence[Point], annotator: str) -> ChangeCells | None:
    """Part a cell along a line: the larger part stays the cell and keeps its label, the other has none.

    Returns:
        The edit, or None where the line does not part the cell.
    """
    cell = content.cells.get(cell_id)
    parts = cut(masks_of(cell), line) if cell else None
    if cell is None or parts is None:
        return None
    larger = _drawn(cell, parts[0], annotator)
    smaller = replace(_drawn(cell, parts[1], annotator), id=new_cell_id())
    act = replace(act_of(annotator), reason=SPLIT)
    return ChangeCells((cell,), (larger, smaller), act, relative=cell.id)


def merging(content: Content, cell_ids: Iterable[str], annotator: str) -> ChangeCells | None:
    """Make one cell of several on one smear; the first stays, with the label that all labelled ones share.

    Where their labels differ, the cell is left without one, to be decided anew.

    Returns:
        The edit, or None with fewer than two cells.
    """
    cells = tuple(content.cells[cell_id] for cell_id in dict.fromkeys(cell_ids) if cell_id in content.cells)
    if len({cell.smear_id for cell in cells}) != 1 or len(cells) < 2:
        return None
    first, act = cells[0], replace(act_of(annotator), reason=JOINED)
    labels = {cell.id: content.labels[cell.id] for cell in cells if cell.id in content.labels}
    classes = {label.cell_class for label in labels.values()}
    kept = labels.pop(first.id, None) if len(classes) == 1 else None
    given = [(first.id, Label(name, annotator, act.at)) for name in classes if len(classes) == 1 and not kept]
    new = _drawn(first, joined(map(masks_of, cells)), annotator)
    return ChangeCells(cells, (new,), act, tuple(labels.items()), tuple(given), relative=first.id)


def _drawn(cell: Cell, masks: CellMasks, annotator: str) -> Cell:
    return replace(cell, cell_mask=masks.cell, nucleus_mask=masks.nucleus, source=annotator)
