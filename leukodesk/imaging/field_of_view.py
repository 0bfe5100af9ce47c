"""What of an image lies outside the field: the black round an eyepiece's circle, bars, a frame, a margin."""

from itertools import product
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.levels import brightest, percentile_of

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
_FLAT_OUTSIDE: Final = 0.7
_LOST_AT_MOST: Final = 0.05
# A frame: how even its colour is, and how unlike the empty background it is, in levels of any channel.
_ONE_COLOUR: Final = 4
_EVEN_LEVELS: Final = 2
_PATCH_PX: Final = 2
_LEAST_FRAME: Final = 0.01
_LEAST_OF_BORDER: Final = 0.1
_OTHER_COLOUR: Final = 8
_EMPTIEST_PERCENT: Final = 10
_STRAIGHT_PX: Final = 2.0
# A turned rectangle that the image cuts has eight.
_MOST_CORNERS: Final = 8
_ROUND: Final = 0.96
# The soft rim: how wide it may be, as a share of the longer side, and what an even brightness is.
_WIDEST_RIM: Final = 0.06
_EVEN: Final = 0.98
_AHEAD_PX: Final = 3
_RIM_PERCENTILE: Final = 80


def find_outside(sample: Pixels) -> Mask | None:
    """Tell which part of an image lies outside the field; None where all of it is field.

    A field is convex, whatever stopped it, so what is black but bulges into it is a dark cell. What was cut
    out on black shows no empty background and so is no field. A frame of another colour, as round a picture
    that was turned, padded or copied from a page, is even and leaves a field with straight edges or a circle.

    Args:
        sample: (h, w, 3) RGB uint8, the whole image reduced to a few hundred pixels.

    Returns:
        (h, w) True outside the field, its soft rim included.
    """
    outside = _black_outside(sample)
    return _framed(sample) if outside is None else outside


def _black_outside(sample: Pixels) -> Mask | None:
    lightness = brightest(sample)
    bright = percentile_of(lightness, 95)
    if bright < _DARKEST_BACKGROUND:
        return None
    black = np.asarray(lightness < _BLACK * bright)
    field = _field_within(black, sample, _LEAST)
    if field is None:
        return None
    outside: Mask = ~field
    # Distances to the black alone: along the border of the image a field has no rim.
    depth = cv2.distanceTransform(field.astype(np.uint8), cv2.DIST_L2, 5)
    return np.asarray(outside | (depth <= _rim_px(sample[..., 1], depth)))


def _framed(sample: Pixels) -> Mask | None:
    """What lies outside a field with a frame, or a strip along a side, of one colour that is not its own."""
    for colour in _even_colours_at_the_border(sample):
        lowest, highest = (colour + change for change in (-_ONE_COLOUR, _ONE_COLOUR))
        frame = np.asarray(cv2.inRange(sample, lowest, highest) > 0)
        if _share_of_border(frame) < _LEAST_OF_BORDER:
            continue
        field = _field_within(frame, sample, _LEAST_FRAME)
        if field is None or not _is_plain(field):
            continue
        # Its outermost pixels are mixed of both; opened with the same brush, it has others.
        inner = cv2.erode(field.astype(np.uint8), np.ones((3, 3), np.uint8), borderValue=1).astype(bool)
        if np.abs(_emptiest(sample[inner]) - colour).max() > _OTHER_COLOUR:
            return np.asarray(~inner)
    return None


def _even_colours_at_the_border(sample: Pixels) -> list[npt.NDArray[np.float64]]:
    """The colours of those corners and middles of sides that are of one colour, each once."""
    height, width = sample.shape[:2]
    found: list[npt.NDArray[np.float64]] = []
    rows, columns = ((0, (side - _PATCH_PX) // 2, side - _PATCH_PX) for side in (height, width))
    for top, left in product(rows, columns):
        if top == rows[1] and left == columns[1]:
            continue
        patch = sample[top : top + _PATCH_PX, left : left + _PATCH_PX].reshape(-1, 3).astype(np.int16)
        colour = np.median(patch, axis=0)
        known = any(np.abs(colour - other).max() <= _ONE_COLOUR for other in found)
        if not known and np.ptp(patch, axis=0).max() <= _EVEN_LEVELS:
            found.append(colour)
    return found


def _share_of_border(frame: Mask) -> float:
    border = np.concatenate([frame[0], frame[-1], frame[:, 0], frame[:, -1]])
    return float(border.mean())


def _emptiest(colours: Pixels) -> npt.NDArray[np.float64]:
    """Colour of what takes least light."""
    green = colours[:, 1]
    palest = colours[green >= percentile_of(green, 100 - _EMPTIEST_PERCENT)]
    return np.asarray(np.median(palest, axis=0), dtype=np.float64)


def _field_within(around: Mask, sample: Pixels, least: float) -> Mask | None:
    """The convex field in what may lie around it, at least that share of the image; None without one."""
    if around.mean() < least:
        return None
    field = _convex(~around)
    share = 1 - field.mean()
    if not least <= share <= _MOST or around[~field].mean() < _FLAT_OUTSIDE:
        return None
    if (around & field).sum() > _LOST_AT_MOST * field.sum() or not shows_background(sample, field):
        return None
    return field


def _is_plain(field: Mask) -> bool:
    """Whether a convex field is a polygon of few sides or a circle, which clumps of cells are not."""
    (outline, *_), _ = cv2.findContours(field.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if len(cv2.approxPolyDP(outline, _STRAIGHT_PX, closed=True)) <= _MOST_CORNERS:
        return True
    _, radius = cv2.minEnclosingCircle(outline)
    return bool(np.count_nonzero(field) >= _ROUND * np.pi * radius**2)


def _convex(lit: Mask) -> Mask:
    """The largest lit piece, notches filled."""
    opened = cv2.morphologyEx(lit.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, pieces, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=4)
    filled = np.zeros(lit.shape, np.uint8)
    if count > 1:
        largest = pieces == 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
        (outline,), _ = cv2.findContours(largest.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        cv2.fillConvexPoly(filled, cv2.convexHull(outline), 1)
    return filled.astype(bool)


def shows_background(sample: Pixels, field: Mask) -> bool:
    """Whether what is brightest in a part of an image is pale, as empty background is and no cell.

    Args:
        sample: (h, w, 3) RGB uint8.
        field: (h, w) the part, not empty.
    """
    inside = sample[field]
    green = inside[:, 1]
    red, middle, blue = inside[green >= percentile_of(green, 90)].mean(axis=0)
    return bool(middle >= _PALE * max(red, middle, blue))


def _rim_px(green: Pixels, depth: npt.NDArray[np.float32]) -> int:
    """How far inwards it goes on getting brighter; cells aside, for they make nothing brighter."""
    widest = max(2, round(_WIDEST_RIM * max(green.shape)))
    rings = np.ceil(depth).astype(int)
    levels = [
        percentile_of(ring, _RIM_PERCENTILE) if (ring := green[rings == number]).size else 0.0
        for number in range(1, widest + _AHEAD_PX + 1)
    ]
    even = [
        index
        for index in range(widest)
        if levels[index] >= _EVEN * max(levels[index : index + _AHEAD_PX + 1])
    ]
    # The outermost ring is mixed of both.
    return even[0] + 1 if even else widest
