"""From the colours of a field to its regions: pivots, growing round them, and what each stands for."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.inference.segmenters.pivots import FloatArray, Pivots, find_pivots

Pixels = npt.NDArray[np.uint8]
Codes = npt.NDArray[np.uint16]

_CODES: Final = 1 << 16


class Region(IntEnum):
    """What a pixel belongs to."""

    OTHER = 0
    BACKGROUND = 1
    RED_CELL = 2
    CYTOPLASM = 3
    NUCLEUS = 4


def colour_codes(colours: Pixels) -> Codes:
    """Colours packed into 5, 6 and 5 bits of red, green and blue.

    Args:
        colours: (h, w, 3) uint8.
    """
    packed = cv2.cvtColor(colours, cv2.COLOR_RGB2BGR565)
    return packed.view(np.uint16)[..., 0]  # type: ignore[no-any-return]


def colours_of(codes: npt.NDArray[np.integer]) -> FloatArray:
    """(n, 3) RGB at the middle of each code's cube, 0 to 255."""
    return np.stack(
        [(codes >> 11) * 8 + 4, ((codes >> 5) & 63) * 4 + 2, (codes & 31) * 8 + 4], axis=1
    ).astype(np.float64)


@dataclass(frozen=True)
class RegionModel:
    """What the colours of one field stand for.

    Attributes:
        pivots: (k, 3) relative RGB of the pivots, each a colour that occurs in the field.
        roles: the region each pivot stands for.
        region_of: (65536,) region of each colour code within the threshold of its pivot.
        core_of: (65536,) whether the code is near enough to its pivot to start growing from it.
    """

    pivots: Pixels
    roles: tuple[Region, ...]
    region_of: npt.NDArray[np.uint8]
    core_of: npt.NDArray[np.uint8]


def role_of(colour: FloatArray, darkest: float, *, grey: bool) -> Region:
    """What a pivot stands for.

    Red cells take blue light, nuclei and cytoplasm take red light, so the sign of blue minus red parts
    them under any lamp once the background is made white; how much green is taken parts the rest.

    Args:
        colour: (3,) relative RGB, 0 to 255.
        darkest: share of green the darkest stained pivot takes, 0 to 1.
        grey: the field has no colours, so darkness decides alone.
    """
    taken = 1 - colour[1] / 255
    blueness = (colour[2] - colour[0]) / 255
    if taken < 0.10:
        return Region.BACKGROUND
    if taken >= 0.36 and (blueness > 0.04 or grey):
        # Basophilic cytoplasm is as dark as a pale nucleus, but blue, not purple.
        blue_not_purple = colour[0] <= colour[1] and taken < 0.5
        return Region.CYTOPLASM if blue_not_purple and not grey else Region.NUCLEUS
    if blueness > 0.03 and not grey:
        return Region.CYTOPLASM
    return Region.RED_CELL if taken < 0.55 and colour[2] > 110 else Region.OTHER


def _is_grey(colours: FloatArray, counts: FloatArray) -> bool:
    spread = np.abs(colours - colours.mean(axis=1, keepdims=True)).max(axis=1)
    return float(np.average(spread, weights=counts)) < 6 and float(spread[counts > counts.sum() / 1e5].max(initial=0)) < 24


def grow_regions(colours: Pixels, parameters) -> Pixels:
    codes = colour_codes(colours)
    counts = np.bincount(codes.ravel(), minlength=_CODES).astype(np.float64)
    present = np.flatnonzero(counts)
    points = colours_of(present)
    found = find_pivots(points, counts[present] ** parameters.rarity, count=parameters.pivots, seed=parameters.seed, epsilon=parameters.epsilon)
    pivots = points[found.members]
    taken = 1 - pivots[:, 1] / 255
    stained = (pivots[:, 2] - pivots[:, 0]) / 255 > 0.04
    darkest = float(taken[stained].max()) if stained.any() else float(taken.max())
    roles = np.array([role_of(pivot, darkest, grey=False) for pivot in pivots], np.uint8)
    lut = np.zeros(_CODES, np.uint8)
    lut[present] = np.where(found.squared_distance <= parameters.threshold, roles[found.assignment], 0)
    return lut[codes]
