"""From the colours of a field to its regions: pivots, growing round them, and what each stands for."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.inference.segmenters.colour_codes import CODES, Bytes, FloatArray, colour_codes, colours_of
from leukodesk.inference.segmenters.parameters import PivotGrowingParameters
from leukodesk.inference.segmenters.pivots import find_pivots
from leukodesk.inference.segmenters.red_cells import RedCells, find_red_cells

# Shares of green light taken, 0 to 1, and of blue minus red light.
_EMPTY: Final = 0.06
_NUCLEAR: Final = 0.36
_NUCLEAR_OF_DARKEST: Final = 0.6
_BLUER_CYTOPLASM: Final = 0.015
_DARKER_CYTOPLASM: Final = 0.15
_BLUER_NUCLEUS: Final = 0.10
_DARKER_NUCLEUS: Final = 0.20
_BURNED_IN: Final = (-0.42, 0.45)
_GREY: Final = 8.0
_COLOURED_SHARE: Final = 0.002


class Region(IntEnum):
    """What a pixel belongs to."""

    OTHER = 0
    BACKGROUND = 1
    RED_CELL = 2
    CYTOPLASM = 3
    NUCLEUS = 4


@dataclass(frozen=True)
class Regions:
    """The regions of one field.

    Attributes:
        of: (h, w) values of :class:`Region`.
        pivots: (k, 3) the pivots in the feature space: relative RGB, or one intensity thrice.
        red_cells: what the field's red cells look like, None where there are none to speak of.
        grey: the field has no colours, so darkness decided alone.
    """

    of: Bytes
    pivots: FloatArray
    red_cells: RedCells | None
    grey: bool


def grow_regions(colours: Bytes, parameters: PivotGrowingParameters, pixel_size_um: float) -> Regions:
    """Choose pivots, give each what it stands for, and grow their clusters to the threshold.

    A cluster takes the colours nearest to its pivot (Eq. 4) as far as their squared distance does not
    exceed T (Eq. 6) and no others (Eq. 7 as meant); connectivity to a nucleus is asked of them when they
    become cells.

    Args:
        colours: (h, w, 3) relative RGB: 255 is the empty background.
        parameters: of the segmenter.
        pixel_size_um: of these pixels.
    """
    codes = colour_codes(colours)
    counts = np.bincount(codes.ravel(), minlength=CODES)
    present = np.flatnonzero(counts)
    points = colours_of(present)
    grey = parameters.feature_space == "intensity" or _is_grey(points, counts[present])
    if grey:
        points = np.repeat(points[:, 1:2], 3, axis=1)
    found = find_pivots(
        points,
        counts[present].astype(np.float64) ** parameters.rarity,
        count=parameters.pivots,
        seed=parameters.seed,
        epsilon=parameters.epsilon,
    )
    pivots = points[found.members]
    darkest = float(_taken(pivots).max())
    every = colours_of(np.arange(CODES))
    taken, blueness = _taken(every), _blueness(every)
    red_cells = None
    if not grey:
        dark = taken > max(_NUCLEAR, _NUCLEAR_OF_DARKEST * darkest)
        red_cells = find_red_cells(codes, dark, taken, blueness, pixel_size_um)
    roles = _roles(pivots, red_cells, darkest, grey=grey)
    region_of = np.zeros(CODES, dtype=np.uint8)
    within = found.squared_distance <= parameters.threshold
    region_of[present[within]] = roles[found.assignment[within]]
    return Regions(region_of[codes], pivots, red_cells, grey)


def _taken(colours: FloatArray) -> FloatArray:
    return 1 - colours[:, 1] / 255


def _blueness(colours: FloatArray) -> FloatArray:
    return (colours[:, 2] - colours[:, 0]) / 255


def _is_grey(points: FloatArray, counts: npt.NDArray[np.integer]) -> bool:
    spread = points.max(axis=1) - points.min(axis=1)
    return bool(counts[spread > _GREY].sum() < _COLOURED_SHARE * counts.sum())


def _roles(pivots: FloatArray, red_cells: RedCells | None, darkest: float, *, grey: bool) -> Bytes:
    """What each pivot stands for.

    Red cells take blue light, nuclei and cytoplasm take red light, so blue minus red parts them under
    any lamp once the background is white; how much green light is taken parts nucleus and cytoplasm.
    """
    taken, blueness = _taken(pivots), _blueness(pivots)
    everything = np.ones(len(pivots), dtype=bool)
    cytoplasm = nucleus = everything
    least = max(_NUCLEAR, _NUCLEAR_OF_DARKEST * darkest)
    if red_cells is not None:
        cytoplasm = red_cells.unlike(taken, blueness, _BLUER_CYTOPLASM, _DARKER_CYTOPLASM)
        nucleus = red_cells.unlike(taken, blueness, _BLUER_NUCLEUS, _DARKER_NUCLEUS)
        least = _NUCLEAR
    elif grey:
        cytoplasm = ~everything
    roles = np.full(len(pivots), Region.RED_CELL, dtype=np.uint8)
    roles[cytoplasm] = Region.CYTOPLASM
    roles[nucleus & (taken >= least)] = Region.NUCLEUS
    roles[taken < _EMPTY] = Region.BACKGROUND
    roles[(blueness < _BURNED_IN[0]) & (taken < _BURNED_IN[1])] = Region.OTHER
    return roles
