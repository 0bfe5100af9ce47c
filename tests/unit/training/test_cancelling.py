"""A training that is cancelled leaves nothing, wherever in its work that meets it."""

import io
import json
import shutil
import sys
import threading

import pytest
import torch

from leukodesk.training import worker
from leukodesk.training.checkpoint import Checkpoints
from leukodesk.training.gate import Gate, ShutError

SOON_S = 20


@pytest.fixture
def cancelled(monkeypatch):
    """A channel that reads ``cancel``, what it said, and the statuses that the process ended with."""
    said, ended, exited = io.StringIO(), [], threading.Event()

    def exit_with(status):
        ended.append(status)
        exited.set()

    monkeypatch.setattr(sys, "stdin", io.StringIO("cancel\n"))
    monkeypatch.setattr(sys, "stdout", said)
    monkeypatch.setattr(worker.os, "_exit", exit_with)
    monkeypatch.setattr(worker, "_GRACE_S", 0)
    return worker.Channel(), said, ended, exited


def test_a_checkpoint_written_while_leftovers_are_removed_is_not_left_behind(
    cancelled, monkeypatch, tmp_path
):
    channel, said, ended, exited = cancelled
    checkpoints = Checkpoints(tmp_path, "cnn.a", channel.gate)
    checkpoint = checkpoints.of("the model")
    checkpoint.save({"weight": torch.ones(3)}, {})
    channel.leftovers = checkpoints.folder
    removed, tried, remove = threading.Event(), threading.Event(), shutil.rmtree

    def remove_and_let_the_training_go_on(*arguments, **options):
        remove(*arguments, **options)
        removed.set()
        assert tried.wait(SOON_S)

    monkeypatch.setattr(worker.shutil, "rmtree", remove_and_let_the_training_go_on)
    channel.listen()
    assert removed.wait(SOON_S)
    with pytest.raises(ShutError):
        checkpoint.save({"weight": torch.zeros(3)}, {})
    tried.set()
    assert exited.wait(SOON_S)
    assert ended == [0]
    assert list(tmp_path.iterdir()) == []
    assert [json.loads(line) for line in said.getvalue().splitlines()] == [{"event": "cancelled"}]


def test_cancelling_waits_for_a_checkpoint_that_is_being_written(cancelled, tmp_path):
    channel, _, _, exited = cancelled
    channel.leftovers = tmp_path / "cnn.a.checkpoint"
    with channel.gate.writing():
        channel.listen()
        assert channel.cancelled.wait(SOON_S)
        channel.leftovers.mkdir()
        assert not exited.is_set()
        (channel.leftovers / "the-model.safetensors").write_bytes(b"whole")
    assert exited.wait(SOON_S)
    assert list(tmp_path.iterdir()) == []


def test_a_model_that_is_being_written_when_cancel_comes_is_written_whole_and_said_to_be_done(cancelled):
    channel, said, ended, _ = cancelled
    with channel.gate.writing(last=True):
        channel.listen()
        assert channel.cancelled.wait(SOON_S)
    assert channel.gate.shut() is False
    channel.finish({"event": "done"})
    assert ended == []
    assert [json.loads(line) for line in said.getvalue().splitlines()] == [{"event": "done"}]


def test_a_failed_last_write_is_no_end():
    gate = Gate()
    with pytest.raises(OSError, match="full"), gate.writing(last=True):
        raise OSError("full")
    assert gate.shut() is True
    with pytest.raises(ShutError), gate.writing():
        pass
