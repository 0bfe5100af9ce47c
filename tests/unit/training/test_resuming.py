"""A training that was killed goes on from its last epoch, and ends as if nothing had happened."""

import json
import os
import subprocess
import sys

import pytest
import torch
from safetensors.torch import load_file

from leukodesk.core.progress import no_progress
from leukodesk.training.checkpoint import Checkpoints
from leukodesk.training.gate import Gate
from leukodesk.training.loop import Listeners, fit
from leukodesk.training.reading import Normaliser
from leukodesk.training.recipe import SplitChoice
from leukodesk.training.splits import single_split
from leukodesk.training.starting import Starter
from tests.windows_files import refuse_files_in_use

pytestmark = pytest.mark.slow

NORMALISER = Normaliser((0.5, 0.5, 0.5), (0.25, 0.25, 0.25))
RECIPE = """
architecture = "cnn"
start = "scratch"
epochs = 6
batch = 4
patience = 3
schedule = "one-cycle"
controls = false
[crop]
size_px = 32
"""


class KilledError(Exception):
    """Stands for the end of the process."""


@pytest.fixture
def train(make_samples, recipe, tmp_path):
    samples = make_samples(groups=9)
    split = single_split(samples, SplitChoice(), 1)
    parts = samples.take(split.train), samples.take(split.validation)

    def run(folder=None, kill_after=None, said=None, **changes):
        settings = {"epochs": 5, "batch": 8} | changes
        changed = recipe.model_copy(update=settings)
        network = Starter(changed).network(parts[0])
        kept = Checkpoints(tmp_path / folder, "cnn.a", Gate(), **settings).of("the model") if folder else None

        def told(epoch):
            if epoch.number == kill_after:
                raise KilledError

        log = (said if said is not None else []).append
        listeners = Listeners(no_progress, told, log)
        fitted = fit(network, *parts, changed, NORMALISER, listeners, kept)
        return network.state_dict(), fitted

    return run


@pytest.mark.parametrize(
    ("optimiser", "schedule"),
    [
        ("adamw", "cosine"),
        ("adam", "one-cycle"),
        ("adamax", "plateau"),
        ("sgd", "step"),
        ("sgd", "one-cycle"),
    ],
)
def test_an_interrupted_fit_ends_with_the_same_weights(train, optimiser, schedule):
    changes = {"optimiser": optimiser, "schedule": schedule, "step_epochs": 2, "learning_rate": 1e-3}
    unbroken, its_fit = train(**changes)
    with pytest.raises(KilledError):
        train("kept", kill_after=4, **changes)
    said = []
    resumed, other_fit = train("kept", said=said, **changes)
    assert said == ["A training of the same settings was interrupted after epoch 3; going on from there."]
    assert other_fit == its_fit
    assert all(torch.equal(unbroken[name], resumed[name]) for name in unbroken)


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
def test_the_state_that_was_read_is_replaced_where_files_in_use_stay(train, monkeypatch):
    with pytest.raises(KilledError):
        train("kept", kill_after=4, optimiser="adamw")
    refuse_files_in_use(monkeypatch)
    said = []
    train("kept", said=said, optimiser="adamw")
    assert said == ["A training of the same settings was interrupted after epoch 3; going on from there."]


def test_a_fit_that_was_over_is_not_done_again(train):
    first, its_fit = train("kept")
    epochs = []
    again, other_fit = train("kept", said=epochs)
    assert other_fit == its_fit
    assert all(torch.equal(first[name], again[name]) for name in first)


def test_a_state_of_other_settings_is_not_used(train):
    train("kept", learning_rate=1e-3)
    said = []
    train("kept", said=said, learning_rate=2e-3)
    assert said == []


def test_a_damaged_state_is_not_used(train, tmp_path):
    unbroken, _ = train("kept")
    (path,) = (tmp_path / "kept").rglob("*.safetensors")
    path.write_bytes(path.read_bytes()[:1000])
    said = []
    again, _ = train("kept", said=said)
    assert said == []
    assert all(torch.equal(unbroken[name], again[name]) for name in again)


def test_a_state_that_cannot_be_written_is_said_and_training_goes_on(train, tmp_path):
    (tmp_path / "kept").write_text("in the way")
    said = []
    train("kept", said=said)
    (sentence,) = said
    assert "cannot be kept" in sentence


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_worker_goes_on_and_ends_with_the_weights_of_an_unbroken_one(class_folders, tmp_path):
    (tmp_path / "recipe.toml").write_text(RECIPE)

    def start(out):
        command = [sys.executable, "-m", "leukodesk.training.worker", "--dataset", class_folders]
        command += ["--architecture", "cnn", "--recipe", tmp_path / "recipe.toml", "--out", tmp_path / out]
        return subprocess.Popen(
            list(map(str, command)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )

    killed = start("broken")
    for line in killed.stdout:
        if json.loads(line).get("epoch") == 3:
            killed.kill()
            break
    killed.communicate()
    assert not list((tmp_path / "broken").glob("*.json"))
    again = [json.loads(line) for line in start("broken").communicate()[0].splitlines()]
    assert any("going on from there" in event.get("text", "") for event in again)
    unbroken = [json.loads(line) for line in start("whole").communicate()[0].splitlines()]
    assert again[-1]["event"] == unbroken[-1]["event"] == "done"
    assert again[-1]["metrics"] == unbroken[-1]["metrics"]
    one, other = (load_file(tmp_path / out / "cnn.candidate.safetensors") for out in ("broken", "whole"))
    assert all(torch.equal(one[name], other[name]) for name in other)
    assert not list((tmp_path / "broken").glob("*.checkpoint"))
