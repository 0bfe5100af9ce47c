"""`dataset import`: cells and labels of other programs, shown first, taken back, never over what is there."""

import importlib
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import cv2
import numpy as np
import pytest

from leukodesk.core.cell import Cell, Label, new_cell_id
from leukodesk.core.edits import Act, AddSmears, ChangeCells, LabelChange, SetLabels
from leukodesk.core.imported import known_shape
from leukodesk.core.shapes import Box, Point, rectangle, stand_in
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.imaging.reader import read_smear
from leukodesk.store.dataset import Dataset
from leukodesk.store.verify import verify

VOC = """<annotation><filename>{name}</filename><size><width>{width}</width><height>{height}</height></size>
{objects}</annotation>"""
OBJECT = (
    "<object><name>{}</name><bndbox><xmin>{}</xmin><ymin>{}</ymin><xmax>{}</xmax><ymax>{}</ymax></bndbox>"
    "</object>"
)


def _image(path: Path, seed: int, height: int = 60, width: int = 80) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8)
    assert cv2.imwrite(str(path), pixels)
    return path


def _voc(folder: Path, name: str, *objects: tuple, size: tuple[int, int] = (60, 80)) -> None:
    lines = "".join(OBJECT.format(*item) for item in objects)
    text = VOC.format(name=f"{name}.png", height=size[0], width=size[1], objects=lines)
    (folder / f"{name}.xml").write_text(text)


@pytest.fixture
def boxes(tmp_path) -> Path:
    """Two images with three boxes, one of them of no area, and one that nobody has the image of."""
    folder = tmp_path / "boxes"
    _image(folder / "one.png", 1)
    _image(folder / "two.png", 2)
    _voc(folder, "one", ("WBC", 11, 21, 30, 50), ("RBC", 5, 5, 5, 5))
    _voc(folder, "two", ("WBC", 1, 1, 80, 60))
    _voc(folder, "three", ("WBC", 1, 1, 80, 60))
    return folder


@pytest.fixture
def data(tmp_path) -> Path:
    return tmp_path / "data.h5"


def _content(path: Path):
    with Dataset.open(path, read_only=True) as dataset:
        return dataset.content


def _plan(leukodesk, *arguments) -> dict:
    done = leukodesk("dataset", "import", *arguments, "--json", "-")
    assert done.status in (0, 1)
    return json.loads(done.out)


def test_a_dry_run_says_what_the_run_then_does(boxes, data, leukodesk):
    shown = leukodesk("dataset", "import", data, boxes, "--dry-run")
    assert shown.status == 1, "of one image nobody has the file"
    assert not data.exists()
    assert "2 cells to be added" in shown.out
    assert "its image was not found" in shown.out
    done = leukodesk("dataset", "import", data, boxes)
    assert done.out.startswith(shown.out)
    content = _content(data)
    assert len(content.cells) == 2
    assert sorted(Path(smear.path).name for smear in content.smears.values()) == ["one.png", "two.png"]
    assert {label.origin for label in content.labels.values()} == {"import"}
    assert {revision.reason for revision in content.revisions if revision.cell_id} == {"imported from voc"}


def test_every_cell_of_the_source_is_counted_once(boxes, data, leukodesk):
    plan = _plan(leukodesk, data, boxes)
    assert plan["cells"] == 4
    assert plan["added"] + plan["labelled"] + sum(plan["skipped"].values()) == 4
    assert plan["classes"] == [{"name": "WBC", "class": "wbc", "cells": 2}]


def test_a_box_stays_a_box(boxes, data, leukodesk):
    leukodesk("dataset", "import", data, boxes)
    content = _content(data)
    shapes = [known_shape(cell, 60, 80) for cell in content.cells.values()]
    assert shapes == [Box(20, 10, 50, 30), Box(0, 0, 60, 80)]
    assert next(iter(content.cells.values())).bbox == (20, 10, 50, 30)


def test_importing_again_changes_nothing(boxes, data, leukodesk):
    leukodesk("dataset", "import", data, boxes)
    before = _content(data)
    plan = _plan(leukodesk, data, boxes)
    assert plan["added"] == plan["labelled"] == 0
    assert plan["skipped"]["is in the dataset already"] == 2
    assert _content(data).cells == before.cells
    assert _content(data).revisions == before.revisions


def test_a_readers_label_stays_and_a_missing_one_is_given(boxes, data, leukodesk):
    leukodesk("dataset", "import", data, boxes, "--class-map", "WBC=")
    with Dataset.open(data) as dataset:
        first, second = dataset.content.cells
        label = Label("normal", "Ada", datetime.now(UTC))
        dataset.append(SetLabels((LabelChange(first, None, label),), Act("Ada", label.at)))
    plan = _plan(leukodesk, data, boxes, "--class-map", "WBC=blast", "--annotator", "Bob")
    assert plan["labelled"] == 1
    assert plan["skipped"]["is in the dataset already, labelled 'normal', which stays"] == 1
    labels = _content(data).labels
    assert (labels[first].cell_class, labels[first].annotator) == ("normal", "Ada")
    assert (labels[second].cell_class, labels[second].annotator) == ("blast", "Bob")


def test_classes_are_mapped_left_out_or_left_unlabelled(boxes, data, leukodesk):
    _voc(boxes, "one", ("WBC", 11, 21, 30, 50), ("RBC", 1, 1, 9, 9), ("Blast", 40, 40, 60, 60))
    leukodesk("dataset", "import", data, boxes, "--class-map", "WBC=,RBC=-")
    content = _content(data)
    assert len(content.cells) == 3
    assert [label.cell_class for label in content.labels.values()] == ["blast"]
    assert content.taxonomy.id == "blast-normal"


def test_a_class_map_that_names_nothing_is_told(boxes, data, leukodesk):
    assert (
        "No cell of boxes is called 'Blst'"
        in leukodesk("dataset", "import", data, boxes, "--dry-run", "--class-map", "Blst=blast").out
    )
    wrong = leukodesk("dataset", "import", data, boxes, "--class-map", "blast")
    assert wrong.status == 1
    assert "OLD=NEW" in wrong.err


def test_new_classes_are_added_to_those_of_the_dataset(boxes, data, leukodesk):
    leukodesk("dataset", "import", data, boxes, "--class-map", "WBC=blast")
    _image(boxes / "three.png", 3)
    assert _plan(leukodesk, data, boxes)["new_classes"] == ["wbc"]
    content = _content(data)
    assert "wbc" in content.taxonomy
    assert set(content.taxonomy.ids) > {"blast", "normal"}


def test_an_import_is_taken_back_but_not_what_a_reader_did_since(boxes, data, leukodesk):
    leukodesk("dataset", "import", data, boxes)
    with Dataset.open(data) as dataset:
        content = dataset.content
        cell_id = next(iter(content.cells))
        label = Label("wbc", "Ada", datetime.now(UTC))
        change = LabelChange(cell_id, content.labels[cell_id], label)
        dataset.append(SetLabels((change,), Act("Ada", label.at)))
    assert "1 cell kept" in leukodesk("dataset", "import", data, "--undo", "last").out
    content = _content(data)
    assert list(content.cells) == [cell_id]
    assert [Path(smear.path).name for smear in content.smears.values()] == ["one.png"]
    assert [revision.reason for revision in content.revisions][-1] == "undo"
    assert leukodesk("dataset", "verify", data).status == 0


@pytest.mark.parametrize("named", [(), ("--class-map", "WBC=")])
def test_a_label_of_a_reader_whose_clock_is_slow_is_not_taken_back(named, boxes, data, leukodesk):
    Dataset.create(data, BLAST_NORMAL).close()
    leukodesk("dataset", "import", data, boxes, *named)
    with Dataset.open(data) as dataset:
        content = dataset.content
        cell_id = next(iter(content.cells))
        label = Label("blast", "Ada", datetime.now(UTC) - timedelta(hours=1))
        change = LabelChange(cell_id, content.labels.get(cell_id), label)
        dataset.append(SetLabels((change,), Act("Ada", label.at)))
    assert "1 cell kept" in leukodesk("dataset", "import", data, "--undo", "last").out
    assert _content(data).labels == {cell_id: label}


def test_taking_an_import_back_takes_its_classes_along_unless_something_uses_them(boxes, data, leukodesk):
    before = BLAST_NORMAL
    Dataset.create(data, before).close()
    leukodesk("dataset", "import", data, boxes)
    assert "wbc" in _content(data).taxonomy
    said = leukodesk("dataset", "import", data, "--undo", "last").out
    assert "Classes to be taken away, as nothing else uses them: wbc." in said
    assert _content(data).taxonomy == before
    assert leukodesk("dataset", "verify", data).status == 0
    leukodesk("dataset", "import", data, boxes)
    with Dataset.open(data) as dataset:
        cell_id = next(iter(dataset.content.cells))
        old = dataset.content.labels[cell_id]
        label = Label("wbc", "Ada", datetime.now(UTC))
        dataset.append(SetLabels((LabelChange(cell_id, old, label),), Act("Ada", label.at)))
    assert "Classes to be taken away" not in leukodesk("dataset", "import", data, "--undo", "last").out
    assert "wbc" in _content(data).taxonomy


def test_taking_back_the_last_import_of_none_says_so(boxes, data, leukodesk):
    leukodesk("dataset", "import", data, boxes)
    leukodesk("dataset", "import", data, "--undo", "last")
    result = leukodesk("dataset", "import", data, "--undo", "last")
    assert result.status == 1
    assert result.sentences == ["Nothing in the dataset was imported, so there is nothing to take back."]


def test_an_undone_import_can_be_made_again(boxes, data, leukodesk):
    leukodesk("dataset", "import", data, boxes)
    leukodesk("dataset", "import", data, "--undo", "last")
    assert not _content(data).cells
    assert not _content(data).smears
    assert _plan(leukodesk, data, boxes)["added"] == 2
    nothing = leukodesk("dataset", "import", data, "--undo", "20200101T000000.000000Z")
    assert nothing.status == 1
    assert "Nothing in the dataset comes from an import" in nothing.err


def test_labels_given_to_older_cells_are_taken_back_alone(boxes, data, leukodesk):
    leukodesk("dataset", "import", data, boxes, "--class-map", "WBC=")
    leukodesk("dataset", "import", data, boxes)
    assert len(_content(data).labels) == 2
    leukodesk("dataset", "import", data, "--undo", "last")
    content = _content(data)
    assert len(content.cells) == 2
    assert not content.labels


def test_bad_files_do_not_lose_the_good_ones(boxes, data, leukodesk):
    (boxes / "broken.xml").write_text("<annotation>")
    (boxes / "growing.xml").write_text('<!DOCTYPE a [<!ENTITY b "c">]><annotation>&b;</annotation>')
    (boxes / "two.png").write_bytes(b"")
    done = leukodesk("dataset", "import", data, boxes)
    assert done.status == 1
    assert len(done.sentences) == 4
    assert done.sentences[-1].startswith("three.png is left out: its image was not found")
    assert any("broken.xml is not XML" in line for line in done.sentences)
    assert any("two.png is empty" in line for line in done.sentences)
    assert len(_content(data).cells) == 1


def test_an_image_of_another_size_is_not_taken_for_the_right_one(boxes, data, leukodesk):
    _voc(boxes, "two", ("WBC", 1, 1, 80, 60), size=(600, 800))
    plan = _plan(leukodesk, data, boxes)
    assert plan["skipped"]["belongs to an image of another size than the one that was found"] == 1
    assert plan["added"] == 1


def test_an_image_is_looked_for_where_the_reader_says(boxes, data, tmp_path, leukodesk):
    _image(tmp_path / "elsewhere" / "three.png", 3)
    assert _plan(leukodesk, data, boxes, "--images", tmp_path / "elsewhere", "--dry-run")["added"] == 1
    _image(tmp_path / "elsewhere" / "again" / "three.png", 4)
    plan = _plan(leukodesk, data, boxes, "--images", tmp_path / "elsewhere", "--dry-run")
    assert any("any of several" in reason for reason in plan["skipped"])


def test_points_become_discs_of_stated_size(tmp_path, data, leukodesk):
    folder = tmp_path / "set"
    _image(folder / "images" / "f.png", 1)
    for name, lines in (("blast", "10 20\n79\t59\n500 5\n"), ("other", "30 40\n31 41\nnone\n")):
        (folder / name).mkdir()
        (folder / name / "f.xyc").write_text(lines)
    (folder / "other_kind.csv").write_text("field,x,y,kind\nf,30,40,leukocyte\n")
    plan = _plan(leukodesk, data, folder, "--point-diameter", "5")
    assert plan["cells"] == 6
    assert plan["skipped"] == {"a line of f.xyc is no x and y": 1, "lies outside its image": 1}
    assert plan["classes"] == [
        {"name": "blast", "class": "blast", "cells": 2},
        {"name": "leukocyte", "class": "normal", "cells": 1},
        {"name": "other", "class": "other", "cells": 1},
    ]
    cells = list(_content(data).cells.values())
    assert [known_shape(cell, 60, 80) for cell in cells[:2]] == [Point(20, 10), Point(59, 79)]
    assert cells[0].bbox == (18, 8, 23, 13)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nowhere",), "does not exist"),
        (("empty",), "looks like none of the formats"),
        (("empty", "--format", "vok"), "did you mean: voc"),
        (("empty", "--format", "voc"), "has no Pascal VOC files"),
        (("boxes", "--images", "nowhere"), "name the folder of the images"),
    ],
)
def test_bad_sources_are_refused_in_one_sentence(arguments, sentence, boxes, data, tmp_path, leukodesk):
    (tmp_path / "empty").mkdir()
    given = [tmp_path / word if word in ("nowhere", "empty", "boxes") else word for word in arguments]
    done = leukodesk("dataset", "import", data, *given)
    assert done.status == 1
    assert sentence in done.err
    assert len(done.sentences) == 1
    assert not data.exists()


def test_points_and_boxes_label_the_cells_they_lie_on(tmp_path, data, leukodesk):
    """Cells were found first, then somebody's marks of the field are imported: no cell is there twice."""
    image = read_smear(_image(tmp_path / "f.png", 1))
    disc = stand_in(Point(30, 40), 60, 80, 21)
    found = [
        Cell(new_cell_id(), image.smear.id, disc, None, source="pivot-growing"),
        Cell(new_cell_id(), image.smear.id, rectangle(0, 0, 10, 10), None, source="pivot-growing"),
    ]
    with Dataset.create(data, BLAST_NORMAL) as dataset:
        dataset.add_image(image.smear, image.encoded)
        dataset.append(AddSmears((image.smear,)))
        dataset.append(ChangeCells((), tuple(found), Act("pivot-growing", datetime.now(UTC))))
    points = tmp_path / "points.csv"
    points.write_text("image,x,y,label\nf.png,44,28,blast\nf.png,43,29,normal\nf.png,70,50,blast\n")
    plan = _plan(leukodesk, data, points)
    assert (plan["labelled"], plan["added"], plan["skipped"]) == (1, 2, {})
    boxes = tmp_path / "boxes.csv"
    boxes.write_text("image,xmin,ymin,xmax,ymax,label\nf.png,1,0,11,10,normal\nf.png,28,20,52,42,normal\n")
    plan = _plan(leukodesk, data, boxes)
    assert (plan["labelled"], plan["added"]) == (1, 0)
    assert plan["skipped"] == {
        "lies on a cell that is in the dataset already, labelled 'blast', which stays": 1
    }
    content = _content(data)
    assert [content.labels[cell.id].cell_class for cell in found] == ["blast", "normal"]
    assert [content.cells[cell.id] for cell in found] == found


def test_classes_of_skipped_cells_are_not_added(boxes, data, leukodesk):
    _voc(boxes, "three", ("Lost", 1, 1, 80, 60))
    assert "lost" not in _plan(leukodesk, data, boxes)["new_classes"]
    assert "lost" not in _content(data).taxonomy


def test_centres_of_boxes_are_known_again(boxes, data, tmp_path, leukodesk):
    leukodesk("dataset", "import", data, boxes)
    leukodesk("dataset", "export", data, tmp_path / "out", "--format", "xyc")
    plan = _plan(leukodesk, data, tmp_path / "out")
    assert plan["added"] == 0
    assert plan["skipped"] == {"lies on a cell that is in the dataset already": 2}


def test_texts_that_utf8_cannot_carry_are_kept_as_they_are_told(boxes, data, leukodesk):
    annotation = {
        "image_id": 1,
        "category_id": 2,
        "bbox": [10, 10, 20, 20],
        "leukodesk": {"annotator": "A\0da\udce4", "made_by": "\ud800"},
    }
    images = [{"id": 1, "file_name": "one.png"}, {"id": 2, "file_name": "\ud800.png"}]
    annotations = [annotation, {**annotation, "image_id": 2}]
    file = boxes / "cells.json"
    categories = [{"id": 2, "name": "bl\ud800ast"}]
    file.write_text(json.dumps({"images": images, "annotations": annotations, "categories": categories}))
    done = leukodesk("dataset", "import", data, file, "--names")
    assert done.status == 1
    assert done.sentences == [r"\ud800.png is left out: its image was not found (--images names a folder)."]
    (label,) = _content(data).labels.values()
    assert label.annotator == r"A da\udce4"
    assert r"bl\ud800ast" in done.out
    assert leukodesk("dataset", "info", data).status == 0


def test_each_image_that_is_left_out_is_named_with_its_reason_and_the_rest_is_imported(
    boxes, data, leukodesk
):
    done = leukodesk("dataset", "import", data, boxes)
    assert done.status == 1
    assert done.sentences == ["three.png is left out: its image was not found (--images names a folder)."]
    assert len(_content(data).cells) == 2
    (boxes / "three.xml").unlink()
    assert leukodesk("dataset", "import", data, boxes).status == 0


def test_an_import_that_finds_no_image_fails_and_makes_no_dataset(boxes, data, leukodesk):
    for image in boxes.glob("*.png"):
        image.unlink()
    done = leukodesk("dataset", "import", data, boxes)
    assert done.status == 1
    assert len(done.sentences) == 3
    assert done.out.splitlines()[-1] == "Nothing was imported."
    assert not list(data.parent.glob("data.h5*"))


@pytest.mark.parametrize("text", ["image,x,y,label\n", "image,x,y,label\n\n\n"])
def test_a_source_that_tells_of_nothing_is_refused(text, data, tmp_path, leukodesk):
    table = tmp_path / "cells.csv"
    table.write_text(text)
    done = leukodesk("dataset", "import", data, table)
    assert done.status == 1
    assert done.sentences == [f"{table} tells of no image and no cell; check that it is what you mean."]
    assert not data.exists()


def test_smears_that_are_there_already_are_counted_also_where_nothing_changes(boxes, data, leukodesk):
    (boxes / "three.xml").unlink()
    leukodesk("dataset", "import", data, boxes)
    again = leukodesk("dataset", "import", data, boxes)
    assert again.status == 0
    assert "0 smears new, 2 there already." in again.out
    assert again.out.splitlines()[-1] == "Nothing was imported."


@pytest.mark.parametrize("source", ["table.csv", "."])
def test_the_record_of_an_import_is_not_written_over_its_source(source, data, tmp_path, leukodesk):
    folder = tmp_path / "set"
    _image(folder / "one.png", 1)
    table = folder / "table.csv"
    table.write_text("image,x,y,label\none.png,10,10,blast\n")
    before = table.read_bytes()
    done = leukodesk("dataset", "import", data, folder / source, "--json", table)
    assert done.status == 1
    assert done.sentences[0].startswith(f"{table} is part of {folder / source}, which is imported")
    assert table.read_bytes() == before
    assert not data.exists()


@pytest.mark.parametrize("is_new", [True, False], ids=["new", "filled"])
@pytest.mark.parametrize("stop", [KeyboardInterrupt(), OSError(28, "No space left on device")], ids=type)
def test_an_import_that_is_stopped_within_the_images_leaves_all_as_it_was(
    is_new, stop, boxes, data, tmp_path, leukodesk, monkeypatch
):
    if not is_new:
        _image(tmp_path / "other" / "f.png", 9)
        _voc(tmp_path / "other", "f", ("WBC", 1, 1, 80, 60))
        leukodesk("dataset", "import", data, tmp_path / "other")
    before = _images(data)
    atomic = importlib.import_module("leukodesk.atomic")
    real, stored = atomic.write_bytes, []

    def stopping(target, written):
        if target.parent.name == "data.h5-images":
            stored.append(target.name)
            if len(stored) == 2:
                raise stop
        real(target, written)

    with monkeypatch.context() as patched:
        patched.setattr(atomic, "write_bytes", stopping)
        done = leukodesk("dataset", "import", data, boxes)
    assert len(stored) == 2
    if isinstance(stop, KeyboardInterrupt):
        assert done.status == 130
        assert done.sentences == ["Interrupted; nothing was imported."]
    else:
        assert done.status == 1
        assert "could not be saved" in done.sentences[0]
    assert _images(data) == before
    if is_new:
        assert not list(tmp_path.glob("data.h5*"))
    else:
        assert verify(data) == []
    assert len(_content_after(leukodesk, data, boxes).smears) == 2 + (not is_new)


def _images(data: Path) -> set[str]:
    return {path.name for path in data.parent.glob("data.h5-images/*")}


def _content_after(leukodesk, data: Path, source: Path):
    leukodesk("dataset", "import", data, source)
    return _content(data)


def test_an_interruption_before_the_images_says_that_nothing_was_imported(
    boxes, data, leukodesk, monkeypatch
):
    planning = importlib.import_module("leukodesk.jobs.import_images")

    def interrupted(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(planning, "read_smear", interrupted)
    done = leukodesk("dataset", "import", data, boxes)
    assert (done.status, done.sentences) == (130, ["Interrupted; nothing was imported."])
    assert not data.exists()


_KILLED = """
import os, sys
from leukodesk.cli.app import run
from leukodesk.jobs import importing
importing.store_images = lambda *_: os._exit(9)
run(sys.argv[1:])
"""


def test_an_import_that_a_kill_cut_off_is_told_at_the_next_opening(boxes, data, leukodesk):
    leukodesk("dataset", "import", data, boxes)
    leukodesk("dataset", "import", data, "--undo", "last")
    words = [sys.executable, "-c", _KILLED, "dataset", "import", data, boxes]
    assert subprocess.run(words, timeout=60, check=False, capture_output=True).returncode == 9
    (told,) = leukodesk("dataset", "history", data).sentences
    assert "was cut off: nothing of it is in" in told
    again = leukodesk("dataset", "import", data, boxes)
    assert again.sentences[0] == told
    assert leukodesk("dataset", "history", data).sentences == []
