"""`train` and `evaluate` on a real dataset of synthetic cells."""

import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Self

import pytest

from leukodesk import config
from leukodesk.cli import training_worker
from leukodesk.core.cell import Label
from leukodesk.core.edits import Act, AddSmears, ChangeCells, LabelChange, SetLabels
from leukodesk.core.errors import ModelError
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.imaging.phantom import render_phantom, write_phantom
from leukodesk.imaging.reader import read_smear
from leukodesk.store.dataset import Dataset
from tests.drawn_crops import write_drawn_crops

ROOT = Path(__file__).parent.parent.parent
RECIPE = """
architecture = "cnn"
epochs = 2
batch = 8
start = "scratch"
controls = false
licence = "synthetic"
[crop]
size_px = 48
pixel_size_um = 0.35
"""


@pytest.fixture(scope="module")
def labelled(tmp_path_factory) -> Path:
    """A dataset of six small synthetic fields with true labels."""
    folder = tmp_path_factory.mktemp("labelled")
    path = folder / "reader.h5"
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        for seed in range(1, 7):
            phantom = render_phantom(seed=seed, height=480, width=640, pixel_size_um=0.18)
            write_phantom(phantom, folder / f"{seed}.png")
            image = read_smear(folder / f"{seed}.png")
            at = datetime(2026, 1, seed, tzinfo=UTC)
            cells = phantom.cells_in(image.smear.id)
            dataset.add_image(image.smear, image.encoded)
            dataset.append(AddSmears((image.smear,)))
            dataset.append(ChangeCells((), cells, Act("phantom", at)))
            changes = tuple(
                LabelChange(new.id, None, Label(phantom.classes[old.id], "phantom", at))
                for old, new in zip(phantom.cells, cells, strict=True)
            )
            dataset.append(SetLabels(changes, Act("phantom", at)))
    return path


@pytest.fixture
def recipe(tmp_path) -> Path:
    path = tmp_path / "quick.toml"
    path.write_text(RECIPE)
    return path


@pytest.mark.slow
@pytest.mark.parametrize("network", ["cnn", "hybrid_cnn_gnn"])
def test_a_model_is_trained_imported_and_judged(network, labelled, recipe, tmp_path, leukodesk):
    out = tmp_path / "out"
    command = ["train", "--dataset", labelled, "--architecture", network, "--recipe", recipe]
    result = leukodesk(*command, "--seed", 3, "--out", out)
    assert result.status == 0, result.err
    assert "epoch 1 of 2" in result.err
    (card,) = out.glob("*.json")
    assert str(card) in result.out
    assert json.loads(card.read_text())["training"]["seed"] == 3
    assert result.sentences[-1].startswith("Only ")
    assert "too few to tell how the model does on others" in result.sentences[-1]
    for line in result.out.splitlines():
        low, to, high = line.rpartition("\t")[2].partition(" to ")
        assert not to or low != high
    assert leukodesk("models", "import", card).status == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    again = leukodesk(*command, "--seed", 4, "--out", out)
    assert {path: path.read_bytes() for path in before} == before, "a candidate is not written over"
    (second,) = set(out.glob("*.json")) - {card}
    assert second.stem == f"{card.stem}-2"
    assert f"Candidate written: {second}" in again.out
    assert json.loads(second.read_text())["training"]["seed"] == 4
    assert leukodesk("models", "import", second).out == f"Imported {second.stem}.\n"
    judged = leukodesk("evaluate", "--model", card.stem, "--data", labelled, "--json", "-")
    assert judged.status == 0, judged.err
    record = json.loads(judged.out)
    keys = {"model", "data", "split", "n", "metrics", "intervals", "controls", "confusion"}
    assert keys <= set(record)
    assert {"accuracy", "balanced_accuracy", "auc", "sensitivity", "specificity", "f1"} <= set(
        record["metrics"]
    )
    assert sum(map(sum, record["confusion"])) == record["n"]
    lines = leukodesk("evaluate", "--model", card.stem, "--data", labelled).out.splitlines()
    assert any(line.startswith("balanced_accuracy\t") for line in lines)
    wrong = leukodesk("evaluate", "--model", card.stem, "--data", labelled, "--split", "nothing")
    assert wrong.status == 1
    assert "nothing" in wrong.sentences[-1]


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Let processes be interrupted: what a shell runs in its background inherits that Ctrl+C is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.slow
@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_stops_a_training_and_leaves_nothing_half(labelled, tmp_path):
    recipe = tmp_path / "long.toml"
    recipe.write_text(RECIPE.replace("epochs = 2", "epochs = 500\npatience = 0"))
    out = tmp_path / "out"
    command = ["train", "--dataset", labelled, "--architecture", "cnn", "--recipe", recipe, "--out", out]
    process = subprocess.Popen(
        [sys.executable, "-m", "leukodesk", *map(str, command)], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    while "epoch" not in process.stderr.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    said = process.stderr.read()
    assert process.wait(60) == 130
    assert "epoch 500" not in said, "it was left to end"
    assert "Traceback" not in said
    assert said.splitlines()[-1] == "leukodesk: Interrupted; no model was made."
    assert list(out.iterdir()) == []


@pytest.mark.slow
def test_a_dataset_without_labels_is_refused_in_one_sentence(tmp_path, leukodesk):
    path = tmp_path / "empty.h5"
    Dataset.create(path, BLAST_NORMAL).close()
    result = leukodesk("train", "--dataset", path, "--architecture", "cnn", "--out", tmp_path / "out")
    assert result.status == 1
    # Smudge cells may be labelled all the same.
    assert "empty.h5 has no cells labelled with a class to learn" in result.sentences[-1]
    assert "Traceback" not in result.err


def test_a_recipe_with_an_unknown_key_is_refused(tmp_path, recipe, leukodesk):
    recipe.write_text(RECIPE.replace("epochs", "epoch"))
    result = leukodesk(
        "train", "--dataset", tmp_path, "--architecture", "cnn", "--recipe", recipe, "--out", tmp_path / "out"
    )
    assert result.status == 1
    assert "quick.toml" in result.sentences[-1]
    assert "epoch" in result.sentences[-1]


def test_an_unknown_model_cannot_be_judged(tiny_model, tmp_path, leukodesk):
    result = leukodesk("evaluate", "--model", "cnn.tin", "--data", tmp_path)
    assert result.status == 1
    assert tiny_model.id in result.err
    result = leukodesk("evaluate", "--model", tiny_model.id, "--data", config.user_dir() / "gone")
    assert result.status == 1
    assert "gone" in result.sentences[-1]


def test_a_worker_that_is_gone_before_it_can_be_told_to_stop_still_has_its_say(monkeypatch):
    event = json.dumps({"event": "failed", "message": "too few cells"})
    gone = f"import os; os.close(0); print({event!r}, flush=True)"
    monkeypatch.setattr(training_worker, "own_command", lambda _: [sys.executable, "-c", gone])
    with pytest.raises(ModelError, match="too few cells"):
        training_worker.run_worker([], lambda event: None)


class WindowsWorker:
    """A worker that has only begun, on a system where Ctrl+C neither spares children nor ends a read."""

    started: ClassVar[dict[str, object]]

    def __init__(self, *_command: object, **started: object) -> None:
        WindowsWorker.started = started
        reading, self._writing = os.pipe()
        self.stdin, self.stdout = io.StringIO(), UninterruptedReading(reading)
        os.write(self._writing, b'{"event": "started"}\n')

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._writing)

    def wait(self, _timeout: float) -> None:
        """It ends at once."""


class UninterruptedReading:
    def __init__(self, descriptor: int) -> None:
        self._file = os.fdopen(descriptor)

    def __iter__(self) -> Iterator[str]:
        assert threading.current_thread() is not threading.main_thread(), "Ctrl+C waits for the next line"
        return iter(self._file)


def test_ctrl_c_on_windows_reaches_the_training_as_a_word(monkeypatch):
    """There, children of a console get its Ctrl+C, and a read that waits goes on waiting."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0x200, raising=False)
    monkeypatch.setattr(subprocess, "Popen", WindowsWorker)
    told = []

    def ctrl_c(_event: training_worker.Event) -> None:
        raise KeyboardInterrupt

    stop = training_worker._stop

    def stopped(worker: Any) -> None:
        stdin = worker.stdin
        monkeypatch.setattr(stdin, "close", lambda: told.append(stdin.getvalue()))
        stop(worker)

    monkeypatch.setattr(training_worker, "_stop", stopped)
    with pytest.raises(KeyboardInterrupt):
        training_worker.run_worker([], ctrl_c)
    assert told == ["cancel\n"]
    assert WindowsWorker.started["creationflags"] == subprocess.CREATE_NEW_PROCESS_GROUP


@pytest.mark.slow
def test_images_that_a_segmenter_cannot_be_judged_on_are_named_with_its_figures(tmp_path, leukodesk):
    write_drawn_crops(tmp_path / "crops", 1, 17, 18)
    (tmp_path / "crops" / "18.png").write_bytes(b"no image")
    (tmp_path / "short.toml").write_text("epochs = 1\nwindows = 2\nbatch = 2\nworkers = 0\n")
    arguments = ["--segmenter", "unet-plr", "--recipe", tmp_path / "short.toml", "--device", "cpu"]
    result = leukodesk("train", "--dataset", tmp_path / "crops", *arguments, "--out", tmp_path / "out")
    assert result.status == 0, result.err
    assert "1 image of the test part could not be judged:\n" in result.out
    assert [text.count("18.png") for text in (result.out, result.err)] == [1, 1]
