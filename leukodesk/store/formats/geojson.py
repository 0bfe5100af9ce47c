"""GeoJSON as QuPath reads and writes it: one file per image, named after it (Bankhead et al. 2017).

Outlines are polygons along the edges of pixels; a cell with a nucleus is of QuPath's type ``cell`` and has a
``nucleusGeometry``. Points are points, and a box is a polygon whose ``metadata`` say that it is no outline.
"""

import json
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from leukodesk.core.errors import InputError
from leukodesk.core.mask import Mask
from leukodesk.core.sentence import sentence
from leukodesk.core.shapes import Point
from leukodesk.store.formats.document import Document, Mark, MarkedImage, MarkShape, Polygons, read_each
from leukodesk.store.formats.export import ExportedCell, ExportedSmear
from leukodesk.store.formats.extras import MEMBER, extras_of, mark_with
from leukodesk.store.formats.folders import files_in
from leukodesk.store.formats.format import Format
from leukodesk.store.formats.json_pieces import json_pieces
from leukodesk.store.formats.parsing import BadValueError, number, read_json, ring, text
from leukodesk.store.formats.polygons import Ring, trace
from leukodesk.store.formats.written import Written


def _fits(source: Path) -> bool:
    return next(iter(files_in(source, ".geojson")), None) is not None


def read(source: Path) -> Document:
    """Every ``.geojson`` file of a source, or the one file that it is.

    Raises:
        InputError: there is none.
    """
    paths = [source] if source.is_file() else files_in(source, ".geojson")
    if not paths:
        raise InputError(
            sentence(
                "{source} has no GeoJSON files (.geojson); name their folder, or another format.",
                source=source,
            )
        )
    return read_each(paths, _read_file)


def _read_file(path: Path, document: Document) -> MarkedImage:
    value = read_json(path)
    features = value.get("features") if isinstance(value, dict) else value
    if isinstance(value, dict) and value.get("type") == "Feature":
        features = [value]
    if not isinstance(features, list):
        raise InputError(
            sentence("{path} is no GeoJSON of features; export it from QuPath again.", path=path)
        )
    marks: list[Mark] = []
    for feature in features:
        try:
            marks.extend(_marks(feature))
        except BadValueError as error:
            document.skipped[sentence("a feature cannot be read: {error}", error=error)] += 1
    return MarkedImage(path.stem, tuple(marks))


def _marks(feature: Any) -> Iterator[Mark]:
    """The cells of one feature: one, or one for each point of several."""
    if not isinstance(feature, dict):
        raise BadValueError(sentence("it is no record"))
    properties = feature.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    extras = _extras(properties, feature)
    nucleus = feature.get("nucleusGeometry")
    for shape in _shapes(feature.get("geometry")):
        inner = _shapes(nucleus)[0] if nucleus else None
        yield mark_with(extras, shape, _class_of(properties), inner if isinstance(inner, Polygons) else None)


def _extras(properties: dict[str, Any], feature: dict[str, Any]) -> dict[str, Any]:
    metadata = properties.get("metadata")
    packed = metadata.get(MEMBER) if isinstance(metadata, dict) else None
    try:
        extras = json.loads(packed) if isinstance(packed, str) else {}
        extras = extras if isinstance(extras, dict) else {}
        return {"cell_id": uuid.UUID(text(feature.get("id"))).hex, **extras}
    except (ValueError, RecursionError):
        return {}


def _class_of(properties: dict[str, Any]) -> str:
    classification = properties.get("classification")
    if isinstance(classification, dict):
        names = classification.get("names")
        name = classification.get("name") or (": ".join(map(text, names)) if isinstance(names, list) else "")
        return text(name)
    return text(classification)


def _shapes(geometry: Any) -> Sequence[MarkShape]:
    if not isinstance(geometry, dict):
        raise BadValueError(sentence("it has no geometry"))
    kind, places = geometry.get("type"), geometry.get("coordinates")
    if not isinstance(places, list) or not places:
        raise BadValueError(sentence("its geometry is empty"))
    match kind:
        case "Polygon":
            return [Polygons((_rings(places),))]
        case "MultiPolygon":
            return [Polygons(tuple(_rings(part) for part in places))]
        case "Point":
            return [_point(places)]
        case "MultiPoint":
            return [_point(place) for place in places]
    raise BadValueError(sentence("a {kind} is no cell", kind=text(kind)))


def _rings(places: Any) -> tuple[Ring, ...]:
    if not isinstance(places, list) or not places:
        raise BadValueError(sentence("a polygon is no list of rings"))
    return tuple(ring(vertices) for vertices in places)


def _point(place: Any) -> Point:
    if not isinstance(place, list) or len(place) < 2:
        raise BadValueError(sentence("a point needs x and y"))
    return Point(number(place[1]), number(place[0]))


def write(written: Written, smears: Sequence[ExportedSmear]) -> None:
    """Write ``STEM.geojson`` for each smear, which carries everything."""
    for item in smears:
        collection = {"type": "FeatureCollection", "features": map(_feature, item.cells)}
        written.write(written.folder / f"{item.stem}.geojson", json_pieces(collection))
        written.cells += len(item.cells)


def _feature(cell: ExportedCell) -> dict[str, Any]:
    nucleus = cell.cell.nucleus_mask
    properties: dict[str, Any] = {
        "objectType": "cell" if nucleus else "annotation",
        "metadata": {MEMBER: json.dumps(extras_of(cell))},
    }
    if cell.label:
        properties["classification"] = {"name": cell.label}
    geometry = (
        {"type": "Point", "coordinates": [cell.shape.column, cell.shape.row]}
        if isinstance(cell.shape, Point)
        else _geometry(cell.cell.cell_mask)
    )
    feature = {"type": "Feature", "id": str(uuid.UUID(cell.cell.id)), "geometry": geometry}
    if nucleus:
        feature["nucleusGeometry"] = _geometry(nucleus)
    return {**feature, "properties": properties}


def _geometry(mask: Mask) -> dict[str, Any]:
    parts = [[_closed(vertices) for vertices in part] for part in trace(mask)]
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": parts[0]}
    return {"type": "MultiPolygon", "coordinates": parts}


def _closed(vertices: Ring) -> list[list[int]]:
    pairs = [[int(x), int(y)] for x, y in vertices]
    return [*pairs, pairs[0]]


GEOJSON: Final = Format("geojson", "GeoJSON of QuPath", _fits, read, write)
