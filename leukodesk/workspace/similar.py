"""Finds the labelled cells of the dataset that look like a cell, by the eyes of the chosen classifier."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.edit import Changes
from leukodesk.core.rows import latest
from leukodesk.core.similarity import Vector, most_alike
from leukodesk.jobs.analyst import Analyst
from leukodesk.jobs.choice import Choice
from leukodesk.jobs.job import Job
from leukodesk.jobs.large_analysis import describe_shown
from leukodesk.jobs.smears import DecodedSmear, Shown
from leukodesk.workspace.cell_crops import CropCutter
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.pixel_request import PixelRequest
from leukodesk.workspace.viewing import Viewer
from leukodesk.workspace.words import tr

MOST_CELLS: Final = 3000
"""Labelled cells that are looked at; of more, those labelled last."""

_KIND: Final = "similar"


class SimilarCells(QObject):
    """Describes labelled cells smear by smear, once per session and model, and names the nearest ones.

    Attributes:
        cell_id: the cell whose neighbours are wanted, or empty.
        nearest: ids of labelled cells with the cosine to it, the nearest first; of those described so far.
        done: labelled cells that are described.
        total: labelled cells that will be.
        crops: cuts pictures of them.

    Signals:
        changed: one of the attributes is another.
        failed: args: title, sentence.
    """

    changed = Signal()
    failed = Signal(str, str)

    def __init__(
        self,
        runner: JobRunner,
        document: Document,
        viewer: Viewer,
        analyst: Analyst,
        choice: Callable[[], Choice],
        crops: CropCutter,
        max_pixels: int,
        parent: QObject | None = None,
    ) -> None:
        """Connect the parts.

        Args:
            runner: where the work is done.
            document: whose labelled cells are looked at.
            viewer: whose smear is there without reading.
            analyst: describes cells on the gpu thread.
            choice: with which classifier.
            crops: cuts pictures of them.
            max_pixels: largest image that is decoded.
            parent: owns it.
        """
        super().__init__(parent)
        self.cell_id = ""
        self.nearest: list[tuple[str, float]] = []
        self.done, self.total = 0, 0
        self.crops = crops
        self._count = 0
        self._runner = runner
        self._document = document
        self._viewer = viewer
        self._analyst = analyst
        self._choice = choice
        self._max_pixels = max_pixels
        self._eyes: tuple[object, ...] = ()
        self._vectors: dict[str, Vector] = {}
        self._given_up: set[str] = set()
        self._pending: tuple[str, ...] = ()
        self._is_fetching = self._is_describing = False
        document.changed.connect(self._follow)
        document.replaced.connect(self._forget)

    def find(self, cell_id: str, count: int) -> None:
        """Look for the ``count`` labelled cells that look most like a cell of the smear in view."""
        choice = self._choice()
        eyes = (choice.model_id, choice.stain_template.digest if choice.stain_template else "")
        if eyes != self._eyes:
            self._eyes = eyes
            self._runner.cancel_kind(_KIND)  # what is on its way was seen by others
            self._vectors.clear()
            self._given_up.clear()
        self.cell_id, self._count = cell_id, count
        if choice.model_id is None:
            self._ask_for_model()
            return
        self._show()
        self._go_on()

    def stop(self) -> None:
        """Look for nothing any more; what was described stays known."""
        self._runner.cancel_kind(_KIND)
        self.cell_id, self.nearest = "", []
        self.changed.emit()

    def _wanted(self) -> list[str]:
        """The cells to describe: the one asked about, then the labelled ones, those labelled last first."""
        labelled = latest(self._document.content.labels, MOST_CELLS)
        return [self.cell_id, *(cell_id for cell_id in labelled if cell_id != self.cell_id)]

    def _go_on(self) -> None:
        content = self._document.content
        if self._is_fetching or self._is_describing or self.cell_id not in content.cells:
            return
        lacking: dict[str, list[str]] = {}
        for cell_id in self._wanted():
            if cell_id not in self._vectors and cell_id in content.cells:
                smear_id = content.smear_id_of(cell_id)
                if smear_id not in self._given_up:
                    lacking.setdefault(smear_id, []).append(cell_id)
        if not lacking:
            return
        in_view = self._viewer.smear
        smear_id = in_view.id if in_view and in_view.id in lacking else next(iter(lacking))
        self._pending = tuple(lacking[smear_id])
        shown = self._viewer.shown
        if shown is not None and shown.smear.id == smear_id:
            self._describe(shown)
        else:
            self._fetch(smear_id)

    def _fetch(self, smear_id: str) -> None:
        smear, dataset = self._document.content.smears[smear_id], self._document.dataset
        if dataset is None:
            return
        self._is_fetching = True
        request = PixelRequest(
            self._runner, dataset, smear, max_pixels=self._max_pixels, kind=_KIND, parent=self
        )
        request.ready.connect(self._take_pixels)
        # A smear that cannot be read says so when it is opened; here its cells are not found.
        request.failed.connect(lambda _title, _sentence: self._given_up.add(smear_id))
        request.finished.connect(self._end_fetching)

    @Slot(object)
    def _take_pixels(self, decoded: DecodedSmear) -> None:
        smear = self._document.content.smears.get(decoded.smear_id)
        if smear is not None:
            self._describe(Shown(smear, decoded.shown))

    @Slot()
    def _end_fetching(self) -> None:
        self._is_fetching = False
        self._go_on()

    def _describe(self, shown: Shown) -> None:
        content, choice = self._document.content, self._choice()
        if choice.model_id is None:
            self._ask_for_model()
            return
        cells = tuple(content.cells[cell_id] for cell_id in self._pending if cell_id in content.cells)
        told = (shown, cells, choice.asking(choice.model_id))
        job = Job(
            tr("Look for similar cells"), describe_shown, (self._analyst, *told), kind=_KIND, shown=False
        )
        self._is_describing = True
        running = self._runner.start(job, "gpu")
        running.succeeded.connect(self._take)
        running.failed.connect(self._fail)
        running.finished.connect(self._end_describing)

    @Slot(object)
    def _take(self, vectors: dict[str, Vector]) -> None:
        self._vectors.update(vectors)
        self._show()

    def _ask_for_model(self) -> None:
        self._fail(tr("Similar cells"), tr("Cells are compared by a classifier; choose one in the tool bar."))

    @Slot(str, str)
    def _fail(self, title: str, sentence: str) -> None:
        self.cell_id = ""
        self.failed.emit(title, sentence)
        self._show()

    @Slot()
    def _end_describing(self) -> None:
        self._is_describing = False
        self._go_on()

    def _show(self) -> None:
        labelled = self._wanted()[1:] if self.cell_id else []
        known = {cell_id: self._vectors[cell_id] for cell_id in labelled if cell_id in self._vectors}
        self.done, self.total = len(known), len(labelled)
        own = self._vectors.get(self.cell_id)
        self.nearest = (
            [] if own is None else most_alike(known | {self.cell_id: own}, self.cell_id, self._count)
        )
        self.changed.emit()

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        for cell_id in changes.cells:
            self._vectors.pop(cell_id, None)
        if not changes.cells.isdisjoint(self._pending):
            self._runner.cancel_kind(_KIND)  # they are being looked at as they were
        if self.cell_id and (changes.cells or changes.labels):
            self._show()
            self._go_on()

    @Slot()
    def _forget(self) -> None:
        self._vectors.clear()
        self._given_up.clear()
        self.stop()
