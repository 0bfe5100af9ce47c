"""Single cells cut out on black, as some public sets have them: no empty background, black all round."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.field_of_view import Mask, shows_background

Pixels = npt.NDArray[np.uint8]

BLACK: Final = 8
"""Level below which a channel is black, whatever an encoder made of it."""

# Shares of the image. A crop may have a black corner of the eyepiece, but not this much of it.
_LEAST: Final = 0.03
_PLENTY: Final = 0.2


def is_cut_out(sample: Pixels) -> bool:
    """Whether an image is a cut-out: much black from its border inwards, or some and nothing pale beside it.

    Args:
        sample: (h, w, 3) RGB uint8, at least one pixel of which is not black.
    """
    around = black_around(sample)
    share = float(around.mean())
    return share > _PLENTY or (share >= _LEAST and not shows_background(sample, ~around))


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
    black = (pixels.max(axis=2) < BLACK).astype(np.uint8)
    _, pieces = cv2.connectedComponents(black, connectivity=4)
    border = np.unique(np.concatenate([pieces[0], pieces[-1], pieces[:, 0], pieces[:, -1]]))
    return np.asarray(np.isin(pieces, border[border > 0]))
