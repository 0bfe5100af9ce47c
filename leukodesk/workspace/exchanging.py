"""What goes in and out of the open dataset as a whole: imports, exports, copies."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.jobs.copying import Copied, save_copy
from leukodesk.jobs.exchange import bring_images, look_at_source, write_export
from leukodesk.jobs.exporting import ExportRequest
from leukodesk.jobs.import_plan import ImportPlan, ImportRequest
from leukodesk.jobs.job import Job
from leukodesk.store.dataset import Dataset
from leukodesk.store.formats.written import Written
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import BRINGING, JobRunner
from leukodesk.workspace.unfinished_imports import UnfinishedImports
from leukodesk.workspace.words import counted, tr, worded

_LOOK = "look at an import"


class Exchanger(QObject):
    """Looks at what an import would do, does it as one change that can be undone, exports and copies.

    Signals:
        planned: what an import would do is known; arg: ImportPlan.
        refused: a source cannot be imported; arg: one sentence.
        imported: an import was done; arg: its ImportPlan.
        copied: a copy was written that holds changes the open dataset could not save; args: its path, one
            sentence.
        notice: one sentence.
        failed: args: title, sentence.
    """

    planned = Signal(object)
    refused = Signal(str)
    imported = Signal(object)
    copied = Signal(object, str)
    notice = Signal(str)
    failed = Signal(str, str)

    def __init__(
        self,
        runner: JobRunner,
        document: Document,
        places: Mapping[str, Path],
        unfinished: UnfinishedImports,
        parent: QObject | None = None,
    ) -> None:
        """Connect the parts.

        Args:
            runner: where jobs run.
            document: what goes in and out.
            places: where images were opened from, by smear id; followed.
            unfinished: puts down which import is on its way.
            parent: owns it.
        """
        super().__init__(parent)
        self._places = places
        self._runner = runner
        self._document = document
        self._unfinished = unfinished

    def look(self, request: ImportRequest) -> None:
        """Find out what an import would do; a newer question takes the place of an older one."""
        dataset = self._document.dataset
        if dataset is None:
            self.refused.emit(tr("No dataset is open; open or create the one to import into."))
            return
        arguments = (dataset, self._document.content.copy(), request)
        title = tr("Look at what is to be imported")
        job = Job(title, look_at_source, arguments, kind=_LOOK, shown=False, gives_way=True)
        running = self._runner.start(job, "io", supersede=True)
        running.succeeded.connect(self.planned)
        running.failed.connect(self._refuse)

    def stop_looking(self) -> None:
        """Nobody wants to know any more."""
        self._runner.cancel_kind(_LOOK)

    def take_over(self, plan: ImportPlan) -> None:
        """Do what was planned; a change made since that contradicts it makes it fail, and nothing is done."""
        dataset = self._document.dataset
        if dataset is None or plan.edit() is None:
            return
        end = self._unfinished.begin(plan)
        arguments = (dataset, plan)
        title = tr("Import {name}", name=plan.name)
        job = Job(title, bring_images, arguments, kind=BRINGING, gives_way=True)
        running = self._runner.start(job, "io")
        running.succeeded.connect(partial(self._record, dataset, end))
        running.failed.connect(self.failed)
        for over in (running.failed, running.cancelled):
            over.connect(lambda *_: end())

    def export(self, request: ExportRequest) -> None:
        """Write the open dataset for other programs."""
        dataset = self._document.dataset
        if dataset is None:
            return
        arguments = (dataset, self._document.content.copy(), request)
        title = tr("Export to {name}", name=request.out.name)
        running = self._runner.start(Job(title, write_export, arguments, gives_way=True), "io")
        running.succeeded.connect(partial(self._tell_written, request))
        running.failed.connect(self.failed)

    def save_copy(self, path: Path) -> None:
        """Write a complete copy of the dataset to ``path``; the open one stays open.

        The copy also holds what could not be saved in the open one, whose own files may be gone.
        """
        dataset = self._document.dataset
        if dataset is None:
            self.failed.emit(tr("Save a copy"), tr("No dataset is open, so there is nothing to copy."))
            return
        arguments = (dataset, path, self._document.saver.unsaved, dict(self._places))
        job = Job(tr("Save a copy"), save_copy, arguments, gives_way=True)
        running = self._runner.start(job, "io")
        running.succeeded.connect(self._tell_copied)
        running.failed.connect(self.failed)

    @Slot(object)
    def _tell_copied(self, copied: Copied) -> None:
        saver = self._document.saver
        saver.remember_copy(copied)
        lacks = ""
        if copied.missing:
            lacks = tr(
                " {missing} could not be read any more; once the original is back, merge the copy into it.",
                missing=counted(copied.missing, "image"),
            )
        sentence = tr("A copy of the dataset was saved to {path}.{lacks}", path=copied.path, lacks=lacks)
        self.notice.emit(sentence)
        if copied.writes and saver.state == "failed":
            self.copied.emit(copied.path, sentence)

    @Slot(str, str)
    def _refuse(self, _title: str, sentence: str) -> None:
        self.refused.emit(sentence)

    def _record(self, dataset: Dataset, end: Callable[[], object], plan: ImportPlan) -> None:
        edit = plan.edit()
        if edit is None or self._document.dataset is not dataset:
            return  # another one was opened meanwhile; the next opening of this one tells of it
        is_done = self._document.do(edit)
        end()
        if not is_done:
            return
        self.imported.emit(plan)
        added, labelled = counted(len(plan.cells), "cell"), counted(len(plan.labelled), "first label")
        problems = "".join(f" {worded(problem)}" for problem in plan.problems)
        self.notice.emit(
            tr(
                "{added} and {labelled} imported from {name}. Undo takes it back.{problems}",
                added=added,
                labelled=labelled,
                name=plan.name,
                problems=problems,
            )
        )

    def _tell_written(self, request: ExportRequest, written: Written) -> None:
        lost = "".join(
            tr(
                " Not carried by {format}, for {number}: {what}.",
                format=request.format,
                number=counted(number, "cell"),
                what=what,
            )
            for what, number in written.lost.items()
        )
        self.notice.emit(
            tr(
                "{cells} written to {out}.{lost}",
                cells=counted(written.cells, "cell"),
                out=request.out,
                lost=lost,
            )
        )
