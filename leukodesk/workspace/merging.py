"""What an analysis changes in a smear that may already hold a reader's work."""

from collections.abc import Container, Iterable
from dataclasses import replace
from typing import Final

from leukodesk.core.cell import Cell
from leukodesk.core.content import Content
from leukodesk.core.edits import Act, ChangeCells
from leukodesk.core.results import Segmentation

_SAME_CELL: Final = 0.5
"""Two outlines mean the same cell when they share more than this part of the smaller one."""


def is_readers(cell: Cell, content: Content, segmenters: Container[str]) -> bool:
    """Whether a reader labelled, drew or corrected the cell."""
    return cell.id in content.labels or cell.source not in segmenters


def mean_the_same(cell: Cell, other: Cell) -> bool:
    """Whether two outlines on one smear are the same cell, found or drawn twice."""
    y0, x0, y1, x1 = cell.bbox
    v0, u0, v1, u1 = other.bbox
    if y1 <= v0 or v1 <= y0 or x1 <= u0 or u1 <= x0:
        return False
    shared = cell.cell_mask.overlap_px(other.cell_mask)
    return shared > _SAME_CELL * min(cell.cell_area_px, other.cell_area_px)


def unknown_to(found: Iterable[Cell], kept: Iterable[Cell]) -> tuple[Cell, ...]:
    """The found cells that are none of the kept ones."""
    kept = tuple(kept)
    return tuple(cell for cell in found if not any(mean_the_same(cell, other) for other in kept))


def analysis_edit(
    segmentation: Segmentation, smear_id: str, content: Content, segmenters: Container[str], act: Act
) -> ChangeCells | None:
    """Replace what a machine found before, and leave the reader's cells untouched.

    Args:
        segmentation: what was found now.
        smear_id: the smear it was found in.
        content: the dataset as it is now.
        segmenters: ids of segmenters; a cell from anyone else was drawn or corrected by a reader.
        act: who asked for the analysis, and when.

    Returns:
        The edit, or None when nothing changes.
    """
    known = tuple(content.cells_of(smear_id))
    kept = [cell for cell in known if is_readers(cell, content, segmenters)]
    old = tuple(cell for cell in known if not is_readers(cell, content, segmenters))
    new = unknown_to(segmentation.cells, kept)
    if not old and not new:
        return None
    return ChangeCells(old, new, replace(act, reason="analysis"))
