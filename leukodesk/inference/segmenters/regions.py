"""From the colours of a field to its regions: pivots, growing round them, and what each stands for."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import cv2
import numpy as np

from leukodesk.inference.segmenters.clusters import find_clusters
from leukodesk.inference.segmenters.colour_codes import (
    CODES,
    Bytes,
    FloatArray,
    colour_codes,
    colours_of,
)
from leukodesk.inference.segmenters.parameters import PivotGrowingParameters
from leukodesk.inference.segmenters.red_cells import RedCells, find_red_cells

# Level of green, 0 to 255, below which something is stained beyond doubt.
_STAINED: Final = 215
# Shares of green light taken, 0 to 1, and of blue minus red light.
_EMPTY: Final = 0.06
_NUCLEAR: Final = 0.36
_NUCLEAR_OF_DARKEST: Final = 0.6
# Where nuclei are pale, what is nearly as dark as the darkest that is no red cell is nuclear as well.
_NUCLEAR_OF_DARKEST_WHITE: Final = 0.7
_NEARLY: Final = 0.9
_SAME_HUE: Final = 0.176
_BLUER_CYTOPLASM: Final = 0.015
_DARKER_CYTOPLASM: Final = 0.15
_BLUER_NUCLEUS: Final = 0.10
_DARKER_NUCLEUS: Final = 0.20
_BURNED_IN: Final = (-0.42, 0.45)
# No nucleus takes this much of every colour; a burned-in scale bar or a grain of dirt does.
_BLACK: Final = 0.85


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
        ungrown: share of what is stained that lies beyond the threshold of every pivot.
    """

    of: Bytes
    pivots: FloatArray
    red_cells: RedCells | None
    ungrown: float


def grow_regions(
    colours: Bytes, parameters: PivotGrowingParameters, pixel_size_um: float, *, grey: bool
) -> Regions:
    """Find the clusters of a field and tell what each stands for.

    Args:
        colours: (h, w, 3) relative RGB: 255 is the empty background.
        parameters: of the segmenter.
        pixel_size_um: of these pixels.
        grey: the field has no colours, so darkness has to decide alone.
    """
    by_darkness = grey or parameters.by_intensity
    compared = cv2.merge([colours[..., 1]] * 3) if by_darkness else colours
    clusters = find_clusters(compared, parameters, pixel_size_um, grey=by_darkness)
    darkest = _darkest(clusters.pivots)
    red_cells = None
    if not by_darkness:
        every = colours_of(np.arange(CODES))
        taken, blueness = _taken(every), _blueness(every)
        # Under a strong stain red cells are dark as well, but not of the hue of the darkest.
        nearly_darkest = _taken(clusters.pivots) >= _NEARLY * darkest
        hue = float(np.median(_blueness(clusters.pivots)[nearly_darkest]))
        dark = (taken > max(_NUCLEAR, _NUCLEAR_OF_DARKEST * darkest)) & (blueness > hue - _SAME_HUE)
        red_cells = find_red_cells(colour_codes(colours), dark, taken, blueness, pixel_size_um)
    table = np.zeros(256, dtype=np.uint8)
    table[1 : len(clusters.pivots) + 1] = _roles(clusters.pivots, red_cells, darkest, by_darkness=by_darkness)
    ungrown = _ungrown(clusters.owner, colours)
    return Regions(cv2.LUT(clusters.owner, table), clusters.pivots, red_cells, ungrown)


def _ungrown(owner: Bytes, colours: Bytes) -> float:
    """Share of stained pixels that no cluster grew to."""
    stained = cv2.compare(colours[..., 1], _STAINED, cv2.CMP_LT)
    total = cv2.countNonZero(stained)
    return cv2.countNonZero(cv2.compare(owner, 0, cv2.CMP_EQ) & stained) / total if total else 0.0


def _taken(colours: FloatArray) -> FloatArray:
    return 1 - colours[:, 1] / 255


def _darkest(pivots: FloatArray) -> float:
    """Green light that the darkest pivot takes, 0 to 1; black ones only count where all are black."""
    taken = _taken(pivots)
    coloured = pivots.max(axis=1) > 255 * (1 - _BLACK)
    return float(taken[coloured].max() if coloured.any() else taken.max())


def _blueness(colours: FloatArray) -> FloatArray:
    return (colours[:, 2] - colours[:, 0]) / 255


def _roles(pivots: FloatArray, red_cells: RedCells | None, darkest: float, *, by_darkness: bool) -> Bytes:
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
        least = min(_NUCLEAR, _NUCLEAR_OF_DARKEST_WHITE * float(taken[nucleus].max(initial=0)))
    elif by_darkness:
        cytoplasm = ~everything
    roles = np.full(len(pivots), Region.RED_CELL, dtype=np.uint8)
    roles[cytoplasm] = Region.CYTOPLASM
    roles[nucleus & (taken >= least)] = Region.NUCLEUS
    roles[taken < _EMPTY] = Region.BACKGROUND
    roles[(blueness < _BURNED_IN[0]) & (taken < _BURNED_IN[1])] = Region.OTHER
    return roles
