"""Looks after a dataset that is open to look at only, while others write to it."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from leukodesk.jobs.datasets import is_outdated
from leukodesk.jobs.job import Job
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner, RunningJob
from leukodesk.workspace.words import tr

_EVERY_MS: Final = 3000


class Onlooker(QObject):
    """Finds out when what is shown is no longer what the dataset holds; it never reads anew unasked.

    Attributes:
        is_outdated: others changed the dataset since it was read; so until it is opened again.

    Signals:
        changed: ``is_outdated`` changed.
    """

    changed = Signal()

    def __init__(self, runner: JobRunner, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_outdated = False
        self._runner = runner
        self._document = document
        self._looking: RunningJob | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._look)
        document.replaced.connect(self._begin)

    @Slot()
    def _begin(self) -> None:
        self._looking = None
        self._set(outdated=False)
        if self._document.read_only:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _look(self) -> None:
        if self._looking is not None:  # a share may take longer than the timer
            return
        job = Job(tr("Look for changes"), is_outdated, (self._document.dataset,), shown=False)
        self._looking = self._runner.start(job, "io")
        self._looking.succeeded.connect(self._take)
        self._looking.finished.connect(self._finish)

    @Slot(object)
    def _take(self, outdated: bool) -> None:
        if outdated and self.sender() is self._looking:  # else another dataset was opened meanwhile
            self._timer.stop()
            self._set(outdated=True)

    @Slot()
    def _finish(self) -> None:
        if self.sender() is self._looking:
            self._looking = None

    def _set(self, *, outdated: bool) -> None:
        if outdated != self.is_outdated:
            self.is_outdated = outdated
            self.changed.emit()
