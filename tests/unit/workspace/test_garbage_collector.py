"""Objects of Qt that only refer to each other end on the thread of the window."""

import gc
import threading

import pytest
from PySide6.QtCore import QTimer

from leukodesk.jobs.job import Job
from leukodesk.workspace.job_runner import JobRunner


class Ticking(QTimer):
    """A running timer that refers to itself, and notes where it ends."""

    ended_on = []  # noqa: RUF012

    def __init__(self):
        super().__init__()
        self.me = self
        self.start(1)

    def __del__(self):
        Ticking.ended_on.append(threading.current_thread())


def make_objects(context, kept):
    """As many as make Python look for garbage several times over."""
    kept.extend([number] for number in range(50_000))


@pytest.fixture
def runner(qapp):
    Ticking.ended_on = []
    runner = JobRunner()
    yield runner
    runner.shutdown()
    assert gc.isenabled()


@pytest.mark.parametrize("thread", ["gpu", "io", "cpu"])
def test_no_timer_of_the_window_ends_on_the_thread_of_a_job(runner, qtbot, thread):
    kept = []
    Ticking()
    running = runner.start(Job("Work", make_objects, (kept,)), thread)
    assert runner.wait(running, 20)
    qtbot.waitUntil(lambda: bool(Ticking.ended_on), timeout=20_000)
    assert set(Ticking.ended_on) == {threading.main_thread()}


def test_python_collects_on_its_own_when_the_last_runner_is_over(runner):
    second = JobRunner()
    second.shutdown()
    second.shutdown()
    assert not gc.isenabled()
