"""The cell and its nucleus as found in a crop, to measure them by.

They are always found in the crop itself, never taken from outlines that somebody drew: a classifier then
reads the same regions in training, in use and in its controls, where a cell that was painted over must have
no outline left to be measured.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell
from leukodesk.core.mask import Mask
from leukodesk.core.progress import no_progress
from leukodesk.core.smear import Smear
from leukodesk.imaging.background import find_background
from leukodesk.inference.registry import Segmenter, create_segmenter

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

    Args:
        crop: RGB uint8 (s, s, 3); the surround of a cut-out may be black.
        pixel_size_um: of the crop.
    """
    side = crop.shape[0]
    smear = Smear("", "", "", side, side, pixel_size_um)
    found = _segmenter().segment(_on_glass(crop), smear, pixel_size_um=pixel_size_um, progress=no_progress)
    middle = _middle(found.cells, side)
    if middle is None:
        nothing = np.zeros((side, side), dtype=bool)
        return CropRegions(nothing, nothing, len(found.cells))
    return CropRegions(_whole(middle.cell_mask, side), _whole(middle.nucleus_mask, side), len(found.cells))


@cache
def _segmenter() -> Segmenter:
    return create_segmenter("pivot-growing")


def _on_glass(crop: Crop) -> Crop:
    """A cut-out laid on an empty background; black would otherwise count as the darkest nucleus."""
    background = find_background(crop)
    if not background.surround_black:
        return crop
    laid = crop.copy()
    laid[crop.max(axis=2) <= _BLACK] = background.colour.round().astype(np.uint8)
    return laid


def _middle(cells: tuple[Cell, ...], side: int) -> Cell | None:
    """The cell nearest to the middle, or None where none is near."""
    middle = (side - 1) / 2

    def distance(cell: Cell) -> float:
        return float(np.hypot(cell.centroid[0] - middle, cell.centroid[1] - middle))

    near = [cell for cell in cells if distance(cell) <= _REACH * side]
    return min(near, key=distance, default=None)


def _whole(mask: Mask | None, side: int) -> BoolArray:
    return np.zeros((side, side), dtype=bool) if mask is None else mask.window((0, 0, side, side))
