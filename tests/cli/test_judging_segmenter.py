"""`models judge` of a segmenter's weights."""

import json
import shutil

import pytest

from leukodesk import config
from leukodesk.inference.card_files import save_card
from leukodesk.inference.cards import Metric
from leukodesk.inference.segmenter_library import FOLDER, SegmenterLibrary
from tests.drawn_crops import write_drawn_crops

FORMER = Metric(value=0.5, low=0.4, high=0.6)


@pytest.fixture
def make_own():
    """Gives the shipped weights among the user's own, with a card that says other things."""

    def make(metrics=("crops: dice_cell",), learnt=()):
        card, home = SegmenterLibrary.default().card("unet-plr")
        own = config.user_models_dir() / FOLDER
        own.mkdir(parents=True)
        shutil.copy(home / card.weights_file, own / "mine.safetensors")
        split = card.split.model_copy(update={"groups": {"crops": tuple(learnt)}})
        changes = {
            "id": "mine",
            "weights_file": "mine.safetensors",
            "split": split,
            "metrics": dict.fromkeys(metrics, FORMER),
        }
        save_card(card.model_copy(update=changes), own)
        return own / "mine.json"

    return make


@pytest.fixture
def crops(tmp_path):
    """A folder with two crops to judge on, 17 and 42."""
    write_drawn_crops(tmp_path / "crops", 1, 17, 42)
    return tmp_path / "crops"


def test_its_card_gets_the_figures_of_now_and_its_weights_stay(make_own, crops, leukodesk):
    path = make_own()
    before = json.loads(path.read_text())
    result = leukodesk("models", "judge", "mine", "--data", crops)
    assert result.status == 0, result.err
    after = json.loads(path.read_text())
    assert after["sha256"] == before["sha256"]
    assert after["metrics"]["crops: dice_cell"]["value"] > 0.8
    assert after["metrics_on"]["n"] == 2
    said = dict(line.split("\t", 1) for line in result.out.splitlines() if "\t" in line)
    assert said["crops: dice_cell"].startswith("0.500 (0.400 to 0.600)\t0.9")
    assert leukodesk("models", "verify").status == 0


def test_those_of_the_program_are_measured_into_a_copy(crops, leukodesk, tmp_path):
    asked = ("models", "judge", "unet-plr", "--data", crops)
    assert "name a folder for a copy of its card with --out" in leukodesk(*asked).sentences[-1]
    result = leukodesk(*asked, "--out", tmp_path / "out")
    assert result.status == 1
    assert "has no set all_idb1, all_idb2" in result.sentences[-1]


def test_an_image_that_was_learnt_from_is_not_judged(make_own, crops, leukodesk):
    path = make_own(learnt=("17",))
    before = path.read_bytes()
    result = leukodesk("models", "judge", "mine", "--data", crops)
    assert (result.status, len(result.sentences)) == (1, 1)
    assert "mine has learnt from 17 of crops" in result.sentences[0]
    assert path.read_bytes() == before


def test_an_image_that_cannot_be_read_leaves_the_card_alone(make_own, crops, leukodesk):
    path = make_own()
    before = path.read_bytes()
    (crops / "17.png").write_bytes((crops / "17.png").read_bytes()[:500])
    result = leukodesk("models", "judge", "mine", "--data", crops)
    assert (result.status, len(result.sentences)) == (1, 1)
    assert "17.png" in result.sentences[0]
    assert path.read_bytes() == before


@pytest.mark.slow
def test_a_card_that_cannot_be_written_is_told_before_anything_is_measured(
    make_own, crops, leukodesk_process, tmp_path
):
    path = make_own()
    before = path.read_bytes()
    path.parent.chmod(0o555)
    result = leukodesk_process(
        "models", "judge", "mine", "--data", crops, LEUKODESK_HOME=str(config.user_dir())
    )
    path.parent.chmod(0o755)
    assert (result.status, len(result.sentences)) == (1, 1), result.err
    assert f"Nothing can be written to the folder {path.parent}" in result.sentences[0]
    assert path.read_bytes() == before
