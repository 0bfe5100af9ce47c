"""A piece of work that runs on a thread: it says how far it is, and stops when asked to."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from leukodesk.core.errors import CancelledError

ProgressReport = tuple[int, int, str]
"""``(done, total, text)``; total 0 while unknown."""

NOTHING_YET: Final[ProgressReport] = (0, 0, "")


class JobContext:
    """What a job sees of whoever runs it. Safe to use from any thread.

    The context keeps only the newest report; whoever shows it reads it at the rate it can draw, so a
    job may report as often as it likes.

    Args:
        between: called at each report, on the job's thread.
    """

    def __init__(self, between: Callable[[], object] | None = None) -> None:
        self._cancelled = threading.Event()
        self._report = NOTHING_YET
        self._between = between

    def progress(self, done: int, total: int, text: str = "") -> None:
        """Report ``done`` of ``total`` units; a :class:`leukodesk.core.progress.Progress`.

        Raises:
            CancelledError: the reader asked the job to stop.
        """
        if self._cancelled.is_set():
            raise CancelledError
        self._report = (done, total, text)
        if self._between is not None:
            self._between()

    def cancel(self) -> None:
        """Ask the job to stop at its next report."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether the job was asked to stop."""
        return self._cancelled.is_set()

    @property
    def report(self) -> ProgressReport:
        """The newest progress."""
        return self._report


@dataclass(frozen=True)
class Job:
    """One piece of work.

    Attributes:
        title: what the status bar says; also the title of a failure.
        fn: called as ``fn(context, *args)`` on a thread; must not touch Qt.
        args: values the function gets.
        kind: jobs of one kind may supersede each other, see ``JobRunner.start``; empty for none.
        shown: whether the reader sees it among the running jobs.
        when_cancelled: what the reader who stopped it is told of what stays; empty for the title alone.
        must_finish: it cannot be cancelled, because what it returns must be put away properly.
        is_brief: it takes a moment, and may be done within a job that gives way.
        gives_way: at each report, brief jobs that wait for the same thread are done first; so it must not
            mind what they change. For what takes minutes on the thread that saves.
    """

    title: str
    fn: Callable[..., Any]
    args: tuple[Any, ...] = field(default=(), repr=False)
    kind: str = ""
    shown: bool = True
    when_cancelled: str = ""
    must_finish: bool = False
    is_brief: bool = False
    gives_way: bool = False

    def run(self, context: JobContext) -> Any:
        """Do the work.

        Raises:
            CancelledError: the context was cancelled before the work began or at a report.
        """
        if context.cancelled:
            raise CancelledError
        return self.fn(context, *self.args)
