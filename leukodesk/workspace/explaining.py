"""Heatmaps of single cells, remembered while they are true."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.edit import Changes
from leukodesk.jobs.analyst import Analyst
from leukodesk.jobs.choice import Choice
from leukodesk.jobs.job import Job
from leukodesk.jobs.large_analysis import explain_shown
from leukodesk.jobs.smear_result import CellHeatmap
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner, RunningJob
from leukodesk.workspace.viewing import Viewer
from leukodesk.workspace.words import tr

_KEPT: Final = 500

_Question = tuple[str, str | None, str, str, str]
"""Cell id, class, model, method."""


class Explainer(QObject):
    """Shows where the classifier looked; a newer question supersedes an unanswered one.

    Signals:
        ready: args: cell id, box in smear pixels, float32 (s, s).
        failed: args: cell id, sentence.
    """

    ready = Signal(str, object, object)
    failed = Signal(str, str)

    def __init__(
        self,
        runner: JobRunner,
        document: Document,
        viewer: Viewer,
        analyst: Analyst,
        choice: Callable[[], tuple[Choice, str]],
        parent: QObject | None = None,
    ) -> None:
        """Connect the parts.

        Args:
            runner: where jobs run.
            document: whose cells are explained.
            viewer: whose smear they lie in.
            analyst: does the work on the gpu thread.
            choice: what is chosen now, and the method of the heatmap.
            parent: owns it.
        """
        super().__init__(parent)
        self._runner = runner
        self._document = document
        self._viewer = viewer
        self._analyst = analyst
        self._choice = choice
        self._kept: OrderedDict[_Question, CellHeatmap] = OrderedDict()
        self._running: RunningJob | None = None
        self._question: _Question = ("", None, "", "", "")
        document.changed.connect(self._forget_changed)
        document.replaced.connect(self._kept.clear)

    def explain(self, cell_id: str, class_name: str | None) -> None:
        """Answer with ``ready`` or ``failed``, at once if the answer is known."""
        choice, method = self._choice()
        cell = self._document.content.cells.get(cell_id)
        smear, shown = self._viewer.smear, self._viewer.shown
        if choice.model_id is None:
            self.failed.emit(cell_id, tr("A heatmap explains a classifier; choose one in the Model menu."))
            return
        if cell is None or smear is None or cell.smear_id != smear.id:
            return
        template = choice.stain_template.digest if choice.stain_template else ""
        self._question = (cell_id, class_name, choice.model_id, method, template)
        self._runner.cancel_kind("explain")
        if known := self._kept.get(self._question):
            self.ready.emit(cell_id, known.box, known.heat)
            return
        if shown is None:
            return
        told = (self._analyst, shown, cell, method, class_name, choice.asking(choice.model_id))
        self._running = self._runner.start(
            Job(tr("Explain"), explain_shown, told, "explain", shown=False), "gpu"
        )
        self._running.succeeded.connect(self._receive)
        self._running.failed.connect(self._fail)

    @Slot(object)
    def _receive(self, heatmap: CellHeatmap) -> None:
        # Only the newest question is ever answered: the others were cancelled.
        self._kept[self._question] = heatmap
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.ready.emit(heatmap.cell_id, heatmap.box, heatmap.heat)

    @Slot(str, str)
    def _fail(self, _title: str, sentence: str) -> None:
        self.failed.emit(self._question[0], sentence)

    @Slot(object, object)
    def _forget_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.cells or changes.smears:
            for question in [key for key in self._kept if key[0] in changes.cells or changes.smears]:
                del self._kept[question]
