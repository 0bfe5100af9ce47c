"""Jobs on threads, told on the window's thread."""

import errno
import threading
import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, Slot

from leukodesk.core.errors import InputError
from leukodesk.jobs.job import Job
from leukodesk.workspace.job_runner import JobRunner

_STEPS = 10_000


class Listener(QObject):
    """Writes down what a job told, and on which thread."""

    def __init__(self, running=None):
        super().__init__()
        self.told = []
        self.threads = set()
        if running is not None:
            self.listen(running)

    def listen(self, running):
        running.succeeded.connect(self.succeeded)
        running.failed.connect(self.failed)
        running.cancelled.connect(self.cancelled)
        running.finished.connect(self.finished)

    def _note(self, *what):
        self.told.append(what)
        self.threads.add(QThread.currentThread())

    @Slot(object)
    def succeeded(self, value):
        self._note("succeeded", value)

    @Slot(str, str)
    def failed(self, title, sentence):
        self._note("failed", title, sentence)

    @Slot()
    def cancelled(self):
        self._note("cancelled")

    @Slot()
    def finished(self):
        self._note("finished")


@pytest.fixture
def runner(qapp):
    runner = JobRunner()
    yield runner
    runner.shutdown()


def blocker(event):
    return Job("Block", lambda context: event.wait(20), shown=False)


def spin(context):
    while True:
        context.progress(0, 0, "Spinning")
        time.sleep(0.001)


@pytest.mark.parametrize("thread", ["gpu", "io", "cpu"])
def test_value_arrives_on_the_windows_thread(runner, qtbot, thread):
    names = []
    job = Job("Add", lambda context, a: names.append(threading.current_thread().name) or a + 1, (1,))
    listener = Listener(runner.start(job, thread))
    qtbot.waitUntil(lambda: ("finished",) in listener.told)
    assert listener.told == [("succeeded", 2), ("finished",)]
    assert listener.threads == {QThread.currentThread()}
    assert names[0].startswith(f"leukodesk-{thread}")


def test_expected_error_is_a_title_and_a_sentence(runner, qtbot):
    def work(context):
        raise InputError("x.png is empty; choose another.")

    bugs = []
    runner.bug.connect(bugs.append)
    listener = Listener(runner.start(Job("Open x.png", work), "cpu"))
    qtbot.waitUntil(lambda: len(listener.told) == 2)
    assert listener.told == [("failed", "Open x.png", "x.png is empty; choose another."), ("finished",)]
    assert not bugs


def test_bug_is_logged_reported_and_survived(runner, qtbot, caplog):
    with qtbot.waitSignal(runner.bug) as bug:
        listener = Listener(runner.start(Job("Divide", lambda context: 1 // 0), "gpu"))
    qtbot.waitUntil(lambda: len(listener.told) == 2)
    assert "ZeroDivisionError" in bug.args[0]
    assert "ZeroDivisionError" in caplog.text
    kind, title, sentence = listener.told[0]
    assert (kind, title) == ("failed", "Divide")
    assert "ZeroDivision" not in sentence
    after = Listener(runner.start(Job("Go on", lambda context: "alive"), "gpu"))
    qtbot.waitUntil(lambda: after.told == [("succeeded", "alive"), ("finished",)])


def _refused_by_windows():
    error = OSError(errno.EINVAL, "The specified network name is no longer available", "S:/smears/a.h5")
    error.winerror = 64
    return error


@pytest.mark.parametrize(
    "error",
    [
        PermissionError(errno.EACCES, "Permission denied", "S:/smears/a.h5"),
        OSError(errno.ESTALE, "Stale file handle", "S:/smears/a.h5"),
        _refused_by_windows(),
    ],
)
def test_file_that_the_system_refuses_is_no_bug(runner, qtbot, caplog, error):
    def work(context):
        raise error

    bugs = []
    runner.bug.connect(bugs.append)
    listener = Listener(runner.start(Job("Open a.h5", work), "io"))
    qtbot.waitUntil(lambda: len(listener.told) == 2)
    (kind, title, sentence), _ = listener.told
    assert (kind, title) == ("failed", "Open a.h5")
    assert sentence.startswith(f"S:/smears/a.h5 is out of reach ({error.strerror}); check its name")
    assert not bugs
    assert "Traceback" in caplog.text  # whoever looks for the cause finds where


@pytest.mark.parametrize(
    "error",
    [FileNotFoundError(errno.ENOENT, "No such file", "a.h5"), OSError(errno.EIO, "Input/output error")],
)
def test_error_of_the_system_that_names_no_refused_file_is_a_bug(runner, qtbot, error):
    def work(context):
        raise error

    with qtbot.waitSignal(runner.bug):
        runner.start(Job("Open a.h5", work), "io")


def test_running_job_is_cancelled_at_its_next_report(runner, qtbot):
    running = runner.start(Job("Spin", spin), "gpu")
    listener = Listener(running)
    qtbot.waitUntil(lambda: running.context.report[2] == "Spinning")
    runner.cancel(running.id)
    qtbot.waitUntil(lambda: listener.told == [("cancelled",), ("finished",)])


def test_queued_job_is_cancelled_without_beginning(runner, qtbot):
    gate, begun = threading.Event(), []
    runner.start(blocker(gate), "gpu")
    queued = runner.start(Job("Never", lambda context: begun.append(1)), "gpu")
    listener = Listener(queued)
    queued.cancel()
    gate.set()
    qtbot.waitUntil(lambda: listener.told == [("cancelled",), ("finished",)])
    assert not begun


def test_job_that_completes_after_its_cancellation_stays_cancelled(runner, qtbot):
    gate = threading.Event()
    running = runner.start(blocker(gate), "gpu")
    listener = Listener(running)
    running.cancel()
    gate.set()
    qtbot.waitUntil(lambda: listener.told == [("cancelled",), ("finished",)])


def test_job_that_must_finish_cannot_be_cancelled(runner, qtbot):
    gate = threading.Event()
    job = Job("Open", lambda context: gate.wait(20) and "a handle with a lock", must_finish=True)
    running = runner.start(job, "io")
    listener = Listener(running)
    running.cancel()
    gate.set()
    qtbot.waitUntil(lambda: listener.told == [("succeeded", "a handle with a lock"), ("finished",)])


def test_newer_job_of_a_kind_supersedes_the_older_ones(runner, qtbot):
    gate = threading.Event()
    runner.start(blocker(gate), "gpu")
    job = Job("Explain", lambda context: "heat", kind="explain")
    listeners = [Listener(runner.start(job, "gpu", supersede=True)) for _ in range(20)]
    other = Listener(runner.start(Job("Other", lambda context: "kept", kind="other"), "gpu"))
    gate.set()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert [listener.told[0][0] for listener in listeners] == ["cancelled"] * 19 + ["succeeded"]
    assert other.told[0] == ("succeeded", "kept")


def test_progress_is_told_at_a_rate_the_window_can_draw(runner, qtbot):
    told = threading.Event()

    def work(context):
        for number in range(1, _STEPS + 1):
            told.clear()
            context.progress(number, 0, "Counting")
            if number % (_STEPS // 2) == 0:  # what was said last is told, however much came before
                assert told.wait(60)

    reports = []
    runner.job_progress.connect(lambda *report: reports.append(report))
    runner.job_progress.connect(lambda _id, done, *_: done % (_STEPS // 2) or told.set())
    running = runner.start(Job("Count", work), "cpu")
    listener = Listener(running)
    qtbot.waitUntil(lambda: len(listener.told) == 2, timeout=60_000)
    assert listener.told[0][0] == "succeeded"
    assert {_STEPS // 2, _STEPS} <= {report[1] for report in reports}
    assert 2 <= len(reports) <= _STEPS // 100
    assert all(report[0] == running.id and report[3] == "Counting" for report in reports)
    assert [report[1] for report in reports] == sorted(report[1] for report in reports)


def test_only_shown_jobs_are_announced(runner, qtbot):
    started, finished = [], []
    runner.job_started.connect(lambda *job: started.append(job))
    runner.job_finished.connect(finished.append)
    shown = runner.start(Job("Shown", lambda context: None), "cpu").id
    runner.start(Job("Hidden", lambda context: None, shown=False), "cpu")
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert started == [(shown, "Shown")]
    assert finished == [shown]


def test_shutdown_finishes_the_dataset_and_cancels_the_rest(qapp):
    runner = JobRunner()
    saved, spun = [], []

    def save(context):
        time.sleep(0.1)
        saved.append(1)

    def work(context):
        spin(context)
        spun.append(1)

    for _ in range(3):
        runner.start(Job("Save", save, shown=False), "io")
    runner.start(Job("Analyse", work), "gpu")
    runner.shutdown()
    assert saved == [1, 1, 1]
    assert not spun


def test_nothing_runs_after_shutdown(qapp, qtbot):
    runner = JobRunner()
    runner.shutdown()
    ran = []
    running = runner.start(Job("Late", lambda context: ran.append(1)), "io")
    assert running.is_over
    assert not ran
    assert not runner.is_busy


def test_wait_serves_events_until_the_job_is_over(runner):
    let_go = threading.Event()
    running = runner.start(Job("Wait", lambda context: let_go.wait(30)), "io")
    assert not runner.wait(running, 0.02)
    let_go.set()
    assert runner.wait(running, 10)


def test_series_gives_each_item_its_turn_and_can_be_cancelled(runner, qtbot):
    turns, ends, reports = [], [], []
    runner.job_progress.connect(lambda *report: reports.append(report[1:]))
    series = runner.start_series("Add", ["a", "b", "c", "d"], str.upper)
    series.item_due.connect(turns.append)
    series.ended.connect(ends.append)
    series.advance()
    series.extend(["e"])
    series.advance()
    runner.cancel(series.id)
    series.advance()
    assert turns == ["a", "b"]
    assert ends == [True]
    assert reports == [(0, 4, "A"), (1, 5, "B")]
    assert not runner.is_busy


def test_a_job_whose_result_asks_the_reader_is_not_forgotten_meanwhile(runner, qtbot):
    """A dialog serves events, so other jobs end while the first one's result is still being taken."""
    asking = runner.start(Job("Make report", lambda context: "report"), "cpu")
    listener = Listener(asking)

    def ask(_value):
        other = runner.start(Job("Thumbnail", lambda context: None), "io")
        runner.wait(other, 20)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    asking.succeeded.connect(ask)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert listener.told == [("succeeded", "report"), ("finished",)]


def test_a_job_may_begin_while_others_say_how_far_they_are(runner, qtbot):
    begun = []
    gate = threading.Event()

    def begin_another(_job_id, _done, _total, _text):
        if not begun:
            begun.append(runner.start(Job("Another", lambda context: None), "cpu"))

    def report(context):
        context.progress(1, 2, "half")
        gate.wait(20)

    runner.job_progress.connect(begin_another)
    both = [Listener(runner.start(Job(thread, report), thread)) for thread in ("gpu", "io")]
    qtbot.waitUntil(lambda: bool(begun))
    gate.set()
    qtbot.waitUntil(lambda: all(("finished",) in listener.told for listener in both))


def test_a_job_that_gives_way_lets_the_brief_ones_by_that_come_next(runner, qtbot):
    order, may_go_on = [], threading.Event()

    def long(context):
        order.append("begins")
        may_go_on.wait(20)
        context.progress(0, 0)
        order.append("ends")

    def note(name):
        return lambda _: order.append((name, threading.current_thread().name))

    runner.start(Job("Long", long, shown=False, gives_way=True), "io")
    jobs = [
        Job("Save", note("save"), must_finish=True, is_brief=True),
        Job("Look", note("look"), is_brief=True),
        Job("Copy", note("copy")),
        Job("Save", note("save after"), is_brief=True),
    ]
    running = [runner.start(job, "io") for job in jobs]
    may_go_on.set()
    listener = Listener(running[-1])
    qtbot.waitUntil(lambda: ("finished",) in listener.told)
    thread = order[1][1]
    names = ["begins", "save", "look", "ends", "copy", "save after"]
    assert order == [name if name in ("begins", "ends") else (name, thread) for name in names]
    assert thread.startswith("leukodesk-io")


def test_a_job_that_does_not_give_way_is_over_first(runner, qtbot):
    order, may_go_on = [], threading.Event()

    def long(context):
        may_go_on.wait(20)
        context.progress(0, 0)
        order.append("long")

    runner.start(Job("Long", long, shown=False), "io")
    brief = Listener(runner.start(Job("Save", lambda _: order.append("save"), is_brief=True), "io"))
    may_go_on.set()
    qtbot.waitUntil(lambda: ("finished",) in brief.told)
    assert order == ["long", "save"]
