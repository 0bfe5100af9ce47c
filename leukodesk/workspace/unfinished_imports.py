"""Imports that the end of the program, or another dataset, cut off."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.imported import import_id
from leukodesk.jobs.import_plan import ImportPlan
from leukodesk.jobs.import_undo import imports_of
from leukodesk.jobs.job import Job
from leukodesk.jobs.unfinished import find_imports, forget_imports, note_import_asked, note_import_over
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner, RunningJob
from leukodesk.workspace.words import tr


class UnfinishedImports(QObject):
    """Puts down which import is on its way, and finds after each opening what never came.

    An import is one change of the dataset, so of one that was cut off nothing is in it. Everything is
    written on the thread that writes the dataset, after what was asked for before.

    Signals:
        found: imports into the dataset that was opened just now were cut off; arg: their names.
    """

    found = Signal(object)

    def __init__(self, runner: JobRunner, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._document = document
        self._into: Path | None = None
        document.replaced.connect(self._look)

    def begin(self, plan: ImportPlan) -> Callable[[], object]:
        """An import into the open dataset begins; what is returned is called once it is in or was told of."""
        if self._into is None:
            return lambda: None
        told = (self._into, import_id(plan.at), plan.name)
        self._start(note_import_asked, *told)
        return partial(self._start, note_import_over, *told)

    def forget(self) -> None:
        """The reader knows of all that were cut off."""
        if self._into is not None:
            self._start(forget_imports, self._into)

    def _start(self, fn: Callable[..., object], *arguments: object) -> RunningJob:
        job = Job(tr("Look for missing images"), fn, arguments, shown=False, must_finish=True)
        return self._runner.start(job, "io")

    @Slot()
    def _look(self) -> None:
        document = self._document
        self._into = None if document.read_only else document.path
        if self._into is not None:
            self._start(find_imports, self._into).succeeded.connect(partial(self._take, self._into))

    def _take(self, dataset: Path, names: dict[str, str]) -> None:
        if not names or dataset != self._into:
            return
        # The program may have ended between the change and the note of it.
        there = set(map(import_id, imports_of(self._document.content)))
        cut_off = tuple(name for made, name in names.items() if made not in there)
        if cut_off:
            self.found.emit(cut_off)
        else:
            self.forget()
