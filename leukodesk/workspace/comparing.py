"""Compares two models or readers on the smear in view."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.comparison import Comparison, Side, compare
from leukodesk.core.content import Content
from leukodesk.core.edit import Changes
from leukodesk.core.readings import Readings
from leukodesk.jobs.analyst import Analyst
from leukodesk.jobs.choice import Choice
from leukodesk.jobs.job import Job, JobContext
from leukodesk.jobs.large_analysis import classify_shown
from leukodesk.jobs.smear_result import SmearResult
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.merging import still_true
from leukodesk.workspace.noticed import noticed_in
from leukodesk.workspace.together import leukocytes_of
from leukodesk.workspace.viewing import Viewer
from leukodesk.workspace.words import tr

_KIND = "compare"
_READERS = "readers"


class Comparer(QObject):
    """Keeps a comparison of the smear in view up to date, and has a model asked that has not spoken yet.

    Attributes:
        sides: who is compared, or None.
        comparison: of the smear in view, or None where nobody is compared or no smear is open.
        is_waiting: a model is being asked.

    Signals:
        changed: one of the attributes is another.
        readers_found: :meth:`readers` knows more by now.
        answered: a model was asked; args: smear id, what was noticed, a Noticed.
        failed: args: title, sentence.
    """

    changed = Signal()
    readers_found = Signal()
    answered = Signal(str, object)
    failed = Signal(str, str)

    def __init__(
        self,
        runner: JobRunner,
        document: Document,
        viewer: Viewer,
        analyst: Analyst,
        choice: Callable[[], Choice],
        parent: QObject | None = None,
    ) -> None:
        """Connect the parts.

        Args:
            runner: where models are asked.
            document: whose cells are compared.
            viewer: whose smear they lie in.
            analyst: asks a model on the gpu thread.
            choice: gives device and colours.
            parent: owns it.
        """
        super().__init__(parent)
        self.sides: tuple[Side, Side] | None = None
        self.comparison: Comparison | None = None
        self.is_waiting = False
        self._runner = runner
        self._document = document
        self._viewer = viewer
        self._analyst = analyst
        self._choice = choice
        self._content = document.content
        self._readings = Readings()
        self._tried: set[tuple[str, str]] = set()
        document.changed.connect(self._follow)
        document.replaced.connect(self.stop)
        viewer.opened.connect(self._begin)

    def readers(self) -> list[str]:
        """Everyone who labelled a cell of the dataset, by name.

        The whole history has to be gone through once for that; meanwhile nobody is known, and
        ``readers_found`` follows.
        """
        content = self._document.content
        if self._content is content:
            return sorted(self._read().by_annotator)
        if not self._runner.running(_READERS):
            job = Job(tr("Look for readers"), _look, (content.copy(),), kind=_READERS, shown=False)
            running = self._runner.start(job, "cpu")
            running.succeeded.connect(partial(self._take_readings, content))
        return []

    def _take_readings(self, content: Content, readings: Readings) -> None:
        if content is self._document.content and content is not self._content:
            self._content, self._readings = content, readings
        self.readers_found.emit()

    def compare(self, left: Side, right: Side) -> None:
        """Compare these two from now on, in every smear that comes into view."""
        self.sides = (left, right)
        self._begin()

    @Slot()
    def stop(self) -> None:
        """Compare nobody."""
        self._runner.cancel_kind(_KIND)
        self.sides, self.comparison, self.is_waiting = None, None, False
        self.changed.emit()

    @Slot()
    def _begin(self, *_: object) -> None:
        if self.sides is None:
            return
        self._runner.cancel_kind(_KIND)
        self._tried.clear()  # what was asked about the smear before may never have been answered
        self.is_waiting = False
        self._ask()
        self._show()

    def _show(self) -> None:
        smear, content = self._viewer.smear, self._document.content
        self.comparison = None
        if self.sides is not None and smear is not None:
            asks_readers = any(side.kind == "reader" for side in self.sides)
            ids = [cell.id for cell in content.cells_of(smear.id)]
            self.comparison = compare(
                content, *self.sides, ids, self._read() if asks_readers else self._readings
            )
        self.changed.emit()

    def _read(self) -> Readings:
        content = self._document.content
        if self._content is not content:
            self._content, self._readings = content, Readings()
        self._readings.follow(content.revisions)
        return self._readings

    def _ask(self) -> None:
        """Ask the first model that has not spoken about every leukocyte; its answer comes back here."""
        shown, content = self._viewer.shown, self._document.content
        if self.sides is None or shown is None or self._document.read_only:
            return
        leukocytes = leukocytes_of(content.cells_of(shown.smear.id))
        for side in self.sides:
            said = content.predictions.get(side.id, {})
            new = [
                cell for cell in leukocytes if cell.id not in said and (side.id, cell.id) not in self._tried
            ]
            if side.kind == "model" and new:
                self._tried.update((side.id, cell.id) for cell in new)
                told = (shown, new, self._choice().asking(side.id), leukocytes)
                running = self._runner.start(
                    Job(tr("Ask the other model"), classify_shown, (self._analyst, *told), kind=_KIND),
                    "gpu",
                    supersede=True,
                )
                running.succeeded.connect(self._take)
                running.failed.connect(self._fail)
                running.cancelled.connect(self._give_up)
                self.is_waiting = True
                return

    @Slot(object)
    def _take(self, result: SmearResult) -> None:
        self.is_waiting = False
        # A cell that was drawn anew meanwhile is asked about again.
        said = still_true(result.predictions, result.judged, self._document.content)
        self._document.record_predictions(said)
        self.answered.emit(result.smear_id, noticed_in(result))
        self._ask()
        self._show()

    @Slot(str, str)
    def _fail(self, title: str, sentence: str) -> None:
        self.is_waiting = False
        self.failed.emit(title, sentence)
        self._show()

    @Slot()
    def _give_up(self) -> None:
        if self.is_waiting and not self._runner.running(_KIND):  # else a newer question took its place
            self.is_waiting = False
            self._show()

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if self.sides is not None and (changes.cells or changes.labels or changes.predictions):
            self._tried -= {asked for asked in self._tried if asked[1] in changes.cells}
            if changes.cells and not self.is_waiting:
                self._ask()
            self._show()


def _look(_context: JobContext, content: Content) -> Readings:
    readings = Readings()
    readings.follow(content.revisions)
    return readings
