"""Merges another copy into the open dataset."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.edits import CompositeEdit
from leukodesk.jobs.copy_merging import CopyPlan, bring_copy_anew, bring_copy_images, look_at_copy
from leukodesk.jobs.job import Job
from leukodesk.store.dataset import Dataset
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import BRINGING, JobRunner
from leukodesk.workspace.unfinished_imports import UnfinishedMerges
from leukodesk.workspace.words import counted, tr

TIMES_ANEW: Final = 2
"""How often something is planned anew, because its reader went on meanwhile, before it is given up."""

_LOOK = "look at a copy"


@dataclass(frozen=True)
class _Asked:
    """A merge that a reader asked for.

    Attributes:
        dataset: the one that was open.
        annotator: who asked.
        end: to be called once it is over.
        times: how often it may still be planned anew.
    """

    dataset: Dataset
    annotator: str
    end: Callable[[], object]
    times: int = TIMES_ANEW


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
        """Do what was planned; where a change made since contradicts it, it is planned anew."""
        dataset = self._document.dataset
        if dataset is None:
            return
        asked = _Asked(dataset, self._annotator(), self._unfinished.begin(found.path.name))
        self._bring(asked, found.path.name, bring_copy_images, dataset, found)

    def _bring(self, asked: _Asked, name: str, bring: Callable[..., CopyPlan], *arguments: object) -> None:
        job = Job(tr("Merge {name}", name=name), bring, arguments, kind=BRINGING, gives_way=True)
        running = self._runner.start(job, "io")
        running.succeeded.connect(partial(self._record, asked))
        running.failed.connect(self.failed)
        for over in (running.failed, running.cancelled):
            over.connect(lambda *_: asked.end())

    def _record(self, asked: _Asked, found: CopyPlan) -> None:
        dataset, document, name = asked.dataset, self._document, found.path.name
        edit = CompositeEdit(tuple(found.plan.edits), f"Merge {name}")
        refusal = document.refusal(edit) if found.plan.edits else ""
        if document.dataset is dataset and asked.times and refusal and document.has_outrun(edit):
            asked = replace(asked, times=asked.times - 1)
            arguments = (dataset, document.content.copy(), found.path, asked.annotator)
            self._bring(asked, name, bring_copy_anew, *arguments)
            return
        self._finish(dataset, found, edit, refusal)
        asked.end()

    def _finish(self, dataset: Dataset, found: CopyPlan, edit: CompositeEdit, refusal: str) -> None:
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
        if refusal and self._document.has_outrun(edit):
            self.failed.emit(
                "",
                tr(
                    "{name} was not merged, because cells or labels changed while it was looked at; merge "
                    "it again.",
                    name=name,
                ),
            )
            return
        if refusal:
            self.failed.emit("", tr("{name} was not merged. {refusal}", name=name, refusal=refusal))
            return
        if plan.edits and not self._document.do(edit):
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
