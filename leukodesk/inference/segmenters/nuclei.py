"""Where the nucleus of a cell ends: two pivots of the cell's own part nucleus and cytoplasm."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.levels import percentile_of
from leukodesk.inference.segmenters.cells import CellLabels
from leukodesk.inference.segmenters.granules import blue_to_green, without_granules
from leukodesk.inference.segmenters.level_pivots import two_level_pivots
from leukodesk.inference.segmenters.shapes import Bytes, Labels, padded_box, without_holes

BoolArray = npt.NDArray[np.bool_]

_RIM_UM: Final = 0.7
_HOLE_UM2: Final = 3.0
_LEAST_LOBE_UM2: Final = 2.5
_FEW_PX: Final = 20
_SEPARATE: Final = 0.78
_MORE_BLUE_TAKEN: Final = 0.045
_OF_NUCLEAR: Final = 0.62
_NUCLEAR_PERCENT: Final = 75
_BRUSH: Final = np.ones((3, 3), dtype=np.uint8)


def settle_nuclei(labels: CellLabels, colours: Bytes, taken: Bytes, pixel_size_um: float) -> Labels:
    """Nuclei found anew, each within the whole of its cell.

    Args:
        labels: the cells with the nuclei they were found by.
        colours: (h, w, 3) relative RGB.
        taken: (h, w) share of green light taken, 0 to 255, smoothed.
        pixel_size_um: of these pixels.

    Returns:
        (h, w) nuclei; a cell in which none is found anew keeps the one it had.
    """
    out, cells = labels.nuclei.copy(), labels.cells
    for number, box in enumerate(labels.cell_boxes, start=1):
        if box is None:
            continue
        window = padded_box(box, 1, cells.shape)
        cell = cells[window] == number
        smooth = cv2.GaussianBlur(colours[window], (5, 5), 0)
        nucleus = _nucleus(cell, smooth, taken[window], pixel_size_um)
        if nucleus.any():
            view = out[window]
            view[view == number] = 0
            view[nucleus] = number
    return out


def _nucleus(cell: BoolArray, colours: Bytes, taken: Bytes, pixel_size_um: float) -> BoolArray:
    framed = cv2.copyMakeBorder(cell.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    depth = cv2.distanceTransform(framed, cv2.DIST_L2, 3)[1:-1, 1:-1]
    # Near the outline, blur would look like a second tissue.
    inner = depth * pixel_size_um > _RIM_UM
    if np.count_nonzero(inner) < _FEW_PX:
        inner = cell
    level = _level_between(colours, taken, inner)
    if level is None:
        level = _OF_NUCLEAR * percentile_of(taken[cell], _NUCLEAR_PERCENT)
    core = without_granules(cell & (taken >= level), inner, cell, colours)
    nucleus = cv2.morphologyEx(core.astype(np.uint8), cv2.MORPH_OPEN, _BRUSH)
    nucleus = without_holes(nucleus, _HOLE_UM2 / pixel_size_um**2)
    _, pieces, stats, _ = cv2.connectedComponentsWithStats(nucleus, connectivity=4)
    kept = stats[:, cv2.CC_STAT_AREA] * pixel_size_um**2 >= _LEAST_LOBE_UM2
    kept[0] = False
    found: BoolArray = cell & kept[pieces]
    return found


def _level_between(colours: Bytes, taken: Bytes, inner: BoolArray) -> float | None:
    """Level half-way between the two pivots of a cell's levels; None where they are one tissue.

    They are two where they stand clearly apart, or where the paler one takes clearly more blue for its
    green light, as cytoplasm does beside the violet of a nucleus; the grain of a nucleus does neither.

    Args:
        colours: (h, w, 3) relative RGB.
        taken: (h, w) share of green light taken, 0 to 255.
        inner: (h, w) the cell without its blurred rim, not empty.
    """
    pivots = two_level_pivots(taken[inner])
    if pivots is None:
        return None
    level = pivots.half_way
    if pivots.separation > _SEPARATE:
        return level
    pale, dark = colours[inner & (taken <= level)], colours[inner & (taken > level)]
    return level if blue_to_green(pale) - blue_to_green(dark) > _MORE_BLUE_TAKEN else None
