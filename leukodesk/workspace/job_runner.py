"""Runs jobs on worker threads and reports them on the thread of the window."""

import logging
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any, Final, Literal

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, QTimer, Signal, Slot

from leukodesk.core.errors import CancelledError, LeukoDeskError, as_refusal
from leukodesk.core.sentence import Sentence
from leukodesk.jobs.job import NOTHING_YET, Job, JobContext
from leukodesk.workspace.garbage_collector import GarbageCollector
from leukodesk.workspace.job_series import JobSeries
from leukodesk.workspace.words import later, tr, worded

ThreadName = Literal["gpu", "io", "cpu"]
"""``gpu``: everything torch does. ``io``: the only thread that touches the dataset's files.
``cpu``: reading and decoding images, so that neither an analysis nor a save delays looking."""

BRINGING: Final = "bringing"
"""Kind of jobs that store what the reader's next edit needs: an import or a merge that was asked for."""

_THREADS: Final[tuple[ThreadName, ...]] = ("gpu", "io", "cpu")
_REPORT_EVERY_MS: Final = 50
_LOOK_EVERY_MS: Final = 10_000

_BUG_SENTENCE: Final = later("Something went wrong inside LeukoDesk; the log has the details.")

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Outcome:
    """How a job ended; exactly one of the three."""

    value: Any = None
    error: LeukoDeskError | None = None
    bug: str = ""
    cancelled: bool = False


class RunningJob(QObject):
    """One job on its way. Lives on the window's thread; connect methods of QObjects only.

    Attributes:
        id: number of the job, unique in one runner.
        job: what runs.
        is_over: it came to an end, which is being told or was told.
        is_told: all who listen know how it ended, unless they listen to ``finished``.
        error: why it could not be done, once ``failed`` says so; None if that was a bug.

    Signals:
        succeeded: the job returned; arg: its value.
        failed: it could not be done; args: title and one clear sentence.
        cancelled: it was stopped, or superseded by a newer job of its kind.
        finished: after exactly one of the others.
        ended: from the worker's thread; private.
    """

    succeeded = Signal(object)
    failed = Signal(str, str)
    cancelled = Signal()
    finished = Signal()
    ended = Signal(object)

    def __init__(self, number: int, job: Job, thread: ThreadName, parent: "JobRunner") -> None:
        super().__init__(parent)
        self.id = number
        self.job = job
        self.runs_on = thread
        self.context = JobContext(partial(parent.let_brief_by, thread) if job.gives_way else None)
        self.shown_report = NOTHING_YET
        self.is_over = False
        self.is_told = False
        self.error: LeukoDeskError | None = None
        self.ended.connect(self._deliver)

    def cancel(self) -> None:
        """Ask the job to stop; ``cancelled`` follows, also if it completes after all."""
        if not self.job.must_finish:
            self.context.cancel()

    def run(self) -> None:
        """Do the job; on the worker's thread."""
        try:
            outcome = _Outcome(value=self.job.run(self.context))
        except CancelledError:
            outcome = _Outcome(cancelled=True)
        except LeukoDeskError as error:
            outcome = _Outcome(error=error)
        except Exception as error:  # the outermost boundary of a job: it is logged, the program lives on
            _log.exception("%s failed", self.job.title)
            refused = as_refusal(error)
            outcome = _Outcome(error=refused) if refused else _Outcome(bug=traceback.format_exc())
        self.ended.emit(outcome)

    def give_up(self) -> None:
        """End the job before it began."""
        self.ended.emit(_Outcome(cancelled=True))

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        self.is_over = True
        runner = self.parent()
        if outcome.cancelled or self.context.cancelled:
            self.cancelled.emit()
        elif outcome.bug:
            self.failed.emit(self.job.title, tr(_BUG_SENTENCE))
            if isinstance(runner, JobRunner):
                runner.bug.emit(outcome.bug)
        elif outcome.error is not None:
            self.error = outcome.error
            self.failed.emit(self.job.title, worded(outcome.error))
        else:
            self.succeeded.emit(outcome.value)
        self.is_told = True
        self.finished.emit()


def _stopped(title: str) -> str:
    return tr("Cancelled: {title}.", title=title)


class JobRunner(QObject):
    """Three threads, one job at a time on each.

    Signals:
        job_started: a shown job was queued; args: job id, title.
        job_progress: at most 20 times a second; args: job id, done, total (0: unknown), text.
        job_finished: args: job id.
        stopped: what the reader stopped is over; arg: one sentence that says so, and what stays.
        bug: a job raised something that is no LeukoDeskError; arg: the traceback, already logged. The job's
            own ``failed`` comes too.
    """

    job_started = Signal(int, str)
    job_progress = Signal(int, int, int, str)
    job_finished = Signal(int)
    stopped = Signal(str)
    bug = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = count(1)
        self._live: dict[int, RunningJob] = {}
        self._series: dict[int, JobSeries] = {}
        self._stopping: dict[int, str] = {}
        self._is_shut_down = False
        self._waiting: dict[ThreadName, deque[RunningJob]] = {name: deque() for name in _THREADS}
        self._executors = {
            name: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"leukodesk-{name}")
            for name in _THREADS
        }
        self._report_timer = QTimer(self)
        self._report_timer.setInterval(_REPORT_EVERY_MS)
        self._report_timer.timeout.connect(self._report)
        self._garbage = GarbageCollector(self)

    def start(self, job: Job, thread: ThreadName, *, supersede: bool = False) -> RunningJob:
        """Queue ``job``. Signals come later through the event loop, so connect right after this call.

        After :meth:`shutdown` the job is over at once, and nothing happens.

        Args:
            job: the work.
            thread: the thread.
            supersede: cancel unfinished jobs of the same kind, whatever thread they are on.
        """
        if supersede:
            self.cancel_kind(job.kind)
        running = RunningJob(next(self._numbers), job, thread, self)
        running.finished.connect(self._forget_finished)
        self._live[running.id] = running
        if job.shown:
            self.job_started.emit(running.id, job.title)
            self._report_timer.start()
        if self._is_shut_down:
            running.give_up()
        else:
            self._waiting[thread].append(running)
            self._executors[thread].submit(self._run_next, thread)
        return running

    def _run_next(self, thread: ThreadName) -> None:
        """Do the job that waits longest; on the worker's thread."""
        waiting = self._waiting[thread]
        if waiting:  # else another one gave way to it
            waiting.popleft().run()

    def let_brief_by(self, thread: ThreadName) -> None:
        """Do the brief jobs that come next, in their order, up to one that is not; on the worker's thread."""
        waiting = self._waiting[thread]
        while waiting and waiting[0].job.is_brief:
            waiting.popleft().run()

    def start_series(
        self, title: str, items: Sequence[Any], describe: Callable[[Any], str], when_cancelled: str = ""
    ) -> JobSeries:
        """Announce a series of steps as one job; the caller connects to it, then calls ``advance``.

        Args:
            title: what the status bar says.
            items: what the steps are about.
            describe: an item in words, for the progress.
            when_cancelled: see :class:`leukodesk.jobs.job.Job`.
        """
        series = JobSeries(next(self._numbers), items, describe, self.job_progress, self)
        series.when_cancelled = when_cancelled or _stopped(title)
        series.ended.connect(self._forget_ended)
        self._series[series.id] = series
        self.job_started.emit(series.id, title)
        return series

    def cancel(self, job_id: int) -> None:
        """Cancel one job or series; nothing happens if it is over."""
        live = self._live.get(job_id) or self._series.get(job_id)
        if live is not None:
            live.cancel()

    def stop(self, job_id: int) -> None:
        """Cancel one job or series because the reader wants so; ``stopped`` tells when it is over."""
        if series := self._series.get(job_id):
            self._stopping[job_id] = series.when_cancelled
        elif (running := self._live.get(job_id)) and not running.job.must_finish:
            self._stopping[job_id] = running.job.when_cancelled or _stopped(running.job.title)
        self.cancel(job_id)

    def can_stop(self, job_id: int) -> bool:
        """Whether a job or series can be cancelled; one that must finish cannot."""
        running = self._live.get(job_id)
        return job_id in self._series or (running is not None and not running.job.must_finish)

    def says_step(self, job_id: int) -> bool:
        """Whether a job last reported what it does now, and not the name of what it is at."""
        running = self._live.get(job_id)
        return running is not None and isinstance(running.shown_report[2], Sentence)

    def cancel_kind(self, kind: str) -> None:
        """Cancel every unfinished job of that kind."""
        for running in self._live.values():
            if running.job.kind == kind:
                running.cancel()

    def running(self, kind: str | None = None) -> tuple[RunningJob, ...]:
        """The unfinished jobs, oldest first; of one kind, or all."""
        live = (job for job in self._live.values() if not job.is_over)
        return tuple(job for job in live if kind is None or job.job.kind == kind)

    @property
    def is_busy(self) -> bool:
        """Whether any job or series is not over."""
        return bool(self._live or self._series)

    def wait(self, running: RunningJob, timeout_s: float | None = None) -> bool:
        """Serve events, but no clicks and keys, until the job is over; whether it is."""
        deadline = QDeadlineTimer(-1 if timeout_s is None else int(timeout_s * 1000))
        loop = QEventLoop()
        running.finished.connect(loop.quit)
        timer = QTimer()
        timer.setSingleShot(True)
        timer.timeout.connect(loop.quit)
        while not running.is_over and not deadline.hasExpired():
            timer.start(_LOOK_EVERY_MS if deadline.isForever() else deadline.remainingTime())
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return running.is_over

    def shutdown(self) -> None:
        """Cancel what may be cancelled, finish what touches the dataset, end the threads."""
        self._is_shut_down = True
        for series in tuple(self._series.values()):
            series.cancel()
        for running in self._live.values():
            if running.runs_on != "io":
                running.cancel()
        for executor in self._executors.values():
            executor.shutdown(wait=True)
        self._garbage.stop()
        self._report_timer.stop()

    @Slot()
    def _forget_finished(self) -> None:
        # Not those still being told of: whoever asks the reader about a result serves events meanwhile.
        for running in [job for job in self._live.values() if job.is_told]:
            del self._live[running.id]
            if running.job.shown:
                self.job_finished.emit(running.id)
            self._tell_stopped(running.id)
            running.deleteLater()
        if not self._live:
            self._report_timer.stop()

    @Slot()
    def _forget_ended(self) -> None:
        for series in [series for series in self._series.values() if series.is_over]:
            del self._series[series.id]
            self.job_finished.emit(series.id)
            self._tell_stopped(series.id)
            series.deleteLater()

    def _tell_stopped(self, job_id: int) -> None:
        if sentence := self._stopping.pop(job_id, ""):
            self.stopped.emit(sentence)

    @Slot()
    def _report(self) -> None:
        for running in tuple(self._live.values()):
            report = running.context.report
            if running.job.shown and report != running.shown_report:
                running.shown_report = report
                done, total, text = report
                self.job_progress.emit(running.id, done, total, worded(text))
