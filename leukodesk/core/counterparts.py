"""Which cells are the same: of two copies of a dataset, or found or drawn twice on one smear."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell
from leukodesk.core.content import Content
from leukodesk.core.mask import share_pixels

SAME_CELL: Final = 0.5
"""Outlines of different ids are the same cell from this intersection over union on."""


_FOUND_TWICE: Final = 0.5


def mean_the_same(cell: Cell, other: Cell) -> bool:
    """Whether two outlines on one smear are the same cell, found or drawn twice.

    They are where they share more than half of the smaller one: one may be a part of the other.
    """
    if not share_pixels(cell.bbox, other.bbox):
        return False
    shared = cell.cell_mask.overlap_px(other.cell_mask)
    return shared > _FOUND_TWICE * min(cell.cell_area_px, other.cell_area_px)


def counterparts(content: Content, other: Content) -> dict[str, str]:
    """The cell of ``content`` that each cell of ``other`` is, by the latter's id; those without are missing.

    A cell is the one with its id; else, among those of the same smear (which is its image's digest) that
    have no namesake, the one whose outline overlaps it best. Pairs are chosen one to one, the greatest
    intersection over union first.
    """
    found = {cell_id: cell_id for cell_id in other.cells if cell_id in content.cells}
    for smear_id in other.smears:
        theirs = [cell for cell in other.cells_of(smear_id) if cell.id not in found]
        if theirs:
            ours = [cell for cell in content.cells_of(smear_id) if cell.id not in other.cells]
            found |= _best_pairs(theirs, ours)
    return found


def overlap(cell: Cell, other: Cell) -> float:
    """Intersection over union of two outlines on one smear, 0 to 1."""
    shared = cell.cell_mask.overlap_px(other.cell_mask)
    return shared / (cell.cell_area_px + other.cell_area_px - shared)


def boxes_of(cells: Sequence[Cell]) -> npt.NDArray[np.int_]:
    """The bounding boxes of cells, (n, 4), to look for :func:`touching` ones."""
    return np.array([cell.bbox for cell in cells], np.int_).reshape(-1, 4)


def touching(cell: Cell, boxes: npt.NDArray[np.int_]) -> list[int]:
    """Places among :func:`boxes_of` cells of those whose bounding boxes overlap that of ``cell``."""
    y0, x0, y1, x1 = cell.bbox
    near = (boxes[:, 0] < y1) & (boxes[:, 2] > y0) & (boxes[:, 1] < x1) & (boxes[:, 3] > x0)
    places: list[int] = np.flatnonzero(near).tolist()
    return places


def _best_pairs(theirs: Sequence[Cell], ours: Sequence[Cell]) -> dict[str, str]:
    boxes = boxes_of(ours)
    pairs = []
    for cell in theirs:
        for place in touching(cell, boxes):
            common = overlap(cell, ours[place])
            if common >= SAME_CELL:
                pairs.append((-common, cell.id, ours[place].id))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, cell_id, own_id in sorted(pairs):
        if cell_id not in found and own_id not in taken:
            found[cell_id] = own_id
            taken.add(own_id)
    return found
