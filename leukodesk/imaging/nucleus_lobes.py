"""How many lobes a nucleus has, told from its outline alone."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

_WORKING_PX: Final = 64.0
_BLUR_PX: Final = 1.5
_LEVEL_PX: Final = 0.5
_NARROW_NECK: Final = 0.8
_LEAST_DEPTH: Final = 0.4


def count_lobes(nucleus: npt.NDArray[np.bool_]) -> int:
    """Count the lobes of a nucleus: its pieces, each parted at its narrow necks.

    Depth is the distance to the outline. A peak of the depth is a lobe of its own when every way to a higher
    one leads through a neck less than 0.8 times as deep as it is, so a bridge parts, a bean or a dent does
    not: the persistence of the peaks (Edelsbrunner et al., 2002), relative to their height. Peaks less than
    0.4 times as high as the highest are fringe and count as none. Every nucleus is looked at in one size, so
    that magnification does not matter.

    Args:
        nucleus: (h, w), all pieces.

    Returns:
        0 for an empty mask, else 1 or more.
    """
    if not nucleus.any():
        return 0
    depth = _depth_px(nucleus)
    peaks = _peaks(depth)
    heights = depth[peaks[:, 0], peaks[:, 1]]
    lobes = 0
    for level in np.arange(heights[0] - _LEVEL_PX, 0, -_LEVEL_PX):
        if len(peaks) == 1:
            return lobes + 1
        _, pieces = cv2.connectedComponents((depth > level).astype(np.uint8), connectivity=8)
        piece = pieces[peaks[:, 0], peaks[:, 1]]
        # The highest peak comes first and stands for its piece; the others reached it through this neck.
        alive = np.zeros(len(peaks), dtype=bool)
        alive[np.unique(piece, return_index=True)[1]] = True
        alive |= heights <= level
        lobes += int(np.count_nonzero(heights[~alive] * _NARROW_NECK > level))
        peaks, heights = peaks[alive], heights[alive]
    return lobes + len(peaks)


def _depth_px(nucleus: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    """Distance from each pixel's centre to the outline, in pixels of the working size."""
    zoom = _WORKING_PX / float(np.sqrt(np.count_nonzero(nucleus)))
    size = [max(1, round((side + 2) * zoom)) for side in reversed(nucleus.shape)]
    smooth = cv2.INTER_AREA if zoom < 1 else cv2.INTER_LINEAR
    whole = cv2.resize(np.pad(nucleus, 1).astype(np.float32), size, interpolation=smooth)
    whole = cv2.GaussianBlur(whole, (0, 0), _BLUR_PX)
    inside = cv2.copyMakeBorder((whole >= 0.5).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    distance = cv2.distanceTransform(inside, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return np.maximum(distance - 0.5, 0)  # type: ignore[no-any-return]


def _peaks(depth: npt.NDArray[np.float32]) -> npt.NDArray[np.intp]:
    """(n, 2) row and column of all peaks that are no fringe, the highest first."""
    around = cv2.dilate(depth, np.ones((3, 3), np.uint8))
    peaks = np.argwhere((depth == around) & (depth >= _LEAST_DEPTH * depth.max()) & (depth > 0))
    return peaks[np.argsort(-depth[peaks[:, 0], peaks[:, 1]], kind="stable")]
