"""The surroundings of cells in a smear that is read in parts."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from leukodesk.core.cell import Cell
from leukodesk.core.mask import BBox
from leukodesk.imaging.pyramid import PixelSource, UInt8Array

_MARGIN_UM: Final = 30.0
"""More than the largest white cell measures."""

WIDEST_PX: Final = 2048
"""Widest margin that is read, 30 µm at 0.015 µm per pixel; at a mistyped scale 30 µm may be a slide."""


def margin_px(pixel_size_um: float) -> int:
    """How far around a place one has to look to see any white cell there whole."""
    return min(round(_MARGIN_UM / pixel_size_um), WIDEST_PX)


def surroundings(source: PixelSource, cells: Iterable[Cell], margin_px: int) -> tuple[UInt8Array, BBox]:
    """What lies around cells, at full resolution.

    Returns:
        RGB, uint8 (h, w, 3), and its place ``(y0, x0, y1, x1)`` in the smear.

    Raises:
        InputError: the file is damaged or gone.
    """
    boxes = np.array([cell.bbox for cell in cells])
    level = source.levels[0]
    y0, x0 = np.maximum(boxes[:, :2].min(axis=0) - margin_px, 0).tolist()
    y1, x1 = np.minimum(boxes[:, 2:].max(axis=0) + margin_px, (level.height, level.width)).tolist()
    box = (y0, x0, y1, x1)
    return source.read(0, box), box
