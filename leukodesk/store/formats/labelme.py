"""labelme JSON: one file per image. Shapes called ``nucleus`` belong to the cell of their ``group_id``."""

import base64
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np

from leukodesk.core.errors import InputError
from leukodesk.core.mask import Mask
from leukodesk.core.sentence import sentence
from leukodesk.core.shapes import Box, Point
from leukodesk.store.formats.document import (
    UNLABELLED,
    Document,
    Mark,
    MarkedImage,
    MarkShape,
    Polygons,
    read_each,
)
from leukodesk.store.formats.export import ExportedCell, ExportedSmear
from leukodesk.store.formats.extras import MEMBER, extras_of, mark_with
from leukodesk.store.formats.folders import files_in, some_file_is
from leukodesk.store.formats.format import Format
from leukodesk.store.formats.json_pieces import json_pieces
from leukodesk.store.formats.parsing import BadValueError, number, read_json, ring, text, whole_number
from leukodesk.store.formats.polygons import joined, trace
from leukodesk.store.formats.written import Written

_NUCLEUS: Final = "nucleus"
_CORNERS: Final = 256  # of a circle: closer to it than a tenth of a pixel up to a radius of 1,000


def _fits(source: Path) -> bool:
    return some_file_is(source, ".json", lambda path: _is_labelme(read_json(path)))


def _is_labelme(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("shapes"), list)


def read(source: Path) -> Document:
    """Every ``.json`` file of a source.

    Raises:
        InputError: there is none.
    """
    paths = files_in(source, ".json")
    if not paths:
        raise InputError(
            sentence(
                "{source} has no labelme files (.json); name their folder, or another format.",
                source=source,
            )
        )
    return read_each(paths, _read_file)


def _read_file(path: Path, document: Document) -> MarkedImage:
    value = read_json(path)
    if not _is_labelme(value):
        raise InputError(
            sentence("{path} is no labelme file (it has no shapes); name another format.", path=path)
        )
    try:
        size = whole_number(value.get("imageHeight")), whole_number(value.get("imageWidth"))
    except BadValueError:
        size = None
    nuclei: dict[Any, list[MarkShape]] = {}
    cells: list[tuple[dict[str, Any], MarkShape]] = []
    for item in value["shapes"]:
        try:
            shape = _shape(item)
        except BadValueError as error:
            document.skipped[sentence("a shape cannot be read: {error}", error=error)] += 1
            continue
        group = item.get("group_id")
        if text(item.get("label")).casefold() == _NUCLEUS and isinstance(group, int):
            nuclei.setdefault(group, []).append(shape)
        else:
            cells.append((item, shape))
    marks = []
    for item, shape in cells:
        inner = nuclei.pop(item.get("group_id"), []) if isinstance(item.get("group_id"), int) else []
        nucleus, lost = _union(inner)
        if lost:
            document.notes.append(
                sentence(
                    "{file}: a nucleus is kept as a mask or as polygons; another shape of it is left out.",
                    file=path.name,
                )
            )
        marks.append(mark_with(item.get(MEMBER), shape, text(item.get("label")), nucleus))
    # A nucleus without cell is told all the same: it is where a cell lies.
    marks += [Mark(shape, _NUCLEUS) for found in nuclei.values() for shape in found]
    return MarkedImage(text(value.get("imagePath")) or path.stem, tuple(marks), size=size)


def _union(shapes: Sequence[MarkShape]) -> tuple[Mask | Polygons | None, bool]:
    """A nucleus out of its shapes, and whether one of them cannot be part of it."""
    if len(shapes) == 1 and isinstance(shapes[0], Mask):
        return shapes[0], False
    outlines = [shape for shape in shapes if isinstance(shape, Polygons)]
    parts = tuple(part for outline in outlines for part in outline.parts)
    return (Polygons(parts) if parts else None), len(outlines) < len(shapes)


def _shape(item: Any) -> MarkShape:
    if not isinstance(item, dict) or not isinstance(item.get("points"), list):
        raise BadValueError(sentence("it has no points"))
    points = item["points"]
    match item.get("shape_type") or "polygon":
        case "polygon":
            return Polygons(((ring(points),),))
        case "rectangle" if len(points) in (2, 4):
            (x0, y0), (x1, y1) = _corners(points)
            return Box(y0, x0, y1, x1)
        case "point" if len(points) == 1:
            ((x, y),) = _pairs(points)
            return Point(y, x)
        case "circle" if len(points) == 2:
            return _circle(*_pairs(points))
        case "mask":
            return _mask(item, points)
    raise BadValueError(
        sentence(
            "a {kind} of {number} points is no cell", kind=text(item.get("shape_type")), number=len(points)
        )
    )


def _pairs(points: list[Any]) -> list[tuple[float, float]]:
    for pair in points:
        if not isinstance(pair, list) or len(pair) != 2:
            raise BadValueError(sentence("a point needs x and y"))
    return [(number(x), number(y)) for x, y in points]


def _corners(points: list[Any]) -> tuple[tuple[float, float], tuple[float, float]]:
    xs, ys = zip(*_pairs(points), strict=True)
    if min(xs) == max(xs) or min(ys) == max(ys):
        raise BadValueError(sentence("a rectangle has no area"))
    return (min(xs), min(ys)), (max(xs), max(ys))


def _circle(centre: tuple[float, float], edge: tuple[float, float]) -> Polygons:
    angle = np.arange(_CORNERS) * (2 * np.pi / _CORNERS)
    spokes = math.dist(centre, edge) * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return Polygons(((np.array(centre) + spokes,),))


def _mask(item: dict[str, Any], points: list[Any]) -> Mask:
    (x0, y0), _ = _corners(points) if len(points) == 2 else ((0.0, 0.0), None)
    try:
        encoded = base64.b64decode(text(item.get("mask")), validate=True)
        pixels = cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_GRAYSCALE)
    except (ValueError, cv2.error) as error:
        raise BadValueError(sentence("its mask is no image")) from error
    if pixels is None or not pixels.any():
        raise BadValueError(sentence("its mask is no image, or empty"))
    return Mask.from_pixels(np.asarray(pixels) > 0, round(y0), round(x0))


def write(written: Written, smears: Sequence[ExportedSmear]) -> None:
    """Write ``STEM.json`` for each smear, which carries everything."""
    for item in smears:
        groups = enumerate(item.cells, start=1)
        document: dict[str, Any] = {
            "version": "5.5.0",
            "flags": {},
            "shapes": (shape for group, cell in groups for shape in _records(cell, group)),
            "imagePath": item.image_name,
            "imageData": None,
            "imageHeight": item.smear.height,
            "imageWidth": item.smear.width,
        }
        written.write(written.folder / f"{item.stem}.json", json_pieces(document))
        written.cells += len(item.cells)


def _records(cell: ExportedCell, group: int) -> list[dict[str, Any]]:
    nucleus = cell.cell.nucleus_mask
    kind, points = "polygon", joined(trace(cell.cell.cell_mask)).tolist()
    if isinstance(cell.shape, Point):
        kind, points = "point", [[cell.shape.column, cell.shape.row]]
    elif isinstance(cell.shape, Box):
        box = cell.shape
        kind, points = "rectangle", [[box.x0, box.y0], [box.x1, box.y1]]
    number_ = group if nucleus else None
    records = [_record(cell.label or UNLABELLED, kind, points, number_) | {MEMBER: extras_of(cell)}]
    if nucleus:
        records.append(_record(_NUCLEUS, "polygon", joined(trace(nucleus)).tolist(), number_))
    return records


def _record(label: str, kind: str, points: list[Any], group: int | None) -> dict[str, Any]:
    return {
        "label": label,
        "points": points,
        "group_id": group,
        "description": "",
        "shape_type": kind,
        "flags": {},
        "mask": None,
    }


LABELME: Final = Format("labelme", "labelme JSON", _fits, read, write)
