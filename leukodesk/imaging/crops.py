"""Square crops of a field at a fixed physical scale, and the way back from a crop to the field.

Two coordinate systems meet here. *Index* coordinates put the centre of pixel ``(i, j)`` at ``(i, j)``;
centroids are given in them. *Edge* coordinates put it at ``(i + 0.5, j + 0.5)``, so that a box reaches from
the first pixel's outer edge to the last one's; boxes are given in them, as in
:attr:`leukodesk.core.cell.Cell.bbox`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell
from leukodesk.core.mask import BoolArray, Mask
from leukodesk.imaging.area_means import area_means
from leukodesk.imaging.background import find_background, relative_colours

UInt8Array = npt.NDArray[np.uint8]
Box = tuple[float, float, float, float]

_BACKGROUND_SAMPLES: Final = 40_000
_BACKGROUND_SHARE: Final = 0.2
# Bilinear sampling reads one neighbour on each side; two more keep the window's own edge out of the picture.
_MARGIN_PX: Final = 3
_FINEST_PX: Final = 4096
"""Side of the finest grid of samples; a crop at a scale that a microscope can have stays far below."""
_WHITE: Final = np.uint8(255)


@dataclass(frozen=True)
class CropSpec:
    """How a crop is cut.

    Attributes:
        size_px: height and width of the crop in its own pixels.
        pixel_size_um: micrometres per crop pixel.
        relative: colours are taken relative to the empty background of the field, which becomes white.
        cut_out: all but the cell itself is white.
    """

    size_px: int
    pixel_size_um: float
    relative: bool = False
    cut_out: bool = False

    def __post_init__(self) -> None:
        if self.size_px < 1 or not self.pixel_size_um > 0:
            raise ValueError(f"a crop needs a positive size and scale, not {self}")

    @property
    def size_um(self) -> float:
        """Height and width of the crop in micrometres."""
        return self.size_px * self.pixel_size_um


def background_colour(pixels: UInt8Array) -> tuple[int, int, int]:
    """Colour of the glass between the cells: the median of the brightest fifth of a field.

    Args:
        pixels: RGB, (h, w, 3); about 40,000 of them on a regular grid are looked at.
    """
    step = max(1, math.isqrt(pixels.shape[0] * pixels.shape[1] // _BACKGROUND_SAMPLES))
    sample = pixels[::step, ::step].reshape(-1, 3)
    brightness = sample.sum(axis=1, dtype=np.int32)
    bright = sample[brightness >= np.quantile(brightness, 1 - _BACKGROUND_SHARE)]
    red, green, blue = np.median(bright, axis=0)
    return int(red), int(green), int(blue)


def field_box(centre: tuple[float, float], pixel_size_um: float, spec: CropSpec) -> Box:
    """Where in the field a crop lies, to lay a heatmap of the crop back over it.

    Args:
        centre: ``(row, column)`` in index coordinates, such as a cell's centroid.
        pixel_size_um: micrometres per field pixel.
        spec: size and scale of the crop.

    Returns:
        ``(y0, x0, y1, x1)`` in edge coordinates of the field; parts outside the field are included. The
        centre of crop pixel ``(i, j)`` lies in row ``y0 + (i + 0.5) * (y1 - y0) / size_px``, and likewise
        for columns.
    """
    half = _field_pixels_per_crop_pixel(pixel_size_um, spec) * spec.size_px / 2
    row, column = centre[0] + 0.5, centre[1] + 0.5
    return row - half, column - half, row + half, column + half


def crop_at(
    pixels: UInt8Array,
    centre: tuple[float, float],
    pixel_size_um: float,
    spec: CropSpec,
    *,
    fill: tuple[int, int, int] | None = None,
) -> UInt8Array:
    """Cut one square crop, resampled to the scale of ``spec``.

    Args:
        pixels: RGB field, (h, w, 3).
        centre: ``(row, column)`` in index coordinates; may lie at or beyond the border.
        pixel_size_um: micrometres per field pixel.
        spec: size and scale of the crop.
        fill: colour outside the field; by default :func:`background_colour` of the field, never black.

    Returns:
        RGB, (size_px, size_px, 3). Enlarging is bilinear; shrinking averages over each crop pixel's own area.

    Raises:
        ValueError: ``pixel_size_um`` is not positive.
    """
    box = field_box(centre, pixel_size_um, spec)
    if fill is None:
        inside = box[0] >= 0 and box[1] >= 0 and box[2] <= pixels.shape[0] and box[3] <= pixels.shape[1]
        fill = (0, 0, 0) if inside else background_colour(pixels)
    return _resample(pixels, box, spec.size_px, fill)


def spec_colours(pixels: UInt8Array, spec: CropSpec) -> UInt8Array:
    """A field, RGB (h, w, 3), in the colours that crops of ``spec`` are cut from."""
    return relative_colours(pixels, find_background(pixels)) if spec.relative else pixels


def cut_out(crops: UInt8Array, masks: BoolArray) -> UInt8Array:
    """Crops (..., s, s, 3) with all that is False in ``masks`` (..., s, s) painted white."""
    return np.where(masks[..., None], crops, _WHITE)


def crop_cells(pixels: UInt8Array, cells: Sequence[Cell], pixel_size_um: float, spec: CropSpec) -> UInt8Array:
    """Cut one crop per cell, centred on the cell's centroid, as ``spec`` says; see :func:`crop_at`.

    Returns:
        RGB, (n, size_px, size_px, 3), in the order of ``cells``; n may be 0.
    """
    crops = np.empty((len(cells), spec.size_px, spec.size_px, 3), dtype=np.uint8)
    pixels = spec_colours(pixels, spec)
    fill = background_colour(pixels)
    for index, cell in enumerate(cells):
        crops[index] = crop_at(pixels, cell.centroid, pixel_size_um, spec, fill=fill)
        if spec.cut_out:
            mask = mask_crop(cell.cell_mask, cell.centroid, pixel_size_um, spec)
            crops[index] = cut_out(crops[index], mask)
    return crops


def mask_crop(mask: Mask, centre: tuple[float, float], pixel_size_um: float, spec: CropSpec) -> BoolArray:
    """A region as seen through the crop that :func:`crop_at` cuts at the same place.

    Returns:
        bool (size_px, size_px); True where at least half of a crop pixel lies in the region.
    """
    box = field_box(centre, pixel_size_um, spec)
    part = (math.floor(box[0]), math.floor(box[1]), math.ceil(box[2]), math.ceil(box[3]))
    if _is_vast(box, spec.size_px):
        part = mask.bbox
    y0, x0 = part[:2]
    window = mask.window(part).astype(np.uint8) * 255
    seen = _resample(window, (box[0] - y0, box[1] - x0, box[2] - y0, box[3] - x0), spec.size_px, (0, 0, 0))
    return seen >= 128


def _field_pixels_per_crop_pixel(pixel_size_um: float, spec: CropSpec) -> float:
    if not pixel_size_um > 0:
        raise ValueError(f"the pixel size must be positive, not {pixel_size_um}")
    return spec.pixel_size_um / pixel_size_um


def _is_vast(box: Box, size_px: int) -> bool:
    """Whether a crop covers so much that a grid of samples as fine as the field's pixels takes too long."""
    return size_px * math.ceil((box[2] - box[0]) / size_px) > _FINEST_PX


def _resample(pixels: UInt8Array, box: Box, size_px: int, fill: tuple[int, int, int]) -> UInt8Array:
    """Sample ``box`` (edge coordinates) of ``pixels`` into a square of ``size_px``."""
    if _is_vast(box, size_px):
        return area_means(pixels, box, size_px, fill)
    scale = (box[2] - box[0]) / size_px
    # Each crop pixel is the mean of a grid of samples no further apart than one field pixel: area averaging
    # that keeps the crop's exact, fractional position, which resizing a cut-out of whole pixels would lose.
    samples = max(1, math.ceil(scale))
    top = min(max(math.floor(box[0]) - _MARGIN_PX, 0), pixels.shape[0] - 1)
    left = min(max(math.floor(box[1]) - _MARGIN_PX, 0), pixels.shape[1] - 1)
    bottom = min(max(math.ceil(box[2]) + _MARGIN_PX, top + 1), pixels.shape[0])
    right = min(max(math.ceil(box[3]) + _MARGIN_PX, left + 1), pixels.shape[1])
    step = scale / samples
    to_source = np.array(
        [
            [step, 0, box[1] - left + step / 2 - 0.5],
            [0, step, box[0] - top + step / 2 - 0.5],
        ]
    )
    fine = cv2.warpAffine(
        np.ascontiguousarray(pixels[top:bottom, left:right]),
        to_source,
        (size_px * samples, size_px * samples),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=fill,
    )
    if samples > 1:
        fine = cv2.resize(fine, (size_px, size_px), interpolation=cv2.INTER_AREA)
    return np.asarray(fine, dtype=np.uint8)
