"""Files as other programs write them, and ours as other programs read them."""

import base64
import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import example, given, settings

from leukodesk.core.cell import Cell, new_cell_id
from leukodesk.core.mask import Mask
from leukodesk.core.shapes import Box, Point, WholeImage
from leukodesk.store.formats.document import Document, Mark, OnBlack, absolute, is_in_first_pixel
from leukodesk.store.formats.export import exported
from leukodesk.store.formats.registry import format_named, format_of
from tests.store.formats.building import (
    HEIGHT,
    WIDTH,
    mask_read,
    masks,
    nucleus_read,
    smears_of,
    written_to,
)

SQUARE = [[10, 20], [16, 20], [16, 26], [10, 26]]  # x, y
SQUARE_MASK = Mask(20, 10, 6, 6, (0, 36))


def _read(name: str, source: Path) -> Document:
    assert format_of(source).read is format_named(name).read
    reader = format_named(name).read
    assert reader
    return reader(source)


def _marks(document: Document) -> list[Mark]:
    return [mark for image in document.images for mark in image.marks]


def _ring_cell():
    """A cell with a hole, a second part and a nucleus."""
    pixels = np.zeros((14, 20), bool)
    pixels[:9, :9] = True
    pixels[3:6, 3:6] = False
    pixels[10:, 12:] = True
    mask = Mask.from_pixels(pixels, 5, 7)
    (item,) = smears_of([])
    cell = Cell(new_cell_id(), item.smear.id, mask, Mask.from_pixels(pixels[:3], 5, 7))
    return exported(cell, item.smear, "blast", "", names=False, known=frozenset()), mask


@pytest.mark.parametrize("name", ["coco", "coco-polygons"])
def test_pycocotools_reads_our_coco_files(name, tmp_path):
    coco = pytest.importorskip("pycocotools.coco")
    cell, mask = _ring_cell()
    written_to(tmp_path, format_named(name), smears_of([cell]))
    read = coco.COCO(str(tmp_path / "annotations.json"))
    (annotation,) = read.loadAnns(read.getAnnIds())
    full = mask.window((0, 0, HEIGHT, WIDTH))
    assert np.array_equal(read.annToMask(annotation).astype(bool), full)
    assert annotation["area"] == full.sum()
    assert read.loadCats(annotation["category_id"])[0]["name"] == "blast"


def test_coco_of_others(tmp_path):
    mask_api = pytest.importorskip("pycocotools.mask")
    full = np.zeros((HEIGHT, WIDTH), np.uint8, order="F")
    full[20:26, 10:16] = 1
    packed = mask_api.encode(full)
    flat = [value for pair in SQUARE for value in pair]
    places = [
        {"segmentation": {"size": [HEIGHT, WIDTH], "counts": packed["counts"].decode()}},
        {"segmentation": [flat]},
        {"segmentation": [], "bbox": [10.5, 20, 6, 6]},
        {"segmentation": [flat], "iscrowd": 1},
        {"segmentation": [flat], "score": 0.5},
        {"bbox": [1, 1, 0, 0]},
        {"segmentation": {"size": [HEIGHT, WIDTH], "counts": [5, 5]}},
        {"segmentation": {"size": [9, 9], "counts": [40, 41]}},
        {"segmentation": [["a", "b", 1, 2, 3, 4]]},
    ]
    images = [{"id": 7, "file_name": "a/b.png", "height": HEIGHT, "width": WIDTH}]
    annotations = [{"image_id": 7, "category_id": 2, **place} for place in places] + [{"image_id": 8}, "x"]
    value = {"images": images, "annotations": annotations, "categories": [{"id": 2, "name": "Blast"}]}
    (tmp_path / "set.json").write_text(json.dumps(value))
    document = _read("coco", tmp_path)
    assert [mask_read(mark) for mark in _marks(document)][:2] == [SQUARE_MASK, SQUARE_MASK]
    assert _marks(document)[2].shape == Box(20, 10.5, 26, 16.5)
    assert {mark.class_name for mark in _marks(document)} == {"Blast"}
    assert document.skipped.total() == len(annotations) - 3


@given(mask=masks())
@example(mask=Mask(0, 0, 5, 5, (0, 1, 12, 2, 2, 1, 1, 1, 2, 3)))
@settings(max_examples=60, deadline=None)
def test_shapely_reads_our_geojson_to_the_pixel(mask, tmp_path_factory):
    shapely = pytest.importorskip("shapely")
    (item,) = smears_of([])
    cell = exported(
        Cell(new_cell_id(), item.smear.id, mask, None),
        item.smear,
        "blast",
        "",
        names=False,
        known=frozenset(),
    )
    folder = tmp_path_factory.mktemp("geojson")
    written_to(folder, format_named("geojson"), smears_of([cell]))
    (written,) = folder.glob("*.geojson")
    (feature,) = json.loads(written.read_text())["features"]
    outline = shapely.from_geojson(json.dumps(feature["geometry"]))
    assert shapely.is_valid(outline), shapely.is_valid_reason(outline)
    assert outline.area == mask.area_px
    rows, columns = np.mgrid[:HEIGHT, :WIDTH] + 0.5
    full = mask.window((0, 0, HEIGHT, WIDTH))
    assert np.array_equal(shapely.contains_xy(outline, columns, rows), full)


def test_geojson_of_qupath(tmp_path):
    rings = [[*SQUARE, SQUARE[0]]]
    hole = [[12, 22], [13, 22], [13, 23], [12, 23], [12, 22]]
    blast = {"classification": {"name": "Blast", "color": [1, 2, 3]}}
    features = [
        {"geometry": {"type": "Polygon", "coordinates": rings}, "properties": blast},
        {"geometry": {"type": "Polygon", "coordinates": [*rings, hole]}, "properties": None},
        {"geometry": {"type": "MultiPoint", "coordinates": [[1, 2], [3.5, 4]]}, "properties": blast},
        {"geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}, "properties": blast},
        {
            "geometry": {"type": "Polygon", "coordinates": rings},
            "nucleusGeometry": {"type": "Polygon", "coordinates": [hole]},
            "properties": {"objectType": "cell"},
        },
    ]
    file = tmp_path / "field.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    document = _read("geojson", file)
    first, second, *points, last = _marks(document)
    assert mask_read(first) == mask_read(last) == SQUARE_MASK
    assert (first.class_name, second.class_name) == ("Blast", "")
    assert mask_read(second).area_px == 35
    assert [mark.shape for mark in points] == [Point(2, 1), Point(4, 3.5)]
    assert nucleus_read(last) == Mask(22, 12, 1, 1, (0, 1))
    assert document.skipped == {"a feature cannot be read: a LineString is no cell": 1}
    assert document.images[0].name == "field"


def test_labelme_of_others(tmp_path):
    crop = base64.b64encode(cv2.imencode(".png", np.full((6, 6), 255, np.uint8))[1].tobytes()).decode()
    shapes = [
        {"label": "blast", "points": SQUARE, "group_id": 1, "shape_type": "polygon"},
        {"label": "nucleus", "points": SQUARE[:3], "group_id": 1, "shape_type": "polygon"},
        {"label": "blast", "points": [[16, 26], [10, 20]], "shape_type": "rectangle"},
        {"label": "blast", "points": [[3, 4]], "shape_type": "point"},
        {"label": "blast", "points": [[10, 20], [15, 25]], "shape_type": "mask", "mask": crop},
        {"label": "blast", "points": [[20, 20], [25, 20]], "shape_type": "circle"},
        {"label": "edge", "points": [[3, 4], [5, 6]], "shape_type": "line"},
    ]
    value = {"shapes": shapes, "imagePath": "..\\a\\field.jpg", "imageHeight": HEIGHT, "imageWidth": WIDTH}
    (tmp_path / "field.json").write_text(json.dumps(value))
    document = _read("labelme", tmp_path)
    cell, box, point, mask, circle = _marks(document)
    assert mask_read(cell) == mask_read(mask) == SQUARE_MASK
    assert nucleus_read(cell) is not None
    assert box.shape == Box(20, 10, 26, 16)
    assert point.shape == Point(4, 3)
    assert abs(mask_read(circle).area_px - 25 * np.pi) < 5
    assert document.skipped.total() == 1
    assert document.images[0].size == (HEIGHT, WIDTH)
    assert not document.notes


def test_a_labelme_nucleus_without_an_outline_is_told(tmp_path):
    shapes = [
        {"label": "blast", "points": SQUARE, "group_id": 1, "shape_type": "polygon"},
        {"label": "nucleus", "points": [[12, 22]], "group_id": 1, "shape_type": "point"},
    ]
    (tmp_path / "field.json").write_text(json.dumps({"shapes": shapes, "imagePath": "field.jpg"}))
    document = _read("labelme", tmp_path)
    (cell,) = _marks(document)
    assert cell.nucleus is None
    assert "another shape of it is left out" in document.notes[0]


@pytest.mark.parametrize(
    "names",
    [
        "names: ['normal', blast]\n",
        "names:\n  0: normal\n  1: 'blast'\nnc: 2\n",
        "names:\n- normal\n- blast\n",
    ],
)
def test_yolo_of_others(tmp_path, names):
    (tmp_path / "data.yaml").write_text(f"path: .\n{names}")
    (tmp_path / "labels").mkdir()
    x, y = 13 / WIDTH, 23 / HEIGHT
    lines = [
        f"1 {x:.6f} {y:.6f} {6 / WIDTH:.6f} {6 / HEIGHT:.6f}",
        "0 0.1 0.1 0.2 0.1 0.2 0.2",
        "1 .5 .5 .1 .1 .9",
    ]
    (tmp_path / "labels" / "field.txt").write_text("\n".join(lines))
    document = _read("yolo", tmp_path)
    box, polygon = _marks(document)
    assert absolute(box.shape, HEIGHT, WIDTH) == Box(20, 10, 26, 16)
    assert (box.class_name, polygon.class_name) == ("blast", "normal")
    assert document.skipped.total() == 1


def test_yolo_without_names_has_numbers(tmp_path):
    (tmp_path / "field.txt").write_text("3 .5 .5 .1 .1\n")
    document = _read("yolo", tmp_path)
    assert _marks(document)[0].class_name == "class 3"
    assert document.notes


def test_folders_of_classes_and_patients(tmp_path):
    for name in ("blast/a.png", "normal/b.jpg", "UID_H12_3_4_hem.png", "fold/UID_7_3_4_all.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        cv2.imwrite(str(path), np.full((40, 40, 3), 99, np.uint8))
    document = _read("class-folders", tmp_path)
    found = {image.name: (image.marks[0], image.patient_id) for image in document.images}
    assert found["a"] == (Mark(WholeImage(), "blast"), None)
    assert found["b"] == (Mark(WholeImage(), "normal"), None)
    assert found["UID_H12_3_4_hem"] == (Mark(OnBlack(), "hem"), "UID_H12")
    assert found["UID_7_3_4_all"] == (Mark(OnBlack(), "all"), "UID_7")
    assert document.suggested == {"all": "blast", "hem": "normal"}


def test_crops_with_drawn_regions(tmp_path):
    folder = tmp_path / "set"
    folder.mkdir()
    regions = np.zeros((HEIGHT, WIDTH), np.uint8)
    regions[20:26, 10:16] = 1
    regions[22, 12] = 2
    for name, pixels in (("a", regions), ("b", regions * 0), ("c", regions * 9)):
        cv2.imwrite(str(folder / f"{name}_mask.png"), pixels)
        cv2.imwrite(str(folder / f"{name}.png"), np.zeros((HEIGHT, WIDTH, 3), np.uint8))
    (tmp_path / "labels.csv").write_text("crop,class,parent_field,match\nset/a,blast,Im1,1.0\n")
    document = _read("region-masks", folder)
    (mark,) = _marks(document)
    assert (mark.shape, mark.class_name) == (SQUARE_MASK, "blast")
    assert mark.nucleus == Mask(22, 12, 1, 1, (0, 1))
    assert document.images[0].path == folder / "a.png"
    assert document.skipped == {"its mask is empty": 1}
    assert "c_mask.png holds other values" in document.problems[0]


def test_label_images_without_table_are_cells_without_label(tmp_path):
    numbers = np.zeros((HEIGHT, WIDTH), np.uint16)
    numbers[20:26, 10:16] = 300
    cv2.imwrite(str(tmp_path / "field_cells.png"), numbers)
    (mark,) = _marks(_read("masks", tmp_path))
    assert (mark.shape, mark.class_name, mark.nucleus) == (SQUARE_MASK, "", None)


def test_tifffile_reads_our_ome_tiff(tmp_path):
    tifffile = pytest.importorskip("tifffile")
    cell, mask = _ring_cell()
    written_to(tmp_path, format_named("ome-tiff"), smears_of([cell]))
    with tifffile.TiffFile(tmp_path / "field 0.ome.tiff") as file:
        assert file.is_ome
        cells, regions = file.series[0].asarray()
    full = mask.window((0, 0, HEIGHT, WIDTH))
    assert np.array_equal(cells == 1, full)
    assert set(np.unique(regions)) == {0, 1, 2}


@pytest.mark.parametrize(
    ("head", "row", "shape"),
    [
        ("image,x,y,label", "f.png,5,6,blast", Point(6, 5)),
        ("filename;xmin;ymin;xmax;ymax;class", "f.png;1;2;3.5;4;blast", Box(2, 1, 4, 3.5)),
        ("field\tx\ty\tkind", "f\t5\t6\tblast", Point(6, 5)),
    ],
)
def test_tables_of_others(tmp_path, head, row, shape):
    file = tmp_path / "others.csv"
    file.write_text(f"{head}\n{row}\n")
    (mark,) = _marks(_read("csv", file))
    assert (mark.shape, mark.class_name) == (shape, "blast")


def test_places_that_are_no_numbers_are_counted(tmp_path):
    file = tmp_path / "others.csv"
    rows = ["f,1,2,3,4,a", "f,,,,,a", "f,nan,1,2,3,a", "f,3,3,1,1,a", "f,1e99,1,2,3,a"]
    file.write_text("image,xmin,ymin,xmax,ymax,class\n" + "\n".join(rows))
    document = _read("csv", file)
    assert len(_marks(document)) == 1
    assert document.skipped.total() == 4


def test_a_mask_in_a_table_that_no_memory_holds_is_counted(tmp_path):
    file = tmp_path / "others.csv"
    rows = ["f,0 0 100000 100000; 0 10000000000", "f,2 3 1 2; 0 2"]
    file.write_text("image,cell_mask\n" + "\n".join(rows))
    document = _read("csv", file)
    (mark,) = _marks(document)
    assert mark.shape == Mask(2, 3, 1, 2, (0, 2))
    assert document.skipped.total() == 1


def test_a_damaged_ome_tiff_is_told_and_the_others_are_read(tmp_path):
    cell, _ = _ring_cell()
    written_to(tmp_path, format_named("ome-tiff"), smears_of([cell]))
    whole = (tmp_path / "field 0.ome.tiff").read_bytes()
    first = int.from_bytes(whole[4:8], "little")
    link = first + 2 + 12 * int.from_bytes(whole[first : first + 2], "little")
    second = len(whole).to_bytes(4, "little")
    (tmp_path / "b.ome.tiff").write_bytes(whole[:link] + second + whole[link + 4 :] + bytes(8))
    document = format_named("ome-tiff").read(tmp_path)
    (problem,) = document.problems
    assert "b.ome.tiff" in problem
    assert len(_marks(document)) == 1


UNDEFINED = '<?xml version="1.0" encoding="undefined"?><annotation/>'
SURROGATE = '<?xml version="1.0" encoding="unicode_escape"?><annotation>\\ud800</annotation'
BROKEN = {
    "csv": ("a.csv", ["image,x,y\n\xff", 'image,x,y\n"open,1']),
    "coco": ("a.json", ["{", "[]", '{"images": [], "annotations": 3}', "[" * 100_000, "9" * 5_000]),
    "labelme": ("a.json", ["{", "[]"]),
    "geojson": ("a.geojson", ["{", '{"type": "FeatureCollection"}', "3"]),
    "voc": ("a.xml", ["<annotation>", "<other/>", "<!DOCTYPE a><annotation/>", UNDEFINED, SURROGATE]),
    "masks": ("a_cells.png", ["", "no image"]),
    "ome-tiff": ("a.ome.tiff", ["", "II*\0no image"]),
    "region-masks": ("a_mask.png", ["", "no image"]),
    "xyc": ("b/a.xyc", ["\xff"]),
}


@pytest.mark.parametrize(("name", "file", "text"), [(k, f, t) for k, (f, ts) in BROKEN.items() for t in ts])
def test_a_broken_file_is_one_sentence_that_names_it(tmp_path, name, file, text):
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("latin-1"))
    reader = format_named(name).read
    assert reader
    document = reader(tmp_path)
    (problem,) = document.problems
    assert path.name in problem
    assert problem.endswith(".")
    assert not _marks(document)


def test_values_of_any_type_in_json_are_counted_and_never_a_bug(tmp_path):
    odd = [None, 3, "x", [], {}, [[]], {"type": 3}, True, [1, 2], [[1, 2], [3]], {"size": [1], "counts": {}}]
    odd += ["ä", 10**400, [10**400, 1], {"kind": []}, {"size": [9, 9], "counts": "oooooooooooo?"}]
    odd += [{"size": [100_000, 100_000], "counts": [0, 10**10]}, {"size": [10**9] * 2, "counts": [0, 10**9]}]
    keys = ("segmentation", "bbox", "keypoints", "image_id", "category_id", "leukodesk", "iscrowd")
    annotations = [{"image_id": 1, key: value} for key in keys for value in odd]
    images = [{"id": 1, "file_name": "f"}, *odd, *({"id": value, "file_name": value} for value in odd)]
    categories = [*odd, *({"id": value, "name": value} for value in odd)]
    coco = {"images": images, "annotations": annotations, "categories": categories}
    shapes = [{key: value} for key in ("points", "label", "group_id", "mask", "shape_type") for value in odd]
    shapes += [
        {"points": SQUARE, key: value} for key in ("group_id", "shape_type", "leukodesk") for value in odd
    ]
    shapes += [{"points": value, "shape_type": kind} for value in odd for kind in ("mask", "circle", "point")]
    places = [
        {"type": kind, "coordinates": value} for kind in ("Polygon", "MultiPolygon", "Point") for value in odd
    ]
    features = [{"geometry": place} for place in places] + [
        {"geometry": {"type": "Point", "coordinates": [1, 2]}, key: value}
        for key in ("properties", "nucleusGeometry", "id")
        for value in odd
    ]
    for name, value in (("coco", coco), ("labelme", {"shapes": shapes}), ("geojson", {"features": features})):
        folder = tmp_path / name
        folder.mkdir()
        (folder / ("a.geojson" if name == "geojson" else "a.json")).write_text(json.dumps(value))
        document = format_named(name).read(folder)
        total = {"coco": len(annotations), "labelme": len(shapes), "geojson": len(features)}[name]
        assert not document.problems
        assert len(_marks(document)) + document.skipped.total() == total
        for mark in _marks(document):
            assert is_in_first_pixel(mark.shape) in (True, False)
            read = mask_read(mark)
            assert read is None or read.fits(HEIGHT, WIDTH)
