"""Clusters of a field: pivots and the pixels that grow round them (Asaad et al., Eq. 2 to 8)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.inference.segmenters.colour_codes import CODES, Bytes, FloatArray, colour_codes, colours_of
from leukodesk.inference.segmenters.parameters import PivotGrowingParameters
from leukodesk.inference.segmenters.pivots import Pivots, find_pivots
from leukodesk.inference.segmenters.shapes import Slices

BoolArray = npt.NDArray[np.bool_]
Grown = tuple[Slices, FloatArray, BoolArray]

_PLACES: Final = 20_000


@dataclass(frozen=True)
class Clusters:
    """Pivots of a field and the pixels that belong to each.

    Attributes:
        pivots: (k, 3) relative RGB of the pivots; one intensity thrice where intensity was compared.
        owner: (h, w) number 1 to k of the cluster that a pixel grew into, 0 where none took it.
    """

    pivots: FloatArray
    owner: Bytes


def find_clusters(
    colours: Bytes, parameters: PivotGrowingParameters, pixel_size_um: float, *, grey: bool
) -> Clusters:
    """Choose pivots and grow their clusters to the threshold.

    A cluster takes what is nearest to its pivot (Eq. 4) as far as the squared distance does not exceed T
    (Eq. 6) and nothing else (Eq. 7 as meant). Grown connected, it takes only what such pixels join to a
    pixel like its pivot; otherwise connectivity to a nucleus is asked when regions become cells.

    Args:
        colours: (h, w, 3) relative RGB; three equal channels where ``grey``.
        parameters: of the segmenter.
        pixel_size_um: of these pixels.
        grey: compare intensity alone.
    """
    if parameters.with_position:
        return _of_places(colours, parameters, pixel_size_um, channels=1 if grey else 3)
    return _of_colours(colours, parameters, channels=1 if grey else 3)


def _pivots(points: FloatArray, weights: FloatArray, parameters: PivotGrowingParameters) -> Pivots:
    return find_pivots(
        points,
        weights,
        count=parameters.pivots,
        seed=parameters.seed,
        epsilon=parameters.epsilon,
        spread=parameters.first_pivots == "spread",
    )


def _of_colours(colours: Bytes, parameters: PivotGrowingParameters, *, channels: int) -> Clusters:
    """Clusters over the histogram: every pixel of a pivot's colour is a pivot as good as it."""
    codes = colour_codes(colours)
    # Numpy would copy the codes into integers eight times as wide first.
    counts = cv2.calcHist([codes], [0], None, [CODES], [0, CODES]).ravel()
    present = np.flatnonzero(counts)
    middles = colours_of(present)
    if channels == 1:
        # Six bits of green tell more than five of red.
        middles = np.repeat(middles[:, 1:2], 3, axis=1)
    points = middles[:, :channels]
    found = _pivots(points, counts[present].astype(np.float64) ** parameters.rarity, parameters)
    pivots = middles[found.members]
    if parameters.growing == "nearest":
        within = found.squared_distance <= parameters.threshold
        owner_of = np.zeros(CODES, dtype=np.uint8)
        owner_of[present[within]] = found.assignment[within] + 1
        return Clusters(pivots, owner_of.take(codes, mode="wrap"))

    def grown() -> Iterator[Grown]:
        for member in found.members:
            squared_of = np.full(CODES, np.inf)
            squared_of[present] = ((points - points[member]) ** 2).sum(axis=1)
            yield np.s_[:, :], squared_of[codes], codes == present[member]

    return Clusters(pivots, grow(codes.shape, grown(), parameters.threshold, connected=True))


def _of_places(
    colours: Bytes, parameters: PivotGrowingParameters, pixel_size_um: float, *, channels: int
) -> Clusters:
    """Clusters over colour and position, for which a histogram has no room.

    Pivots are chosen among the pixels of an even grid, at most 20,000, which keeps the time bounded; they
    are pixels of the field, and clusters grow over all of its pixels.
    """
    height, width = colours.shape[:2]
    per_px = parameters.position_weight * pixel_size_um
    step = max(1, int(np.ceil(np.sqrt(height * width / _PLACES))))
    rows, columns = np.mgrid[step // 2 : height : step, step // 2 : width : step].reshape(2, -1)
    points = np.column_stack([colours[rows, columns, :channels], rows * per_px, columns * per_px])
    found = _pivots(points.astype(np.float64), np.ones(len(points)), parameters)
    # Farther than this, distance in the image alone exceeds the threshold.
    reach_px = np.sqrt(parameters.threshold) / per_px if per_px > 0 else max(height, width)
    reach = int(min(reach_px, max(height, width)))

    def grown() -> Iterator[Grown]:
        for row, column in zip(rows[found.members].tolist(), columns[found.members].tolist(), strict=True):
            top, left = max(0, row - reach), max(0, column - reach)
            window = np.s_[top : row + reach + 1, left : column + reach + 1]
            away = colours[window][..., :channels].astype(np.float64) - colours[row, column, :channels]
            squared = (away**2).sum(axis=2)
            squared += ((np.arange(squared.shape[0]) + top - row)[:, None] * per_px) ** 2
            squared += ((np.arange(squared.shape[1]) + left - column)[None] * per_px) ** 2
            seed = np.zeros(squared.shape, dtype=np.bool_)
            seed[row - top, column - left] = True
            yield window, squared, seed

    pivots = colours[rows[found.members], columns[found.members]].astype(np.float64)
    connected = parameters.growing == "connected"
    return Clusters(pivots, grow((height, width), grown(), parameters.threshold, connected=connected))


def grow(shape: tuple[int, ...], clusters: Iterator[Grown], threshold: float, *, connected: bool) -> Bytes:
    """Give each pixel to the nearest of the pivots whose growing reaches it (Eq. 4 and 6).

    Args:
        shape: (h, w) of the field.
        clusters: for each pivot, at most 255, a window of the field, the squared distance of its pixels to
            the pivot and which of them are the pivot's own.
        threshold: T, a squared distance; pixels farther than it are in no cluster.
        connected: take only pixels that others within T join to the pivot's own, side by side.

    Returns:
        (h, w) numbers of the clusters in the order given, from 1; 0 where none reaches.
    """
    owner = np.zeros(shape, dtype=np.uint8)
    nearest = np.full(shape, np.inf)
    for number, (window, squared, own) in enumerate(clusters, start=1):
        within = squared <= threshold
        if connected:
            total, pieces = cv2.connectedComponents(within.astype(np.uint8), connectivity=4)
            reached = np.zeros(total, dtype=np.bool_)
            reached[pieces[own & within]] = True
            within = reached[pieces]
        closer = within & (squared < nearest[window])
        owner[window][closer] = number
        nearest[window][closer] = squared[closer]
    return owner
