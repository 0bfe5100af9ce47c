"""What a segmentation network learns from: drawn cells, and whole fields with marked ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.mask import BoolArray
from leukodesk.core.progress import no_progress
from leukodesk.core.smear import Smear
from leukodesk.imaging.background import find_background, relative_colours
from leukodesk.inference.registry import create_segmenter
from leukodesk.training.segmentation.boxes import Box
from leukodesk.training.segmentation.judging import match_table
from leukodesk.training.segmentation.marked import MarkedField

Bytes = npt.NDArray[np.uint8]
Labels = npt.NDArray[np.int32]

_TEACHER: Final = "pivot-growing"
_DOUBTFUL_UM: Final = 0.5
_ROUND_A_STRANGER_UM: Final = 1.0
_FILLED: Final = 0.6


@dataclass(frozen=True)
class Example:
    """An image with what is known about it, at the working pixel size.

    Attributes:
        name: of the image.
        colours: (h, w, 3) relative RGB: 255 is the empty background.
        nuclei: (h, w) 1 where nucleus.
        cells: (h, w) 0 outside, else the number of the cell.
        known: (h, w) 1 where the two are to be learnt, 0 where nobody knows.
    """

    name: str
    colours: Bytes
    nuclei: Bytes
    cells: Labels
    known: Bytes


def drawn_example(name: str, pixels: Bytes, drawn: Bytes, pixel_size_um: float, working_um: float) -> Example:
    """A crop whose one cell an expert drew.

    Other cells that happen to be in the crop were not drawn; where pivot-growing finds one, nothing is known.

    Args:
        name: of the crop.
        pixels: (h, w, 3) RGB.
        drawn: (h, w) 0 background, 1 cytoplasm, 2 nucleus.
        pixel_size_um: of the crop.
        working_um: pixel size of the example.
    """
    strangers = np.zeros(drawn.shape, np.uint8)
    for cell in _taught(pixels, pixel_size_um):
        mask = cell.cell_mask.window((0, 0, *drawn.shape))
        if not (mask & (drawn > 0)).any():
            strangers[mask] = 1
    known = 1 - _dilated(strangers, _ROUND_A_STRANGER_UM / pixel_size_um)
    known[drawn > 0] = 1
    colours = relative_colours(pixels, find_background(pixels))
    return _at_working_size(
        Example(name, colours, (drawn == 2).astype(np.uint8), (drawn > 0).astype(np.int32), known),
        pixel_size_um / working_um,
    )


def field_example(field: MarkedField, pixels: Bytes, pixel_size_um: float, working_um: float) -> Example:
    """A whole field on which leukocytes are marked but not drawn.

    Pivot-growing draws them: a marked cell is learnt but for the doubtful rim of its outlines. What it
    finds and nobody marked is a smudge or a forgotten cell, so nothing is known there, unless it is marked as
    a platelet. Everything else is background. Where white cells are boxed, one whose outline does not fill
    its box is drawn wrongly, so nothing is known in the box.

    Args:
        field: its marks.
        pixels: (h, w, 3) RGB.
        pixel_size_um: of the field.
        working_um: pixel size of the example.
    """
    found = _taught(pixels, pixel_size_um)
    shape = pixels.shape[:2]
    nuclei, known = np.zeros(shape, np.uint8), np.ones(shape, np.uint8)
    cells = np.zeros(shape, np.int32)
    marked = match_table(found, field.white_cells)
    platelet: npt.NDArray[np.bool_] = np.asarray(match_table(found, field.debris or ()).any(axis=1))
    learnt = _well_drawn(found, marked, field.boxes)
    for number, cell in enumerate(found, start=1):
        mask = cell.cell_mask.window((0, 0, *shape))
        if learnt[number - 1] and cell.nucleus_mask is not None:
            nucleus = cell.nucleus_mask.window((0, 0, *shape))
            cells[mask], nuclei[nucleus] = number, 1
            for outline in (mask, nucleus):
                known[_rim(outline, _DOUBTFUL_UM / pixel_size_um)] = 0
        elif marked[number - 1].any() or not platelet[number - 1]:
            stranger = _dilated(mask.astype(np.uint8), _ROUND_A_STRANGER_UM / pixel_size_um)
            known[np.asarray(stranger > 0)] = 0
    _forget(known, field, marked, learnt, 8 / pixel_size_um)
    colours = relative_colours(pixels, find_background(pixels))
    return _at_working_size(
        Example(field.image.stem, colours, nuclei, cells, known), pixel_size_um / working_um
    )


def _well_drawn(found: Sequence[Cell], marked: BoolArray, boxes: Sequence[Box]) -> BoolArray:
    """(n,) which finds are one marked leukocyte each and fill its box, if it has one."""
    well = np.array(
        [cell.kind is CellKind.LEUKOCYTE and cell.nucleus_mask is not None for cell in found], dtype=bool
    )
    if boxes:
        nearest = [boxes[int(of_cell.argmax())] for of_cell in marked]
        filled = [_overlap(cell.bbox, box) >= _FILLED for cell, box in zip(found, nearest, strict=True)]
        well &= np.array(filled, dtype=bool)
    well &= np.count_nonzero(marked, axis=1) == 1
    return well


def _forget(known: Bytes, field: MarkedField, marked: BoolArray, learnt: BoolArray, radius_px: float) -> None:
    """Where a marked cell was not found, or not well drawn in its box, nothing is known."""
    for row, column in np.array(field.white_cells).reshape(-1, 2)[~marked.any(axis=0)]:
        cv2.circle(known, (round(column), round(row)), round(radius_px), 0, -1)
    if field.boxes:
        for i in np.flatnonzero(~marked[learnt].any(axis=0)):
            top, left, bottom, right = (round(edge) for edge in field.boxes[i])
            known[max(top, 0) : bottom + 1, max(left, 0) : right + 1] = 0


def _overlap(one: Box, other: Box) -> float:
    """Intersection over union of two boxes."""
    sides = np.minimum(one[2:], other[2:]) - np.maximum(one[:2], other[:2])
    both = float(np.maximum(sides, 0).prod())
    areas = [float(np.subtract(box[2:], box[:2]).prod()) for box in (one, other)]
    return both / (sum(areas) - both)


def _taught(pixels: Bytes, pixel_size_um: float) -> tuple[Cell, ...]:
    smear = Smear("0" * 16, "", "0" * 64, pixels.shape[1], pixels.shape[0])
    teacher = create_segmenter(_TEACHER)
    return teacher.segment(pixels, smear, pixel_size_um=pixel_size_um, progress=no_progress).cells


def _rim(mask: npt.NDArray[np.bool_], width_px: float) -> npt.NDArray[np.bool_]:
    brush = _brush(width_px)
    whole = mask.astype(np.uint8)
    gradient = cv2.dilate(whole, brush) - cv2.erode(whole, brush, borderValue=1)
    return np.asarray(gradient > 0)


def _dilated(mask: Bytes, width_px: float) -> Bytes:
    return cv2.dilate(mask, _brush(width_px))  # type: ignore[no-any-return]


def _brush(radius_px: float) -> Bytes:
    size = 2 * max(1, round(radius_px)) + 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))  # type: ignore[no-any-return]


def _at_working_size(example: Example, zoom: float) -> Example:
    height, width = example.nuclei.shape
    size = (max(1, round(width * zoom)), max(1, round(height * zoom)))
    smooth = cv2.INTER_AREA if zoom < 1 else cv2.INTER_LINEAR

    def resized(values: npt.NDArray[np.uint8]) -> Bytes:
        return cv2.resize(values, size, interpolation=smooth)  # type: ignore[no-any-return]

    cells = cv2.resize(example.cells.astype(np.float32), size, interpolation=cv2.INTER_NEAREST_EXACT)
    inside = resized((example.cells > 0).astype(np.uint8) * 255) > 127
    cells = np.where(inside, cells, 0).astype(np.int32)
    return Example(
        example.name,
        resized(example.colours),
        (resized(example.nuclei * 255) > 127).astype(np.uint8),
        cells,
        (resized(example.known * 255) > 127).astype(np.uint8),
    )
