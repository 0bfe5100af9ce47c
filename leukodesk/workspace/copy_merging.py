"""Merges another copy into the open dataset."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.edits import CompositeEdit
from leukodesk.jobs.copy_merging import CopyPlan, bring_copy_images, look_at_copy
from leukodesk.jobs.job import Job
from leukodesk.store.dataset import Dataset
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import BRINGING, JobRunner
from leukodesk.workspace.unfinished_imports import UnfinishedMerges
from leukodesk.workspace.words import counted, tr

_LOOK = "look at a copy"


class CopyMerger(QObject):
    """Looks at what a merge would do, and does it as one change that can be undone.

    Signals:
        planned: what a merge would do is known; arg: CopyPlan.
        refused: a copy cannot be merged; arg: one sentence.
        merged: a merge was done; arg: its CopyPlan.
        notice: one sentence.
        failed: args: title, sentence.
    """

    planned = Signal(object)
    refused = Signal(str)
    merged = Signal(object)
    notice = Signal(str)
    failed = Signal(str, str)

    def __init__(
        self,
        runner: JobRunner,
        document: Document,
        annotator: Callable[[], str],
        unfinished: UnfinishedMerges,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._document = document
        self._annotator = annotator
        self._unfinished = unfinished

    def look(self, path: Path) -> None:
        """Find out what merging a copy would do."""
        dataset = self._document.dataset
        if dataset is None:
            self.refused.emit(tr("No dataset is open; open the one to merge into."))
            return
        arguments = (dataset, self._document.content.copy(), path, self._annotator())
        title = tr("Look at {name}", name=path.name)
        job = Job(title, look_at_copy, arguments, kind=_LOOK, shown=False, gives_way=True)
        running = self._runner.start(job, "io", supersede=True)
        running.succeeded.connect(self.planned)
        running.failed.connect(self._refuse)

    def stop_looking(self) -> None:
        """Nobody wants to know any more."""
        self._runner.cancel_kind(_LOOK)

    def take_over(self, found: CopyPlan) -> None:
        """Do what was planned; a change made since that contradicts it makes it fail, and nothing is done."""
        dataset = self._document.dataset
        if dataset is None:
            return
        title = tr("Merge {name}", name=found.path.name)
        end = self._unfinished.begin(found.path.name)
        job = Job(title, bring_copy_images, (dataset, found), kind=BRINGING, gives_way=True)
        running = self._runner.start(job, "io")
        running.succeeded.connect(partial(self._record, dataset))
        running.failed.connect(self.failed)
        running.finished.connect(lambda *_: end())

    def _record(self, dataset: Dataset, found: CopyPlan) -> None:
        plan, name = found.plan, found.path.name
        if self._document.dataset is not dataset:
            self.failed.emit(
                "",
                tr(
                    "{name} was not merged, because another dataset was opened meanwhile; open {dataset} "
                    "and merge it again.",
                    name=name,
                    dataset=dataset.path.name,
                ),
            )
            return
        if plan.edits and not self._document.do(CompositeEdit(tuple(plan.edits), f"Merge {name}")):
            return
        known = [said for said in plan.predictions if said.cell_id in self._document.content.cells]
        self._document.record_predictions(tuple(known))
        self.merged.emit(found)
        self.notice.emit(_brought(found))

    @Slot(str, str)
    def _refuse(self, _title: str, sentence: str) -> None:
        self.refused.emit(sentence)


def _brought(found: CopyPlan) -> str:
    plan, name = found.plan, found.path.name
    cells, changes = counted(plan.cells, "cell"), counted(plan.revisions, "label change")
    if plan.outlines:
        return tr(
            "{cells}, {changes} and {outlines} brought from {name}. Undo takes it back.",
            cells=cells,
            changes=changes,
            outlines=counted(plan.outlines, "corrected outline"),
            name=name,
        )
    return tr(
        "{cells} and {changes} brought from {name}. Undo takes it back.",
        cells=cells,
        changes=changes,
        name=name,
    )
