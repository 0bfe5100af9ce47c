"""Whole fields on which the white cells are marked by points or boxes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from leukodesk.core.errors import InputError
from leukodesk.imaging.reader import IMAGE_SUFFIXES
from leukodesk.training.segmentation.boxes import PLATELET, WHITE_CELL, Box, find_boxed, is_boxed, read_boxes
from leukodesk.training.tables import Point, read_points, read_rows

LEUKOCYTE: Final = "leukocyte"
DEBRIS: Final = "platelet_or_debris"


@dataclass(frozen=True)
class MarkedField:
    """A field with its marks, each ``(row, column)`` in pixels.

    Attributes:
        image: its file.
        blasts: marked blasts.
        leukocytes: the other marked white cells.
        debris: marked platelets and debris; None where nobody marked any.
        boxes: (top, left, bottom, right) around each white cell, in their order; empty where only points are.
    """

    image: Path
    blasts: tuple[Point, ...] = ()
    leukocytes: tuple[Point, ...] = ()
    debris: tuple[Point, ...] | None = None
    boxes: tuple[Box, ...] = ()

    @property
    def white_cells(self) -> tuple[Point, ...]:
        """Every marked white cell."""
        return self.blasts + self.leukocytes


def find_marked(folder: Path) -> tuple[MarkedField, ...]:
    """The marked fields of ``folder``, by name.

    It is laid out as ALL-IDB1 (``images/``, ``blast/<stem>.xyc`` and ``other_kind.csv`` with field, x,
    y and kind), where a field without marks has no cells, or as Pascal VOC (``JPEGImages/`` and
    ``Annotations/`` with boxes around each ``WBC`` and ``Platelets``), or holds images with ``<stem>.xyc``
    beside them, which mark every white cell.

    Raises:
        InputError: a list of points or boxes or the table cannot be read.
    """
    if (folder / "images").is_dir() and (folder / "blast").is_dir():
        table = folder / "other_kind.csv"
        others = _others(table) if table.is_file() else None
        return tuple(_of_all_idb1(folder, image, others) for image in _images(folder / "images"))
    if is_boxed(folder):
        return tuple(_boxed(image, read_boxes(boxes)) for image, boxes in find_boxed(folder))
    return tuple(
        MarkedField(image, leukocytes=tuple(read_points(marks)))
        for image in _images(folder)
        if (marks := image.with_suffix(".xyc")).is_file()
    )


def _images(folder: Path) -> list[Path]:
    return sorted(entry for entry in folder.iterdir() if entry.suffix.lower() in IMAGE_SUFFIXES)


def _of_all_idb1(
    folder: Path, image: Path, others: Mapping[tuple[str, str], list[Point]] | None
) -> MarkedField:
    blasts = tuple(read_points(folder / "blast" / f"{image.stem}.xyc"))
    if others is None:
        return MarkedField(image, blasts)
    leukocytes, debris = (tuple(others.get((image.stem, kind), ())) for kind in (LEUKOCYTE, DEBRIS))
    return MarkedField(image, blasts, leukocytes, debris)


def _boxed(image: Path, boxes: Mapping[str, tuple[Box, ...]]) -> MarkedField:
    white_cells, platelets = boxes.get(WHITE_CELL, ()), boxes.get(PLATELET, ())
    return MarkedField(image, leukocytes=_middles(white_cells), debris=_middles(platelets), boxes=white_cells)


def _middles(boxes: Sequence[Box]) -> tuple[Point, ...]:
    return tuple(((top + bottom) / 2, (left + right) / 2) for top, left, bottom, right in boxes)


def _others(table: Path) -> dict[tuple[str, str], list[Point]]:
    """Points by field and kind."""
    points: dict[tuple[str, str], list[Point]] = {}
    for row in read_rows(table, ("field", "x", "y", "kind")):
        try:
            point = float(row["y"]), float(row["x"])
        except (TypeError, ValueError) as error:
            raise InputError(
                f"{table} has a row of {row['field']} without x and y; mend that row."
            ) from error
        points.setdefault((row["field"], row["kind"]), []).append(point)
    return points
