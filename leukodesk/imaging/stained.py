"""What is stained in a field, and what of it is a white cell, by relative colour."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

_USUAL_RED_CELL_LEVEL: Final = 228.0
_NUCLEAR_LEVEL: Final = 95
_NUCLEAR_SHARE: Final = 0.65
_NOT_NUCLEAR: Final = 110
_SMOOTH_PX: Final = 1.3
_SAME_HUE: Final = 45


def red_cell_level(colours: Pixels) -> float:
    """Green that parts red cells from background; white cells would draw it towards themselves.

    Args:
        colours: (h, w, 3) relative RGB uint8.
    """
    green = cv2.GaussianBlur(colours[..., 1], (3, 3), 0)
    not_white_cell = (green > 140) & (colours[..., 2] < cv2.add(colours[..., 0], 12))
    values = green[not_white_cell]
    if values.size < green.size // 10:
        return _USUAL_RED_CELL_LEVEL
    return float(cv2.threshold(values.reshape(1, -1), 0, 255, cv2.THRESH_OTSU)[0])


def stained(colours: Pixels, level: float) -> Mask:
    """(h, w) what lies on the background, up to where the eye sees the outline of a blurred cell.

    That is half-way between the background and the red cells, a little below what best parts the two.

    Args:
        colours: (h, w, 3) relative RGB uint8.
        level: that parts the two, of :func:`red_cell_level`.
    """
    green = cv2.GaussianBlur(colours[..., 1], (0, 0), _SMOOTH_PX)
    sample = green[::2, ::2]
    above, below = sample[sample >= level], sample[(sample < level) & (sample > _NOT_NUCLEAR)]
    if above.size and below.size:
        level = float(np.median(above) + np.median(below)) / 2
    mask: Mask = green < level
    return mask


def white_cells(colours: Pixels) -> Mask:
    """(h, w) what is violet or as dark as a nucleus: of white cells, seldom all of them.

    Args:
        colours: (h, w, 3) relative RGB uint8.
    """
    smooth = cv2.GaussianBlur(colours, (0, 0), _SMOOTH_PX)
    red, green, blue = (smooth[..., channel] for channel in range(3))
    violet = (cv2.add(green, 10) < red) & (cv2.add(red, 30) < blue)
    return _opened(violet | _dark(smooth))


def nuclei(colours: Pixels) -> Mask:
    """(h, w) everything nearly as dark as the darkest, where that is darker than any red cell.

    Args:
        colours: (h, w, 3) relative RGB uint8.
    """
    return _opened(_dark(cv2.GaussianBlur(colours, (3, 3), 0)))


def _dark(smooth: Pixels) -> Mask:
    """What is dark and of the hue of the darkest: under a strong stain red cells are dark as well."""
    green = smooth[..., 1]
    sample = green[::2, ::2]
    darkest = float(np.percentile(sample, 1))
    dark: Mask = 255 - green > max(_NUCLEAR_LEVEL, _NUCLEAR_SHARE * (255 - darkest))
    blueness = smooth[..., 2].astype(np.int16) - smooth[..., 0]
    in_the_darkest = blueness[::2, ::2][sample <= darkest]
    of_its_hue: Mask = blueness > np.median(in_the_darkest) - _SAME_HUE
    return np.asarray(dark & of_its_hue)


def _opened(mask: Mask) -> Mask:
    small = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return np.asarray(small, dtype=bool)
