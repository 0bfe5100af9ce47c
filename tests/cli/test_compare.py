"""``leukodesk compare`` on folders of drawn cells."""

import json

import cv2
import numpy as np
import pytest

from leukodesk import config
from leukodesk.training.baselines import BASELINES
from leukodesk.training.metrics import judge
from tests.tiny_model import make_model

RECIPE = """
architecture = "svm-handcrafted"
start = "scratch"
[crop]
size_px = 32
pixel_size_um = 0.6
[split]
test = 0.3
"""


@pytest.fixture
def cells(tmp_path):
    """Ten images of large and of small cells."""
    random = np.random.default_rng(2)
    for class_id, radius in (("blast", 10), ("normal", 5)):
        (tmp_path / "cells" / class_id).mkdir(parents=True)
        for number in range(10):
            pixels = np.full((48, 48, 3), 225, np.uint8)
            cv2.circle(pixels, (24, 24), radius, (140, 50, 110), -1, cv2.LINE_AA)
            pixels = np.clip(pixels + random.normal(0, 5, pixels.shape), 0, 255).astype(np.uint8)
            cv2.imwrite(str(tmp_path / "cells" / class_id / f"{class_id}{number}.png"), pixels)
    return tmp_path / "cells"


@pytest.fixture
def recipe(tmp_path):
    path = tmp_path / "compare.toml"
    path.write_text(RECIPE)
    return path


def test_a_model_is_put_into_a_table_with_intervals_and_controls(cells, recipe, tiny_model, leukodesk):
    result = leukodesk("compare", "--data", cells, "--models", tiny_model.id, "--recipe", recipe)
    assert result.status == 0, result.err
    rows = [line.split("\t") for line in result.out.splitlines()[1:]]
    assert {row[0] for row in rows} == {tiny_model.id, "control colour_statistics"}
    assert all(" to " in row[2] for row in rows)


def test_every_cell_that_is_there_twice_is_named(cells, recipe, tiny_model, leukodesk):
    for number in range(8):
        image = (cells / "blast" / f"blast{number}.png").read_bytes()
        for letter in "abc":
            (cells / "blast" / f"{letter}{number}.png").write_bytes(image)
    result = leukodesk("compare", "--data", cells, "--models", tiny_model.id, "--recipe", recipe)
    assert result.status == 1
    sentence, *lines = result.sentences
    assert sentence.startswith("The same cell would be trained on and judged on: ")
    assert sentence.endswith("keep one file of each and remove the others.")
    listed = "\n".join(lines)
    assert all(f"blast/{name}{n}.png (" in listed for n in range(8) for name in ("blast", "a", "b", "c"))


@pytest.mark.slow
def test_all_classical_models_stand_beside_a_model(cells, recipe, tiny_model, leukodesk):
    arguments = ["--models", tiny_model.id, "--baselines", "--features", "pixels", "--recipe", recipe]
    result = leukodesk("compare", "--data", cells, *arguments, "--json", "-")
    assert result.status == 0, result.err
    document = json.loads(result.out)
    listed = {row["id"] for row in document["rows"] if row["kind"] == "baseline"} | set(document["missing"])
    assert listed == set(BASELINES)
    assert {row["n"] for row in document["rows"]} == {document["n"]}
    for name in document["missing"]:
        assert any(sentence.startswith(f"{name} is not in the table") for sentence in result.sentences)


def test_nothing_to_compare_is_wrong_usage(cells, leukodesk):
    result = leukodesk("compare", "--data", cells)
    assert result.status == 2
    assert "--baselines" in result.err


def test_bad_names_are_one_sentence(cells, recipe, tiny_model, tmp_path, leukodesk):
    for arguments, word in (
        (("--data", tmp_path / "gone", "--baselines"), "gone does not exist"),
        (("--data", cells, "--models", "cnn.tin"), tiny_model.id),
        (("--data", cells, "--baselines", "--recipe", tmp_path / "no.toml"), "no.toml does not exist"),
        (("--data", cells / "blast", "--models", tiny_model.id), "blast"),
    ):
        result = leukodesk("compare", *arguments)
        assert result.status == 1
        assert word in result.sentences[-1]
        assert "Traceback" not in result.err


def test_too_few_cells_to_split_are_refused_in_one_sentence(cells, recipe, tiny_model, leukodesk):
    for path in sorted((cells / "blast").iterdir())[2:]:
        path.unlink()
    result = leukodesk("compare", "--data", cells, "--models", tiny_model.id, "--recipe", recipe)
    assert result.status == 1
    assert "'blast' of cells has 2 cells" in result.sentences[-1]


@pytest.mark.slow
def test_models_of_fields_are_compared_field_by_field(cells, leukodesk):
    model = make_model(
        config.user_models_dir(), "hybrid_cnn_gnn.tiny", weights_of="hybrid_cnn_gnn", task="field"
    )
    result = leukodesk("compare", "--data", cells, "--models", model.id, "--json", "-")
    assert result.status == 0, result.err
    document = json.loads(result.out)
    assert document["task"] == "field"
    assert [row["id"] for row in document["rows"]] == [model.id, "colour_statistics"]
    assert {row["n"] for row in document["rows"]} == {document["n"]}
    shown = leukodesk("compare", "--data", cells, "--models", model.id)
    assert f"{document['n']} held-out fields" in shown.out.splitlines()[0]


def test_cells_and_fields_are_not_mixed(cells, tiny_model, leukodesk):
    names = f"{tiny_model.id},hybrid_cnn_gnn-mobilenet_v2.all-subtype"
    result = leukodesk("compare", "--data", cells, "--models", names)
    assert result.status == 1
    assert "names whole fields" in result.sentences[-1]
    assert len(result.sentences) == 1


@pytest.mark.slow
def test_models_of_overlapping_classes_are_compared_by_those_they_share(cells, recipe, tiny_model, leukodesk):
    more = make_model(config.user_models_dir(), "cnn.more", classes=("smudge", "blast", "normal"))
    names = f"{more.id},{tiny_model.id}"
    result = leukodesk("compare", "--data", cells, "--models", names, "--recipe", recipe, "--json", "-")
    assert result.status == 0, result.err
    assert json.loads(result.out)["classes"] == ["blast", "normal"]
    assert any("Model cnn.more also names smudge" in sentence for sentence in result.sentences)


@pytest.mark.slow
def test_a_class_that_no_cell_has_is_left_out_of_the_comparison(cells, tiny_model, leukodesk):
    more = make_model(config.user_models_dir(), "cnn.more", classes=("smudge", "normal", "blast"))
    result = leukodesk("compare", "--data", cells, "--models", more.id, "--json", "-")
    assert result.status == 0, result.err
    document = json.loads(result.out)
    assert document["classes"] == ["normal", "blast"]
    assert any("Model cnn.more also names smudge" in sentence for sentence in result.sentences)


def test_a_class_that_a_recipe_asks_for_must_be_there(cells, recipe, leukodesk):
    more = make_model(config.user_models_dir(), "cnn.more", classes=("smudge", "normal", "blast"))
    recipe.write_text('classes = ["smudge", "blast", "normal"]\n' + RECIPE)
    result = leukodesk("compare", "--data", cells, "--models", more.id, "--recipe", recipe)
    assert result.status == 1
    assert "no labelled cell of the class 'smudge' that the recipe names" in result.sentences[-1]


@pytest.mark.slow
def test_a_model_is_judged_on_cells_that_lack_one_of_its_classes(cells, leukodesk, monkeypatch):
    # No interval is looked at, and a thousand draws for each control take a second.
    monkeypatch.setitem(judge.__kwdefaults__, "resamples", 20)
    more = make_model(config.user_models_dir(), "cnn.more", classes=("smudge", "normal", "blast"))
    result = leukodesk("evaluate", "--data", cells, "--model", more.id, "--json", "-")
    assert result.status == 0, result.err
    document = json.loads(result.out)
    assert document["classes"] == ["smudge", "normal", "blast"]
    assert set(document["per_class"]) == {"normal", "blast"}
    rows = np.array(document["confusion"])
    assert rows.sum(axis=1).tolist() == [0, 10, 10]
    recall = np.diag(rows)[1:] / 10
    assert document["metrics"]["balanced_accuracy"] == pytest.approx(recall.mean())
    assert "colour_statistics" in document["controls"]
    (notice,) = [said for said in document["notices"] if "smudge" in said]
    assert notice.startswith("No cell that was judged is of the class smudge, which model cnn.more names")
    assert notice in result.sentences
