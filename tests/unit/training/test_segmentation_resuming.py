"""A segmenter's training that was killed goes on from its last epoch, and ends as if nothing had happened."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest
import torch
from safetensors.torch import load_file

from leukodesk.core.errors import CancelledError, InputError, ModelError
from leukodesk.core.progress import no_progress
from leukodesk.inference.card_files import load_card_of
from leukodesk.inference.cards import SegmenterCard
from leukodesk.training.loop import NOBODY, Listeners
from leukodesk.training.segmentation import fit as fitting
from leukodesk.training.segmentation.recipe import SegmentationRecipe
from leukodesk.training.segmentation.train import train_segmenter
from tests.drawn_crops import write_drawn_crops

pytestmark = pytest.mark.slow

RECIPE = SegmentationRecipe(epochs=4, windows=3, batch=2, workers=0)
GOING_ON = "A training of the same settings was interrupted after epoch {}; going on from there."


class KilledError(Exception):
    """Stands for the end of the process."""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """A crop to learn from and one to judge on."""
    folder = tmp_path_factory.mktemp("drawn") / "crops"
    write_drawn_crops(folder, 1, 17)
    return folder


@pytest.fixture
def train(drawn, tmp_path):
    def run(out="out", kill_after=None, data=drawn, **changes):
        said, losses = [], []

        def on_epoch(epoch):
            losses.append(epoch.train_loss)
            if epoch.number == kill_after:
                raise KilledError

        listeners = Listeners(no_progress, on_epoch, said.append)
        try:
            train_segmenter(data, RECIPE.model_copy(update=changes), "cpu", tmp_path / out, listeners)
        except KilledError:
            return said, losses, None
        return said, losses, load_file(tmp_path / out / "unet-plr.safetensors")

    return run


def same(one, other):
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def test_an_interrupted_training_ends_with_the_same_weights(train, tmp_path):
    _, losses, unbroken = train("whole")
    assert train("broken", kill_after=3) == ([], losses[:3], None)
    assert [path.name for path in (tmp_path / "broken").iterdir()] == ["unet-plr.checkpoint"]
    said, again, resumed = train("broken")
    assert said == [GOING_ON.format(2)]
    assert again == losses
    assert same(resumed, unbroken)
    assert not list((tmp_path / "broken").glob("*.checkpoint"))


def test_another_recipe_or_other_cells_start_anew(train, drawn, tmp_path):
    train(kill_after=2)
    assert train(kill_after=1, seed=7)[0] == []
    train(kill_after=2)
    (tmp_path / "more").mkdir()
    other = tmp_path / "more" / "crops"
    write_drawn_crops(other, 1, 2, 17)
    assert train(kill_after=1, data=other)[0] == []


def test_another_version_starts_anew(train, monkeypatch):
    train(kill_after=2)
    monkeypatch.setattr("leukodesk.__version__", "0.0.1")
    assert train(kill_after=1)[0] == []


@pytest.mark.parametrize(("where", "stop"), [("epoch 2", KeyboardInterrupt), ("judging", CancelledError)])
def test_a_cancelled_training_leaves_nothing(drawn, tmp_path, where, stop):
    losses = []

    def progress(done, total, text=""):
        if text.startswith("17.png" if where == "judging" else "loss") and losses:
            raise stop

    with pytest.raises(stop):
        train_segmenter(drawn, RECIPE, "cpu", tmp_path, Listeners(progress, losses.append))
    assert not list(tmp_path.iterdir())


def test_a_loss_that_breaks_later_keeps_the_weights_of_the_last_whole_epoch(train, monkeypatch):
    before = train("before", kill_after=3)[1]
    loss_of, calls = fitting.loss_of, []

    def breaking(logits, targets):
        calls.append(1)
        return loss_of(logits, targets) * (float("nan") if len(calls) == 4 else 1)

    monkeypatch.setattr(fitting, "loss_of", breaking)
    said, losses, weights = train()
    assert said == [
        "The loss stopped being a number at batch 1 of epoch 3; the weights after epoch 2 were kept."
    ]
    assert losses == before[:2]
    assert all(torch.isfinite(value).all() for value in weights.values())


def test_a_rise_of_one_step_is_trained_as_any_other(drawn, tmp_path):
    recipe = RECIPE.model_copy(update={"epochs": 1, "windows": 10, "batch": 1})
    assert train_segmenter(drawn, recipe, "cpu", tmp_path).card.is_file()


def test_a_folder_with_nothing_to_judge_on_is_refused_before_training(tmp_path):
    write_drawn_crops(tmp_path / "crops", 1, 2)
    said = []
    told = Listeners(lambda done, total, text="": said.append(text), no_progress)
    with pytest.raises(InputError, match="no image in the part 'test'"):
        train_segmenter(tmp_path / "crops", RECIPE, "cpu", tmp_path / "out", told)
    assert not [text for text in said if text.startswith("loss")]


def test_a_loss_that_breaks_at_once_names_the_recipe(drawn, tmp_path):
    hot = RECIPE.model_copy(update={"learning_rate": 1e30, "windows": 6})
    with pytest.raises(ModelError, match=r"of epoch 1; lower learning_rate, now 1e\+30, in \S+hot\.toml and"):
        train_segmenter(drawn, hot, "cpu", tmp_path / "out", NOBODY, tmp_path / "hot.toml")


def test_images_that_cannot_be_judged_are_named(drawn, tmp_path):
    write_drawn_crops(tmp_path / "crops", 1, 17, 18)
    (tmp_path / "crops" / "18.png").write_bytes(b"no image")
    said = []
    listeners = replace(NOBODY, log=said.append)
    trained = train_segmenter(tmp_path / "crops", RECIPE, "cpu", tmp_path / "out", listeners)
    (refusal,) = trained.refused
    assert "18.png" in refusal
    assert said == [refusal]
    assert load_card_of(trained.card, SegmenterCard).metrics_on.n == 1


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_command_goes_on_and_ends_with_the_weights_of_an_unbroken_one(drawn, tmp_path):
    (tmp_path / "recipe.toml").write_text("epochs = 4\nwindows = 3\nbatch = 2\nworkers = 1\n")

    def start(out):
        command = [sys.executable, "-m", "leukodesk", "train", "--segmenter", "unet-plr", "--device", "cpu"]
        command += ["--dataset", drawn, "--recipe", tmp_path / "recipe.toml", "--out", tmp_path / out]
        return subprocess.Popen(
            list(map(str, command)),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )

    killed = start("broken")
    for line in killed.stderr:
        if "epoch 3 of 4" in line:
            killed.kill()
            break
    killed.communicate()
    assert [path.name for path in (tmp_path / "broken").iterdir()] == ["unet-plr.checkpoint"]
    again, said = start("broken").communicate()
    assert "going on from there" in said
    unbroken, _ = start("whole").communicate()
    assert again.replace("broken", "whole") == unbroken
    assert "unet-plr.json" in unbroken
    one, other = (load_file(tmp_path / out / "unet-plr.safetensors") for out in ("broken", "whole"))
    assert same(one, other)
    assert not list((tmp_path / "broken").glob("*.checkpoint"))
