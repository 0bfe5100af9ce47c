"""How good a segmentation is: found cells against marked points."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from leukodesk.core.cell import Cell
from leukodesk.core.mask import BoolArray

_FAR_PX: Final = 64.0


@dataclass(frozen=True)
class PointMatch:
    """Found cells against marked points of one field.

    A point and a cell match when the point lies in the cell or within the tolerance of it.

    Attributes:
        points: marked points.
        hit: points with at least one matching cell.
        cells: found cells.
        matched: cells with at least one matching point.
        splits: matching cells left over when each point may claim one cell only.
        merges: hit points left over when each cell may claim one point only.
    """

    points: int
    hit: int
    cells: int
    matched: int
    splits: int
    merges: int


def match_points(
    cells: Sequence[Cell], points: Sequence[tuple[float, float]], tolerance_px: float = 15.0
) -> PointMatch:
    """Match found cells with marked points.

    Args:
        cells: found cells of one field.
        points: marked points, (row, column) in smear pixels.
        tolerance_px: how far outside a cell its point may lie.
    """
    table = match_table(cells, points, tolerance_px)
    rows, columns = linear_sum_assignment(table, maximize=True)
    pairs = int(table[rows, columns].sum())
    hit, matched = int(table.any(axis=0).sum()), int(table.any(axis=1).sum())
    return PointMatch(len(points), hit, len(cells), matched, matched - pairs, hit - pairs)


def match_table(
    cells: Sequence[Cell], points: Sequence[tuple[float, float]], tolerance_px: float = 15.0
) -> BoolArray:
    """Which cells (rows) match which points (columns); arguments as in :func:`match_points`."""
    table = np.zeros((len(cells), len(points)), dtype=bool)
    for i, cell in enumerate(cells):
        for j, point in enumerate(points):
            table[i, j] = distance_px(cell, point) <= tolerance_px
    return table


def distance_px(cell: Cell, point: tuple[float, float]) -> float:
    """Distance from a point to the nearest pixel of a cell; 0 inside it, to the box where it is far.

    Args:
        cell: the cell.
        point: (row, column) in smear pixels.
    """
    row, column = point
    if cell.cell_mask.contains(row, column):
        return 0.0
    y0, x0, y1, x1 = cell.bbox
    to_box = float(np.hypot(max(y0 - row, row - y1 + 1, 0.0), max(x0 - column, column - x1 + 1, 0.0)))
    if to_box > _FAR_PX:
        return to_box
    rows, columns = np.nonzero(cell.cell_mask.pixels)
    return float(np.hypot(rows + y0 - row, columns + x0 - column).min())
