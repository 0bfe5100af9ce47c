"""Crops to look at side by side: all of one physical size, so that a large cell looks large."""

from collections.abc import Sequence
from typing import Final

from leukodesk.core.cell import Cell
from leukodesk.imaging.crops import CropSpec, UInt8Array, background_colour, crop_at

SIDE_UM: Final = 20.0
"""Side of a crop where the scale is known."""

_MARGIN: Final = 1.25
_LARGE: Final = 0.9
_LEAST_PX: Final = 24.0


def side_without_scale(cells: Sequence[Cell]) -> float:
    """Side of a crop in smear pixels that nine of ten cells fit into with some air; at least 24."""
    sides = sorted(max(y1 - y0, x1 - x0) for y0, x0, y1, x1 in (cell.bbox for cell in cells))
    return max(_LEAST_PX, _MARGIN * sides[int(_LARGE * (len(sides) - 1))]) if sides else _LEAST_PX


def cut_side_by_side(
    pixels: UInt8Array, cells: Sequence[Cell], pixel_size_um: float | None, size_px: int
) -> list[UInt8Array]:
    """Cut one crop per cell, centred on it; what lies beyond the smear gets its background's colour.

    Args:
        pixels: RGB smear, (h, w, 3).
        cells: cells of it.
        pixel_size_um: micrometres per smear pixel; None where unknown: then the size follows the cells.
        size_px: side of the crops in their own pixels.

    Returns:
        RGB, (size_px, size_px, 3) each, in the order of ``cells``.
    """
    # Without a scale a smear pixel is the unit, whatever its size in micrometres may be.
    unit = pixel_size_um or 1.0
    side = SIDE_UM if pixel_size_um else side_without_scale(cells)
    spec = CropSpec(size_px, side / size_px)
    fill = background_colour(pixels)
    return [crop_at(pixels, cell.centroid, unit, spec, fill=fill) for cell in cells]
