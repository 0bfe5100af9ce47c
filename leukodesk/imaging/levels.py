"""Levels of bytes: a byte has few values, so counting them is quicker than sorting every pixel."""

import cv2
import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]


def percentile_of(levels: Bytes, percent: float) -> float:
    """As ``np.percentile`` gives it.

    Args:
        levels: uint8 of any shape, not empty.
        percent: 0 to 100.
    """
    counts = cv2.calcHist([levels.ravel()], [0], None, [256], [0, 256])
    reached = np.cumsum(counts, dtype=np.float64)
    place = (levels.size - 1) * percent / 100
    below = int(place)
    low, high = np.searchsorted(reached, (below, min(below + 1, levels.size - 1)), side="right").tolist()
    return float(low + (high - low) * (place - below))


def brightest(pixels: Bytes) -> Bytes:
    """(h, w) the strongest channel of (h, w, 3) pixels; numpy is slow over an axis of three."""
    red, green, blue = cv2.split(pixels)
    return cv2.max(cv2.max(red, green), blue)  # type: ignore[no-any-return]
