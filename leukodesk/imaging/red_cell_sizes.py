"""The usual size of a red cell: from single ones, or from arcs of outlines and what else is known."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]

_SMALLEST_PX: Final = 7.0
_LEAST_ROUND: Final = 0.80
_LEAST_CONVEX: Final = 0.93
_LOG_BANDWIDTH: Final = 0.06
_SAME: Final = 0.15

_ARC_LOG_BANDWIDTH: Final = 0.16
_ARC_SAME: Final = 0.25
_SEEN_POWER: Final = 1.5
_SIZE_POWER: Final = 1.5
_UNSEEN: Final = 1.0
_DOUBT: Final = 0.05
_NUCLEUS_LOG_DEVIATION: Final = 0.2
_NUCLEUS_DOUBT: Final = 0.03
_GRID: Final = 240


@dataclass(frozen=True)
class CellSizes:
    """The most likely diameter, and what speaks for it.

    Attributes:
        diameter_px: of a usual red cell.
        agreeing: cells of about that size.
        spread: relative, of those.
        seen: whole outlines that they add up to.
        share: of all outlines that were seen.
    """

    diameter_px: float
    agreeing: int
    spread: float
    seen: float
    share: float


def of_single_cells(colours: Pixels, level: float) -> CellSizes | None:
    """The most common size of single round pale-red objects, central pallor filled; None below three.

    Args:
        colours: (h, w, 3) relative RGB uint8.
        level: of green, below which something is stained.
    """
    diameters = _round_cells_px(colours, level)
    diameters = diameters[diameters >= _SMALLEST_PX]
    if len(diameters) < 3:
        return None
    logs = np.log(diameters)
    # Weighted by area: platelets may be many, but they cover little.
    closeness = np.exp(-0.5 * ((logs[:, None] - logs[None, :]) / _LOG_BANDWIDTH) ** 2)
    mode = logs[(closeness @ diameters**2).argmax()]
    for _ in range(3):
        near = np.abs(logs - mode) < _SAME
        mode = float(logs[near].mean())
    agreeing = int(near.sum())
    if agreeing < 3:
        return None
    return CellSizes(
        float(np.exp(mode)), agreeing, float(logs[near].std()), float(agreeing), agreeing / len(logs)
    )


def _round_cells_px(colours: Pixels, level: float) -> Floats:
    green = cv2.GaussianBlur(colours[..., 1], (3, 3), 0)
    _, stained = cv2.threshold(green, level, 255, cv2.THRESH_BINARY_INV)
    outlines, _ = cv2.findContours(stained, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    height, width = green.shape
    diameters = []
    for outline in outlines:
        if len(outline) < np.pi * _SMALLEST_PX * 0.8:
            continue
        x, y, w, h = cv2.boundingRect(outline)
        if x <= 0 or y <= 0 or x + w >= width or y + h >= height or not 0.72 < w / h < 1.39:
            continue
        perimeter = cv2.arcLength(outline, closed=True)
        # The outline runs through the centres of the border pixels, half a pixel inside the object.
        area = cv2.contourArea(outline) + perimeter / 2 + 1
        if 4 * np.pi * area / (perimeter + np.pi) ** 2 < _LEAST_ROUND:
            continue
        if area < _LEAST_CONVEX * (cv2.contourArea(cv2.convexHull(outline)) + perimeter / 2 + 1):
            continue
        red, middle, blue = colours[y : y + h, x : x + w].reshape(-1, 3).mean(axis=0)
        if blue - red > 12 or middle < 110:
            continue
        diameters.append(2 * np.sqrt(area / np.pi))
    return np.array(diameters)


def most_likely(
    diameters_px: Floats,
    shares: Floats,
    *,
    usual_px: float,
    log_deviation: float,
    nucleus_px: float | None,
) -> CellSizes:
    """The diameter that most outlines, the usual diameter and the nuclei speak for together.

    The log posterior over diameters: a log-normal prior, a density of the outlines in which a large cell
    counts for more than a platelet, and a broad log-normal with heavy tails around the size that the nuclei
    ask for.

    Args:
        diameters_px: (n,) of cells by the arcs of their outlines.
        shares: (n,) of each outline that was seen, 0 to 1.
        usual_px: middle of the prior.
        log_deviation: of the prior.
        nucleus_px: diameter that the nuclei ask for, or None.
    """
    grid = np.log(usual_px) + np.linspace(-2.5, 2.5, _GRID) * log_deviation
    score = -0.5 * ((grid - np.log(usual_px)) / log_deviation) ** 2
    if nucleus_px is not None:
        off = (grid - np.log(nucleus_px)) / _NUCLEUS_LOG_DEVIATION
        score += 0.5 * np.log(np.exp(-0.5 * off**2) + _NUCLEUS_DOUBT)
    logs, weights = np.log(diameters_px), shares**_SEEN_POWER
    away = logs[None, :] - grid[:, None]
    close = np.exp(-0.5 * (away / _ARC_LOG_BANDWIDTH) ** 2) @ weights
    everything = np.exp(_SIZE_POWER * away) @ weights
    score += np.log(close / (everything + _UNSEEN) + _DOUBT)
    mode = float(grid[score.argmax()])
    near = np.abs(logs - mode) < _ARC_SAME
    if not near.any():
        return CellSizes(float(np.exp(mode)), 0, 1.0, 0.0, 0.0)
    for _ in range(3):
        mode = float(np.average(logs[near], weights=weights[near] * diameters_px[near]))
        near = np.abs(logs - mode) < _ARC_SAME
    covered = weights * diameters_px
    return CellSizes(
        float(np.exp(mode)),
        int(near.sum()),
        float(np.sqrt(np.average((logs[near] - mode) ** 2, weights=weights[near]))),
        float(weights[near].sum()),
        float(covered[near].sum() / covered.sum()),
    )
