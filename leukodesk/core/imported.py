"""Where an imported cell comes from, kept in its source: which import, which format, what was told of it.

The source is one line of text, ``import:TIME:FORMAT:SHAPE:MADE BY``. The time is that of the import's
entries in the label history and names the import, with a ``+`` where the smear came with it; the shape is
``outline``, ``image``, ``box Y0 X0 Y1 X1`` or ``point ROW COLUMN DIAMETER``; made by is the source the cell
had where it was exported, often empty.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from leukodesk.core.cell import Cell
from leukodesk.core.shapes import Box, Point, Shape, WholeImage, stand_in

_MARK: Final = "import"
_ADDING: Final = "; classes added: "
_TIME: Final = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True)
class Imported:
    """What the source of an imported cell says.

    Attributes:
        at: when it was imported, in UTC; the same for all cells of one import.
        format: name of the format.
        shape: what was told where that is less than an outline, else None.
        diameter_px: of the disc that stands for a point; 0 for others.
        with_smear: whether the import brought the cell's smear as well.
        made_by: who found or drew it, as far as the file said.
    """

    at: datetime
    format: str
    shape: Shape | None = None
    diameter_px: int = 0
    with_smear: bool = False
    made_by: str = ""

    @property
    def text(self) -> str:
        """The source as it is kept with a cell; :func:`imported_from` reads it."""
        told = _shape_text(self.shape, self.diameter_px)
        return f"{_MARK}:{import_id(self.at)}{'+' * self.with_smear}:{self.format}:{told}:{self.made_by}"


def is_point(cell: Cell) -> bool:
    """Whether a cell was imported as a point; one that was drawn anew since has another source."""
    told = imported_from(cell.source)
    return told is not None and isinstance(told.shape, Point)


def import_id(at: datetime) -> str:
    """The name of the import that was made at ``at``, for example ``20261121T093000.123456Z``."""
    return at.astimezone(UTC).strftime(_TIME)


def import_time(name: str) -> datetime | None:
    """The time that :func:`import_id` wrote, or None where ``name`` is no such name."""
    try:
        return datetime.strptime(name, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None


def imported_from(source: str) -> Imported | None:
    """What the source of a cell says of its import, or None where it was not imported."""
    parts = source.split(":", 4)
    if len(parts) != 5 or parts[0] != _MARK:
        return None
    at = import_time(parts[1].removesuffix("+"))
    try:
        shape, diameter_px = _shape_from(parts[3].split())
    except ValueError:
        return None
    return Imported(at, parts[2], shape, diameter_px, parts[1].endswith("+"), parts[4]) if at else None


def adding_classes(reason: str, class_ids: Iterable[str]) -> str:
    """The reason of the history's entry for the classes that an import adds."""
    return reason + _ADDING + " ".join(class_ids)


def classes_added(reason: str) -> tuple[str, ...]:
    """The class ids that :func:`adding_classes` wrote; empty for any other reason."""
    return tuple(reason.partition(_ADDING)[2].split())


def known_shape(cell: Cell, height: int, width: int) -> Shape | None:
    """What is known of a cell, where that is less than an outline.

    Args:
        cell: the cell; one whose mask was drawn anew since has an outline, whatever its source says.
        height: of its smear in pixels.
        width: of its smear in pixels.

    Returns:
        None for a cell with an outline.
    """
    told = imported_from(cell.source)
    if told is None or told.shape is None:
        return None
    same = stand_in(told.shape, height, width, told.diameter_px) == cell.cell_mask
    return told.shape if same else None


def _shape_text(shape: Shape | None, diameter_px: int) -> str:
    if shape is None:
        return "outline"
    if isinstance(shape, WholeImage):
        return "image"
    if isinstance(shape, Point):
        return f"point {float(shape.row)!r} {float(shape.column)!r} {diameter_px}"
    return "box " + " ".join(repr(float(edge)) for edge in (shape.y0, shape.x0, shape.y1, shape.x1))


def _shape_from(words: list[str]) -> tuple[Shape | None, int]:
    match words:
        case ["outline"]:
            return None, 0
        case ["image"]:
            return WholeImage(), 0
        case ["point", row, column, diameter]:
            return Point(float(row), float(column)), int(diameter)
        case ["box", y0, x0, y1, x1]:
            return Box(float(y0), float(x0), float(y1), float(x1)), 0
    raise ValueError(f"no shape: {words}")
