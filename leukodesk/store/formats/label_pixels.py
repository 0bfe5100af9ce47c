"""Cells as label images: every pixel holds the number of its cell; a second image tells the regions apart.

A pixel can belong to one cell only, so of cells that overlap each keeps what no later one covers. What
pixels cannot tell lies beside them in ``cells.csv``, one row per cell; without it, cells have no labels.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.ndimage import find_objects

from leukodesk.core.cell import Cell
from leukodesk.core.errors import InputError
from leukodesk.core.mask import Mask
from leukodesk.core.sentence import sentence
from leukodesk.store.formats.document import Document, Mark
from leukodesk.store.formats.export import ExportedCell, ExportedSmear
from leukodesk.store.formats.extras import extras_of, mark_with
from leukodesk.store.formats.tables import Row, read_rows, table_text
from leukodesk.store.formats.written import Written

CYTOPLASM: Final = 1
NUCLEUS: Final = 2
TABLE: Final = "cells.csv"

_MOST: Final = np.iinfo(np.uint16).max
_COLUMNS: Final = ("stem", "number", "label", "details")
_PixelArray = npt.NDArray[Any]


def instance_pixels(cells: Sequence[Cell], height: int, width: int) -> npt.NDArray[np.uint16]:
    """An image (height, width) in which every pixel holds the number of its cell, from 1, or 0.

    Raises:
        InputError: there are more cells than 16 bits can count.
    """
    if len(cells) > _MOST:
        raise InputError(
            sentence(
                "More than {most} cells do not fit a 16-bit label image; choose another format.",
                most=_MOST,
            )
        )
    pixels = np.zeros((height, width), np.uint16)
    for number, cell in enumerate(cells, start=1):
        y0, x0, y1, x1 = cell.bbox
        pixels[y0:y1, x0:x1][cell.cell_mask.pixels] = number
    return pixels


def region_pixels(cells: Iterable[Cell], height: int, width: int) -> npt.NDArray[np.uint8]:
    """An image (height, width): 0 background, 1 cytoplasm, 2 nucleus."""
    cells = tuple(cells)
    pixels = np.zeros((height, width), np.uint8)
    for cell in cells:
        y0, x0, y1, x1 = cell.bbox
        pixels[y0:y1, x0:x1][cell.cell_mask.pixels] = CYTOPLASM
    for cell in cells:
        if cell.nucleus_mask is not None:
            y0, x0, y1, x1 = cell.nucleus_mask.bbox
            pixels[y0:y1, x0:x1][cell.nucleus_mask.pixels] = NUCLEUS
    return pixels


def painted(item: ExportedSmear, written: Written) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint8]]:
    """Numbers of cells and regions, each (h, w) of a smear; what overlaps take away ``written`` counts."""
    cells, smear = [cell.cell for cell in item.cells], item.smear
    instances = instance_pixels(cells, smear.height, smear.width)
    regions = region_pixels(cells, smear.height, smear.width)
    left = np.bincount(instances.ravel(), minlength=len(cells) + 1)
    for number, cell in enumerate(cells, start=1):
        if left[number] == 0:
            written.lost[sentence("whole cell: others cover it")] += 1
        else:
            written.cells += 1
            written.lost[sentence("pixels that others cover")] += int(left[number] < cell.cell_area_px)
    written.lost += type(written.lost)()  # drops what was counted zero times
    return instances, regions


def table_of(smears: Sequence[ExportedSmear]) -> str:
    """The table beside the label images."""
    return table_text(_COLUMNS, (_row(item, *pair) for item in smears for pair in enumerate(item.cells, 1)))


def _row(item: ExportedSmear, number: int, cell: ExportedCell) -> dict[str, object]:
    return {
        "stem": item.stem,
        "number": number,
        "label": cell.label,
        "details": json.dumps(extras_of(cell)),
    }


def read_table(folder: Path, document: Document) -> dict[tuple[str, str], Row]:
    """The rows of ``cells.csv`` by stem and number; none where there is no such table."""
    path = folder / TABLE
    rows: list[Row] = []
    with document.reading():
        rows = read_rows(path) if path.is_file() else []
    return {(row.get("stem", ""), row.get("number", "")): row for row in rows}


def marks_from(
    instances: _PixelArray, regions: _PixelArray | None, stem: str, rows: dict[tuple[str, str], Row]
) -> list[Mark]:
    """The cells of a label image, in the order of their numbers.

    Args:
        instances: numbers, (h, w), 0 is background.
        regions: 0, 1 and 2 as :func:`region_pixels` paints them, or None.
        stem: names the image in the table.
        rows: the table.
    """
    marks = []
    for number, (top, left, box) in sorted(_boxes(instances).items()):
        pixels = box == number
        nucleus = None
        if regions is not None:
            inner = pixels & (regions[top : top + box.shape[0], left : left + box.shape[1]] == NUCLEUS)
            nucleus = Mask.from_pixels(inner, top, left) if inner.any() else None
        row = rows.get((stem, str(number)), {})
        shape = Mask.from_pixels(pixels, top, left)
        marks.append(mark_with(_details(row), shape, row.get("label", ""), nucleus))
    return marks


def _boxes(instances: _PixelArray) -> dict[int, tuple[int, int, _PixelArray]]:
    """The box of each number: its first row and column, and what the image holds there."""
    numbers, dense = np.unique(instances, return_inverse=True)
    boxes = find_objects(dense.reshape(instances.shape) + (0 if numbers[0] == 0 else 1))
    numbers = numbers[1:] if numbers[0] == 0 else numbers
    return {
        int(number): (rows.start, columns.start, instances[rows, columns])
        for number, (rows, columns) in zip(numbers, boxes, strict=True)
    }


def _details(row: Row) -> Any:
    try:
        return json.loads(row.get("details") or "{}")
    except (ValueError, RecursionError):
        return {}


def is_label_image(pixels: _PixelArray) -> bool:
    """Whether an array can be a label image: one channel of whole numbers that are not negative."""
    return pixels.ndim == 2 and pixels.dtype.kind in "uib" and (pixels.size == 0 or int(pixels.min()) >= 0)
