"""Cutting the crops of a gallery from smears that the dataset keeps."""

from collections.abc import Mapping
from dataclasses import dataclass

from leukodesk.core.cell import Cell
from leukodesk.core.smear import Smear
from leukodesk.imaging.gallery_crops import cut_side_by_side
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
    pixels: ImageArray,
    cells: tuple[Cell, ...],
    pixel_size_um: float | None,
    size_px: int,
) -> GalleryCrops:
    """Cut crops from pixels, see :func:`leukodesk.imaging.gallery_crops.cut_side_by_side`.

    Raises:
        CancelledError: nobody wants them any more.
    """
    context.progress(0, 0)
    cut = cut_side_by_side(pixels, cells, pixel_size_um, size_px)
    named = {cell.id: crop for cell, crop in zip(cells, cut, strict=True)}
    return GalleryCrops(smear_id, size_px, pixel_size_um, named)


def cut_from_image(
    context: JobContext,
    smear: Smear,
    encoded: bytes,
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
    pixels = decode_smear(context, smear, encoded, max_pixels).pixels
    return cut_from_pixels(context, smear.id, pixels, cells, pixel_size_um, size_px)
