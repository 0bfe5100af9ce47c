"""Whole fields on which the white cells are marked by points or boxes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from leukodesk.core.errors import InputError
from leukodesk.imaging.reader import IMAGE_SUFFIXES
from leukodesk.training.segmentation.boxes import (
    PLATELET,
    WHITE_CELL,
    Box,
    boxes_without_image,
    find_boxed,
    is_boxed,
    read_boxes,
)
from leukodesk.training.segmentation.refusal import Found, Refusal, without_image
from leukodesk.training.tables import Point, place_in, read_points, read_rows

LEUKOCYTE: Final = "leukocyte"
DEBRIS: Final = "platelet_or_debris"

_KINDS: Final = (LEUKOCYTE, DEBRIS)
_IMAGES: Final = "images"
_BLASTS: Final = "blast"
_POINTS: Final = ".xyc"


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


def is_all_idb1(folder: Path) -> bool:
    """Whether ``folder`` is laid out as ALL-IDB1."""
    return (folder / _IMAGES).is_dir() and (folder / _BLASTS).is_dir()


def find_marked(folder: Path) -> Found[MarkedField]:
    """The marked fields of ``folder``, by name.

    It is laid out as ALL-IDB1 (``images/``, ``blast/<stem>.xyc`` and ``other_kind.csv`` with field, x,
    y and kind), where a field without marks has no cells, or as Pascal VOC (``JPEGImages/`` and
    ``Annotations/`` with boxes around each ``WBC`` and ``Platelets``), or holds images with ``<stem>.xyc``
    beside them, which mark every white cell.

    A field whose marks cannot be read is refused, and so are marks without an image.
    """
    if is_all_idb1(folder):
        return _all_idb1(folder)
    if is_boxed(folder):
        boxes = dict(find_boxed(folder))
        found = _fields(boxes, lambda image: _boxed(image, read_boxes(boxes[image])))
        return Found(found.items, found.refused + boxes_without_image(folder))
    images = [image for image in _images(folder) if image.with_suffix(_POINTS).is_file()]
    found = _fields(images, lambda image: MarkedField(image, leukocytes=_points_of(image, folder)))
    return Found(found.items, found.refused + _points_without_image(folder, images, folder))


def check_marks(field: MarkedField, shape: tuple[int, int]) -> None:
    """See that every mark lies on its image; one on its lower or right edge does, where counting begins at 1.

    Args:
        field: its marks.
        shape: (height, width) of the image.

    Raises:
        InputError: a mark lies outside.
    """
    height, width = shape
    for row, column in (*field.white_cells, *(field.debris or ())):
        if not (0 <= row <= height and 0 <= column <= width):
            raise InputError(
                f"{field.image} has {width} × {height} pixels, but a mark at x = {column:g} and y = {row:g}; "
                "mark its cells on the image at this size."
            )


def _fields(images: Iterable[Path], read: Callable[[Path], MarkedField]) -> Found[MarkedField]:
    """The fields that can be read; one that cannot costs no other."""
    fields: list[MarkedField] = []
    refused: list[Refusal] = []
    for image in images:
        try:
            fields.append(read(image))
        except InputError as error:
            refused.append(Refusal(image.stem, str(error)))
    return Found(tuple(fields), tuple(refused))


def _images(folder: Path) -> list[Path]:
    return sorted(entry for entry in folder.iterdir() if entry.suffix.lower() in IMAGE_SUFFIXES)


def _points_of(image: Path, folder: Path) -> tuple[Point, ...]:
    return tuple(read_points(folder / f"{image.stem}{_POINTS}"))


def _points_without_image(marks: Path, images: Iterable[Path], folder: Path) -> tuple[Refusal, ...]:
    stems = {image.stem for image in images}
    files = sorted(entry for entry in marks.glob(f"[!.]*{_POINTS}") if entry.is_file())
    return tuple(without_image(entry, entry.stem, folder) for entry in files if entry.stem not in stems)


def _all_idb1(folder: Path) -> Found[MarkedField]:
    images, table = _images(folder / _IMAGES), folder / "other_kind.csv"
    try:
        others = _Others.read(table) if table.is_file() else None
    except InputError as error:
        # Without the table no field's marks are known, but other sets can be judged.
        return Found((), (Refusal("", str(error)),))

    def read(image: Path) -> MarkedField:
        blasts = _points_of(image, folder / _BLASTS)
        return MarkedField(image, blasts) if others is None else others.beside(blasts, image)

    found = _fields(images, read)
    unknown = sorted((others.fields if others else set()) - {image.stem for image in images})
    refused = (
        Refusal(
            name,
            f"{table} marks cells of {name}, which is not in {folder / _IMAGES}; put the image there, or "
            "take its rows out.",
        )
        for name in unknown
    )
    orphans = _points_without_image(folder / _BLASTS, images, folder / _IMAGES)
    return Found(found.items, (*found.refused, *orphans, *refused))


def _boxed(image: Path, boxes: Mapping[str, tuple[Box, ...]]) -> MarkedField:
    white_cells, platelets = boxes.get(WHITE_CELL, ()), boxes.get(PLATELET, ())
    return MarkedField(image, leukocytes=_middles(white_cells), debris=_middles(platelets), boxes=white_cells)


def _middles(boxes: Sequence[Box]) -> tuple[Point, ...]:
    return tuple(((top + bottom) / 2, (left + right) / 2) for top, left, bottom, right in boxes)


@dataclass(frozen=True)
class _Others:
    """What the table of ALL-IDB1 marks.

    Attributes:
        points: by field and kind.
        damaged: what is wrong with fields of which a row cannot be read or means nothing known.
    """

    points: Mapping[tuple[str, str], list[Point]]
    damaged: Mapping[str, str]

    @classmethod
    def read(cls, table: Path) -> "_Others":
        points: dict[tuple[str, str], list[Point]] = {}
        damaged: dict[str, str] = {}
        for row in read_rows(table, ("field", "x", "y", "kind")):
            # A row that ends early has None in its last columns.
            name, kind = row["field"] or "", row["kind"] or ""
            if kind not in _KINDS:
                damaged[name] = (
                    f"{table} has a row of {name} of the kind '{kind}'; the kinds are {' and '.join(_KINDS)}."
                )
                continue
            try:
                points.setdefault((name, kind), []).append(place_in(row, table))
            except InputError as error:
                damaged[name] = str(error)
        return cls(points, damaged)

    @property
    def fields(self) -> set[str]:
        return {name for name, _ in self.points}

    def beside(self, blasts: tuple[Point, ...], image: Path) -> MarkedField:
        if image.stem in self.damaged:
            raise InputError(self.damaged[image.stem])
        leukocytes, debris = (tuple(self.points.get((image.stem, kind), ())) for kind in (LEUKOCYTE, DEBRIS))
        return MarkedField(image, blasts, leukocytes, debris)
