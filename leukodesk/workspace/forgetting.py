"""Ids of patients that were replaced by pseudonyms leave the files of the open dataset."""

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.edit import Changes
from leukodesk.jobs.forgetting import Forgotten, forget_when_saved
from leukodesk.jobs.job import Job
from leukodesk.store.former import names_patients
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.words import tr


class Forgetter(QObject):
    """Clears backup and journals as soon as no patient of the dataset goes by a plain id any more.

    Signals:
        notice: one sentence.
        failed: args: title, sentence.
    """

    notice = Signal(str)
    failed = Signal(str, str)

    def __init__(self, runner: JobRunner, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._document = document
        self._names_patients = False
        self._is_due = False
        self._asked = 0
        document.replaced.connect(self._begin_anew)
        document.changed.connect(self._look)
        document.saver.state_changed.connect(self._try_again)

    @Slot()
    def _begin_anew(self) -> None:
        self._names_patients = names_patients(self._document.content)
        self._is_due = False

    @Slot(object)
    def _look(self, changes: Changes) -> None:
        if not changes.smears:
            return
        before, self._names_patients = self._names_patients, names_patients(self._document.content)
        self._is_due = not self._names_patients and (before or self._is_due)
        if self._is_due and before:
            self._asked += 1
            self._start()

    @Slot(str)
    def _try_again(self, state: str) -> None:
        if state == "saved" and self._is_due:
            self._start()

    def _start(self) -> None:
        dataset = self._document.dataset
        if dataset is None:
            return
        # Behind the write of the pseudonyms on the same thread, and before whatever closes the dataset.
        arguments = (dataset, self._document.saver.unsaved, self._asked)
        job = Job(tr("Save"), forget_when_saved, arguments, shown=False, must_finish=True)
        running = self._runner.start(job, "io")
        running.succeeded.connect(self._tell)
        running.failed.connect(self.failed)

    @Slot(object)
    def _tell(self, forgotten: Forgotten | None) -> None:
        # An answer to an earlier question says nothing of ids that an undo brought back meanwhile.
        if forgotten is None or forgotten.asked != self._asked or not self._is_due:
            return
        self._is_due = False
        kept = ""
        if forgotten.aside:
            kept = tr(
                " Files that were put aside earlier still hold what they held; delete them if you can do "
                "without: {names}.",
                names=", ".join(forgotten.aside),
            )
        self.notice.emit(
            tr(
                "The former ids of patients are in the dataset's backup and journals no more.{kept}",
                kept=kept,
            )
        )
