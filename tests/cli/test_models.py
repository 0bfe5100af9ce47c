"""`models`: what is listed, whether it is sound, and in and out."""

import hashlib
import json
import re

import numpy as np
import pytest
from PIL import Image

from leukodesk import config
from leukodesk.inference.cards import Metric, Split
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.registry import architecture_ids

KEYS = ["id", "architecture", "task", "classes", "size_bytes", "sha256", "metrics", "controls"]


def test_the_list_has_the_promised_keys(tiny_model, leukodesk):
    result = leukodesk("models", "list", "--json")
    (record,) = [item for item in json.loads(result.out) if item["id"] == tiny_model.id]
    assert list(record) == KEYS
    weights = config.user_models_dir() / tiny_model.weights_file
    assert record["size_bytes"] == weights.stat().st_size
    assert record["task"] == "cell"
    assert record["classes"] == ["blast", "normal"]


def test_the_list_for_people_is_one_line_per_model(tiny_model, leukodesk):
    lines = leukodesk("models", "list").out.splitlines()
    assert sum(line.startswith(f"{tiny_model.id}\t") for line in lines) == 1


def test_architectures_are_listed(leukodesk):
    assert leukodesk("models", "list", "--architectures").out.split() == list(architecture_ids())
    assert json.loads(leukodesk("models", "list", "--architectures", "--json").out) == list(
        architecture_ids()
    )


def test_a_card_is_shown_as_json(tiny_model, leukodesk):
    shown = json.loads(leukodesk("models", "show", tiny_model.id, "--json").out)
    assert shown["sha256"] == tiny_model.sha256


def test_sound_models_are_said_to_be_sound(tiny_model, leukodesk):
    result = leukodesk("models", "verify")
    assert (result.status, result.err) == (0, "")
    assert "no problem" in result.out


def test_a_model_travels_through_export_and_import(tiny_model, tmp_path, leukodesk, monkeypatch):
    assert leukodesk("models", "export", tiny_model.id, "--out", tmp_path / "out").status == 0
    (archive,) = (tmp_path / "out").iterdir()
    monkeypatch.setenv("LEUKODESK_HOME", str(tmp_path / "elsewhere"))
    assert leukodesk("models", "show", tiny_model.id).status == 1
    assert leukodesk("models", "import", archive).status == 0
    assert json.loads(leukodesk("models", "show", tiny_model.id, "--json").out)["sha256"] == tiny_model.sha256


def test_a_file_that_is_no_model_is_refused(tmp_path, leukodesk):
    (tmp_path / "wrong.zip").write_text("not a model")
    result = leukodesk("models", "import", tmp_path / "wrong.zip")
    assert result.status == 1
    assert "wrong.zip" in result.sentences[0]
    assert len(result.sentences) == 1


def test_a_model_is_told_what_its_cells_look_like(tiny_model, leukodesk, tmp_path):
    random = np.random.default_rng(0)
    for number in range(24):
        name = ("blast", "normal")[number % 2]
        (tmp_path / "cells" / name).mkdir(parents=True, exist_ok=True)
        pixels = random.integers(150, 250, (48, 48, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(tmp_path / "cells" / name / f"{number}.png")
    result = leukodesk("models", "fit-distribution", tiny_model.id, "--data", tmp_path / "cells")
    assert result.status == 0, result.err
    assert f"{tiny_model.id} now tells when a cell is unlike 24 cells of cells" in result.out
    shown = json.loads(leukodesk("models", "show", tiny_model.id, "--json").out)
    assert shown["distribution"]["n"] == 24
    assert shown["sha256"] == tiny_model.sha256
    assert leukodesk("models", "verify").status == 0
    assert leukodesk("models", "fit-distribution", tiny_model.id, "--data", tmp_path / "none").status == 1


SHIPPED = "mobilenet_v2.all-idb1"


@pytest.mark.parametrize(
    "asked", [("models", "fit-distribution", SHIPPED), ("evaluate", "--model", SHIPPED, "--sanity", "--keep")]
)
def test_a_model_that_travels_with_the_program_keeps_its_card(labelled_images, asked, leukodesk):
    card = config.builtin_models_dir() / f"{SHIPPED}.json"
    before = card.read_bytes()
    result = leukodesk(*asked, "--data", labelled_images)
    assert (result.status, len(result.sentences)) == (1, 1)
    assert f"Model {SHIPPED} travels with the program" in result.sentences[0]
    assert "--out" in result.sentences[0]
    assert card.read_bytes() == before


@pytest.mark.slow
def test_a_copy_of_its_card_can_be_had_with_new_figures(labelled_images, leukodesk, tmp_path):
    """As who makes the models that travel with the program does."""
    known = (config.builtin_models_dir() / f"{SHIPPED}.json").read_bytes()
    out = tmp_path / "out"
    asked = ("models", "fit-distribution", SHIPPED, "--data", labelled_images, "--out", out)
    result = leukodesk(*asked)
    assert result.status == 0, result.err
    copied = json.loads((out / f"{SHIPPED}.json").read_bytes())
    described = (out / f"{SHIPPED}.distribution.safetensors").read_bytes()
    assert copied["distribution"]["sha256"] == hashlib.sha256(described).hexdigest()
    asked = ("evaluate", "--model", SHIPPED, "--data", labelled_images, "--sanity", "--keep")
    assert leukodesk(*asked, "--out", tmp_path / "more").status == 0
    assert json.loads((tmp_path / "more" / f"{SHIPPED}.json").read_bytes())["explanations"]["n"] == 24
    assert (config.builtin_models_dir() / f"{SHIPPED}.json").read_bytes() == known
    assert leukodesk("evaluate", "--model", SHIPPED, "--data", labelled_images, "--out", out).status == 2


@pytest.mark.slow
def test_whether_heatmaps_can_be_believed_is_measured_and_kept(tiny_model, leukodesk, tmp_path):
    random = np.random.default_rng(0)
    for number in range(20):
        name = ("blast", "normal")[number % 2]
        (tmp_path / "cells" / name).mkdir(parents=True, exist_ok=True)
        pixels = random.integers(150, 250, (48, 48, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(tmp_path / "cells" / name / f"{number}.png")
    asked = ("evaluate", "--model", tiny_model.id, "--data", tmp_path / "cells", "--json", "-")
    assert "explanations" not in json.loads(leukodesk(*asked).out)
    said = json.loads(leukodesk(*asked, "--sanity").out)["explanations"]
    assert said["n"] == 20
    assert json.loads(leukodesk("models", "show", tiny_model.id, "--json").out)["explanations"] is None
    leukodesk(*asked, "--sanity", "--keep")
    assert json.loads(leukodesk("models", "show", tiny_model.id, "--json").out)["explanations"] == said
    assert leukodesk(*asked, "--keep").status == 2


def test_a_card_is_shown_in_lines_with_the_groups_of_its_split_counted(leukodesk):
    asked = ("models", "show", "hybrid_cnn_gnn-mobilenet_v2.all-subtype")
    lines = leukodesk(*asked).out.splitlines()
    assert len(lines) < 60
    told = dict(line.split("\t", 1) for line in lines)
    assert told["part train"].startswith("1468 images: Benign/WBC-Benign-021, ")
    assert told["part train"].endswith(" and 1465 more")
    assert told["cells found by"].startswith("lab-kmeans (violet)")
    assert told["balanced_accuracy"].startswith("0.99")
    assert told["sensitivity and the like of"] == "each class, their mean"
    assert "control cells_blanked_out" in told
    every = dict(line.split("\t", 1) for line in leukodesk(*asked, "--groups").out.splitlines())
    assert every["part train"].count(", ") == 1467
    assert len(json.loads(leukodesk(*asked, "--json").out)["split"]["groups"]["train"]) == 1468


def test_a_card_says_when_its_model_abstains_and_why_it_never_does(leukodesk, tiny_model):
    def abstains(model_id):
        lines = leukodesk("models", "show", model_id).out.splitlines()
        return dict(line.split("\t", 1) for line in lines)["abstains below"]

    assert abstains(SHIPPED) == "0.789"
    assert abstains("mobilenet_v2.leukocyte8").startswith("never: its recipe asks that 99")
    assert "98%" in abstains("hybrid_cnn_gnn-mobilenet_v2.all-subtype")
    assert abstains(tiny_model.id) == "never"


def test_the_weights_of_a_segmenter_are_shown_alike(leukodesk):
    told = dict(line.split("\t", 1) for line in leukodesk("models", "show", "unet-plr").out.splitlines())
    assert told["task"] == "segment"
    assert "part all_idb1" in told
    # Means of one and more are no counts.
    assert re.fullmatch(
        r"\d\.\d{3} \(\d\.\d{3} to \d+\.\d{3}\)", told["all_idb1: leukocytes_found_per_field"]
    )


def test_figures_of_one_field_come_with_a_caution_and_without_intervals_that_tell_nothing(
    leukodesk, tiny_model
):
    card = tiny_model.model_copy(
        update={
            "split": Split(by="field", name="by field", groups={"train": ("a", "b"), "test": ("c",)}),
            "metrics": {
                "accuracy": Metric(value=0.7, low=0.1, high=0.98),
                "f1": Metric(value=0.692, low=0.692, high=0.692),
            },
            "controls": {"labels_shuffled": {"n": 26, "auc": 0.5, "auc_interval": [0.5, 0.5]}},
        }
    )
    ModelLibrary.default().rewrite_card(card)
    shown = leukodesk("models", "show", card.id)
    assert shown.status == 0, shown.err
    told = dict(line.split("\t", 1) for line in shown.out.splitlines())
    assert told["caution"].startswith("Only 0 cells of 1 patient or field were judged, too few")
    assert told["accuracy"] == "0.700 (0.100 to 0.980)"
    assert told["f1"] == "0.692"
    assert told["sensitivity and the like of"] == "blast"
    assert told["control labels_shuffled"].startswith("n 26, auc 0.500;")
