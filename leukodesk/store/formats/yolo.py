"""YOLO: ``labels/STEM.txt`` with a line per cell, places in parts of the image, class names in a list.

A line is ``class x y width height`` (centre and size of a box) or ``class x y x y x y ...`` (a polygon).
"""

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from leukodesk.core.errors import InputError
from leukodesk.core.sentence import sentence
from leukodesk.core.shapes import Box, Point
from leukodesk.store.formats.document import UNLABELLED, Document, Mark, MarkedImage, Polygons, Relative
from leukodesk.store.formats.export import ExportedCell, ExportedSmear
from leukodesk.store.formats.folders import LOOKED_AT, files_in
from leukodesk.store.formats.format import Format
from leukodesk.store.formats.parsing import BadValueError, number, read_text, whole_number
from leukodesk.store.formats.polygons import joined, trace
from leukodesk.store.formats.written import Written

_LISTS: Final = ("classes.txt", "obj.names", "data.yaml", "dataset.yaml", "data.yml")
_NO_LABELS: Final = re.compile(r"(classes|train|val|valid|test|readme.*|requirements)\.txt", re.IGNORECASE)
_LINE: Final = re.compile(r"\d+(\s+[-+.\deE]+){4,}\s*")
_BLOCK_ITEM: Final = re.compile(r"\s*(?:-|(\d+)\s*:)\s*(.+)")


def _fits(source: Path) -> bool:
    try:
        paths = _label_files(source)[:LOOKED_AT]
        lines = [line for path in paths for line in read_text(path).splitlines() if line.strip()]
    except InputError:
        return False
    # A damaged line is told when it is read; a text of something else has hardly any of these.
    return 0 < len(lines) <= 2 * sum(map(bool, map(_LINE.fullmatch, lines)))


def _label_files(source: Path) -> list[Path]:
    folder = source.parent if source.suffix in (".yaml", ".yml") else source
    return [path for path in files_in(folder, ".txt") if not _NO_LABELS.fullmatch(path.name)]


def read(source: Path) -> Document:
    """Every label file of a source.

    Raises:
        InputError: there is none.
    """
    paths = _label_files(source)
    if not paths:
        raise InputError(
            sentence(
                "{source} has no YOLO labels (.txt); name their folder, or another format.",
                source=source,
            )
        )
    document = Document()
    names = _class_names(source, document)
    for path in paths:
        with document.reading():
            marks = []
            for line in read_text(path).splitlines():
                try:
                    marks += [_mark(line.split(), names)] if line.strip() else []
                except BadValueError as error:
                    document.skipped[sentence("a line cannot be read: {error}", error=error)] += 1
            # Subsets have folders of labels and of images with the same names.
            parts = ["images" if part == "labels" else part for part in path.with_suffix("").parts[-3:]]
            document.images.append(MarkedImage("/".join(parts), tuple(marks)))
    return document


def _mark(words: list[str], names: dict[int, str]) -> Mark:
    index = whole_number(words[0])
    name = names.get(index, f"class {index}")
    values = [number(word) for word in words[1:]]
    if len(values) == 5:
        raise BadValueError(sentence("it ends in a confidence, so a model said it and no human"))
    if len(values) == 4:
        x, y, width, height = values
        if width <= 0 or height <= 0:
            raise BadValueError(sentence("its box has no area"))
        shape: Box | Polygons = Box(y - height / 2, x - width / 2, y + height / 2, x + width / 2)
    elif len(values) >= 6 and len(values) % 2 == 0:
        shape = Polygons(((np.array(values).reshape(-1, 2),),))
    else:
        raise BadValueError(sentence("{number} numbers are neither a box nor a polygon", number=len(values)))
    return Mark(Relative(shape), "" if name == UNLABELLED else name)


def _class_names(source: Path, document: Document) -> dict[int, str]:
    """The names of the classes by number, from the first list that is found in or above the source."""
    folder = source if source.is_dir() else source.parent
    for above in (folder, folder.parent, folder.parent.parent):
        for name in _LISTS:
            if (above / name).is_file():
                with document.reading():
                    content = read_text(above / name)
                    return _from_yaml(content) if name.endswith(("yaml", "yml")) else _from_list(content)
    document.notes.append(
        sentence("No list of class names was found (classes.txt or data.yaml); classes have numbers.")
    )
    return {}


def _from_list(content: str) -> dict[int, str]:
    return dict(enumerate(line.strip() for line in content.splitlines()))


def _from_yaml(content: str) -> dict[int, str]:
    """The ``names`` of a data file, in any of the three ways they are written."""
    lines = content.splitlines()
    start = next((at for at, line in enumerate(lines) if re.match(r"names\s*:", line)), len(lines))
    rest = "\n".join(lines[start:]).partition(":")[2].lstrip(" ")
    if rest.startswith(("[", "{")):
        items = re.split(r",(?=(?:[^'\"]|'[^']*'|\"[^\"]*\")*$)", re.split(r"[\]}]", rest[1:], maxsplit=1)[0])
        named = [re.fullmatch(r"\s*(\d+)\s*:\s*(.*)", item, re.DOTALL) for item in items]
        if all(named):
            return {int(m[1]): _bare(m[2]) for m in named if m}
        return dict(enumerate(map(_bare, items)))
    found: dict[int, str] = {}
    for line in rest.splitlines()[1:]:
        item = _BLOCK_ITEM.fullmatch(line.split(" #")[0])
        if not item:
            break
        found[int(item[1]) if item[1] else len(found)] = _bare(item[2])
    return found


def _bare(word: str) -> str:
    word = word.strip()
    return word[1:-1] if len(word) > 1 and word[0] == word[-1] and word[0] in "'\"" else word


def _write(polygons: bool, written: Written, smears: Sequence[ExportedSmear]) -> None:
    """Write ``labels/STEM.txt`` for each smear, ``classes.txt`` and ``data.yaml``."""
    names = sorted({cell.label or UNLABELLED for item in smears for cell in item.cells})
    for item in smears:
        lines = []
        for cell in item.cells:
            if isinstance(cell.shape, Point):
                written.lost[sentence("whole cell: it is only a point")] += 1
                continue
            outlined = polygons and cell.shape is None
            written.lose(cell, outline=not outlined, nucleus=True)
            written.cells += 1
            values = _polygon(cell, item) if outlined else _box(cell, item)
            lines.append(" ".join([str(names.index(cell.label or UNLABELLED)), *map(_text, values)]) + "\n")
        written.write(written.folder / "labels" / f"{item.stem}.txt", "".join(lines))
    written.write(written.folder / "classes.txt", "".join(f"{name}\n" for name in names))
    listed = "".join(f"  {number_}: {name}\n" for number_, name in enumerate(names))
    written.write(written.folder / "data.yaml", f"path: .\ntrain: images\nval: images\nnames:\n{listed}")


def _text(value: float) -> str:
    return f"{value:.10g}"


def _box(cell: ExportedCell, item: ExportedSmear) -> list[float]:
    y0, x0, y1, x1 = map(float, cell.cell.bbox)
    if isinstance(cell.shape, Box):
        y0, x0, y1, x1 = cell.shape.y0, cell.shape.x0, cell.shape.y1, cell.shape.x1
    height, width = item.smear.height, item.smear.width
    return [(x0 + x1) / 2 / width, (y0 + y1) / 2 / height, (x1 - x0) / width, (y1 - y0) / height]


def _polygon(cell: ExportedCell, item: ExportedSmear) -> list[float]:
    vertices = joined(trace(cell.cell.cell_mask)) / (item.smear.width, item.smear.height)
    return [float(value) for value in vertices.ravel()]


YOLO: Final = Format("yolo", "YOLO boxes", _fits, read, partial(_write, False))
YOLO_POLYGONS: Final = Format("yolo-polygons", "YOLO polygons", _fits, read, partial(_write, True))
