"""Published sets in one dataset: every point, box and mask is there, or counted with the reason why not."""

import csv
import json
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from leukodesk.cli.app import run
from leukodesk.core.imported import imported_from, known_shape
from leukodesk.core.shapes import Box, Point
from leukodesk.store.dataset import Dataset

pytestmark = pytest.mark.realdata


@pytest.fixture
def sets(shared_data) -> Path:
    return shared_data


@pytest.fixture
def data(tmp_path) -> Path:
    return tmp_path / "all.h5"


@pytest.fixture
def imported(data, tmp_path):
    """Import a source and return what was said of it."""

    def invoke(source: Path, *options: str) -> dict:
        said = tmp_path / "plan.json"
        status = run(["dataset", "import", str(data), str(source), "--json", str(said), *options])
        assert status == 0
        return json.loads(said.read_text())

    return invoke


def _content(path: Path):
    with Dataset.open(path, read_only=True) as dataset:
        return dataset.content


def _points(folder: Path) -> int:
    return sum(bool(line.strip()) for path in folder.glob("*.xyc") for line in path.read_text().splitlines())


def test_three_sets_in_one_dataset_with_every_cell_accounted_for(sets, data, imported):
    points = imported(sets / "all_idb1")
    kinds = Counter(row["kind"] for row in csv.DictReader((sets / "all_idb1" / "other_kind.csv").open()))
    blasts, others = _points(sets / "all_idb1" / "blast"), _points(sets / "all_idb1" / "other")
    assert points["cells"] == points["added"] == blasts + others == 1020
    assert points["shapes"] == {"point": blasts + others}
    assert {item["name"]: item["cells"] for item in points["classes"]} == {"blast": blasts, **kinds}

    boxes = imported(sets / "bccd")
    objects = [
        item
        for path in (sets / "bccd" / "Annotations").glob("*.xml")
        for item in ElementTree.parse(path).iterfind("object")
    ]
    assert boxes["cells"] == len(objects) == boxes["added"] + sum(boxes["skipped"].values())
    # One red cell of BloodImage_00338 has a box of one pixel.
    assert list(boxes["skipped"].values()) == [1]
    names = Counter(item.findtext("name") for item in objects)
    assert {item["name"]: item["cells"] for item in boxes["classes"]} == {**names, "RBC": names["RBC"] - 1}

    masks = imported(sets / "wbc_masks")
    rows = list(csv.DictReader((sets / "wbc_masks" / "labels.csv").open()))
    assert masks["cells"] == masks["added"] == len(list((sets / "wbc_masks").rglob("*_mask.png"))) == 444
    assert {item["name"]: item["cells"] for item in masks["classes"]} == Counter(row["class"] for row in rows)

    content = _content(data)
    assert len(content.cells) == points["added"] + boxes["added"] + masks["added"]
    assert len(content.labels) == len(content.cells)
    shapes = Counter(
        type(known_shape(cell, smear.height, smear.width))
        for cell in content.cells.values()
        for smear in [content.smears[cell.smear_id]]
    )
    assert shapes == {Point: points["added"], Box: boxes["added"], type(None): masks["added"]}
    assert run(["dataset", "verify", str(data)]) == 0


def test_a_second_import_of_points_adds_nothing_and_undo_leaves_the_first_set(sets, data, imported):
    imported(sets / "all_idb1")
    before = _content(data)
    again = imported(sets / "all_idb1")
    assert again["skipped"] == {"is in the dataset already": 1020}
    imported(sets / "wbc_masks" / "jtsc")
    assert run(["dataset", "import", str(data), "--undo", "last"]) == 0
    after = _content(data)
    assert after.cells == before.cells
    assert after.smears == before.smears
    assert after.labels == before.labels


def test_cells_on_black_have_an_outline_and_a_patient(sets, data, imported):
    plan = imported(sets / "c_nmc")
    assert plan["shapes"] == {"outline": 300}
    assert {item["class"]: item["cells"] for item in plan["classes"]} == {"blast": 150, "normal": 150}
    content = _content(data)
    assert len({smear.patient_id for smear in content.smears.values()}) == 8
    areas = [cell.cell_area_px for cell in content.cells.values()]
    assert min(areas) > 0
    assert max(areas) < 450 * 450


@pytest.mark.parametrize("name", ["csv", "coco", "geojson", "labelme"])
def test_real_masks_go_out_and_come_back_unchanged(name, sets, data, imported, tmp_path):
    imported(sets / "wbc_masks" / "cellavision")
    out, copy = tmp_path / "out", tmp_path / "copy.h5"
    assert run(["dataset", "export", str(data), str(out), "--format", name, "--images"]) == 0
    assert run(["dataset", "import", str(copy), str(out)]) == 0
    assert _masks(copy) == _masks(data)


def _masks(path: Path) -> dict:
    content = _content(path)
    assert all(imported_from(cell.source) for cell in content.cells.values())
    return {
        cell.id: (cell.cell_mask, cell.nucleus_mask, content.labels[cell.id].cell_class)
        for cell in content.cells.values()
    }
