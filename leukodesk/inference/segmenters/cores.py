"""The dark core of a nuclear piece: where nucleus ends and dark cytoplasm begins, cell by cell."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.levels import percentile_of
from leukodesk.inference.segmenters.clumps import part_clump
from leukodesk.inference.segmenters.level_pivots import two_level_pivots
from leukodesk.inference.segmenters.shapes import Bytes, Labels, boxes_of, without_holes

_CORE_SHARE: Final = 0.65
_UPPER_PERCENT: Final = 75
_TWO_TISSUES: Final = 50
_LEAST_CORE_SHARE: Final = 0.15
_RIM_UM: Final = 0.7
_HOLE_UM2: Final = 3.0
_LEAST_LOBE_UM2: Final = 2.5
_FEW_PX: Final = 20


def find_fragments(nuclear: Bytes, taken: Bytes, pixel_size_um: float) -> tuple[Labels, int]:
    """Part nuclear pixels into nuclei and lobes.

    Touching cells are parted at their necks first; in each the dark core is found by two pivots of its
    own; the cores, now free of dark cytoplasm, are parted at their necks again.

    Args:
        nuclear: (h, w) 1 where nuclear, else 0.
        taken: (h, w) share of green light taken, 0 to 255, smoothed.
        pixel_size_um: of these pixels.

    Returns:
        (h, w) labels 1 to n, 0 outside, and n.
    """
    out = np.zeros(nuclear.shape, dtype=np.int32)
    count = 0
    # Over a whole field the statistics of OpenCV take four times as long as the pieces themselves.
    total, labels = cv2.connectedComponents(nuclear, connectivity=4)
    for number, window in enumerate(boxes_of(labels, total - 1), start=1):
        piece = (labels[window] == number).astype(np.uint8)
        if cv2.countNonZero(piece) * pixel_size_um**2 < _LEAST_LOBE_UM2:
            continue
        parts, n = part_clump(piece, pixel_size_um)
        for part in range(1, n + 1):
            core = _core(parts == part, taken[window], pixel_size_um)
            count = _add_parted(out[window], core, count, pixel_size_um)
    return out, count


def _add_parted(out: Labels, core: Bytes, count: int, pixel_size_um: float) -> int:
    """Write the pieces of a core into ``out`` under numbers after ``count``; returns the last one."""
    total, labels, stats, _ = cv2.connectedComponentsWithStats(core, connectivity=4)
    for number in range(1, total):
        x, y, w, h, area = stats[number].tolist()
        if area * pixel_size_um**2 < _LEAST_LOBE_UM2:
            continue
        window = np.s_[y : y + h, x : x + w]
        pieces, n = part_clump((labels[window] == number).astype(np.uint8), pixel_size_um)
        view = out[window]
        view[pieces > 0] = pieces[pieces > 0] + count
        count += n
    return count


def _core(part: npt.NDArray[np.bool_], taken: Bytes, pixel_size_um: float) -> Bytes:
    upper = percentile_of(taken[part], _UPPER_PERCENT)
    level = max(_CORE_SHARE * upper, _level_between(_inner_levels(part, taken, pixel_size_um)))
    core = (part & (taken >= level)).astype(np.uint8)
    core = cv2.morphologyEx(core, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return without_holes(core, _HOLE_UM2 / pixel_size_um**2)


def _inner_levels(part: npt.NDArray[np.bool_], taken: Bytes, pixel_size_um: float) -> Bytes:
    """Levels away from the outline, where blur would look like a second tissue."""
    framed = cv2.copyMakeBorder(part.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    depth = cv2.distanceTransform(framed, cv2.DIST_L2, 3)[1:-1, 1:-1]
    inner = taken[depth * pixel_size_um > _RIM_UM]
    return inner if inner.size > _FEW_PX else taken[part]


def _level_between(levels: Bytes) -> float:
    """Level half-way between the two pivots of the levels; 0 where they are one tissue."""
    pivots = two_level_pivots(levels)
    if pivots is None or pivots.high - pivots.low < _TWO_TISSUES:
        return 0.0
    return pivots.half_way if pivots.share > _LEAST_CORE_SHARE else 0.0
