"""CSV: one row per cell. Ours carries everything; of others a column of names and two or four of places do.

Masks are text, ``top left height width; runs``: the box of the region and the lengths of alternating runs of
background and region in it, row by row.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from leukodesk.core.errors import InputError
from leukodesk.core.mask import Mask
from leukodesk.core.sentence import sentence
from leukodesk.core.shapes import Box, Point, WholeImage
from leukodesk.store.formats.document import Document, Mark, MarkedImage, MarkShape
from leukodesk.store.formats.export import ExportedCell, ExportedSmear
from leukodesk.store.formats.extras import kind_named
from leukodesk.store.formats.folders import files_in
from leukodesk.store.formats.format import Format
from leukodesk.store.formats.manifest import NAME as MANIFEST
from leukodesk.store.formats.parsing import BadValueError, number, refuse_huge, text
from leukodesk.store.formats.tables import Row, columns_of, read_rows, table_text
from leukodesk.store.formats.written import Written

COLUMNS: Final = (
    "image",
    "sha256",
    "cell_id",
    "label",
    "annotator",
    "kind",
    "made_by",
    "shape",
    "row",
    "column",
    "y0",
    "x0",
    "y1",
    "x1",
    "cell_area_px",
    "nucleus_area_px",
    "cell_mask",
    "nucleus_mask",
)
_IMAGE: Final = ("image", "image_name", "filename", "file", "field", "image_path")
_LABEL: Final = ("label", "class", "class_name", "name", "kind")
_BOXES: Final = (("y0", "x0", "y1", "x1"), ("ymin", "xmin", "ymax", "xmax"))
_POINTS: Final = (("row", "column"), ("y", "x"))
_SIZES: Final = (("width", "height"), ("w", "h"))


def _fits(source: Path) -> bool:
    paths = [source] if source.is_file() else [source / "cells.csv"]
    return any(
        path.suffix.lower() == ".csv" and path.is_file() and _is_table(columns_of(path)) for path in paths
    )


def _is_table(columns: set[str]) -> bool:
    placed = any(set(names) <= columns for names in (*_BOXES, *_POINTS, ("cell_mask",)))
    return placed and any(name in columns for name in _IMAGE)


def read(source: Path) -> Document:
    """One document of all tables of a source.

    Raises:
        InputError: there is no such table.
    """
    paths = [path for path in files_in(source, ".csv") if path.name != MANIFEST]
    if source.is_dir() and (source / "cells.csv").is_file():
        paths = [source / "cells.csv"]
    document = Document()
    for path in paths:
        with document.reading():
            _read_table(path, document)
    if not paths:
        raise InputError(
            sentence(
                "{source} has no table of cells (.csv); name the table, or another format.",
                source=source,
            )
        )
    return document


def _read_table(path: Path, document: Document) -> None:
    rows = read_rows(path)
    columns = set(rows[0]) if rows else set()
    if rows and not _is_table(columns):
        raise InputError(
            sentence(
                "{path} is no table of cells; it needs a column image, and x and y, or xmin, ymin, "
                "xmax and ymax, or cell_mask.",
                path=path,
            )
        )
    boxed = any(set(names) <= columns for names in (*_BOXES, ("cell_mask",)))
    if not boxed and any(set(names) <= columns for names in _SIZES):
        raise InputError(
            sentence(
                "{path} gives x and y beside a width and a height, but not whether they are the middle or a "
                "corner; name the sides of a box xmin, ymin, xmax and ymax, or leave out the size.",
                path=path,
            )
        )
    image = next((name for name in _IMAGE if name in columns), "")
    label = next((name for name in _LABEL if name in columns), "")
    if rows and not label:
        document.notes.append(
            sentence(
                "{file} has no column label, class, class_name, name or kind, so its cells come without "
                "labels.",
                file=path.name,
            )
        )
    of_image: dict[tuple[str, str], list[Mark]] = {}
    for row in rows:
        try:
            mark = _mark(row, label)
        except BadValueError as error:
            why = sentence("a row of {file} has no readable place: {error}", file=path.name, error=error)
            document.skipped[why] += 1
            continue
        of_image.setdefault((row[image], row.get("sha256", "")), []).append(mark)
    for (name, sha256), marks in of_image.items():
        document.images.append(MarkedImage(name, tuple(marks), sha256=sha256))


def _mark(row: Row, label: str) -> Mark:
    ours = "cell_mask" in row
    kind = row.get("kind", "") if label != "kind" else ""
    return Mark(
        shape=_shape(row),
        class_name=text(row.get(label, "")),
        nucleus=mask_from_text(row["nucleus_mask"]) if row.get("nucleus_mask") else None,
        cell_id=row.get("cell_id", "") if ours else "",
        kind=kind_named(kind),
        annotator=text(row.get("annotator", "")),
        made_by=text(row.get("made_by", "")),
    )


def _shape(row: Row) -> MarkShape:
    told = row.get("shape", "")
    if told == "image":
        return WholeImage()
    if told in ("", "outline") and row.get("cell_mask"):
        return mask_from_text(row["cell_mask"])
    if told != "point":
        for names in _BOXES:
            if all(row.get(name) for name in names):
                y0, x0, y1, x1 = (number(row[name]) for name in names)
                if y1 <= y0 or x1 <= x0:
                    raise BadValueError(sentence("its box has no area"))
                return Box(y0, x0, y1, x1)
    for vertical, horizontal in _POINTS:
        if row.get(vertical) and row.get(horizontal):
            y, x = number(row[vertical]), number(row[horizontal])
            return Point(y, x)
    raise BadValueError(sentence("nothing is given"))


def mask_text(mask: Mask) -> str:
    """A mask as text, see the head of this module."""
    box = f"{mask.top} {mask.left} {mask.height} {mask.width}"
    return f"{box}; {' '.join(map(str, mask.runs))}"


def mask_from_text(written: str) -> Mask:
    """The mask that :func:`mask_text` wrote.

    Raises:
        BadValueError: it is none.
    """
    try:
        box, runs_text = written.split(";")
        top, left, height, width = map(int, box.split())
        runs = tuple(map(int, runs_text.split()))
    except ValueError as error:
        raise BadValueError(sentence("its mask is no box and runs")) from error
    if min(height, width, *runs) < 0 or sum(runs) != height * width or not any(runs[1::2]):
        raise BadValueError(sentence("its mask does not fill its box"))
    refuse_huge(height * width)
    loose = Mask(top, left, height, width, runs)
    return Mask.from_pixels(loose.pixels, top, left)


def write(written: Written, smears: Sequence[ExportedSmear]) -> None:
    """Write ``cells.csv``, which carries everything."""
    written.write(written.folder / "cells.csv", table_text(COLUMNS, _rows(written, smears)))


def _rows(written: Written, smears: Sequence[ExportedSmear]) -> Iterator[dict[str, object]]:
    for item in smears:
        written.cells += len(item.cells)
        yield from (_row(item, cell) for cell in item.cells)


def _row(item: ExportedSmear, cell: ExportedCell) -> dict[str, object]:
    mask, nucleus = cell.cell.cell_mask, cell.cell.nucleus_mask
    places: tuple[float, float] = cell.cell.centroid
    box: tuple[float, float, float, float] = cell.cell.bbox
    shape = "outline"
    if isinstance(cell.shape, Point):
        shape, places = "point", (cell.shape.row, cell.shape.column)
    elif isinstance(cell.shape, Box):
        shape, box = "box", (cell.shape.y0, cell.shape.x0, cell.shape.y1, cell.shape.x1)
    elif isinstance(cell.shape, WholeImage):
        shape = "image"
    return {
        "image": item.image_name,
        "sha256": item.smear.sha256,
        "cell_id": cell.cell.id,
        "label": cell.label,
        "annotator": cell.annotator,
        "kind": cell.cell.kind.value,
        "made_by": cell.made_by,
        "shape": shape,
        **dict(zip(("row", "column"), places, strict=True)),
        **(dict(zip(("y0", "x0", "y1", "x1"), box, strict=True)) if shape != "point" else {}),
        # The size of a stand-in is no finding.
        "cell_area_px": cell.cell.cell_area_px if cell.shape is None else None,
        "nucleus_area_px": cell.cell.nucleus_area_px if nucleus else None,
        "cell_mask": mask_text(mask) if cell.shape is None else None,
        "nucleus_mask": mask_text(nucleus) if nucleus else None,
    }


CSV = Format("csv", "a table of cells", _fits, read, write)
