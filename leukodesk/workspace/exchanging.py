"""What goes in and out of the open dataset as a whole: imports, exports, copies."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.edits import Edit
from leukodesk.jobs.copying import Copied, save_copy
from leukodesk.jobs.exchange import bring_anew, bring_images, look_at_source, write_export
from leukodesk.jobs.exporting import ExportRequest
from leukodesk.jobs.import_plan import ImportPlan, ImportRequest
from leukodesk.jobs.job import Job
from leukodesk.store.dataset import Dataset
from leukodesk.store.formats.written import Written
from leukodesk.workspace.copy_merging import TIMES_ANEW
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import BRINGING, JobRunner
from leukodesk.workspace.unfinished_imports import UnfinishedImports
from leukodesk.workspace.words import counted, tr, worded

_LOOK = "look at an import"


@dataclass(frozen=True)
class _Asked:
    """An import that a reader asked for.

    Attributes:
        dataset: the one that was open.
        request: what was asked for.
        end: to be called once it is over.
        times: how often it may still be planned anew.
    """

    dataset: Dataset
    request: ImportRequest
    end: Callable[[], object]
    times: int


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
        self._last: tuple[ImportRequest, ImportPlan] | None = None

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
        running.succeeded.connect(partial(self._tell_planned, request))
        running.failed.connect(self._refuse)

    def stop_looking(self) -> None:
        """Nobody wants to know any more."""
        self._runner.cancel_kind(_LOOK)

    def take_over(self, plan: ImportPlan) -> None:
        """Do what was planned last; where a change made since contradicts it, it is planned anew."""
        dataset = self._document.dataset
        if dataset is None or self._last is None or plan.edit() is None:
            return
        request, last = self._last
        times = TIMES_ANEW if plan is last else 0
        asked = _Asked(dataset, request, self._unfinished.begin(plan), times)
        self._bring(asked, plan.name, bring_images, dataset, plan)

    def _bring(self, asked: _Asked, name: str, bring: Callable[..., ImportPlan], *arguments: object) -> None:
        job = Job(tr("Import {name}", name=name), bring, arguments, kind=BRINGING, gives_way=True)
        running = self._runner.start(job, "io")
        running.succeeded.connect(partial(self._record, asked))
        running.failed.connect(self.failed)
        for over in (running.failed, running.cancelled):
            over.connect(lambda *_: asked.end())

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

    def _tell_planned(self, request: ImportRequest, plan: ImportPlan) -> None:
        self._last = request, plan
        self.planned.emit(plan)

    def _record(self, asked: _Asked, plan: ImportPlan) -> None:
        edit, document = plan.edit(), self._document
        if document.dataset is not asked.dataset:
            return  # another one was opened meanwhile; the next opening of this one tells of it
        refusal = document.refusal(edit) if edit is not None else ""
        if edit is not None and asked.times and refusal and document.has_outrun(edit):
            asked = replace(asked, times=asked.times - 1)
            arguments = (asked.dataset, document.content.copy(), asked.request, plan.at)
            self._bring(asked, plan.name, bring_anew, *arguments)
            return
        if edit is None or self._is_done(edit, plan.name, refusal):
            self._tell_imported(plan)
        asked.end()

    def _is_done(self, edit: Edit, name: str, refusal: str) -> bool:
        """Do an import; where that is refused, tell why, and of which import."""
        if refusal and self._document.has_outrun(edit):
            self.failed.emit(
                "",
                tr(
                    "{name} was not imported, because cells or labels changed while it was looked at; "
                    "import it again.",
                    name=name,
                ),
            )
        elif refusal:
            self.failed.emit("", tr("{name} was not imported. {refusal}", name=name, refusal=refusal))
        else:
            return self._document.do(edit)
        return False

    def _tell_imported(self, plan: ImportPlan) -> None:
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
