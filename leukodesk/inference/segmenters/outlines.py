"""Cells of the working size brought back to the size of the field."""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil, floor
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell, new_cell_id
from leukodesk.core.mask import BoolArray, Mask
from leukodesk.core.smear import Smear
from leukodesk.inference.segmenters.cells import CellLabels
from leukodesk.inference.segmenters.kinds import kinds_of
from leukodesk.inference.segmenters.object_features import SURROUND_UM, FoundObject
from leukodesk.inference.segmenters.shapes import Bytes, Labels, Slices, padded_box

Margins = npt.NDArray[np.float32]

LEAST_AT_BORDER_UM2: Final = 28.0
"""What the border of an image or the edge of a field leaves of a cell that can be judged."""

_LEAST_MARGIN: Final = 1e-3
_ROUNDING: Final = 1e-5


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
    labels: CellLabels,
    colours: Bytes,
    smear: Smear,
    reduction: float,
    pixel_size_um: float,
    source: str,
    *,
    nuclear: Labels | None = None,
    margins: Margins | None = None,
) -> tuple[Cell, ...]:
    """Cells with masks at the size of the field, in reading order.

    A cell of which the border leaves less than 28 µm² cannot be judged and is left out.

    Args:
        labels: cells at the working size.
        colours: (h, w, 3) relative RGB at the working size.
        smear: the field.
        reduction: field pixels per working pixel; need not be whole.
        pixel_size_um: of the working pixels.
        source: id of the segmenter.
        nuclear: (h, w) numbered as the nuclei, all that is as dark as a nucleus in each cell, to tell its
            kind by; None takes the nuclei.
        margins: (2, h, w) of nuclei and of cells, how far what decides on a pixel lies from its threshold,
            either way; an outline then runs where that is passed between two pixels, else half way.
    """
    of_nuclei, of_cells = (None, None) if margins is None else margins
    masks: list[tuple[Mask, Mask | None]] = []
    looks: list[FoundObject] = []
    for number, window, shown in found_objects(labels, colours, pixel_size_um):
        box = labels.cell_boxes[number - 1]
        if box is None:
            continue
        around = padded_box(box, 1, labels.cells.shape)
        top, left, whole = _pixels(labels.cells, number, around, reduction, smear, of_cells)
        if not whole.any():
            continue
        nucleus = whole & _pixels(labels.nuclei, number, around, reduction, smear, of_nuclei)[2]
        nucleus_mask = Mask.from_pixels(nucleus, top, left) if nucleus.any() else None
        masks.append((Mask.from_pixels(whole, top, left), nucleus_mask))
        nuclear_look = shown.nucleus if nuclear is None else shown.cell & (nuclear[window] == number)
        looks.append(replace(shown, nucleus=nuclear_look))
    cells = [
        Cell(new_cell_id(), smear.id, *of_cell, kind, source)
        for of_cell, kind in zip(masks, kinds_of(looks), strict=True)
    ]
    return tuple(sorted(cells, key=lambda cell: cell.bbox[:2]))


def found_objects(
    labels: CellLabels, colours: Bytes, pixel_size_um: float
) -> Iterator[tuple[int, Slices, FoundObject]]:
    """Number, window and look of each object that can be judged; arguments as in :func:`outlined`."""
    margin_px = ceil(SURROUND_UM / pixel_size_um)
    shape = labels.cells.shape
    for number, box in enumerate(labels.cell_boxes, start=1):
        if box is None:
            continue
        window = padded_box(box, margin_px, shape)
        view = labels.cells[window]
        cell = view == number
        found = FoundObject(
            colours[window], cell, labels.nuclei[window] == number, (view > 0) & ~cell, pixel_size_um
        )
        cut = any(part.start == 0 or part.stop == size for part, size in zip(box, shape, strict=True))
        if not cut or found.cell_um2 >= LEAST_AT_BORDER_UM2:
            yield number, window, found


def _pixels(
    labels: Labels, number: int, window: Slices, reduction: float, smear: Smear, margin: Margins | None
) -> tuple[int, int, BoolArray]:
    """First row and column, and the pixels of one label at the size of the field, its outline interpolated.

    What is interpolated is above zero inside and as far below it outside, also inside a neighbour, so two
    cells never share a pixel.
    """
    inside = labels[window] == number
    far = np.ones(inside.shape, np.float32)
    if margin is not None:
        far = np.maximum(np.abs(margin[window]), _LEAST_MARGIN)
    signed = np.where(inside, far, -far)
    top, left = (floor(part.start * reduction) for part in window)
    if float(reduction).is_integer():
        # As below, where pixels of the field and of the window begin together, in half the time.
        size = (round(signed.shape[1] * reduction), round(signed.shape[0] * reduction))
        signed = cv2.resize(signed, size, interpolation=cv2.INTER_LINEAR)
    else:
        bottom, right = (ceil(part.stop * reduction) for part in window)
        # The middle of field pixel 0 lies this far from the middle of the window's first pixel.
        down, across = (
            (first + 0.5) / reduction - 0.5 - part.start
            for first, part in zip((top, left), window, strict=True)
        )
        to_working = np.array([[1 / reduction, 0, across], [0, 1 / reduction, down]])
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        size = (right - left, bottom - top)
        signed = cv2.warpAffine(signed, to_working, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    pixels: BoolArray = signed[: smear.height - top, : smear.width - left] > _ROUNDING
    return top, left, pixels
