"""Cutting the crops of a gallery from smears that the dataset keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from leukodesk.core.cell import Cell
from leukodesk.core.smear import Smear
from leukodesk.imaging.gallery_crops import SIDE_UM, cut_side_by_side, side_without_scale
from leukodesk.imaging.parts import WIDEST_PX, surroundings
from leukodesk.imaging.pyramid import PixelSource
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.smears import ImageArray, decode_smear


@dataclass(frozen=True)
class GalleryCrops:
    """Crops of one smear.

    Attributes:
        smear_id: the smear.
        size_px: side of the crops.
        pixel_size_um: the scale they were cut at, None where it was unknown.
        crops: RGB (size_px, size_px, 3) by cell id.
    """

    smear_id: str
    size_px: int
    pixel_size_um: float | None
    crops: Mapping[str, ImageArray]


def cut_from_pixels(
    context: JobContext,
    smear_id: str,
    pixels: ImageArray | PixelSource,
    cells: tuple[Cell, ...],
    pixel_size_um: float | None,
    size_px: int,
) -> GalleryCrops:
    """Cut crops from pixels, see :func:`leukodesk.imaging.gallery_crops.cut_side_by_side`.

    Of a smear that is read in parts only the surroundings of each cell are read.

    Raises:
        CancelledError: nobody wants them any more.
    """
    context.progress(0, 0)
    if isinstance(pixels, np.ndarray):
        cut = cut_side_by_side(pixels, cells, pixel_size_um, size_px)
    else:
        cut = [_cut_from_part(pixels, cell, pixel_size_um, size_px) for cell in cells]
    named = {cell.id: crop for cell, crop in zip(cells, cut, strict=True)}
    return GalleryCrops(smear_id, size_px, pixel_size_um, named)


def cut_from_image(
    context: JobContext,
    smear: Smear,
    encoded: bytes | Path,
    max_pixels: int,
    *,
    cells: tuple[Cell, ...],
    pixel_size_um: float | None,
    size_px: int,
) -> GalleryCrops:
    """As :func:`cut_from_pixels`, of a smear that has to be decoded first.

    Raises:
        InputError: the bytes are no image.
        CancelledError: nobody wants them any more.
    """
    pixels = decode_smear(context, smear, encoded, max_pixels).shown
    return cut_from_pixels(context, smear.id, pixels, cells, pixel_size_um, size_px)


def _cut_from_part(source: PixelSource, cell: Cell, pixel_size_um: float | None, size_px: int) -> ImageArray:
    side = SIDE_UM / pixel_size_um if pixel_size_um else side_without_scale([cell])
    pixels, box = surroundings(source, [cell], min(round(side), WIDEST_PX))
    return cut_side_by_side(pixels, [cell.moved(-box[0], -box[1])], pixel_size_um, size_px)[0]
