"""What can be told of the values of many cells in a few figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sqrt
from typing import Final

import numpy as np

from leukodesk.core.cell import Cell
from leukodesk.core.imported import known_shape

_LEVELS: Final = (5, 25, 50, 75, 95)


@dataclass(frozen=True)
class CellMeasures:
    """What is plotted and listed of one cell; None where it cannot be measured.

    Attributes:
        nc_ratio: nucleus area over cell area, 0 to 1; None without a nucleus.
        diameter_px: of the disc as large as the whole cell, in smear pixels.
    """

    nc_ratio: float | None
    diameter_px: float | None


@dataclass(frozen=True)
class Spread:
    """How values are spread.

    Attributes:
        count: number of values.
        low, lower, median, upper, high: 5, 25, 50, 75 and 95 of 100 values lie below, interpolated.
    """

    count: int
    low: float
    lower: float
    median: float
    upper: float
    high: float


def measures_of(cell: Cell, height: int, width: int) -> CellMeasures:
    """Measure a cell for a plot; one that the border cuts, or that has no outline, has no measures.

    Args:
        cell: the cell.
        height: of its smear in pixels.
        width: of its smear in pixels.
    """
    if cell.is_cut(height, width):
        return CellMeasures(None, None)
    return visible_measures_of(cell, height, width)


def visible_measures_of(cell: Cell, height: int, width: int) -> CellMeasures:
    """Measure what is seen of a cell, the border may cut it; one that has no outline has no measures.

    Arguments as of :func:`measures_of`.
    """
    if known_shape(cell, height, width) is not None:
        return CellMeasures(None, None)
    diameter = 2 * sqrt(cell.cell_area_px / pi)
    return CellMeasures(cell.nc_ratio if cell.nucleus_mask else None, diameter)


def spread(values: Sequence[float]) -> Spread | None:
    """How values are spread; None of none."""
    if not values:
        return None
    low, lower, median, upper, high = (float(value) for value in np.percentile(values, _LEVELS))
    return Spread(len(values), low, lower, median, upper, high)
