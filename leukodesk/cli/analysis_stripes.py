"""Masks and overlays of large images, made from top to bottom, so that memory does not grow with them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from leukodesk.cli.analysis_overlay import ImageArray, draw_cells, line_width
from leukodesk.core.cell import Cell
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.imaging.pyramid import PixelSource
from leukodesk.inference.pipeline import Analysis
from leukodesk.store.formats.label_pixels import instance_pixels, region_pixels

_ROWS: Final = 1024
_BEYOND: Final = 16
"""How many times the width of a contour what is written at a cell may reach beyond it, at most."""

_Stripe = npt.NDArray[Any]
_Numbered = Sequence[tuple[int, Cell]]


def instance_stripes(cells: Sequence[Cell], height: int, width: int) -> Iterator[_Stripe]:
    """As :func:`leukodesk.store.formats.label_pixels.instance_pixels`, from top to bottom."""

    def paint(numbered: _Numbered, top: int, bottom: int) -> _Stripe:
        local = instance_pixels([cell.moved(-top, 0) for _, cell in numbered], bottom - top, width)
        return np.array([0, *(number for number, _ in numbered)], np.uint16)[local]

    return _stripes(cells, height, 0, paint)


def region_stripes(cells: Sequence[Cell], height: int, width: int) -> Iterator[_Stripe]:
    """As :func:`leukodesk.store.formats.label_pixels.region_pixels`, from top to bottom."""

    def paint(numbered: _Numbered, top: int, bottom: int) -> _Stripe:
        return region_pixels([cell.moved(-top, 0) for _, cell in numbered], bottom - top, width)

    return _stripes(cells, height, 0, paint)


def overlay_stripes(source: PixelSource, analysis: Analysis, taxonomy: Taxonomy) -> Iterator[_Stripe]:
    """As :func:`leukodesk.cli.analysis_overlay.draw_overlay`, from top to bottom."""
    level = source.levels[0]
    width = line_width(level.height)

    def paint(numbered: _Numbered, top: int, bottom: int) -> ImageArray:
        canvas = source.read(0, (top, 0, bottom, level.width)).copy()
        return draw_cells(canvas, numbered, analysis, taxonomy, width, top)

    heats = [box[2] - box[0] for box, _ in analysis.heatmaps.values()]
    beyond = round(max([_BEYOND * width, *heats]))
    return _stripes(analysis.segmentation.cells, level.height, beyond, paint)


def _stripes(
    cells: Sequence[Cell], height: int, beyond: int, paint: Callable[[_Numbered, int, int], _Stripe]
) -> Iterator[_Stripe]:
    """Paint stripe after stripe, each with enough above and below it for the cells that reach into it.

    Args:
        cells: in the order in which they are numbered.
        height: of the image.
        beyond: how far what is painted of a cell may reach beyond it.
        paint: gets cells with their numbers, and from which row to which row it shall paint.
    """
    numbered = list(enumerate(cells, start=1))
    for start in range(0, height, _ROWS):
        end = min(start + _ROWS, height)
        near = [
            (number, cell)
            for number, cell in numbered
            if cell.bbox[0] - beyond < end and cell.bbox[2] + beyond > start
        ]
        top = max(0, min([start, *(cell.bbox[0] - beyond for _, cell in near)]))
        bottom = min(height, max([end, *(cell.bbox[2] + beyond for _, cell in near)]))
        yield paint(near, top, bottom)[start - top : end - top]
