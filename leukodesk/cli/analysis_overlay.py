"""The picture of an analysed field: contours by class, and heatmaps."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.cli.class_list import class_id_of, class_named
from leukodesk.core.cell import Cell
from leukodesk.core.mask import Mask
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.inference.heatmaps import Heatmap
from leukodesk.inference.pipeline import Analysis

ImageArray = npt.NDArray[np.uint8]

_HEAT_OPACITY: Final = 0.45
_LINES_PER_HEIGHT: Final = 500
_HALO: Final = (255, 255, 255)
_FONT: Final = cv2.FONT_HERSHEY_SIMPLEX


def draw_overlay(pixels: ImageArray, analysis: Analysis, taxonomy: Taxonomy) -> ImageArray:
    """Draw contours, numbers and class letters, and heatmaps where there are any, onto the field.

    Args:
        pixels: RGB of the field, (h, w, 3); they stay as they are.
        analysis: what was found in it.
        taxonomy: the classes, with their colours.

    Returns:
        RGB, shape (h, w, 3).
    """
    numbered = list(enumerate(analysis.segmentation.cells, start=1))
    return draw_cells(pixels.copy(), numbered, analysis, taxonomy, line_width(pixels.shape[0]))


def line_width(height: int) -> int:
    """Width of contours in a picture of that height, in pixels."""
    return max(2, height // _LINES_PER_HEIGHT)


def draw_cells(
    canvas: ImageArray,
    numbered: Sequence[tuple[int, Cell]],
    analysis: Analysis,
    taxonomy: Taxonomy,
    width: int,
    top: int = 0,
) -> ImageArray:
    """Draw some cells of a field onto a piece of it.

    Args:
        canvas: RGB uint8 (h, w, 3) of rows of the field, drawn upon.
        numbered: the cells, in coordinates of the field, each with its number.
        analysis: what was found in the field.
        taxonomy: the classes, with their colours.
        width: of contours.
        top: row of the field at which the piece begins.

    Returns:
        ``canvas``.
    """
    found_heat = (analysis.heatmaps.get(cell.id) for _, cell in numbered)
    lay_heat(canvas, [heatmap for heatmap in found_heat if heatmap], top)
    said = {prediction.cell_id: prediction for prediction in analysis.predictions}
    for number, found in numbered:
        cell = found.moved(-top, 0) if top else found
        shown = class_named(class_id_of(cell, said.get(cell.id)), taxonomy)
        colour = _rgb(shown.colour)
        if cell.nucleus_mask is not None:
            _outline(canvas, cell.nucleus_mask, colour, max(1, width // 2))
        _outline(canvas, cell.cell_mask, colour, width)
        _write(canvas, f"{number} {shown.letter}", (cell.bbox[0], cell.bbox[1]), colour, width)
    return canvas


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _outline(canvas: ImageArray, mask: Mask, colour: tuple[int, int, int], width: int) -> None:
    outlines, _ = cv2.findContours(
        mask.pixels.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE, offset=(mask.left, mask.top)
    )
    # A white rim keeps every colour visible on dark nuclei.
    cv2.drawContours(canvas, outlines, -1, _HALO, width + 2, cv2.LINE_AA)
    cv2.drawContours(canvas, outlines, -1, colour, width, cv2.LINE_AA)


def _write(
    canvas: ImageArray, text: str, corner: tuple[int, int], colour: tuple[int, int, int], width: int
) -> None:
    """Write on a plate of the class's colour, above the cell or, at the field's border, inside its box."""
    scale, margin = 0.35 * width, width
    (across, above), below = cv2.getTextSize(text, _FONT, scale, width)
    bottom = max(corner[0] - margin, above + below + 2 * margin)
    left = min(corner[1], max(0, canvas.shape[1] - across - 2 * margin))
    top_left, bottom_right = (left, bottom - above - below - 2 * margin), (left + across + 2 * margin, bottom)
    cv2.rectangle(canvas, top_left, bottom_right, colour, cv2.FILLED)
    # Rec. 601 luma decides which of the two text colours stands out.
    bright = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2] > 140
    ink = (0, 0, 0) if bright else _HALO
    cv2.putText(canvas, text, (left + margin, bottom - below - margin), _FONT, scale, ink, width, cv2.LINE_AA)


def lay_heat(canvas: ImageArray, heatmaps: Sequence[Heatmap], top: int = 0) -> None:
    """Lay heatmaps over a piece of a field, the more opaque the hotter; of several, the hottest counts.

    Crops of neighbours overlap: laid one upon the other, heat would add up and hide the cells of a clump.

    Args:
        canvas: RGB uint8 (h, w, 3), drawn upon.
        heatmaps: their boxes are in coordinates of the field.
        top: row of the field at which the piece begins.
    """
    hottest = np.zeros(canvas.shape[:2], np.uint8)
    places = []
    for (y0, x0, y1, x1), heat in heatmaps:
        first, left, last, right = round(y0) - top, round(x0), round(y1) - top, round(x1)
        rows = slice(max(first, 0), max(last, 0))
        columns = slice(max(left, 0), max(right, 0))
        under = hottest[rows, columns]
        if not under.size:
            continue
        stretched = cv2.resize(heat, (right - left, last - first), interpolation=cv2.INTER_LINEAR)
        part = stretched[rows.start - first :, columns.start - left :][: under.shape[0], : under.shape[1]]
        np.maximum(under, (np.clip(part, 0, 1) * 255).astype(np.uint8), out=under)
        places.append((rows, columns))
    for place in places:
        colours = cv2.applyColorMap(hottest[place], cv2.COLORMAP_INFERNO)[..., ::-1]
        opacity = (_HEAT_OPACITY / 255 * hottest[place])[..., None]
        canvas[place] = np.rint(canvas[place] * (1 - opacity) + colours * opacity).astype(np.uint8)
        hottest[place] = 0  # what was blended is not blended again for a neighbour
