"""Pascal VOC: one XML file per image, with a box and a name per cell.

Pixels count from 1 and both ends belong to the box, as in the development kit of the challenge (Everingham
et al. 2010, doi:10.1007/s11263-009-0275-4); so ``xmin`` 1 is the image's first column.
"""

import codecs
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from leukodesk.core.errors import InputError
from leukodesk.core.plain_text import plain
from leukodesk.core.sentence import parse_reason, sentence
from leukodesk.core.shapes import Box, Point
from leukodesk.store.formats.document import UNLABELLED, Document, Mark, MarkedImage, read_each
from leukodesk.store.formats.export import ExportedCell, ExportedSmear
from leukodesk.store.formats.folders import files_in, some_file_is
from leukodesk.store.formats.format import Format
from leukodesk.store.formats.parsing import BadValueError, number, read_text, text
from leukodesk.store.formats.written import Written

_DECLARED: Final = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']""")


def _encoding_of(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = _DECLARED.match(content)
    name = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    # Without its mark, what says so is no UTF-16: its declaration could not have been read.
    return "utf-8-sig" if name in ("utf-8", "utf8", "utf-16") else name


def _fits(source: Path) -> bool:
    return some_file_is(source, ".xml", lambda path: "<annotation" in read_text(path, _encoding_of)[:2000])


def read(source: Path) -> Document:
    """Every ``.xml`` file of a source.

    Raises:
        InputError: there is none.
    """
    paths = files_in(source, ".xml")
    if not paths:
        raise InputError(
            sentence(
                "{source} has no Pascal VOC files (.xml); name their folder, or another format.",
                source=source,
            )
        )
    return read_each(paths, _read_file)


def parse_xml(path: Path) -> ET.Element:
    """The root of an XML file; one that defines entities, with which it could grow without bound, is refused.

    Raises:
        InputError: it cannot be read or is no such XML.
    """
    content = plain(read_text(path, _encoding_of))
    if "<!DOCTYPE" in content or "<!ENTITY" in content:
        raise InputError(
            sentence(
                "{path} defines entities of its own, which is not read; export it again without.",
                path=path,
            )
        )
    try:
        return ET.fromstring(content)  # noqa: S314  # without entities there is nothing to expand
    except ET.ParseError as error:
        raise InputError(
            sentence(
                "{path} is not XML ({where}); export it again.",
                path=path,
                where=parse_reason(error, *error.position),
            )
        ) from error


def _read_file(path: Path, document: Document) -> MarkedImage:
    root = parse_xml(path)
    if root.tag != "annotation":
        raise InputError(
            sentence(
                "{path} is no Pascal VOC file (it begins with {tag}); name another format.",
                path=path,
                tag=root.tag,
            )
        )
    marks = []
    for item in root.iterfind("object"):
        try:
            name = text(item.findtext("name"))
            marks.append(Mark(_box(item), "" if name == UNLABELLED else name))
        except BadValueError as error:
            document.skipped[sentence("an object has no readable box: {error}", error=error)] += 1
    return MarkedImage(text(root.findtext("filename")) or path.stem, tuple(marks), size=_size(root))


def _box(item: ET.Element) -> Box:
    found = item.find("bndbox")
    if found is None:
        raise BadValueError(sentence("it has no bndbox"))
    x0, y0, x1, y1 = (number(found.findtext(name)) for name in ("xmin", "ymin", "xmax", "ymax"))
    if x1 < x0 or y1 < y0 or (x0 == x1 and y0 == y1):
        raise BadValueError(sentence("its ends are the same or the wrong way round"))
    # Some programs count from 0 all the same; then the first column or row is 0.
    return Box(max(0.0, y0 - 1), max(0.0, x0 - 1), y1, x1)


def _size(root: ET.Element) -> tuple[int, int] | None:
    """(height, width), or None where the file leaves them out or, as some programs do, at 0."""
    try:
        height, width = (int(number(root.findtext(f"size/{name}"))) for name in ("height", "width"))
    except BadValueError:
        return None
    return (height, width) if height > 0 and width > 0 else None


def write(written: Written, smears: Sequence[ExportedSmear]) -> None:
    """Write ``STEM.xml`` for each smear: boxes and labels. Cells that are only points are left out."""
    for item in smears:
        root = ET.Element("annotation")
        ET.SubElement(root, "filename").text = item.image_name
        size = ET.SubElement(root, "size")
        for name, value in (("width", item.smear.width), ("height", item.smear.height), ("depth", 3)):
            ET.SubElement(size, name).text = str(value)
        ET.SubElement(root, "segmented").text = "0"
        for cell in item.cells:
            if isinstance(cell.shape, Point):
                written.lost[sentence("whole cell: it is only a point")] += 1
                continue
            if cell.cell.cell_area_px == 1:
                # Such a box is taken for a slip of the hand when it is read.
                written.lost[sentence("whole cell: it is a single pixel")] += 1
                continue
            written.lose(cell, outline=True, nucleus=True)
            written.cells += 1
            root.append(_object(cell))
        ET.indent(root)
        written.write(written.folder / f"{item.stem}.xml", ET.tostring(root, encoding="unicode") + "\n")


def _object(cell: ExportedCell) -> ET.Element:
    item = ET.Element("object")
    ET.SubElement(item, "name").text = cell.label or UNLABELLED
    for name, value in (("pose", "Unspecified"), ("truncated", "0"), ("difficult", "0")):
        ET.SubElement(item, name).text = value
    y0, x0, y1, x1 = cell.cell.bbox
    if isinstance(cell.shape, Box):
        box = (cell.shape.y0, cell.shape.x0, cell.shape.y1, cell.shape.x1)
    else:
        box = (float(y0), float(x0), float(y1), float(x1))
    bounds = ET.SubElement(item, "bndbox")
    for name, edge in (("xmin", box[1] + 1), ("ymin", box[0] + 1), ("xmax", box[3]), ("ymax", box[2])):
        ET.SubElement(bounds, name).text = str(int(edge)) if edge == int(edge) else repr(edge)
    return item


VOC = Format("voc", "Pascal VOC boxes", _fits, read, write)
