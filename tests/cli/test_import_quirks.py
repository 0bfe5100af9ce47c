"""`dataset import` of what real programs write otherwise than meant: told, never taken for something else."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from leukodesk.core.imported import known_shape
from leukodesk.core.shapes import Point
from leukodesk.store.dataset import Dataset

WIDTH, HEIGHT = 80, 60


@pytest.fixture
def data(tmp_path) -> Path:
    return tmp_path / "data.h5"


@pytest.fixture
def source(tmp_path) -> Path:
    """A folder with one image, f.png."""
    folder = tmp_path / "set"
    _image(folder / "f.png", 1)
    return folder


def _image(path: Path, seed: int) -> None:
    path.parent.mkdir(exist_ok=True)
    pixels = np.random.default_rng(seed).integers(0, 255, (HEIGHT, WIDTH, 3), dtype=np.uint8)
    assert cv2.imwrite(str(path), pixels)


def _plan(leukodesk, data, source, status=0) -> dict:
    done = leukodesk("dataset", "import", data, source, "--json", "-")
    assert done.status == status, done.err
    return json.loads(done.out)


def _coco(annotation: dict, **more) -> str:
    images = [{"id": 1, "file_name": "f.png", "width": WIDTH, "height": HEIGHT}]
    cell = {"id": 1, "image_id": 1, "category_id": 1} | annotation
    categories = [{"id": 1, "name": "blast"}]
    return json.dumps({"images": images, "annotations": [cell], "categories": categories} | more)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cells.csv", "image,x,y,label\nf.png,0.5,0.25,blast\n"),
        ("cells.csv", "image,xmin,ymin,xmax,ymax,label\nf.png,0.1,0.2,0.4,0.6,blast\n"),
        ("cells.json", _coco({"bbox": [0.1, 0.2, 0.3, 0.4]})),
        ("cells.json", _coco({"segmentation": [[0.1, 0.1, 0.9, 0.1, 0.9, 1.0, 0.1, 0.9]]})),
    ],
)
def test_parts_of_an_image_are_not_taken_for_pixels_in_its_corner(name, text, source, data, leukodesk):
    (source / name).write_text(text)
    plan = _plan(leukodesk, data, source)
    (reason,) = plan["skipped"]
    assert reason.startswith("lies within the first pixel of its image")
    assert "give it in pixels" in reason
    assert not data.exists()


def test_a_cell_of_the_corner_pixel_is_taken(source, data, leukodesk):
    (source / "cells.json").write_text(_coco({"segmentation": [[0, 0, 1, 0, 1, 1, 0, 1]]}))
    assert _plan(leukodesk, data, source)["added"] == 1


def test_a_point_in_the_corner_pixel_comes_back_from_our_own_export(source, data, tmp_path, leukodesk):
    (source / "cells.csv").write_text(
        f"image,cell_id,cell_mask,shape,row,column\nf.png,{'a' * 32},,point,0.5,0.2\n"
    )
    assert _plan(leukodesk, data, source)["added"] == 1


@pytest.mark.parametrize("head", ["image,x,y,width,height,label", "image,x,y,w,h,label"])
def test_the_corner_of_a_box_is_not_taken_for_the_middle_of_a_cell(head, source, data, leukodesk):
    (source / "cells.csv").write_text(f"{head}\nf.png,10,20,30,30,blast\n")
    done = leukodesk("dataset", "import", data, source)
    assert done.status == 1
    assert "xmin, ymin, xmax and ymax" in done.sentences[-1]
    assert not data.exists()


def test_the_size_of_the_image_beside_a_box_does_no_harm(source, data, leukodesk):
    head = "filename,width,height,class,xmin,ymin,xmax,ymax"
    (source / "cells.csv").write_text(f"{head}\nf.png,80,60,blast,10,20,30,40\n")
    assert _plan(leukodesk, data, source)["added"] == 1
    with Dataset.open(data, read_only=True) as dataset:
        (cell,) = dataset.content.cells.values()
        assert cell.bbox == (20, 10, 40, 30)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"images": [{"id": 1, "file_name": "f.png"}, {"id": 1, "file_name": "g.png"}]}, "images"),
        ({"categories": [{"id": 1, "name": "blast"}, {"id": 1, "name": "normal"}]}, "categories"),
    ],
)
def test_numbers_that_mean_two_things_are_no_numbers(more, told, source, data, leukodesk):
    # Files joined by hand count from 1 each: the cells of one image would lie on the other.
    _image(source / "g.png", 2)
    (source / "cells.json").write_text(_coco({"bbox": [10, 10, 20, 20]}, **more))
    (reason,) = _plan(leukodesk, data, source)["skipped"]
    assert f"several {told} of the file have the number" in reason
    assert not data.exists()


def test_one_thing_may_be_listed_twice(source, data, leukodesk):
    images = [{"id": 1, "file_name": "f.png"}] * 2
    (source / "cells.json").write_text(_coco({"bbox": [10, 10, 20, 20]}, images=images))
    assert _plan(leukodesk, data, source)["added"] == 1


@pytest.mark.parametrize("categories", [[], [{"id": 2, "name": "normal"}], [{"id": 1, "name": ""}]])
def test_a_class_without_a_name_is_called_by_its_number(categories, source, data, leukodesk):
    (source / "cells.json").write_text(_coco({"bbox": [10, 10, 20, 20]}, categories=categories))
    plan = _plan(leukodesk, data, source)
    assert plan["classes"] == [{"name": "class 1", "class": "class_1", "cells": 1}]


def test_a_table_without_a_column_of_classes_is_told_to_have_none(source, data, leukodesk):
    (source / "cells.csv").write_text("image,x,y,cell_type\nf.png,10,20,blast\n")
    plan = _plan(leukodesk, data, source)
    (note,) = plan["notes"]
    assert note.startswith("cells.csv has no column label, class, class_name, name or kind")


def _table(*names: str) -> str:
    return "image,x,y,label\n" + "".join(f"{name},10,20,blast\n{name},30,20,blast\n" for name in names)


def test_images_that_are_not_found_are_named(source, data, leukodesk):
    (source / "cells.csv").write_text(_table("f.png", "g.png", "h.png"))
    done = leukodesk("dataset", "import", data, source)
    assert "Skipped 4: its image was not found (--images names a folder): g.png, h.png." in done.out


def test_of_many_images_the_first_are_named_and_the_record_has_all(source, data, leukodesk):
    names = [f"{number}.png" for number in range(9)]
    (source / "cells.csv").write_text(_table(*names))
    done = leukodesk("dataset", "import", data, source, "--dry-run")
    assert "names a folder): 0.png, 1.png, 2.png, 3.png, 4.png and 4 more." in done.out
    assert _plan(leukodesk, data, source, status=1)["skipped_images"] == {
        "its image was not found (--images names a folder)": names
    }


def test_an_image_of_another_size_is_named_with_both_sizes(source, data, leukodesk):
    images = [{"id": 1, "file_name": "f.png", "width": 800, "height": 600}]
    (source / "cells.json").write_text(_coco({"bbox": [10, 10, 20, 20]}, images=images))
    done = leukodesk("dataset", "import", data, source)
    assert "than the one that was found: f.png (800 × 600, found 80 × 60)." in done.out


@pytest.mark.parametrize("name", ["voc", "yolo", "yolo-polygons", "xyc", "class-folders"])
def test_what_a_format_has_no_place_for_is_told(name, data, source, tmp_path, leukodesk):
    (source / "cells.csv").write_text(
        "image,x0,y0,x1,y1,cell_mask,label,annotator,kind\n"
        "f.png,10,20,30,40,,blast,Ann,leukocyte\nf.png,50,20,70,40,,,,smudge\n"
    )
    assert leukodesk("dataset", "import", data, source, "--names").status == 0
    asked = ("dataset", "export", data, tmp_path / "out", "--format", name)
    said = leukodesk(*asked, "--annotators").out
    assert f"Not carried by {name}, for 1 cell: who labelled it." in said
    assert f"Not carried by {name}, for 1 cell: that it is a smudge cell or an artefact" in said
    assert "who labelled it" not in leukodesk(*asked, "--overwrite").out


def _painted(**more) -> dict:
    counts = [WIDTH * HEIGHT // 2 - HEIGHT, 2 * HEIGHT, WIDTH * HEIGHT // 2 - HEIGHT]
    return {"segmentation": {"size": [HEIGHT, WIDTH], "counts": counts}, "iscrowd": 1, **more}


def test_a_mask_painted_in_cvat_is_a_cell_though_it_is_called_a_crowd(source, data, leukodesk):
    (source / "cells.json").write_text(_coco(_painted(attributes={"occluded": False})))
    plan = _plan(leukodesk, data, source)
    assert plan["shapes"] == {"outline": 1}
    assert plan["notes"] == [
        "CVAT calls every painted mask a crowd: 1 mask of cells.json taken for one cell each."
    ]


def test_a_crowd_of_another_program_is_none(source, data, leukodesk):
    (source / "cells.json").write_text(_coco(_painted()))
    assert "it is a crowd, not a cell" in next(iter(_plan(leukodesk, data, source)["skipped"]))


def test_a_box_with_an_empty_polygon_stays_a_box(source, data, leukodesk):
    (source / "cells.json").write_text(_coco({"bbox": [10, 10, 20, 20], "segmentation": [[]]}))
    assert _plan(leukodesk, data, source)["shapes"] == {"box": 1}


def test_images_without_cells_are_told_not_to_be_added(source, data, tmp_path, leukodesk):
    images = [
        {"id": number, "file_name": f"{name}.png", "width": WIDTH, "height": HEIGHT}
        for number, name in enumerate(("f", "g", "h"), start=1)
    ]
    (source / "cells.json").write_text(_coco({"bbox": [10, 10, 20, 20]}, images=images))
    assert _plan(leukodesk, data, source)["empty_images"] == ["g.png", "h.png"]
    said = leukodesk("dataset", "import", tmp_path / "other.h5", source).out
    assert "2 images of the source without cells, not added: g.png, h.png." in said


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_of_a_german_spreadsheet_has_decimal_commas(delimiter, source, data, leukodesk):
    rows = (
        ("image", "x", "y", "label"),
        ("f.png", "10,25", "20,5", "blast"),
        ("f.png", "40", "-0,5", "blast"),
    )
    (source / "cells.csv").write_text("".join(delimiter.join(row) + "\n" for row in rows))
    plan = _plan(leukodesk, data, source)
    assert (plan["added"], plan["skipped"]) == (1, {"lies outside its image": 1})
    with Dataset.open(data, read_only=True) as dataset:
        (cell,) = dataset.content.cells.values()
        assert known_shape(cell, HEIGHT, WIDTH) == Point(20.5, 10.25)


def test_a_comma_beside_commas_is_no_decimal_one(source, data, leukodesk):
    (source / "cells.csv").write_text('image,x,y,label\nf.png,"1,234",20,blast\n')
    (reason,) = _plan(leukodesk, data, source)["skipped"]
    assert reason.endswith("'1,234' is no number")


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-16", "utf-8"])
def test_xml_is_read_in_the_encoding_that_it_declares(encoding, source, data, leukodesk):
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<annotation><filename>f.png</filename><object>'
        "<name>Größe</name><bndbox><xmin>5</xmin><ymin>5</ymin><xmax>20</xmax><ymax>20</ymax></bndbox>"
        "</object></annotation>"
    )
    (source / "f.xml").write_bytes(text.encode(encoding))
    assert _plan(leukodesk, data, source)["classes"][0]["name"] == "Größe"


@pytest.mark.parametrize("encoding", ["utf-16", "klingon"])
def test_xml_of_another_encoding_than_declared_is_named(encoding, source, data, leukodesk):
    text = f'<?xml version="1.0" encoding="{encoding}"?><annotation><filename>Größe</filename></annotation>'
    (source / "f.xml").write_bytes(text.encode("latin-1"))
    done = leukodesk("dataset", "import", data, source, "--format", "voc")
    assert done.status == 1
    assert "f.xml is not UTF-8 text" in done.sentences[-1]
