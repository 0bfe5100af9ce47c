"""Cells of which only a point or a box is known, and the masks that stand for them.

A dataset keeps a mask for every cell. Where a file tells less than an outline, the mask is a stand-in of
stated form: the box itself, or a small disc round the point. What was really told stays in the cell's source,
see :mod:`leukodesk.core.imported`, so that it can be told apart from an outline and written out unchanged.
"""

import math
from dataclasses import dataclass

import numpy as np

from leukodesk.core.mask import Mask


@dataclass(frozen=True)
class Point:
    """A place in a cell; ``(0.0, 0.0)`` is the upper left corner of the first pixel.

    Attributes:
        row, column: in smear pixels; whole numbers mean the pixel of that number.
    """

    row: float
    column: float


@dataclass(frozen=True)
class Box:
    """A rectangle round a cell.

    Attributes:
        y0, x0, y1, x1: its edges in smear pixels, the end excluded.
    """

    y0: float
    x0: float
    y1: float
    x1: float


@dataclass(frozen=True)
class WholeImage:
    """An image of one cell, in which nobody marked where the cell ends."""


Shape = Point | Box | WholeImage
"""What is known of a cell without outline."""


def stand_in(shape: Shape, height: int, width: int, diameter_px: int) -> Mask | None:
    """The mask that stands for a cell of which only ``shape`` is known, cut at the border of its smear.

    Args:
        shape: what is known.
        height: of the smear in pixels.
        width: of the smear in pixels.
        diameter_px: of the disc that stands for a point.

    Returns:
        None where it lies outside the smear or covers the centre of no pixel.
    """
    if isinstance(shape, Point):
        return _disc(shape, height, width, diameter_px)
    if isinstance(shape, WholeImage):
        return rectangle(0, 0, height, width)
    # A pixel belongs to a box when its centre does.
    y0, x0 = max(0, _first_centre(shape.y0)), max(0, _first_centre(shape.x0))
    y1, x1 = min(height, _first_centre(shape.y1)), min(width, _first_centre(shape.x1))
    return rectangle(y0, x0, y1, x1) if y0 < y1 and x0 < x1 else None


def rectangle(y0: int, x0: int, y1: int, x1: int) -> Mask:
    """The mask of all pixels of a non-empty box, the end excluded."""
    return Mask(y0, x0, y1 - y0, x1 - x0, (0, (y1 - y0) * (x1 - x0)))


def _first_centre(edge: float) -> int:
    return math.ceil(edge - 0.5)


def _disc(point: Point, height: int, width: int, diameter_px: int) -> Mask | None:
    row, column = math.floor(point.row), math.floor(point.column)
    if not (0 <= row < height and 0 <= column < width):
        return None
    reach = diameter_px // 2
    rows = np.arange(max(0, row - reach), min(height, row + reach + 1))
    columns = np.arange(max(0, column - reach), min(width, column + reach + 1))
    distance = (rows[:, None] - row) ** 2 + (columns[None, :] - column) ** 2
    return Mask.from_pixels(4 * distance <= diameter_px**2, int(rows[0]), int(columns[0]))
