"""Cells of the working size brought back to the size of the field."""

from typing import Final

import cv2
import numpy as np
from scipy import ndimage

from leukodesk.core.cell import Cell, new_cell_id
from leukodesk.core.mask import Mask
from leukodesk.core.smear import Smear
from leukodesk.inference.segmenters.cells import CellLabels
from leukodesk.inference.segmenters.kinds import kind_of
from leukodesk.inference.segmenters.shapes import Bytes, Labels, Slices, padded_box

_MARGIN_PX: Final = 2
_LEAST_AT_BORDER_UM2: Final = 30.0


def reduced(pixels: Bytes, reduction: int) -> Bytes:
    """Every ``reduction`` × ``reduction`` pixels averaged to one, the last ones repeated at the border."""
    if reduction == 1:
        return pixels
    height, width = pixels.shape[:2]
    more = (-height % reduction, -width % reduction)
    if any(more):
        pixels = cv2.copyMakeBorder(pixels, 0, more[0], 0, more[1], cv2.BORDER_REPLICATE)
    size = (pixels.shape[1] // reduction, pixels.shape[0] // reduction)
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)  # type: ignore[no-any-return]


def outlined(
    labels: CellLabels, colours: Bytes, smear: Smear, reduction: int, pixel_size_um: float, source: str
) -> tuple[Cell, ...]:
    """Cells with masks at the size of the field, in reading order.

    A cell of which the border leaves less than 30 µm² cannot be judged and is left out.

    Args:
        labels: cells at the working size.
        colours: (h, w, 3) relative RGB at the working size.
        smear: the field.
        reduction: field pixels per working pixel.
        pixel_size_um: of the working pixels.
        source: id of the segmenter.
    """
    cells = []
    for number, box in enumerate(ndimage.find_objects(labels.cells, max_label=labels.count), start=1):
        if box is None:
            continue
        window = padded_box(box, _MARGIN_PX, labels.cells.shape)
        cell, nucleus = labels.cells[window] == number, labels.nuclei[window] == number
        cut = any(s.start == 0 or s.stop == n for s, n in zip(box, labels.cells.shape, strict=True))
        if cut and np.count_nonzero(cell) * pixel_size_um**2 < _LEAST_AT_BORDER_UM2:
            continue
        cell_mask = _mask(labels.cells, number, window, reduction, smear)
        if cell_mask is None:
            continue
        nucleus_mask = _mask(labels.nuclei, number, window, reduction, smear)
        kind = kind_of(colours[window], nucleus, cell, pixel_size_um)
        cells.append(Cell(new_cell_id(), smear.id, cell_mask, nucleus_mask, kind, source))
    return tuple(sorted(cells, key=lambda cell: cell.bbox[:2]))


def _mask(labels: Labels, number: int, window: Slices, reduction: int, smear: Smear) -> Mask | None:
    """One label at the size of the field, its outline interpolated.

    More than half of the interpolated weight is needed, so two cells never share a pixel and a nucleus
    never leaves its cell.
    """
    share = (labels[window] == number).astype(np.uint8) * 255
    if reduction > 1:
        share = cv2.resize(share, None, fx=reduction, fy=reduction, interpolation=cv2.INTER_LINEAR)
    top, left = window[0].start * reduction, window[1].start * reduction
    pixels = share[: smear.height - top, : smear.width - left] > 128
    return Mask.from_pixels(pixels, top, left) if pixels.any() else None
