"""Which format a folder is taken for where some of its files are damaged, or are no annotations."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from leukodesk.core.errors import InputError
from leukodesk.store.formats.registry import format_of

LABELME = json.dumps({"shapes": [], "imagePath": "b.png", "imageHeight": 40, "imageWidth": 50})
VOC = "<annotation><filename>b.png</filename></annotation>"


def _image(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(path), np.full((40, 50, 3), 200, np.uint8))


@pytest.mark.parametrize(
    ("name", "damaged", "sound"),
    [
        ("labelme", ("json/a.json", ""), ("json/b.json", LABELME)),
        ("labelme", ("json/a.json", '{"classes": ["blast"]}'), ("json/b.json", LABELME)),
        ("voc", ("Annotations/a.xml", ""), ("Annotations/b.xml", VOC)),
        ("coco", ("a.json", "{"), ("b.json", '{"images": [], "annotations": []}')),
        ("yolo", ("labels/a.txt", "0 nan 0.2 0.1 0.1\n"), ("labels/b.txt", "0 0.5 0.5 0.1 0.1\n")),
        ("yolo", ("labels/a.txt", "0 nan 0.2 0.1 0.1\n0 0.5 0.5 0.1 0.1\n"), ("labels/b.txt", "")),
    ],
)
def test_a_damaged_first_file_does_not_hide_the_format_of_the_others(name, damaged, sound, tmp_path):
    _image(tmp_path / "imgs/a.png")
    for path, text in (damaged, sound):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    assert format_of(tmp_path).name == name


@pytest.mark.parametrize(
    ("image", "beside"),
    [
        ("images/a.png", "annotations.json"),  # a folder of images, whose name is no class
        ("JPEGImages/a.png", "list.csv"),
        ("session 1/a.png", "session 1/a.txt"),  # marks of this very image, whatever they are
        ("field/a.png", "marks/a.xml"),
    ],
)
def test_images_that_have_annotations_are_not_taken_for_cut_out_cells(image, beside, tmp_path):
    _image(tmp_path / image)
    (tmp_path / beside).parent.mkdir(exist_ok=True)
    (tmp_path / beside).write_text("damaged")
    with pytest.raises(InputError, match="looks like none of the formats"):
        format_of(tmp_path)


def test_folders_of_cut_out_cells_may_have_a_list_of_classes_beside_them(tmp_path):
    for name in ("train/blast/a.png", "train/normal/b.png"):
        _image(tmp_path / name)
    (tmp_path / "classes.txt").write_text("blast\nnormal\n")
    (tmp_path / "labels.csv").write_text("file,class\na.png,blast\n")
    assert format_of(tmp_path).name == "class-folders"
