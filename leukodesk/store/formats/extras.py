"""What LeukoDesk knows of a cell and a format has no place for, as a member that other programs pass over."""

from typing import Any, Final

from leukodesk.core.cell import CellKind
from leukodesk.core.mask import Mask
from leukodesk.core.shapes import Box, Point, Shape, WholeImage
from leukodesk.store.formats.document import UNLABELLED, Mark, MarkShape, Polygons
from leukodesk.store.formats.export import ExportedCell
from leukodesk.store.formats.parsing import BadValueError, number, text

MEMBER: Final = "leukodesk"
"""Name of the member."""


def shape_record(shape: Shape | None) -> dict[str, Any]:
    """What is known of a cell without outline, as JSON values."""
    match shape:
        case Point(row, column):
            return {"shape": "point", "place": [row, column]}
        case Box(y0, x0, y1, x1):
            return {"shape": "box", "place": [y0, x0, y1, x1]}
        case WholeImage():
            return {"shape": "image", "place": []}
    return {"shape": "outline", "place": []}


def shape_from(record: dict[str, Any]) -> Shape | None:
    """The shape that :func:`shape_record` wrote, or None for an outline and for anything else."""
    place = record.get("place")
    try:
        values = [number(value) for value in place] if isinstance(place, list) else []
    except BadValueError:
        return None
    match record.get("shape"), values:
        case "point", [row, column]:
            return Point(row, column)
        case "box", [y0, x0, y1, x1] if y0 < y1 and x0 < x1:
            return Box(y0, x0, y1, x1)
        case "image", []:
            return WholeImage()
    return None


def extras_of(cell: ExportedCell) -> dict[str, Any]:
    """The member for one cell."""
    return {
        "cell_id": cell.cell.id,
        "kind": cell.cell.kind.value,
        "annotator": cell.annotator,
        "made_by": cell.made_by,
        **shape_record(cell.shape),
    }


def kind_named(name: str) -> CellKind:
    """The kind of that name, or a leukocyte where there is none."""
    return CellKind(name) if name in set(CellKind) else CellKind.LEUKOCYTE


def mark_with(extras: Any, shape: MarkShape, class_name: str, nucleus: Mask | Polygons | None = None) -> Mark:
    """A cell as the format tells it, completed by the member, if there is one.

    Args:
        extras: the member, or anything else.
        shape: where the cell lies.
        class_name: what it is called.
        nucleus: where its nucleus lies.
    """
    record = extras if isinstance(extras, dict) else {}
    return Mark(
        shape=shape_from(record) or shape,
        class_name="" if class_name == UNLABELLED else class_name,
        nucleus=nucleus,
        cell_id=text(record.get("cell_id")),
        kind=kind_named(text(record.get("kind"))),
        annotator=text(record.get("annotator")),
        made_by=text(record.get("made_by")),
    )
