"""Parting nuclei that touch: a watershed on depth, then parts with a wide neck joined again."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from skimage.segmentation import watershed

from leukodesk.inference.segmenters.shapes import convexity

Labels = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]
Depth = npt.NDArray[np.float32]

_PEAK_UM: Final = 0.4
_ROUND: Final = 0.94
_WIDE_NECK: Final = 0.76
_ONE_NUCLEUS_UM2: Final = 20.0


def part_clump(piece: Bytes, pixel_size_um: float) -> tuple[Labels, int]:
    """Part one connected piece of nuclear pixels into nuclei at its necks.

    Depth is the distance to the outline. Two parts stay one where the depth at their neck is nearly that
    of the shallower part, so that beans, folds and texture do not part.

    Args:
        piece: (h, w) 1 inside, 0 outside.
        pixel_size_um: of these pixels.

    Returns:
        (h, w) labels 1 to n, 0 outside, and n.
    """
    whole = piece.astype(np.int32)
    area_px = int(piece.sum())
    if area_px * pixel_size_um**2 < 2 * _ONE_NUCLEUS_UM2 or convexity(piece) > _ROUND:
        return whole, 1
    padded = cv2.copyMakeBorder(piece, 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    depth = cv2.distanceTransform(padded, cv2.DIST_L2, 5)
    step = _PEAK_UM / pixel_size_um
    peaks = (depth - _flattened(depth, step) > step * 0.99).astype(np.uint8)
    n, markers = cv2.connectedComponents(peaks, connectivity=8)
    if n <= 2:
        return whole, 1
    parts = watershed(-depth, markers, mask=padded > 0).astype(np.int32)
    joined, count = _join_wide_necks(parts, depth)
    return joined[1:-1, 1:-1], count


def _flattened(depth: Depth, step: float) -> Depth:
    """Depth with every peak cut down by ``step``: grey reconstruction by dilation, to convergence."""
    brush = np.ones((3, 3), dtype=np.uint8)
    flat: Depth = np.maximum(depth - np.float32(step), 0)
    while True:
        risen = np.minimum(cv2.dilate(flat, brush), depth)
        if np.array_equal(risen, flat):
            return flat
        flat = risen


def _join_wide_necks(parts: Labels, depth: Depth) -> tuple[Labels, int]:
    """Join neighbours, the widest neck first, until every neck is narrow."""
    count = int(parts.max())
    # Of one type on both sides, or numpy takes ten times as long.
    deepest_of = np.zeros(count + 1, depth.dtype)
    np.maximum.at(deepest_of, parts.ravel(), depth.ravel())
    deepest = deepest_of.astype(np.float64)
    necks = _necks(parts, depth)
    head = np.arange(count + 1)
    while necks:
        pair, neck = max(necks.items(), key=lambda item: item[1] / min(deepest[list(item[0])]))
        if neck / min(deepest[list(pair)]) < _WIDE_NECK:
            break
        kept, gone = pair
        head[head == gone] = kept
        deepest[kept] = max(deepest[kept], deepest[gone])
        renamed: dict[tuple[int, int], float] = {}
        for ends, width in necks.items():
            a, b = sorted(kept if end == gone else end for end in ends)
            if a != b:
                renamed[a, b] = max(width, renamed.get((a, b), 0.0))
        necks = renamed
    kept_numbers, compact = np.unique(head[1:], return_inverse=True)
    return np.concatenate(([0], compact + 1)).astype(np.int32)[parts], len(kept_numbers)


def _necks(parts: Labels, depth: Depth) -> dict[tuple[int, int], float]:
    """Greatest depth on the border of each pair of neighbours."""
    necks: dict[tuple[int, int], float] = {}
    for here, there in (
        (np.s_[:-1], np.s_[1:]),
        (np.s_[:, :-1], np.s_[:, 1:]),
        (np.s_[:-1, :-1], np.s_[1:, 1:]),
        (np.s_[:-1, 1:], np.s_[1:, :-1]),
    ):
        a, b = parts[here], parts[there]
        border = (a != b) & (a > 0) & (b > 0)
        lower, upper = np.minimum(a[border], b[border]), np.maximum(a[border], b[border])
        widths = np.minimum(depth[here][border], depth[there][border])
        for first, second, width in zip(lower.tolist(), upper.tolist(), widths.tolist(), strict=True):
            necks[first, second] = max(width, necks.get((first, second), 0.0))
    return necks
