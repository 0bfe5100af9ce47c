"""COCO JSON: one file for all images. Outlines are run lengths, or polygons; both are read.

A cell that is only a box has no segmentation; one that is only a point has a key point and a box of no size.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np

from leukodesk.core.errors import InputError
from leukodesk.core.mask import Mask
from leukodesk.core.sentence import Amount, sentence
from leukodesk.core.shapes import Box, Point, WholeImage
from leukodesk.store.formats.document import UNLABELLED, Document, Mark, MarkedImage, MarkShape, Polygons
from leukodesk.store.formats.export import ExportedCell, ExportedSmear
from leukodesk.store.formats.extras import MEMBER, extras_of, mark_with
from leukodesk.store.formats.folders import files_in, some_file_is
from leukodesk.store.formats.format import Format
from leukodesk.store.formats.json_pieces import json_pieces
from leukodesk.store.formats.parsing import BadValueError, number, read_json, ring, text, whole_number
from leukodesk.store.formats.polygons import joined, trace
from leukodesk.store.formats.run_lengths import counts_from, counts_of, mask_from_counts
from leukodesk.store.formats.written import Written

_NUCLEUS: Final = "nucleus"
_Size = tuple[int, int] | None


def _fits(source: Path) -> bool:
    return some_file_is(source, ".json", lambda path: _is_coco(read_json(path)))


def _is_coco(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(k), list) for k in ("images", "annotations"))


def read(source: Path) -> Document:
    """Every ``.json`` file of a source.

    Raises:
        InputError: there is none.
    """
    paths = files_in(source, ".json")
    if not paths:
        raise InputError(
            sentence("{source} has no COCO file (.json); name it, or another format.", source=source)
        )
    document = Document()
    for path in paths:
        with document.reading():
            _read_file(path, document)
    return document


def _read_file(path: Path, document: Document) -> None:
    value = read_json(path)
    if not _is_coco(value):
        raise InputError(
            sentence(
                "{path} is no COCO file (it has no images and annotations); name another format.",
                path=path,
            )
        )
    names = {item["id"]: text(item.get("name")) for item in _records(value.get("categories"))}
    images = {item["id"]: item for item in _records(value["images"])}
    doubtful = _Doubtful(
        _meaning_several(_records(value["images"]), "file_name"),
        _meaning_several(_records(value.get("categories")), "name"),
    )
    marks: dict[Any, list[Mark]] = {key: [] for key in images}
    for item in value["annotations"]:
        try:
            key = _image_of(item, images, doubtful)
            marks[key].append(_mark(item, names, _size(images[key])))
        except (BadValueError, TypeError) as error:
            document.skipped[sentence("an annotation cannot be read: {error}", error=error)] += 1
    painted = sum(
        bool(item.get("iscrowd")) and _is_mask_of_cvat(item) for item in _dicts(value["annotations"])
    )
    if painted:
        document.notes.append(
            sentence(
                "CVAT calls every painted mask a crowd: {masks} of {file} taken for one cell each.",
                masks=Amount(painted, "mask"),
                file=path.name,
            )
        )
    for key, item in images.items():
        name, digest = text(item.get("file_name")), text(item.get("sha256"))
        document.images.append(MarkedImage(name, tuple(marks[key]), size=_size(item), sha256=digest))


def _records(value: Any) -> list[dict[str, Any]]:
    return [item for item in _dicts(value) if isinstance(item.get("id"), int | str)]


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


@dataclass(frozen=True)
class _Doubtful:
    """The numbers that mean several things, as where files were joined that count from 1 each."""

    images: frozenset[int | str]
    categories: frozenset[int | str]


def _image_of(item: Any, images: Container[Any], doubtful: _Doubtful) -> int | str:
    """The number of an annotation's image."""
    if not isinstance(item, dict) or item.get("image_id") not in images:
        raise BadValueError(sentence("its image is not in the list"))
    key: int | str = item["image_id"]
    if key in doubtful.images:
        raise BadValueError(sentence("several images of the file have the number of its image"))
    if item.get("category_id") in doubtful.categories:
        raise BadValueError(sentence("several categories of the file have the number of its own"))
    return key


def _meaning_several(records: Sequence[dict[str, Any]], member: str) -> frozenset[int | str]:
    """The ids that records with different values of a member share."""
    first = {item["id"]: item.get(member) for item in reversed(records)}
    return frozenset(item["id"] for item in records if item.get(member) != first[item["id"]])


def _size(image: dict[str, Any]) -> _Size:
    """(height, width), or None where the file leaves them out."""
    try:
        height, width = whole_number(image.get("height")), whole_number(image.get("width"))
    except BadValueError:
        return None
    return (height, width) if height and width else None


def _mark(item: dict[str, Any], names: dict[Any, str], size: _Size) -> Mark:
    if item.get("iscrowd") and not isinstance(item.get(MEMBER), dict) and not _is_mask_of_cvat(item):
        raise BadValueError(sentence("it is a crowd, not a cell"))
    if "score" in item:
        raise BadValueError(sentence("it has a score, so a model said it and no human"))
    extras = item.get(MEMBER)
    nucleus = None
    if isinstance(extras, dict) and extras.get(_NUCLEUS):
        nucleus = _segmentation(extras[_NUCLEUS], size)
    category = item.get("category_id")
    # Without its name a class is still told from others.
    class_name = names.get(category) or ("" if category is None else f"class {text(category)}")
    return mark_with(extras, _shape(item, size), class_name, nucleus)


def _is_mask_of_cvat(item: dict[str, Any]) -> bool:
    """Whether CVAT wrote it, which calls whatever was painted a crowd (datumaro, ``convert_instance``)."""
    attributes = item.get("attributes")
    told = isinstance(attributes, dict) and "occluded" in attributes
    return told and isinstance(item.get("segmentation"), dict)


def _shape(item: dict[str, Any], size: _Size) -> MarkShape:
    outline = item.get("segmentation")
    # A box of some programs has a list of one empty polygon.
    if outline and outline != [[]]:
        return _segmentation(outline, size)
    box = item.get("bbox")
    if isinstance(box, list) and len(box) == 4:
        x, y, width, height = map(number, box)
        if width > 0 and height > 0:
            return Box(y, x, y + height, x + width)
    points = item.get("keypoints")
    if isinstance(points, list) and len(points) >= 3 and points[2]:
        return Point(number(points[1]), number(points[0]))
    raise BadValueError(sentence("it has neither outline, box nor point"))


def _segmentation(value: Any, size: _Size) -> Mask | Polygons:
    if isinstance(value, dict):
        stated = value.get("size")
        if not isinstance(stated, list) or len(stated) != 2:
            raise BadValueError(sentence("its run lengths have no size"))
        height, width = map(whole_number, stated)
        if size is not None and (height, width) != size:
            raise BadValueError(sentence("its run lengths are of another size than its image"))
        return mask_from_counts(counts_from(value.get("counts")), height, width)
    if not isinstance(value, list):
        raise BadValueError(sentence("its outline is neither polygons nor run lengths"))
    rings = []
    for flat in value:
        if not isinstance(flat, list) or len(flat) % 2:
            raise BadValueError(sentence("a polygon is no list of x and y"))
        rings.append((ring(list(zip(flat[::2], flat[1::2], strict=True))),))
    return Polygons(tuple(rings))


_Outline = Callable[[Mask, ExportedSmear], Any]


def _runs(mask: Mask, item: ExportedSmear) -> dict[str, Any]:
    height, width = item.smear.height, item.smear.width
    return {"size": [height, width], "counts": counts_of(mask, height, width)}


def _polygons(mask: Mask, item: ExportedSmear) -> list[list[float]]:
    return [np.ravel(joined([part])).tolist() for part in trace(mask)]


def _write(outline: _Outline, written: Written, smears: Sequence[ExportedSmear]) -> None:
    """Write ``annotations.json``, which carries everything."""
    labels: set[str] = set()
    images: list[dict[str, Any]] = []
    for image_id, item in enumerate(smears, start=1):
        smear = item.smear
        labels.update(cell.label or UNLABELLED for cell in item.cells)
        images.append(
            {
                "id": image_id,
                "file_name": item.image_name,
                "width": smear.width,
                "height": smear.height,
                "sha256": smear.sha256,
            }
        )
    category = {name: number_ for number_, name in enumerate(sorted(labels), start=1)}
    document = {
        "images": iter(images),
        "annotations": _annotations(outline, written, smears, category),
        "categories": [{"id": key, "name": name, "supercategory": "cell"} for name, key in category.items()],
    }
    written.write(written.folder / "annotations.json", json_pieces(document))


def _annotations(
    outline: _Outline, written: Written, smears: Sequence[ExportedSmear], category: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    """The cells one by one, counted while they are written."""
    for image_id, item in enumerate(smears, start=1):
        for cell in item.cells:
            written.cells += 1
            yield {
                "id": written.cells,
                "image_id": image_id,
                "category_id": category[cell.label or UNLABELLED],
                "iscrowd": 0,
                **_record(cell, item, outline),
            }


def _record(cell: ExportedCell, item: ExportedSmear, outline: _Outline) -> dict[str, Any]:
    extras = extras_of(cell)
    if cell.cell.nucleus_mask is not None:
        extras[_NUCLEUS] = _runs(cell.cell.nucleus_mask, item)
    if isinstance(cell.shape, Point):
        x, y = cell.shape.column, cell.shape.row
        point = {"keypoints": [x, y, 2], "num_keypoints": 1}
        return {"bbox": [x, y, 0, 0], "area": 0, "segmentation": [], **point, MEMBER: extras}
    y0, x0, y1, x1 = map(float, cell.cell.bbox)
    if isinstance(cell.shape, Box):
        y0, x0, y1, x1 = cell.shape.y0, cell.shape.x0, cell.shape.y1, cell.shape.x1
    stands_in = isinstance(cell.shape, Box | WholeImage)
    return {
        "bbox": [x0, y0, x1 - x0, y1 - y0],
        "area": (y1 - y0) * (x1 - x0) if stands_in else cell.cell.cell_area_px,
        "segmentation": [] if stands_in else outline(cell.cell.cell_mask, item),
        MEMBER: extras,
    }


COCO: Final = Format("coco", "COCO JSON with run lengths", _fits, read, partial(_write, _runs))
COCO_POLYGONS: Final = Format(
    "coco-polygons", "COCO JSON with polygons", _fits, read, partial(_write, _polygons)
)
