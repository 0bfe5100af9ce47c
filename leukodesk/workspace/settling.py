"""Keeps the document from growing with every cell that is analysed, imported or labelled."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QUndoStack

from leukodesk.core.content import Content
from leukodesk.jobs.datasets import Backlog
from leukodesk.jobs.job import Job
from leukodesk.jobs.settling import Settled, settle
from leukodesk.workspace.job_runner import JobRunner, RunningJob
from leukodesk.workspace.saving import Saver
from leukodesk.workspace.undo import EditCommand
from leukodesk.workspace.words import tr

_log = logging.getLogger(__name__)


class Settler(QObject):
    """Lets the dataset settle whenever much was done, and then the document and what can be undone.

    Nothing of it is to be seen: the document holds the same before and after.

    Args:
        runner: where jobs run.
        saver: says when everything is durable.
        undo_stack: its commands keep what they did.
        content: what the document holds.
        parent: owns it.
    """

    def __init__(
        self,
        runner: JobRunner,
        saver: Saver,
        undo_stack: QUndoStack,
        content: Callable[[], Content],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._saver = saver
        self._undo_stack = undo_stack
        self._content = content
        self._running: RunningJob | None = None
        self._backlog: Backlog | None = None
        self._commands: list[EditCommand] = []
        self._is_due = False
        saver.state_changed.connect(self._look)

    @Slot(str)
    def _look(self, state: str) -> None:
        backlog = self._saver.backlog
        if state != "saved" or backlog is None or self._running is not None:
            return
        if backlog.sent != backlog.made:
            return  # the document holds predictions that could not be stored, and goes on holding them
        if backlog.dataset.is_unsettled or (self._is_due and backlog is self._backlog):
            self._start(backlog)

    def _start(self, backlog: Backlog) -> None:
        commands = map(self._undo_stack.command, range(self._undo_stack.count()))
        found = [
            (item, edit) for item in commands if isinstance(item, EditCommand) and (edit := item.heavy_edit)
        ]
        self._backlog, self._is_due = backlog, True
        self._commands = [command for command, _ in found]
        job = Job(tr("Save"), settle, (backlog, [edit for _, edit in found]), shown=False, must_finish=True)
        self._running = self._runner.start(job, "io")
        self._running.succeeded.connect(self._take)
        self._running.failed.connect(self._fail)
        self._running.finished.connect(self._finish)

    @Slot(object)
    def _take(self, settled: Settled) -> None:
        if self._backlog is not self._saver.backlog or self._backlog is None:
            return
        for command, resting in zip(self._commands, settled.resting, strict=True):
            command.rest(resting)
        # What was done meanwhile is not in there; once it is saved, this is asked again.
        if self._backlog.sent == settled.made:
            self._content().take_over(settled.content)
            self._is_due = False

    @Slot(str, str)
    def _fail(self, _title: str, sentence: str) -> None:
        # Everything is safe in the journal; the reader is told as soon as that fails.
        _log.warning("The dataset could not be settled: %s", sentence)
        self._is_due = False

    @Slot()
    def _finish(self) -> None:
        self._running, self._commands = None, []
