"""`evaluate --cells-found-by`: a model is judged on cells as a segmenter finds them."""

import json

import pytest

from leukodesk import config
from leukodesk.core.cell import CellKind
from leukodesk.imaging.phantom import render_phantom, write_phantom
from leukodesk.inference.cards import TrainingData
from tests.tiny_model import make_model


@pytest.fixture
def marked_field(tmp_path):
    """A drawn field laid out as ALL-IDB1, with four marks of which two lie on one cell."""
    phantom = render_phantom(seed=1, height=480, width=640, pixel_size_um=0.18)
    places = [cell.centroid for cell in phantom.cells if cell.kind is CellKind.LEUKOCYTE][:3]
    for folder in ("images", "blast"):
        (tmp_path / "marked" / folder).mkdir(parents=True)
    write_phantom(phantom, tmp_path / "marked" / "images" / "Im001_1.png")
    blasts = "".join(f"{column:.0f}\t{row:.0f}\n" for row, column in (*places[:2], places[1]))
    (tmp_path / "marked" / "blast" / "Im001_1.xyc").write_text(blasts)
    row, column = places[2]
    table = f"field,x,y,kind\nIm001_1,{column:.0f},{row:.0f},leukocyte\n"
    (tmp_path / "marked" / "other_kind.csv").write_text(table)
    return tmp_path / "marked"


@pytest.fixture
def model(tmp_path):
    training = TrainingData(
        description="random weights",
        digest="0" * 64,
        n=2,
        class_counts={"blast": 1, "normal": 1},
        recipe={"crop": {"image_pixel_size_um": 0.18}},
    )
    return make_model(config.user_models_dir(), training=training)


@pytest.mark.slow
def test_marked_cells_are_judged_as_they_are_found(model, marked_field, leukodesk):
    asked = ("evaluate", "--model", model.id, "--data", marked_field, "--json", "-")
    marked, found = (
        leukodesk(*asked, *more)
        for more in ((), ("--cells-found-by", "pivot-growing", "--set", "reach_um=2"))
    )
    assert (marked.status, found.status) == (0, 0), found.err
    assert json.loads(marked.out)["n"] == 4
    record = json.loads(found.out)
    assert record["n"] == 3
    assert any("another mark lies on the same cell" in notice for notice in record["notices"])


def test_who_finds_the_cells_is_a_known_segmenter_with_known_settings(model, marked_field, leukodesk):
    asked = ("evaluate", "--data", marked_field)
    wrong = leukodesk(*asked, "--segmenter", "unet-plr", "--cells-found-by", "pivot-growing")
    assert wrong.status == 2
    unknown = leukodesk(*asked, "--model", model.id, "--cells-found-by", "pivot-growin")
    assert (unknown.status, "pivot-growing" in unknown.sentences[-1]) == (1, True)
    setting = leukodesk(*asked, "--model", model.id, "--cells-found-by", "pivot-growing", "--set", "wide=1")
    assert setting.status == 2
    assert leukodesk(*asked, "--model", model.id, "--set", "reach_um=2").status == 2


def test_shares_are_of_folds_that_are_trained_again(model, marked_field, leukodesk):
    asked = ("evaluate", "--data", marked_field, "--model", model.id)
    alone = leukodesk(*asked, "--shares", "0.5")
    assert alone.status == 2
    assert "--trained-on" in alone.err
    odd = leukodesk(*asked, "--trained-on", marked_field, "--shares", "half")
    assert odd.status == 1
    assert "'half' are no shares" in odd.err
