"""Colours packed into 16 bits, so that a rule over colours becomes a look-up table over pixels."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Codes = npt.NDArray[np.uint16]
FloatArray = npt.NDArray[np.float64]

CODES: Final = 1 << 16
"""Number of codes: 5, 6 and 5 bits of red, green and blue."""


def colour_codes(colours: Bytes) -> Codes:
    """The code of each pixel, shape (h, w).

    Args:
        colours: (h, w, 3) RGB uint8.
    """
    packed = cv2.cvtColor(colours, cv2.COLOR_RGB2BGR565)
    return packed.view(np.uint16)[..., 0]  # type: ignore[no-any-return]


def colours_of(codes: npt.NDArray[np.integer]) -> FloatArray:
    """(n, 3) RGB at the middle of each code's cube, 0 to 255."""
    wide = codes.astype(np.int64)
    parts = [(wide >> 11) * 8 + 4, ((wide >> 5) & 63) * 4 + 2, (wide & 31) * 8 + 4]
    return np.stack(parts, axis=1).astype(np.float64)
