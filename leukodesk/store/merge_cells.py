"""Which cells and outlines of a copy a merge takes, and which of them had been removed."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from leukodesk.core.analysis_edits import ANALYSED, is_analysis
from leukodesk.core.cell import Cell
from leukodesk.core.cell_edits import SPLIT
from leukodesk.core.content import Content, Revision
from leukodesk.core.counterparts import boxes_of, mean_the_same, touching
from leukodesk.core.imported import imported_from
from leukodesk.core.readings import SETTLED
from leukodesk.store.merge_history import by_cell, missing


def once_held(content: Content, other: Content, cells: Iterable[Cell]) -> frozenset[str]:
    """Ids of cells of ``other``, which ``content`` lacks, that it is known to have held.

    Either its history speaks of them, or they were found by analyses that both copies know. Of other cells
    that never had a label a dataset remembers nothing once they are removed.
    """
    spoken_of = {revision.cell_id for revision in content.revisions}
    finds: dict[tuple[str, str], list[Revision]] = {}
    for entry in other.smear_entries():
        if is_analysis(entry) and entry.new == ANALYSED and entry.reason != SETTLED:
            finds.setdefault((entry.smear_id, entry.suggestion), []).append(entry)
    shared = {
        (smear_id, procedure)
        for (smear_id, procedure), entries in finds.items()
        if not missing(entries, content.entries_about(smear_id))
    }
    cells = tuple(cells)
    histories = by_cell(other.revisions, (cell.id for cell in cells))
    found = set()
    for cell in cells:
        # What is split off names the procedure of the cell that it came from.
        was_split = any(revision.reason == SPLIT for revision in histories[cell.id][:1])
        if cell.id in spoken_of or ((cell.smear_id, cell.procedure) in shared and not was_split):
            found.add(cell.id)
    return frozenset(found)


def lying_on_others(cells: Iterable[Cell], content: Content, alike: Container[str]) -> frozenset[str]:
    """Ids of the cells that share most of the smaller one with a cell of another id in ``content``.

    Args:
        cells: cells of a copy.
        content: what they are to be added to, or changed in.
        alike: ids of cells of ``content`` with the same outline in the copy, which therefore has it so too.
    """
    by_smear: dict[str, list[Cell]] = {}
    for cell in cells:
        by_smear.setdefault(cell.smear_id, []).append(cell)
    found = set()
    for smear_id, placed in by_smear.items():
        held = tuple(cell for cell in content.cells_of(smear_id) if cell.id not in alike)
        boxes = boxes_of(held)
        found |= {
            cell.id for cell in placed if any(_lies_on(cell, held[place]) for place in touching(cell, boxes))
        }
    return frozenset(found)


def corrected(own: Cell, other: Cell, segmenters: Container[str]) -> Cell | None:
    """A cell with the outline that a reader drew of it in a copy; None unless its own is a segmenter's.

    Args:
        own: the cell in the target.
        other: the cell in the copy that it is.
        segmenters: ids of segmenters; a cell from anyone else was drawn or corrected by a reader.
    """
    drew = other.source
    if own.id != other.id or own.source not in segmenters:
        return None
    if not drew or drew in segmenters or imported_from(drew) is not None:
        return None
    return replace(own, cell_mask=other.cell_mask, nucleus_mask=other.nucleus_mask, source=drew)


def fitting(wanted: Mapping[str, Cell], content: Content, alike: Container[str]) -> dict[str, Cell]:
    """The changed cells among ``wanted``, by id, that lie on no other once they are changed.

    ``alike`` is as for :func:`lying_on_others`.
    """
    taken, after = dict(wanted), content.copy()
    for cell in taken.values():
        after.put_cell(cell)
    # Whoever keeps its outline after all may be in the way of another one.
    while blocked := lying_on_others(taken.values(), after, alike):
        for cell_id in blocked:
            del taken[cell_id]
            after.put_cell(content.cells[cell_id])
    return taken


def _lies_on(cell: Cell, other: Cell) -> bool:
    return cell.id != other.id and mean_the_same(cell, other)
