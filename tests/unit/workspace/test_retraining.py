"""From the labels of the open dataset to a model the reader adopts, or not."""

import json
import shutil
import sys
import threading
from pathlib import Path

import pytest

from leukodesk.config import user_dir, user_models_dir
from leukodesk.core.errors import ModelError
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.model_files import figures_folder
from leukodesk.jobs.interrupted import RunningTraining
from leukodesk.jobs.job import Job
from leukodesk.store.dataset import Dataset
from leukodesk.workspace.training_process import TrainingProcess

FAKE = [sys.executable, str(Path(__file__).with_name("fake_worker.py"))]


@pytest.fixture
def opened(make_workspace, image, settle):
    workspace = make_workspace(training=TrainingProcess(FAKE))
    workspace.open_path(image)
    settle(workspace)
    return workspace


@pytest.fixture
def candidate(opened, qtbot, tmp_path, tiny_model, monkeypatch):
    tiny_model(tmp_path / "trained", "cnn.mine")
    monkeypatch.setenv("FAKE_CANDIDATE", str(tmp_path / "trained"))
    with qtbot.waitSignal(opened.candidate_ready, timeout=10_000) as ready:
        opened.training.start("cnn", seed=7)
        assert opened.training.is_running
    assert not opened.training.is_running
    return ready.args[0]


def arguments():
    (path,) = (user_dir() / "training").glob("*/arguments.json")
    return json.loads(path.read_text())


def test_training_reads_what_is_durable_in_the_datasets_file(
    opened, qtbot, tmp_path, tiny_model, monkeypatch
):
    cell_id = next(iter(opened.content.cells))
    opened.label([cell_id], "blast")
    tiny_model(tmp_path / "trained", "cnn.mine")
    monkeypatch.setenv("FAKE_CANDIDATE", str(tmp_path / "trained"))
    with qtbot.waitSignal(opened.candidate_ready, timeout=10_000):
        opened.training.start("cnn", seed=7, parent="cnn.old")
    given = arguments()
    assert given["--dataset"] == str(opened.dataset_path)
    assert (given["--seed"], given["--parent"], given["--device"]) == ("7", "cnn.old", "auto")
    alone = tmp_path / "alone.h5"
    shutil.copy(opened.dataset_path, alone)  # without the journal: only what the checkpoint wrote
    with Dataset.open(alone, read_only=True) as dataset:
        assert dataset.content.labels[cell_id].cell_class == "blast"


@pytest.mark.parametrize("decide", ["adopt", "discard"])
def test_a_decision_is_on_the_candidate_that_is_shown_while_the_next_ones_card_waits_to_be_read(
    opened, candidate, qtbot, tmp_path, tiny_model, monkeypatch, settle, decide
):
    retrainer, folder = opened.training, user_dir() / "training"
    assert list(folder.glob("*/cnn.mine.json"))
    tiny_model(tmp_path / "next", "cnn.next")
    monkeypatch.setenv("FAKE_CANDIDATE", str(tmp_path / "next"))
    go_on = threading.Event()
    with qtbot.waitSignal(opened.training_event, timeout=10_000, check_params_cb=_is_done):
        retrainer.start("cnn", seed=7)
        qtbot.waitUntil(lambda: retrainer._training is not None, timeout=10_000)
        opened.runner.start(Job("Write much", lambda _: go_on.wait(30)), "io")
    assert retrainer.candidate == candidate
    getattr(retrainer, decide)()
    go_on.set()
    settle(opened)
    if decide == "discard":
        assert not list(folder.glob("*/cnn.mine.json"))
    assert (candidate.id in [card.id for card in opened.library.cards()]) == (decide == "adopt")
    assert "cnn.next" not in [card.id for card in opened.library.cards()]
    assert list(folder.glob("*/cnn.next.json"))
    assert retrainer.candidate.id == "cnn.next"
    retrainer.adopt()
    settle(opened)
    assert opened.model_id == "cnn.next"


def _is_done(event):
    return event["event"] == "done"


def test_candidate_changes_nothing_by_itself(opened, candidate):
    assert opened.training.candidate == candidate
    assert opened.model_id is None
    assert candidate.id not in [card.id for card in opened.library.cards()]


def test_adopted_candidate_is_chosen_and_classifies(opened, candidate, qtbot, settle):
    with qtbot.waitSignals([opened.models_changed, opened.choice_changed]):
        opened.training.adopt()
    settle(opened)
    assert opened.training.candidate is None
    assert opened.model_id == candidate.id
    assert (user_models_dir() / f"{candidate.id}.json").is_file()
    said = opened.content.predictions[candidate.id]
    assert said.keys() == opened.content.cells.keys()
    assert not opened.content.labels


def test_a_candidate_adopted_twice_is_one_model(opened, candidate, settle):
    opened.training.adopt()
    assert opened.training.is_adopting
    opened.training.adopt()
    opened.training.discard()
    settle(opened)
    assert not opened.training.is_adopting
    assert opened.training.candidate is None
    assert opened.model_id == candidate.id
    assert sorted(path.name for path in user_models_dir().glob("cnn*.json")) == ["cnn.mine.json"]
    assert not opened.told["failed"]


def test_a_candidate_that_cannot_be_adopted_goes_on_waiting(opened, candidate, settle, monkeypatch):
    def refuse(path):
        raise ModelError("No space left.")

    with monkeypatch.context() as full:
        full.setattr(opened.library, "adopt", refuse)
        opened.training.adopt()
        settle(opened)
    assert opened.told["failed"][-1][1] == "No space left."
    assert not opened.training.is_adopting
    assert opened.training.candidate == candidate
    opened.training.adopt()
    settle(opened)
    assert opened.model_id == candidate.id


def with_figures():
    """Folder with the figures of the candidate, as a training leaves it."""
    (card,) = (user_dir() / "training").glob("*/cnn.mine.json")
    figures = figures_folder(card)
    figures.mkdir()
    (figures / "roc.png").write_bytes(b"a figure")
    return figures


def test_discarded_candidate_is_gone_with_its_figures(opened, candidate, settle):
    figures = with_figures()
    (figures.parent / "notes.txt").write_text("mine")
    opened.training.discard()
    settle(opened)
    assert opened.training.candidate is None
    assert not list((user_dir() / "training").glob("*/cnn.mine.*"))
    assert (figures.parent / "notes.txt").exists()
    opened.training.adopt()
    settle(opened)
    assert opened.model_id is None
    assert candidate.id not in [card.id for card in ModelLibrary.default().cards()]


def restarted(workspace, make_workspace, settle):
    assert workspace.close()
    again = make_workspace()
    again.prepare()
    settle(again)
    return again


def test_candidate_nobody_decided_on_is_offered_at_the_next_start(opened, candidate, make_workspace, settle):
    again = restarted(opened, make_workspace, settle)
    assert again.training.candidate == candidate
    assert "Train tab" in again.told["notice"][-1][0]
    again.training.adopt()
    settle(again)
    assert again.model_id == candidate.id
    assert restarted(again, make_workspace, settle).training.candidate is None


def test_figures_that_cannot_be_deleted_are_named(opened, candidate, settle, monkeypatch):
    figures = with_figures()

    def refuse(folder):
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(shutil, "rmtree", refuse)
    opened.training.discard()
    settle(opened)
    ((_, sentence),) = opened.told["failed"]
    assert str(figures) in sentence
    assert "Permission denied" in sentence
    assert opened.training.candidate is None


def test_discarded_candidate_is_not_offered_again(opened, candidate, make_workspace, settle):
    opened.training.discard()
    settle(opened)
    again = restarted(opened, make_workspace, settle)
    assert again.training.candidate is None
    assert not again.told["notice"]


def test_candidate_whose_weights_are_lost_is_not_offered(opened, candidate, make_workspace, settle):
    (weights,) = (user_dir() / "training").glob("*/*.safetensors")
    weights.unlink()
    assert restarted(opened, make_workspace, settle).training.candidate is None


def test_failed_training_says_why(opened, qtbot):
    events = []
    opened.training_event.connect(lambda event: events.append(event["event"]))
    with qtbot.waitSignal(opened.failed) as failed:
        opened.training.start("crash")
    assert "out of luck" in failed.args[1]
    assert not opened.training.is_running
    assert events[0] == "started"
    assert events[-1] == "failed"


@pytest.fixture
def cut_off(opened, qtbot, settle, tmp_path, tiny_model, monkeypatch):
    """A training whose worker was killed after an epoch."""
    tiny_model(tmp_path / "trained", "cnn.mine")
    monkeypatch.setenv("FAKE_CANDIDATE", str(tmp_path / "trained"))
    with qtbot.waitSignal(opened.failed, timeout=10_000):
        opened.training.start("cut-off", seed=7)
    settle(opened)
    return opened


def training_files():
    return sorted(path.name for path in (user_dir() / "training").glob("*/*"))


def test_training_that_was_cut_off_goes_on_in_the_next_session(cut_off, qtbot, make_workspace, settle):
    dataset = cut_off.dataset_path
    assert cut_off.training.interrupted.dataset == dataset
    assert "Train tab" in cut_off.told["notice"][-1][0]
    assert cut_off.close()
    again = make_workspace(training=TrainingProcess(FAKE))
    again.prepare()
    settle(again)
    assert again.training.interrupted == cut_off.training.interrupted
    with qtbot.waitSignal(again.candidate_ready, timeout=10_000):
        again.training.resume()
    given = arguments()
    assert (given["--seed"], given["--dataset"]) == ("7", str(dataset))
    assert again.training.interrupted is None
    assert "asked.json" not in training_files()


def test_training_that_was_cut_off_is_forgotten_with_all_it_left(cut_off, settle):
    assert training_files()
    cut_off.training.forget()
    settle(cut_off)
    assert cut_off.training.interrupted is None
    assert not training_files()
    cut_off.training.resume()
    assert not cut_off.training.is_running


def test_training_on_its_way_elsewhere_is_not_offered(cut_off, make_workspace, settle):
    elsewhere = RunningTraining(cut_off.training.interrupted.folder, ["--dataset", "a.h5"])
    other = restarted(cut_off, make_workspace, settle)
    assert other.training.interrupted is None
    elsewhere.leave()


def test_closing_the_window_leaves_a_training_that_can_go_on(opened, qtbot, make_workspace, settle):
    events = []
    opened.training_event.connect(events.append)
    opened.training.start("deaf")
    qtbot.waitUntil(lambda: bool(events))
    (folder,) = (user_dir() / "training").iterdir()
    checkpoints = folder / "cnn.mine.checkpoint"
    checkpoints.mkdir()
    (checkpoints / "the-model.safetensors").write_bytes(b"an epoch")
    assert restarted(opened, make_workspace, settle).training.interrupted.folder == folder


@pytest.mark.parametrize("kind", ["refused", "killed", "crash"])
def test_training_without_an_epoch_leaves_nothing(opened, qtbot, settle, kind):
    with qtbot.waitSignal(opened.failed):
        opened.training.start(kind)
    settle(opened)
    assert opened.training.interrupted is None
    assert not list((user_dir() / "training").iterdir())


def test_training_folder_that_cannot_be_made_is_named(opened, settle):
    (user_dir() / "training").write_text("a file")
    opened.training.start("cnn")
    settle(opened)
    ((_, sentence),) = opened.told["failed"]
    assert str(user_dir() / "training") in sentence
    assert not opened.training.is_running


def test_cancelled_training_is_no_failure(opened, qtbot):
    events = []
    opened.training_event.connect(lambda event: events.append(event["event"]))
    opened.training.start("obedient")
    qtbot.waitUntil(lambda: "started" in events)
    opened.training.cancel()
    qtbot.waitUntil(lambda: not opened.training.is_running)
    assert events[-1] == "cancelled"
    assert not opened.told["failed"]


def test_training_cancelled_before_its_process_began_never_begins(opened, qtbot):
    opened.training.start("obedient")
    opened.training.cancel()
    qtbot.waitUntil(lambda: not opened.training.is_running)
    assert not opened.told["failed"]


def test_one_training_at_a_time(opened, qtbot):
    opened.training.start("obedient")
    opened.training.start("obedient")
    assert "running already" in opened.told["failed"][0][1]
    opened.training.cancel()
    qtbot.waitUntil(lambda: not opened.training.is_running)


def test_without_a_dataset_there_is_nothing_to_learn(workspace):
    workspace.training.start("cnn")
    assert "No dataset is open" in workspace.told["failed"][0][1]
    assert not workspace.training.is_running


def test_closing_stops_the_training(opened, qtbot):
    events = []
    opened.training_event.connect(events.append)
    opened.training.start("deaf")
    qtbot.waitUntil(lambda: bool(events))
    assert opened.close()
    assert not opened.training.is_running


def test_a_candidate_that_cannot_be_read_does_not_take_the_place_of_the_one_that_waits(
    opened, candidate, qtbot, tmp_path, monkeypatch, settle
):
    shutil.copytree(tmp_path / "trained", tmp_path / "broken")
    (tmp_path / "broken" / "cnn.mine.json").write_text("{")
    monkeypatch.setenv("FAKE_CANDIDATE", str(tmp_path / "broken"))
    with qtbot.waitSignal(opened.failed, timeout=10_000):
        opened.training.start("cnn", seed=8)
    assert opened.training.candidate == candidate
    opened.training.adopt()
    settle(opened)
    assert opened.model_id == candidate.id
