"""Heatmaps of single cells, remembered while they are true."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.cell import Cell
from leukodesk.jobs.analyst import Analyst
from leukodesk.jobs.choice import Choice
from leukodesk.jobs.job import Job
from leukodesk.jobs.large_analysis import explain_shown
from leukodesk.jobs.smear_result import CellHeatmap
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.viewing import Viewer
from leukodesk.workspace.words import tr

_KEPT: Final = 500


class _Question(NamedTuple):
    """All that a heatmap depends on, so that one of another outline or scale is never taken for this one."""

    cell: Cell
    pixel_size_um: float | None
    class_name: str | None
    model_id: str
    method: str
    template: str


class Explainer(QObject):
    """Shows where the classifier looked; a newer question supersedes an unanswered one.

    What is answered is true when it is told: where a cell, or what is suggested for it, changed while its
    heatmap was worked out, it is worked out anew.

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
        self._asked: tuple[str, str | None] = ("", None)
        self._question: _Question | None = None
        document.replaced.connect(self._kept.clear)

    def explain(self, cell_id: str, class_name: str | None) -> None:
        """Answer with ``ready`` or ``failed``, at once if the answer is known.

        Args:
            cell_id: a cell of the smear in view.
            class_name: a class of the chosen model, or None for the one it suggests for the cell; until it
                has said one, the most probable one of the cell looked at alone.
        """
        if self._choice()[0].model_id is None:
            self.failed.emit(cell_id, tr("A heatmap explains a classifier; choose one in the Model menu."))
            return
        question = self._question_about(cell_id, class_name)
        if question is None:
            return
        self._asked, self._question = (cell_id, class_name), question
        self._runner.cancel_kind("explain")
        if known := self._kept.get(question):
            self.ready.emit(cell_id, known.box, known.heat)
        else:
            self._work_out(question)

    def _question_about(self, cell_id: str, class_name: str | None) -> _Question | None:
        """What is asked about a cell as it is now; None if it is not in view, or there is no model."""
        choice, method = self._choice()
        content, smear = self._document.content, self._viewer.smear
        cell = content.cells.get(cell_id)
        if choice.model_id is None or cell is None or smear is None or cell.smear_id != smear.id:
            return None
        if class_name is None:
            # A model that reads neighbours may name a cell otherwise than it would if it saw that cell alone.
            class_name = content.most_probable(cell_id, choice.model_id)
        template = choice.stain_template.digest if choice.stain_template else ""
        return _Question(cell, smear.pixel_size_um, class_name, choice.model_id, method, template)

    def _work_out(self, question: _Question) -> None:
        shown, model = self._viewer.shown, self._choice()[0].asking(question.model_id)
        if shown is None:
            return
        told = (self._analyst, shown, question.cell, question.method, question.class_name, model)
        running = self._runner.start(Job(tr("Explain"), explain_shown, told, "explain", shown=False), "gpu")
        running.succeeded.connect(self._receive)
        running.failed.connect(self._fail)

    @Slot(object)
    def _receive(self, heatmap: CellHeatmap) -> None:
        # Only the newest question is ever answered: the others were cancelled.
        assert self._question is not None
        self._kept[self._question] = heatmap
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        if self._is_still_asked():
            self.ready.emit(heatmap.cell_id, heatmap.box, heatmap.heat)

    @Slot(str, str)
    def _fail(self, _title: str, sentence: str) -> None:
        if self._is_still_asked():
            self.failed.emit(self._asked[0], sentence)

    def _is_still_asked(self) -> bool:
        """Whether the answered question is the one to be asked now; if it is another, that is asked."""
        now = self._question_about(*self._asked)
        if now == self._question:
            return True
        if now is not None:
            self.explain(*self._asked)
        return False
