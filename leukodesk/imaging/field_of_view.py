"""What of an image lies outside the field: the black round an eyepiece's circle, or black bars."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

# Shares of the brightness of the empty background.
_BLACK: Final = 0.2
_DARKEST_BACKGROUND: Final = 60
# Green by the strongest channel, of what is brightest: 0.87 and more in fields, up to 0.72 in cells cut out
# on black.
_PALE: Final = 0.8
# Shares of the image.
_LEAST: Final = 0.001
_MOST: Final = 0.8
_BLACK_OUTSIDE: Final = 0.7
_LOST_AT_MOST: Final = 0.05
# The soft rim: how wide it may be, as a share of the longer side, and what an even brightness is.
_WIDEST_RIM: Final = 0.06
_EVEN: Final = 0.98
_AHEAD_PX: Final = 3
_RIM_PERCENTILE: Final = 80


def find_outside(sample: Pixels) -> Mask | None:
    """Tell which part of an image lies outside the field; None where all of it is field.

    A field is convex, whatever stopped it, so what is black but bulges into it is a dark cell. What was cut
    out on black shows no empty background and so is no field.

    Args:
        sample: (h, w, 3) RGB uint8, the whole image reduced to a few hundred pixels.

    Returns:
        (h, w) True outside the field, its soft rim included.
    """
    brightest = sample.max(axis=2)
    bright = float(np.percentile(brightest, 95))
    black = brightest < _BLACK * bright
    if bright < _DARKEST_BACKGROUND or black.mean() < _LEAST:
        return None
    field = _convex(~black)
    share = 1 - field.mean()
    if not _LEAST <= share <= _MOST or black[~field].mean() < _BLACK_OUTSIDE:
        return None
    if (black & field).sum() > _LOST_AT_MOST * field.sum() or not _shows_background(sample, field):
        return None
    outside: Mask = ~field
    # Distances to the black alone: along the border of the image a field has no rim.
    depth = cv2.distanceTransform(field.astype(np.uint8), cv2.DIST_L2, 5)
    return np.asarray(outside | (depth <= _rim_px(sample[..., 1], depth)))


def _convex(lit: Mask) -> Mask:
    """The largest lit piece, notches filled."""
    opened = cv2.morphologyEx(lit.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, pieces, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=4)
    filled = np.zeros(lit.shape, np.uint8)
    if count > 1:
        largest = pieces == 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
        points = np.argwhere(largest)[:, ::-1].astype(np.int32)
        cv2.fillConvexPoly(filled, cv2.convexHull(points), 1)
    return filled.astype(bool)


def _shows_background(sample: Pixels, field: Mask) -> bool:
    inside = sample[field].astype(np.float64)
    green = inside[:, 1]
    red, middle, blue = inside[green >= np.percentile(green, 90)].mean(axis=0)
    return bool(middle >= _PALE * max(red, middle, blue))


def _rim_px(green: Pixels, depth: npt.NDArray[np.float32]) -> int:
    """How far inwards it goes on getting brighter; cells aside, for they make nothing brighter."""
    widest = max(2, round(_WIDEST_RIM * max(green.shape)))
    rings = np.ceil(depth).astype(int)
    levels = [
        float(np.percentile(ring, _RIM_PERCENTILE)) if (ring := green[rings == number]).size else 0.0
        for number in range(1, widest + _AHEAD_PX + 1)
    ]
    even = [
        index
        for index in range(widest)
        if levels[index] >= _EVEN * max(levels[index : index + _AHEAD_PX + 1])
    ]
    # The outermost ring is mixed of both.
    return even[0] + 1 if even else widest
