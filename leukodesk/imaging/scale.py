"""Micrometres per pixel, measured on the red cells of the field itself."""

from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.background import find_background, relative_colours
from leukodesk.imaging.enlargement import enlarged_by, shrink
from leukodesk.imaging.nucleus_size import nucleus_diameter_px
from leukodesk.imaging.red_cell_arcs import find_arcs
from leukodesk.imaging.red_cell_sizes import CellSizes, most_likely, of_single_cells
from leukodesk.imaging.stained import red_cell_level, stained, white_cells

Pixels = npt.NDArray[np.uint8]

RED_CELL_UM: Final = 7.5
"""Diameter of a normal red cell on a dried smear."""
NUCLEUS_UM: Final = 9.0
"""Diameter of a disc as large as a usual leukocyte nucleus, for crops that show no red cell."""
DEFAULT_PIXEL_SIZE_UM: Final = 0.1
"""Assumed when nothing can be measured: a 100x objective on a common camera."""

_WORKING_PX = 864
_SMALL_PX = 240
_PERHAPS_ENLARGED_PX = 400
_PLENTY = 20
_ENOUGH = 12
_ENOUGH_ARCS = 2.5
_LEAST_SEEN = 0.3
_CLOSE_UP_SHARE = 0.002
_DARK = 40
_USUAL_UM: Final = 0.13
_LOG_DEVIATION: Final = 0.8
"""Cameras on microscopes give 0.04 to 0.5 µm per pixel; that is one and a half deviations to either side."""


@dataclass(frozen=True)
class ScaleEstimate:
    """How large a pixel is, and how well that is known.

    Attributes:
        pixel_size_um: micrometres per pixel of the image as given.
        confidence: 0 (assumed) to 1 (many red cells of one size). From 0.5 on nine of ten lie within a tenth.
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

    The most common diameter of red cells counts as 7.5 µm. Where there are plenty of single round ones they
    alone are asked; else so are those that are cut or touch, by the arcs of their outlines, weighed against
    what cameras give and against the size of the nuclei. Without red cells the nuclei are all there is, with
    a low confidence; failing those, a default.

    An image of one cell that was enlarged is measured as it was before: what cameras give holds for that.

    Args:
        pixels: (h, w, 3) RGB uint8.
    """
    small, reduction = _working_image(pixels)
    if max(pixels.shape[:2]) >= _PERHAPS_ENLARGED_PX and (enlarged := enlarged_by(small)) > 1:
        shrunk = shrink(small, enlarged)
        # Rounded to whole pixels, the image may have shrunk a little more or less.
        times = max(pixels.shape[:2]) / max(shrunk.shape[:2])
        estimate = _measured(*_working_image(shrunk))
        if estimate is _UNKNOWN:
            return estimate
        return replace(estimate, pixel_size_um=estimate.pixel_size_um / times)
    return _measured(small, reduction)


def _measured(small: Pixels, reduction: float) -> ScaleEstimate:
    background = find_background(small)
    if background.colour.max() < _DARK:
        return _UNKNOWN
    colours = relative_colours(small, background)
    level = red_cell_level(colours)
    single = of_single_cells(colours, level)
    if single is not None and single.agreeing >= _PLENTY:
        confidence = single.agreeing / (single.agreeing + _ENOUGH) * _even(single.spread)
        return _on_red_cells(single, confidence, reduction)
    white = white_cells(colours)
    arcs = find_arcs(stained(colours, level), white)
    nucleus_px = nucleus_diameter_px(colours, _CLOSE_UP_SHARE)
    return _weighed(arcs.diameters_px, arcs.shares, nucleus_px, reduction)


def _working_image(pixels: Pixels) -> tuple[Pixels, float]:
    """The image at a size to measure at, and how many of its pixels one of that is."""
    height, width = pixels.shape[:2]
    longest = max(height, width)
    reduction = max(1.0, longest / _WORKING_PX)
    if longest <= _SMALL_PX:
        reduction = 0.5
    size = (max(1, round(width / reduction)), max(1, round(height / reduction)))
    how = cv2.INTER_AREA if reduction >= 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, size, interpolation=how), dtype=np.uint8), reduction


def _weighed(
    diameters_px: npt.NDArray[np.float64],
    shares: npt.NDArray[np.float64],
    nucleus_px: float | None,
    reduction: float,
) -> ScaleEstimate:
    if not len(diameters_px) and nucleus_px is None:
        return _UNKNOWN
    found = most_likely(
        diameters_px,
        shares,
        usual_px=RED_CELL_UM / _USUAL_UM / reduction,
        log_deviation=_LOG_DEVIATION,
        nucleus_px=None if nucleus_px is None else nucleus_px * RED_CELL_UM / NUCLEUS_UM,
    )
    if found.seen >= _LEAST_SEEN:
        enough = found.seen / (found.seen + _ENOUGH_ARCS)
        return _on_red_cells(found, enough * found.share**3 * _even(found.spread), reduction)
    if nucleus_px is None:
        return _UNKNOWN
    return ScaleEstimate(RED_CELL_UM / (found.diameter_px * reduction), 0.1, 0, "nucleus")


def _even(spread: float) -> float:
    """1 for cells of one size, less the more they differ."""
    return float(np.exp(-((spread / 0.15) ** 2)))


def _on_red_cells(sizes: CellSizes, confidence: float, reduction: float) -> ScaleEstimate:
    return ScaleEstimate(
        RED_CELL_UM / (sizes.diameter_px * reduction), float(confidence), sizes.agreeing, "red cells"
    )
