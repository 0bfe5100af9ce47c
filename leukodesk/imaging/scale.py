"""Micrometres per pixel, measured on the red cells of the field itself."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.background import find_background, relative_colours

Pixels = npt.NDArray[np.uint8]

RED_CELL_UM: Final = 7.5
"""Diameter of a normal red cell on a dried smear."""
NUCLEUS_UM: Final = 9.0
"""Diameter of a disc as large as a usual leukocyte nucleus, for crops that show no whole red cell."""
DEFAULT_PIXEL_SIZE_UM: Final = 0.1
"""Assumed when nothing can be measured: a 100x objective on a common camera."""

_WORKING_PX = 864
_SMALLEST_PX = 7.0
_LEAST_ROUND = 0.80
_LEAST_CONVEX = 0.93
_LOG_BANDWIDTH = 0.06
_ENOUGH = 12
_USUAL_RED_CELL_LEVEL = 228.0
_CLOSE_UP_SHARE = 0.02
_NUCLEAR_LEVEL = 95
_DARK = 40


@dataclass(frozen=True)
class ScaleEstimate:
    """How large a pixel is, and how well that is known.

    Attributes:
        pixel_size_um: micrometres per pixel of the image as given.
        confidence: 0 (assumed) to 1 (many round red cells of one size).
        red_cells: number of red cells it was measured on.
        source: ``red cells``, ``nucleus`` or ``default``.
    """

    pixel_size_um: float
    confidence: float
    red_cells: int
    source: str


_UNKNOWN: Final = ScaleEstimate(DEFAULT_PIXEL_SIZE_UM, 0.0, 0, "default")


def estimate_pixel_size(pixels: Pixels) -> ScaleEstimate:
    """Measure the pixel size of a field.

    The most common diameter of single round red cells counts as 7.5 µm. A close-up without whole red
    cells falls back to the area of its nuclei, with a low confidence; failing that, a default.

    Args:
        pixels: (h, w, 3) RGB uint8.
    """
    height, width = pixels.shape[:2]
    reduction = max(1.0, max(height, width) / _WORKING_PX)
    size = (max(1, round(width / reduction)), max(1, round(height / reduction)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    background = find_background(small)
    if background.colour.max() < _DARK:
        return _UNKNOWN
    colours = relative_colours(small, background)
    diameters = _round_cells_px(colours)
    found = _common_diameter(diameters)
    if found is not None:
        diameter, agreeing, spread = found
        confidence = agreeing / (agreeing + _ENOUGH) * float(np.exp(-((spread / 0.15) ** 2)))
        return ScaleEstimate(RED_CELL_UM / (diameter * reduction), confidence, agreeing, "red cells")
    nuclei_px = _nuclei_area_px(colours)
    if nuclei_px > _CLOSE_UP_SHARE * colours.shape[0] * colours.shape[1]:
        diameter = 2 * np.sqrt(nuclei_px / np.pi)
        return ScaleEstimate(NUCLEUS_UM / float(diameter * reduction), 0.1, 0, "nucleus")
    return _UNKNOWN


def _round_cells_px(colours: Pixels) -> npt.NDArray[np.float64]:
    """Diameters of the single round pale-red objects, central pallor filled."""
    green = cv2.GaussianBlur(colours[..., 1], (3, 3), 0)
    _, stained = cv2.threshold(green, _red_cell_level(colours, green), 255, cv2.THRESH_BINARY_INV)
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


def _red_cell_level(colours: Pixels, green: Pixels) -> float:
    """Green that parts red cells from background; white cells would draw it towards themselves."""
    not_white_cell = (green > 140) & (colours[..., 2] < cv2.add(colours[..., 0], 12))
    values = green[not_white_cell]
    if values.size < green.size // 10:
        return _USUAL_RED_CELL_LEVEL
    return float(cv2.threshold(values.reshape(1, -1), 0, 255, cv2.THRESH_OTSU)[0])


def _common_diameter(diameters: npt.NDArray[np.float64]) -> tuple[float, int, float] | None:
    """Mode of the diameters, how many agree with it, and their relative spread."""
    diameters = diameters[diameters >= _SMALLEST_PX]
    if len(diameters) < 3:
        return None
    logs = np.log(diameters)
    # Weighted by area: platelets may be many, but they cover little.
    closeness = np.exp(-0.5 * ((logs[:, None] - logs[None, :]) / _LOG_BANDWIDTH) ** 2)
    mode = logs[(closeness @ diameters**2).argmax()]
    for _ in range(3):
        near = np.abs(logs - mode) < 0.15
        mode = float(logs[near].mean())
    if near.sum() < 3:
        return None
    return float(np.exp(mode)), int(near.sum()), float(logs[near].std())


def _nuclei_area_px(colours: Pixels) -> int:
    """Area of everything nearly as dark as the darkest, where that is darker than any red cell."""
    green = cv2.GaussianBlur(colours[..., 1], (3, 3), 0)
    darkest = 255 - float(np.percentile(green, 1))
    return int(np.count_nonzero(255 - green > max(_NUCLEAR_LEVEL, 0.65 * darkest)))
