"""The cell and its nucleus as found in a crop, to measure them by.

They are always found in the crop itself, never taken from outlines that somebody drew: a classifier then
reads the same regions in training, in use and in its controls, where a cell that was painted over must have
no outline left to be measured.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell
from leukodesk.core.mask import Mask
from leukodesk.core.progress import no_progress
from leukodesk.core.smear import Smear
from leukodesk.imaging.background import find_background
from leukodesk.inference.registry import create_segmenter
from leukodesk.inference.segmenters.segmenter import Segmenter
from leukodesk.inference.segmenters.shapes import without_holes

Crop = npt.NDArray[np.uint8]
BoolArray = npt.NDArray[np.bool_]

_BLACK: Final = 8
# Of the crop's side: a cell whose centre lies farther from the middle is a neighbour.
_REACH: Final = 0.25


@dataclass(frozen=True)
class CropRegions:
    """What was found in a crop.

    Attributes:
        cell: (s, s) the cell in the middle, nucleus included; all False where none was found.
        nucleus: (s, s) its nucleus; all False where none was found.
        cells: number of cells found in the crop, neighbours included.
    """

    cell: BoolArray
    nucleus: BoolArray
    cells: int


def find_regions(crop: Crop, pixel_size_um: float) -> CropRegions:
    """Find the cell in the middle of a crop by pivot-growing (Asaad et al.); deterministic.

    Of a cut-out on black the cell is what is not black, as whoever cut it out drew it; only its nucleus is
    looked for.

    Args:
        crop: RGB uint8 (s, s, 3); the surround of a cut-out may be black.
        pixel_size_um: of the crop.
    """
    side = crop.shape[0]
    background = find_background(crop)
    if background.surround_black:
        shown = _shown(crop)
        # Black would otherwise count as the darkest nucleus.
        laid = np.where(shown[..., None], crop, background.colour.round().astype(np.uint8))
        cells = _cells(laid, pixel_size_um)
        cell = _piece_in_middle(shown)
        nuclei = [_whole(found.nucleus_mask, side) for found in cells]
        nucleus = np.logical_or.reduce(nuclei, axis=0) & cell if nuclei else np.zeros_like(cell)
        return CropRegions(cell, nucleus, max(len(cells), int(cell.any())))
    cells = _cells(crop, pixel_size_um)
    middle = _nearest(cells, side)
    if middle is None:
        nothing = np.zeros((side, side), dtype=bool)
        return CropRegions(nothing, nothing, len(cells))
    return CropRegions(_whole(middle.cell_mask, side), _whole(middle.nucleus_mask, side), len(cells))


@cache
def _segmenter() -> Segmenter:
    return create_segmenter("pivot-growing")


def _cells(crop: Crop, pixel_size_um: float) -> tuple[Cell, ...]:
    side = crop.shape[0]
    smear = Smear("", "", "", side, side, pixel_size_um)
    return _segmenter().segment(crop, smear, pixel_size_um=pixel_size_um, progress=no_progress).cells


def _shown(crop: Crop) -> BoolArray:
    """(s, s) what a cut-out shows; what is black inside it is part of it."""
    lit = (crop.max(axis=2) > _BLACK).astype(np.uint8)
    return without_holes(lit, lit.size) > 0


def _piece_in_middle(shown: BoolArray) -> BoolArray:
    """The piece of a cut-out whose centre is nearest to the middle; all False where none is near."""
    _, pieces, _, centres = cv2.connectedComponentsWithStats(shown.astype(np.uint8), connectivity=8)
    distance = np.hypot(*(centres[1:] - (shown.shape[0] - 1) / 2).T)
    if distance.min(initial=np.inf) > _REACH * shown.shape[0]:
        return np.zeros_like(shown)
    piece: BoolArray = pieces == 1 + distance.argmin()
    return piece


def _nearest(cells: tuple[Cell, ...], side: int) -> Cell | None:
    """The cell nearest to the middle, or None where none is near."""
    middle = (side - 1) / 2

    def distance(cell: Cell) -> float:
        return float(np.hypot(cell.centroid[0] - middle, cell.centroid[1] - middle))

    near = [cell for cell in cells if distance(cell) <= _REACH * side]
    return min(near, key=distance, default=None)


def _whole(mask: Mask | None, side: int) -> BoolArray:
    return np.zeros((side, side), dtype=bool) if mask is None else mask.window((0, 0, side, side))
