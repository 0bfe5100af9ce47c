"""Black round what is shown: cells cut out on black, as in some sets, and the corners of turned crops."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.field_of_view import Mask, shows_background
from leukodesk.imaging.levels import brightest

Pixels = npt.NDArray[np.uint8]

BLACK: Final = 8
"""Level below which a channel is black, whatever an encoder made of it."""

# Shares of the image; a burned-in scale bar is a thousandth.
_LEAST: Final = 0.03
_LEAST_CORNER: Final = 0.005
# Of the border: turned crops are black along up to 0.56 of it, cells cut out most tightly along 0.87.
_ROUND_ABOUT: Final = 0.75


def is_cut_out(sample: Pixels) -> bool:
    """Whether an image is a cut-out: black all along its border, or from it inwards with nothing pale beside.

    Args:
        sample: (h, w, 3) RGB uint8, at least one pixel of which is not black.
    """
    around = black_around(sample)
    border = np.concatenate([around[0], around[-1], around[:, 0], around[:, -1]])
    if border.mean() >= _ROUND_ABOUT:
        return True
    return bool(around.mean() >= _LEAST) and not shows_background(sample, ~around)


def black_corners(sample: Pixels) -> Mask | None:
    """(h, w) the black corners or margins of a crop that was turned or moved; None where there is none.

    Args:
        sample: (h, w, 3) RGB uint8, no cut-out.
    """
    around = black_around(sample)
    if around.mean() < _LEAST_CORNER:
        return None
    # The outermost pixels of what is shown are mixed of both.
    return np.asarray(cv2.dilate(around.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0)


def laid_on(pixels: Pixels, colour: npt.NDArray[np.float32]) -> Pixels:
    """A cut-out on another colour.

    Args:
        pixels: (h, w, 3) RGB uint8.
        colour: (3,) RGB, 0 to 255.
    """
    return np.where(black_around(pixels)[..., None], colour.round().astype(np.uint8), pixels)


def black_around(pixels: Pixels) -> Mask:
    """(h, w) what is black and joined to the border.

    Args:
        pixels: (h, w, 3) RGB uint8.
    """
    black = (brightest(pixels) < BLACK).astype(np.uint8)
    _, pieces = cv2.connectedComponents(black, connectivity=4)
    border = np.unique(np.concatenate([pieces[0], pieces[-1], pieces[:, 0], pieces[:, -1]]))
    return np.asarray(np.isin(pieces, border[border > 0]))
