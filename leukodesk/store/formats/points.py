"""Lists of points, ``.xyc``: one ``x y`` a line and one file per field, as ALL-IDB has them.

The folder of a list names its class (``blast/Im001_1.xyc``); in ALL-IDB itself it is called ``xyc`` and lists
lymphoblasts. A table ``other_kind.csv`` (field, x, y, kind) beside the folders says more of single points.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from leukodesk.core.errors import InputError
from leukodesk.core.sentence import sentence
from leukodesk.core.shapes import Point
from leukodesk.store.formats.document import UNLABELLED, Document, Mark, MarkedImage
from leukodesk.store.formats.export import ExportedSmear
from leukodesk.store.formats.folders import files_in
from leukodesk.store.formats.format import Format
from leukodesk.store.formats.parsing import BadValueError, number, read_text
from leukodesk.store.formats.tables import read_rows
from leukodesk.store.formats.written import Written

_KINDS: Final = "other_kind.csv"
_BLAST_FOLDERS: Final = ("xyc", "all_idb1")
_Place = tuple[float, float]


def _fits(source: Path) -> bool:
    return next(iter(files_in(source, ".xyc")), None) is not None


def read(source: Path) -> Document:
    """Every ``.xyc`` file of a source.

    Raises:
        InputError: there is none.
    """
    paths = files_in(source, ".xyc")
    if not paths:
        raise InputError(
            sentence(
                "{source} has no lists of points (.xyc); name their folder, or another format.",
                source=source,
            )
        )
    # The set sorts white cells into blasts and others, so that its other leukocytes are the normal ones.
    document = Document(suggested={"leukocyte": "normal"})
    kinds: dict[str, dict[_Place, str]] = defaultdict(dict)
    with document.reading():
        kinds = _read_kinds(source if source.is_dir() else source.parent.parent, document)
    marks: dict[str, list[Mark]] = {}
    for path in paths:
        with document.reading():
            of_field = marks.setdefault(path.stem, [])
            name = _class_of(path)
            for place in _read_points(path, document):
                kind = "" if name == "blast" else kinds[path.stem].pop(place, "")
                of_field.append(Mark(Point(*place), kind or name))
    for field, places in kinds.items() if source.is_dir() else ():
        marks.setdefault(field, []).extend(Mark(Point(*place), kind) for place, kind in places.items())
    document.images += [MarkedImage(field, tuple(found)) for field, found in marks.items()]
    return document


def _class_of(path: Path) -> str:
    name = path.parent.name
    if name.lower() in _BLAST_FOLDERS:
        return "blast"
    return "" if name == UNLABELLED else name


def _read_points(path: Path, document: Document) -> list[_Place]:
    found = []
    for line in read_text(path).splitlines():
        if not line.strip():
            continue
        try:
            x, y, *_ = map(number, line.replace(",", " ").split())
        except ValueError:
            document.skipped[sentence("a line of {file} is no x and y", file=path.name)] += 1
            continue
        found.append((y, x))
    return found


def _read_kinds(folder: Path, document: Document) -> dict[str, dict[_Place, str]]:
    kinds: dict[str, dict[_Place, str]] = defaultdict(dict)
    path = folder / _KINDS
    for row in read_rows(path) if path.is_file() else ():
        try:
            kinds[row["field"]][number(row["y"]), number(row["x"])] = row["kind"]
        except (BadValueError, KeyError):
            document.skipped[sentence("a row of {file} has no field, x, y and kind", file=_KINDS)] += 1
    return kinds


def write(written: Written, smears: Sequence[ExportedSmear]) -> None:
    """Write ``CLASS/STEM.xyc``: points, or the centres of cells with an outline, and labels."""
    for item in smears:
        places: dict[str, list[_Place]] = defaultdict(list)
        for cell in item.cells:
            if isinstance(cell.shape, Point):
                place = (cell.shape.row, cell.shape.column)
            else:
                row, column = cell.cell.centroid
                place = (round(row), round(column))
                written.lost[sentence("outline or box, kept as its centre")] += 1
            written.lose(cell, nucleus=True)
            written.cells += 1
            places[cell.label or UNLABELLED].append(place)
        for name, found in places.items():
            lines = (f"{_text(x)}\t{_text(y)}\n" for y, x in found)
            written.write(written.folder / name / f"{item.stem}.xyc", "".join(lines))


def _text(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


XYC = Format("xyc", "lists of points", _fits, read, write)
