"""Sizes of red cells that are cut by the border or touch each other, from the arcs of their outlines.

The outline of everything stained is cut where it turns inwards (where two cells meet), at the border of the
image and along white cells. An ellipse through each remaining arc says how large its cell is; the pallor of a
red cell has no arc that bulges outwards and so plays no part.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_STEP: Final = 0.35
_INWARD: Final = -0.15
_LEAST_TURN: Final = 2.1
_ELLIPSE_TURN: Final = 3.5
_SMALLEST_PX: Final = 6.0
_FIT_POINTS: Final = 48
_LONGEST: Final = 1.9
_OFF: Final = 0.08
_WHITE_SHARE: Final = 0.04
_QUANTILES: Final = (0.2, 0.7)
_SPECK_PX2: Final = 40
_PLENTY: Final = 40
_MOST: Final = 300


@dataclass(frozen=True)
class Arcs:
    """Cells that arcs of an outline belong to.

    Attributes:
        diameters_px: (n,) of the disc as large as each cell.
        shares: (n,) share of the outline of the cell that is seen, 0 to 1.
    """

    diameters_px: Floats
    shares: Floats

    @property
    def explained(self) -> float:
        """How much of the outlines these cells account for; long arcs say more than many short ones."""
        return float((self.shares**2 * np.sqrt(self.diameters_px)).sum())


def find_arcs(stained: Mask, white: Mask) -> Arcs:
    """Fit an ellipse to each outward arc of the outline of what is stained.

    Args:
        stained: (h, w) everything that is not background.
        white: (h, w) nuclei of white cells; what holds some of it is no red cell.
    """
    best = Arcs(np.zeros(0), np.zeros(0))
    outlines: Sequence[npt.NDArray[np.int32]]
    outlines, levels = cv2.findContours(stained.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    filled = _without_pallor(stained, outlines, levels)
    longest = sorted(outlines, key=len, reverse=True)[:_MOST]
    for radius in _likely_radii(filled, white):
        found = [
            fitted
            for outline in longest
            if len(outline) >= max(2 * _SMALLEST_PX, radius)
            for arc, turn in _outward(outline[:, 0, :].astype(np.float64), radius, white.shape)
            if (fitted := _fit(arc, turn, white)) is not None
        ]
        values = np.array(found).reshape(-1, 2)
        arcs = Arcs(values[:, 0], values[:, 1])
        if arcs.explained > best.explained:
            best = arcs
        if best.shares.sum() > _PLENTY:
            break
    return best


def _likely_radii(filled: npt.NDArray[np.uint8], white: Mask) -> list[float]:
    """One to three guesses at the radius of a cell in pixels, by the depths of what is stained."""
    depth = cv2.distanceTransform(filled, cv2.DIST_L2, 5)
    depth[white] = 0
    top = (depth >= cv2.dilate(depth, np.ones((5, 5), np.uint8))) & (depth > _SMALLEST_PX / 2)
    values = np.sort(depth[top].astype(np.float64))
    if not len(values):
        return []
    weights = np.cumsum(values**1.5)
    low, high = values[np.searchsorted(weights, weights[-1] * np.array(_QUANTILES))]
    if high <= 1.35 * low:
        return [float(np.sqrt(low * high))]
    return [float(radius) for radius in np.geomspace(low, high, 2 if high < 3 * low else 3)]


def _without_pallor(
    stained: Mask, outlines: Sequence[npt.NDArray[np.int32]], levels: npt.NDArray[np.int32] | None
) -> npt.NDArray[np.uint8]:
    """(h, w) what is stained, its small or round holes filled: those that are not gaps between cells."""
    filled = stained.astype(np.uint8)
    for index, outline in enumerate(outlines):
        if levels is None or levels[0, index, 3] < 0:
            continue
        hull = cv2.convexHull(outline)
        area = cv2.contourArea(hull)
        roundness = 4 * np.pi * area / max(cv2.arcLength(hull, closed=True), 1) ** 2
        if area < _SPECK_PX2 or (roundness > 0.6 and cv2.contourArea(outline) > 0.6 * area):
            cv2.drawContours(filled, [outline], -1, 1, -1)
    return filled


def _outward(points: Floats, radius: float, shape: tuple[int, int]) -> list[tuple[Floats, float]]:
    """Arcs (n, 2) of x, y that bulge outwards, with the angle in radians that each turns through."""
    count = len(points)
    reach = max(2, min(round(_STEP * radius), count // 6))
    # A moving mean takes out the staircase of pixels.
    smooth_px = max(1, reach // 2)
    kernel = np.ones(2 * smooth_px + 1) / (2 * smooth_px + 1)
    around = np.concatenate([points[-smooth_px:], points, points[:smooth_px]])
    smooth = np.stack([np.convolve(around[:, i], kernel, "valid") for i in (0, 1)], axis=1)
    ahead = np.roll(smooth, -reach, axis=0) - smooth
    behind = smooth - np.roll(smooth, reach, axis=0)
    # OpenCV runs along outlines, holes included, with what is inside always on the same side.
    turn = -np.arctan2(behind[:, 0] * ahead[:, 1] - behind[:, 1] * ahead[:, 0], (behind * ahead).sum(axis=1))
    height, width = shape
    margin = 1
    inner = (
        (points[:, 0] > margin)
        & (points[:, 1] > margin)
        & (points[:, 0] < width - 1 - margin)
        & (points[:, 1] < height - 1 - margin)
    )
    kept = inner & (turn > _INWARD)
    if kept.all():
        return [(points, 2 * np.pi)] if turn.sum() > 0 else []
    if not kept.any():
        return []
    start = int(np.argmin(kept))
    kept, turn, points = np.roll(kept, -start), np.roll(turn, -start), np.roll(points, -start, axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], kept.astype(np.int8), [0]])))
    arcs = []
    # Both ends are rounded by the smoothing: they belong to the notch.
    trimmed = edges.reshape(-1, 2) + np.array([reach // 2, -(reach // 2)])
    for first, last in trimmed:
        if last - first < 2 * _SMALLEST_PX:
            continue
        angle = float(turn[first:last].sum()) / reach
        if angle > _LEAST_TURN:
            arcs.append((points[first:last], min(angle, 2 * np.pi)))
    return arcs


def _fit(arc: Floats, turn: float, white: Mask) -> tuple[float, float] | None:
    """Diameter of the cell in pixels and the share of its outline that is seen; None if it is no red cell."""
    thinned = arc[:: max(1, len(arc) // _FIT_POINTS)].astype(np.float32)
    if turn < _ELLIPSE_TURN:
        x, y, size = _circle(thinned)
        axes, angle = (size, size), 0.0
    else:
        (x, y), axes, angle = cv2.fitEllipseDirect(thinned)
    short, long = min(axes), max(axes)
    if not (np.isfinite(short) and short > _SMALLEST_PX and long < _LONGEST * short):
        return None
    theta = np.deg2rad(angle)
    off = thinned - (x, y)
    u = (off[:, 0] * np.cos(theta) + off[:, 1] * np.sin(theta)) / (axes[0] / 2)
    v = (-off[:, 0] * np.sin(theta) + off[:, 1] * np.cos(theta)) / (axes[1] / 2)
    around = np.hypot(u, v)
    if np.sqrt(np.mean((around - 1) ** 2)) > _OFF:
        return None
    inside = _inside(white, x, y, axes, theta)
    if inside is None or inside > _WHITE_SHARE:
        return None
    # The outline runs through the centres of the border pixels, half a pixel inside the object.
    diameter = np.sqrt((axes[0] + 1) * (axes[1] + 1))
    return float(diameter), turn / (2 * np.pi)


def _circle(points: npt.NDArray[np.float32]) -> tuple[float, float, float]:
    """Centre and diameter of the circle through an arc (Taubin 1991)."""
    middle = points.mean(axis=0)
    x, y = (points - middle).astype(np.float64).T
    z = x * x + y * y
    mean = z.mean()
    _, _, rows = np.linalg.svd(
        np.stack([(z - mean) / (2 * np.sqrt(mean)), x, y], axis=1), full_matrices=False
    )
    a, b, c = rows[2]
    a /= 2 * np.sqrt(mean)
    d = -mean * a
    return (
        float(middle[0] - b / (2 * a)),
        float(middle[1] - c / (2 * a)),
        float(np.sqrt(b * b + c * c - 4 * a * d) / abs(a)),
    )


_DISC: Final = np.array(
    [(r * np.cos(a), r * np.sin(a)) for r in (0.0, 0.3, 0.6, 0.9) for a in np.arange(0, 2 * np.pi, np.pi / 6)]
)


def _inside(white: Mask, x: float, y: float, axes: tuple[float, float], theta: float) -> float | None:
    """Share of an ellipse that is white cell; None where less than a third of it lies in the image."""
    u, v = _DISC[:, 0] * axes[0] / 2, _DISC[:, 1] * axes[1] / 2
    columns = np.rint(x + u * np.cos(theta) - v * np.sin(theta)).astype(int)
    rows = np.rint(y + u * np.sin(theta) + v * np.cos(theta)).astype(int)
    seen = (columns >= 0) & (rows >= 0) & (columns < white.shape[1]) & (rows < white.shape[0])
    if seen.mean() < 1 / 3:
        return None
    return float(white[rows[seen], columns[seen]].mean())
