"""Makes edits durable in the background, in order, and says truthfully whether they are."""

from collections.abc import Collection
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal, Slot

from leukodesk.jobs.copying import Copied
from leukodesk.jobs.datasets import Backlog, Write, write_backlog
from leukodesk.jobs.job import Job
from leukodesk.store.dataset import Dataset
from leukodesk.workspace.job_runner import JobRunner, RunningJob
from leukodesk.workspace.words import tr, worded

SavedState = Literal["saved", "saving", "failed"]

_FIRST_RETRY_MS: Final = 2000
_LAST_RETRY_MS: Final = 60_000


class Saver(QObject):
    """Journals what was done.

    Nothing is acknowledged before its own fsync returned. After a failure everything stays in memory in its
    order, is tried again after 2, 4, 8, ... 60 s, and nothing newer overtakes it.

    Attributes:
        state: ``saved`` when everything is durable, else ``saving`` or ``failed``.
        problem: why it failed, one sentence; else empty.
        backlog: what is on its way into the open dataset; None while nothing is open.

    Signals:
        state_changed: ``state`` or ``problem`` is another one; arg: the state.
        notice: predictions were not kept, or another program replaced the file; arg: one sentence.
    """

    state_changed = Signal(str)
    notice = Signal(str)

    def __init__(self, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state: SavedState = "saved"
        self.problem = ""
        self._runner = runner
        self.backlog: Backlog | None = None
        self._last: RunningJob | None = None
        self._copied: Copied | None = None
        self._retry_ms = _FIRST_RETRY_MS
        self._retry_timer = QTimer(self)
        self._retry_timer.setSingleShot(True)
        self._retry_timer.timeout.connect(self._try_again)

    @property
    def unsaved(self) -> Collection[Write]:
        """Edits and predictions that are not durable yet, in order; the queue itself, to look at."""
        return self.backlog.writes if self.backlog else ()

    @property
    def unsaved_edits(self) -> int:
        """Number of changes that are not durable yet; what models said is not counted."""
        return sum(not isinstance(write, tuple) for write in tuple(self.unsaved))

    def remember_copy(self, copied: Copied) -> None:
        """A copy holds what was unsaved when it was written."""
        self._copied = copied

    def is_all_in(self, path: Path) -> bool:
        """Whether the copy at ``path`` holds everything that is unsaved here."""
        if self._copied is None or self._copied.path.resolve() != path.resolve():
            return False
        held = {id(write) for write in self._copied.writes}
        return all(id(write) in held for write in tuple(self.unsaved))

    def attach(self, dataset: Dataset | None) -> None:
        """Write to ``dataset`` from now on; only while nothing is unsaved."""
        assert not self.unsaved, "unsaved edits belong to the former dataset"
        self.backlog = Backlog(dataset) if dataset else None
        self._copied = None

    def write(self, write: Write) -> None:
        """Make ``write`` durable soon, after everything before it."""
        assert self.backlog is not None, "nothing is open"
        self.backlog.sent += 1
        self.backlog.writes.append(write)
        if not self.backlog.problem:
            self._set("saving")
            self._send()

    @Slot()
    def retry(self) -> None:
        """Try now what failed before; the reader sees that it is tried, and how it ends."""
        if self.backlog and self.backlog.problem:
            self._set("saving")
            self._try_again()

    @Slot()
    def _try_again(self) -> None:
        if self.backlog and self.backlog.problem:
            self._retry_timer.stop()
            self.backlog.problem = ""
            self._send()

    def flush(self, timeout_s: float) -> bool:
        """Wait until everything is durable or saving fails; whether everything is durable."""
        deadline = QDeadlineTimer(int(timeout_s * 1000))
        self._try_again()
        while self._last is not None and not deadline.hasExpired():
            self._runner.wait(self._last, deadline.remainingTime() / 1000)
        return not self.unsaved

    def abandon(self) -> None:
        """Forget what could not be written; only after the reader said so."""
        self._retry_timer.stop()
        if self.backlog:
            self.backlog = Backlog(self.backlog.dataset)
        self._set("saved")

    def _send(self) -> None:
        # A job per write, so that whatever is queued on the io thread later finds this write done.
        job = Job(tr("Save"), write_backlog, (self.backlog,), shown=False, must_finish=True, is_brief=True)
        self._last = self._runner.start(job, "io")
        self._last.finished.connect(self._settle)

    @Slot()
    def _settle(self) -> None:
        if self._last is None or not self._last.is_over:
            return  # a newer job speaks for everything
        self._last = None
        problem = worded(self.backlog.problem) if self.backlog else ""
        while self.backlog and self.backlog.notices:
            self.notice.emit(worded(self.backlog.notices.popleft()))
        if problem:
            self._set("failed", problem)
            self._retry_timer.start(self._retry_ms)
            self._retry_ms = min(2 * self._retry_ms, _LAST_RETRY_MS)
        else:
            self._retry_ms = _FIRST_RETRY_MS
            self._set("saved")

    def _set(self, state: SavedState, problem: str = "") -> None:
        if (state, problem) != (self.state, self.problem):
            self.state, self.problem = state, problem
            self.state_changed.emit(state)
