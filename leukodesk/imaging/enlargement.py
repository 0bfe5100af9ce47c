"""Images that were enlarged after they were taken, such as a crop of one cell blown up for a talk."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.background import find_background, relative_colours
from leukodesk.imaging.nucleus_size import nucleus_diameter_px

Pixels = npt.NDArray[np.uint8]

_FACTORS: Final = (3.0, 4.0, 5.0, 6.0, 8.0)
_SMALLEST_PX: Final = 100
# What is lost of the contrast by shrinking to a third: 0.035 and more in fields and crops as they were taken,
# up to 0.023 in crops enlarged to that or more.
_NOTHING_LOST: Final = 0.026
# Share of the longer side. A field out of focus has no more detail, but many cells.
_FILLING: Final = 0.15
_LEAST_NUCLEAR: Final = 0.002


def enlarged_by(pixels: Pixels) -> float:
    """How many times an image of one cell can be shrunk before anything of it is lost; 1 for any other.

    Args:
        pixels: (h, w, 3) RGB uint8, at most a thousand pixels a side.
    """
    green = np.ascontiguousarray(pixels[..., 1])
    found = 1.0
    for factor in _FACTORS:
        if max(green.shape) / factor < _SMALLEST_PX or _lost(green, factor) > _NOTHING_LOST:
            break
        found = factor
    if found > 1:
        whole = find_background(pixels)
        # Black round a field has no detail, but most of the contrast.
        if whole.outside is not None or whole.surround_black:
            return 1.0
        shrunk = shrink(pixels, found)
        nucleus_px = nucleus_diameter_px(relative_colours(shrunk, find_background(shrunk)), _LEAST_NUCLEAR)
        if nucleus_px is None or nucleus_px < _FILLING * max(shrunk.shape):
            return 1.0
    return found


def shrink(pixels: Pixels, factor: float) -> Pixels:
    """An image, (h, w) or (h, w, 3), at a fraction of its size."""
    height, width = pixels.shape[:2]
    size = (max(1, round(width / factor)), max(1, round(height / factor)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _lost(green: Pixels, factor: float) -> float:
    """Share of the contrast that does not come back from the shrunk image."""
    height, width = green.shape
    back = cv2.resize(shrink(green, factor), (width, height), interpolation=cv2.INTER_CUBIC)
    return float(np.sqrt(np.square(cv2.subtract(green, back, dtype=cv2.CV_32F)).mean()) / max(green.std(), 1))
