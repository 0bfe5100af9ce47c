"""Training in a process of its own: its words, its end, and how it is stopped. Real processes."""

import sys
from pathlib import Path

import pytest

from leukodesk.workspace import training_process
from leukodesk.workspace.training_process import TrainingProcess

FAKE = [sys.executable, str(Path(__file__).with_name("fake_worker.py"))]


class Told:
    def __init__(self, process):
        self.ends, self.events = [], []
        process.event_received.connect(self.events.append)
        process.done.connect(lambda event: self.ends.append(("done", event)))
        process.failed.connect(lambda sentence: self.ends.append(("failed", sentence)))
        process.cancelled.connect(lambda: self.ends.append(("cancelled",)))
        process.finished.connect(lambda: self.ends.append(("finished",)))


@pytest.fixture
def process(qapp):
    process = TrainingProcess(FAKE)
    process.told = Told(process)
    yield process
    process.stop()


def run(process, qtbot, kind, out="unused"):
    process.start(["--architecture", kind, "--out", str(out)])
    assert process.is_running
    return process.told


def test_epochs_and_the_candidate_arrive(process, qtbot, tmp_path):
    told = run(process, qtbot, "fine", tmp_path / "out")
    qtbot.waitUntil(lambda: ("finished",) in told.ends)
    assert [event["event"] for event in told.events] == ["started", "epoch", "epoch", "epoch"]
    (kind, event), _ = told.ends
    assert kind == "done"
    assert event["card"].endswith("missing.json")
    assert not process.is_running


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("crash", "RuntimeError: out of luck"),
        ("killed", "ended without a word"),
        ("refused", "label some cells"),
    ],
)
def test_failure_is_one_sentence(process, qtbot, kind, reason):
    told = run(process, qtbot, kind)
    qtbot.waitUntil(lambda: ("finished",) in told.ends)
    (what, sentence), _ = told.ends
    assert what == "failed"
    assert reason in sentence
    assert "Traceback" not in sentence


def test_foreign_output_is_a_log_line(process, qtbot):
    told = run(process, qtbot, "crash")
    qtbot.waitUntil(lambda: ("finished",) in told.ends)
    assert {"event": "log", "text": "some library complains"} in told.events


def test_obedient_worker_is_asked_to_stop(qapp, qtbot, monkeypatch):
    # Nothing but its own obedience can end it within this test.
    monkeypatch.setattr(training_process, "_KILL_AFTER_MS", 600_000)
    process = TrainingProcess(FAKE)
    process.told = Told(process)
    told = run(process, qtbot, "obedient")
    qtbot.waitUntil(lambda: bool(told.events), timeout=30_000)
    process.cancel()
    process.cancel()
    qtbot.waitUntil(lambda: ("finished",) in told.ends, timeout=30_000)
    assert told.ends == [("cancelled",), ("finished",)]


def test_deaf_worker_is_killed(qapp, qtbot, monkeypatch):
    monkeypatch.setattr(training_process, "_KILL_AFTER_MS", 200)
    process = TrainingProcess(FAKE)
    told = Told(process)
    run_deaf = ["--architecture", "deaf", "--out", "unused"]
    process.start(run_deaf)
    qtbot.waitUntil(lambda: bool(told.events))
    process.cancel()
    qtbot.waitUntil(lambda: told.ends == [("cancelled",), ("finished",)])


def test_missing_program_is_a_failure(qapp, qtbot, tmp_path):
    process = TrainingProcess([str(tmp_path / "nothing")])
    told = Told(process)
    process.start([])
    qtbot.waitUntil(lambda: ("finished",) in told.ends)
    assert told.ends[0][0] == "failed"
    assert not process.is_running


def test_second_training_follows_the_first(process, qtbot, tmp_path):
    told = process.told
    for number in (1, 2):
        told.ends.clear()
        run(process, qtbot, "fine", tmp_path / str(number))
        qtbot.waitUntil(lambda: ("finished",) in told.ends)
        assert told.ends[0][0] == "done"


def test_program_end_stops_the_worker(process, qtbot):
    told = run(process, qtbot, "deaf")
    qtbot.waitUntil(lambda: bool(told.events))
    process.stop()
    assert not process.is_running
    assert told.ends == [("cancelled",), ("finished",)]
