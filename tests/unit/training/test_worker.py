import io
import json
import os
import subprocess
import sys

import pytest
import torch

from leukodesk.inference.card_files import load_card, verify
from leukodesk.training import worker

QUICK = """
architecture = "cnn"
start = "scratch"
epochs = {epochs}
batch = 4
controls = false
[crop]
size_px = 32
"""


@pytest.fixture
def start(tmp_path, class_folders):
    """Starts the worker; ``read`` gives its events."""
    running = []

    def begin(epochs=2, dataset=class_folders, text=QUICK, more=()):
        (tmp_path / "quick.toml").write_text(text.format(epochs=epochs))
        command = [sys.executable, "-m", "leukodesk.training.worker", "--dataset", str(dataset)]
        command += [
            "--architecture",
            "cnn",
            "--recipe",
            str(tmp_path / "quick.toml"),
            "--out",
            str(tmp_path / "out"),
        ]
        process = subprocess.Popen(
            [*command, *more],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.communicate()


def rest(process):
    out, errors = process.communicate(timeout=120)
    return [json.loads(line) for line in out.splitlines()], errors


@pytest.mark.slow
def test_a_training_ends_with_its_card(start, tmp_path):
    events, errors = rest(start())
    assert [event["event"] for event in events][:2] == ["started", "log"]
    epochs = [event for event in events if event["event"] == "epoch"]
    assert [event["epoch"] for event in epochs] == [1, 2]
    assert {"epochs", "train_loss", "validation_loss", "balanced_accuracy"} <= epochs[0].keys()
    done = events[-1]
    assert done["event"] == "done"
    path = tmp_path / "out" / "cnn.candidate.json"
    assert done["card"] == str(path)
    card = load_card(path)
    verify(card, path.parent)
    assert done["metrics"]["accuracy"]["value"] == card.metrics["accuracy"].value
    assert errors == ""


@pytest.mark.slow
def test_cancel_stops_within_a_few_epochs_and_leaves_no_model(start, tmp_path):
    process = start(epochs=5000)
    for line in process.stdout:
        if json.loads(line)["event"] == "epoch":
            break
    process.stdin.write("cancel\n")
    process.stdin.flush()
    *rest, last = [json.loads(line) for line in process.stdout]
    assert last == {"event": "cancelled"}
    assert process.wait(timeout=5) == 0
    # One of them is a few milliseconds; some may have been on their way before the word arrived.
    assert sum(event["event"] == "epoch" for event in rest) < 20
    assert not list((tmp_path / "out").glob("*"))


def test_cancel_works_while_torch_is_still_being_imported(start):
    process = start(epochs=5000)
    assert json.loads(process.stdout.readline())["event"] == "started"
    process.stdin.write("cancel\n")
    process.stdin.flush()
    events, errors = rest(process)
    assert [event["event"] for event in events] == ["cancelled"]
    assert errors == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": QUICK + "colour = 1\n"}, "unknown key 'crop.colour'"),
        ({"more": ("--parent", "cnn.none")}, "no model called 'cnn.none'"),
        ({"more": ("--architecture", "cnm")}, "did you mean: cnn?"),
    ],
)
def test_what_is_wrong_is_one_sentence_without_a_traceback(start, change, sentence):
    process = start(**change)
    events, errors = rest(process)
    assert events[-1]["event"] == "failed"
    assert sentence in events[-1]["message"]
    assert errors == ""
    assert process.returncode == 1


@pytest.mark.slow
def test_an_end_of_input_is_no_cancel(start):
    process = start()
    process.stdin.close()
    process.stdin = None
    events, _ = rest(process)
    assert events[-1]["event"] == "done"


@pytest.mark.slow
def test_a_training_nobody_listens_to_stops_without_a_model(start, tmp_path):
    process = start(epochs=5000)
    for line in process.stdout:
        if json.loads(line)["event"] == "epoch":
            break
    process.stdout.close()
    process.stdout = None
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert errors == ""
    # It may go on some day, unlike one that was cancelled.
    assert [path.suffix for path in (tmp_path / "out").iterdir()] in ([], [".checkpoint"])


def test_what_libraries_print_is_no_event():
    code = (
        "from leukodesk.training.worker import Channel\n"
        "channel = Channel()\n"
        "print('Downloading: weights')\n"
        "channel.send({'event': 'started'})\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert [json.loads(line) for line in done.stdout.splitlines()] == [{"event": "started"}]
    assert "Downloading" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system in the words of POSIX")
@pytest.mark.parametrize("more", [(), ("--in-background",)])
def test_a_training_of_the_window_lets_others_go_first(start, more):
    process = start(more=more)
    assert json.loads(process.stdout.readline()) == {"event": "started"}
    own = os.getpriority(os.PRIO_PROCESS, 0)
    lower = os.getpriority(os.PRIO_PROCESS, process.pid) - own
    assert (lower > 0) == bool(more)


@pytest.mark.slow
def test_a_parent_that_learnt_from_the_same_cells_gives_way(start, tmp_path):
    first = rest(start())[0][-1]["card"]
    heir = QUICK.replace('"scratch"', '"parent"')
    events, errors = rest(start(text=heir, more=("--parent", first, "--tag", "heir")))
    assert events[-1]["event"] == "done", errors
    card = load_card(tmp_path / "out" / "cnn.heir.json")
    assert (card.parent, card.training.recipe["start"]) == (None, "scratch")
    told = [event["text"] for event in events if event["event"] == "log"]
    assert any("learnt from" in text and "random weights instead" in text for text in told)
    assert "learnt from" in card.training.description


@pytest.mark.slow
def test_what_is_fitted_anew_claims_no_parent(start, tmp_path):
    classical = QUICK.replace('"cnn"', '"SVC"').replace('"scratch"', '"parent"')
    first = rest(start(text=classical.replace('"parent"', '"scratch"'), more=("--architecture", "SVC")))[0]
    parent = first[-1]["card"]
    events, errors = rest(start(text=classical, more=("--architecture", "SVC", "--parent", parent)))
    assert any("is fitted anew" in event.get("text", "") for event in events), errors
    card = load_card(tmp_path / "out" / "SVC.candidate.json")
    assert card.parent is None
    assert card.training.recipe["start"] == "scratch"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (torch.OutOfMemoryError("CUDA out of memory."), "graphics card has too little free memory"),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory"), "memory of this computer"),
        (MemoryError(), "memory of this computer"),
    ],
)
def test_a_lack_of_memory_is_no_bug(monkeypatch, error, sentence):
    def train(*_):
        raise error

    told, traced = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", told)
    monkeypatch.setattr(sys, "stderr", traced)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setattr(worker, "_train", train)
    assert worker.main(["--dataset", "d", "--out", "o", "--architecture", "cnn"]) == 1
    assert sentence in json.loads(told.getvalue().splitlines()[-1])["message"]
    assert traced.getvalue() == ""
