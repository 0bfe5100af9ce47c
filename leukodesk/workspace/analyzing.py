"""Has smears analysed and puts what was found into the document."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from leukodesk.core.analysis_edits import analysis_reason, is_known
from leukodesk.core.cell import Cell
from leukodesk.core.edit import Changes
from leukodesk.core.edits import RecordAnalysis
from leukodesk.core.kept import KeptOfImages
from leukodesk.core.mask import BBox
from leukodesk.core.signatures import locked
from leukodesk.core.smear import Smear
from leukodesk.imaging.reader import SmearImage
from leukodesk.inference.registry import segmenter_ids
from leukodesk.jobs.analyst import Analyst, find_cells
from leukodesk.jobs.choice import Choice, Parameters
from leukodesk.jobs.job import Job
from leukodesk.jobs.large_analysis import analyze_shown, classify_shown
from leukodesk.jobs.smear_result import SmearResult
from leukodesk.jobs.smears import Shown
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.merging import merge, still_true
from leukodesk.workspace.noticed import noticed_in
from leukodesk.workspace.regions import WHEN_CANCELLED, RegionAnalyzer
from leukodesk.workspace.reviewing import act_of
from leukodesk.workspace.series_analyzing import SmearSeries
from leukodesk.workspace.together import AskedTogether, leukocytes_of
from leukodesk.workspace.viewing import Viewer
from leukodesk.workspace.words import later, tr, worded

_SETTLE_MS: Final = 150
"""A smear must stay in view that long before it is analysed by itself: quick leafing costs nothing."""

_NOT_BY_ITSELF: Final = later(
    "This smear is so large that it is not analysed by itself; in the Model menu, choose Analyse what is in "
    "sight, or Analyse this smear for all of it."
)

_AUTOMATIC: Final = "automatic analysis"
_ASKED: Final = "analysis"


class Analyzer(QObject):
    """Finds and classifies cells, when asked and by itself.

    Signals:
        scale_known: a smear's scale was measured; args: smear id, micrometres per pixel, source, confidence.
        device_used: args: title, whether it is a fallback.
        labels_kept: labelled cells that were not found again and stay as they are; arg: their ids.
        notice: one sentence.
        analyzed: a smear was analysed; see :class:`leukodesk.workspace.signals.WorkspaceSignals`.
        failed: args: title, sentence.
    """

    scale_known = Signal(str, float, str, float)
    device_used = Signal(str, bool)
    labels_kept = Signal(object)
    notice = Signal(str)
    analyzed = Signal(str, bool, object)
    failed = Signal(str, str)

    def __init__(
        self,
        runner: JobRunner,
        document: Document,
        viewer: Viewer,
        analyst: Analyst,
        choice: Callable[[], tuple[Choice, str, bool]],
        kept: Callable[[], KeptOfImages],
        max_pixels: int,
        parent: QObject | None = None,
    ) -> None:
        """Connect the parts.

        Args:
            runner: where jobs run.
            document: what is changed.
            viewer: whose smear is analysed.
            analyst: does the work on the gpu thread.
            choice: what is chosen now: with what, in whose name, and whether smears are analysed on opening.
            kept: what comes into the dataset of names of files.
            max_pixels: largest image that is decoded.
            parent: owns it.
        """
        super().__init__(parent)
        self._runner = runner
        self._document = document
        self._viewer = viewer
        self._analyst = analyst
        self._choice, self._kept = choice, kept
        self._known: set[str] = set()
        self._tried: set[str] = set()
        self._together = AskedTogether()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE_MS)
        self._settled.timeout.connect(self.complete)
        self._regions = RegionAnalyzer(runner, document, analyst, kept, self)
        self._regions.scale_known.connect(self.scale_known)
        self._regions.labels_kept.connect(self.labels_kept)
        self._regions.analyzed.connect(self.analyzed)
        self._regions.failed.connect(self.failed)
        self._series = SmearSeries(runner, document, max_pixels, self)
        self._series.fetched.connect(self._analyze_next)
        self._series.notice.connect(self.notice)
        self._series.failed.connect(self.failed)
        viewer.opened.connect(self._wait_for_reader)
        document.changed.connect(self._wait_for_more)
        document.replaced.connect(self._stop)

    def analyze(self, segmenter_id: str = "", parameters: Parameters = (), view: BBox | None = None) -> None:
        """Analyse the smear in view, undoably, also when another one comes into view meanwhile.

        Args:
            segmenter_id: who finds the cells this time; the chosen one, as it is set, if empty.
            parameters: what that one is told.
            view: the part that a smear which is read in parts is analysed in; None for all of it.
        """
        smear, shown = self._viewer.smear, self._viewer.shown
        if smear is None:
            self.failed.emit(tr("Analyse"), tr("No smear is open; open an image or a folder first."))
        elif self._document.read_only:
            self.failed.emit(
                tr("Analyse"), tr("This dataset is open read-only, so no cells can be added to it.")
            )
        elif sentence := locked(self._document.content, smear.id):
            self.failed.emit(tr("Analyse"), worded(sentence))
        else:
            self._runner.cancel_kind(_AUTOMATIC)
            choice, annotator, _ = self._choice()
            if segmenter_id:
                choice = replace(choice, segmenter_id=segmenter_id, parameters=parameters)
            if self._viewer.source is not None:
                self._regions.analyze(smear, self._viewer.source, choice, annotator, view)
            elif shown is not None:
                self._start(shown, f"{_ASKED} {smear.id}", choice)

    def analyze_all(self) -> None:
        """Analyse every smear without cells, one after the other."""
        self._series.start()

    @Slot()
    def complete(self) -> None:
        """Do what the smear in view lacks: its cells, or what the chosen model says about them as they are.

        Cells are looked for once: a smear whose cells the reader removed stays as the reader wants it.
        """
        shown = self._viewer.shown
        choice, _, analyze_on_open = self._choice()
        if shown is None or self._document.read_only:
            return
        smear = shown.smear
        cells = tuple(self._document.content.cells_of(smear.id))
        if self._is_at_it(smear.id):
            return  # its end calls this again
        if cells:
            self._known.add(smear.id)
            unasked = (
                self._unasked(smear.id, leukocytes_of(cells), choice.model_id) if choice.model_id else ()
            )
            if unasked:
                self._classify(shown, unasked, choice)
        elif analyze_on_open and smear.id not in self._known | self._tried:
            if isinstance(shown.pixels, np.ndarray):
                self._tried.add(smear.id)
                self._find_cells(smear, shown.pixels)
            else:
                self._known.add(smear.id)
                self.notice.emit(tr(_NOT_BY_ITSELF))

    def try_again(self) -> None:
        """Forget what failed before: the choice has changed."""
        self._forget_tries()
        self.complete()

    def _forget_tries(self) -> None:
        self._tried.clear()
        self._together.try_again()

    def _unasked(self, smear_id: str, leukocytes: tuple[Cell, ...], model_id: str) -> tuple[Cell, ...]:
        """The leukocytes that a model says nothing about, or all where it spoke of them among others."""
        seen = self._document.content.predictions.get(model_id, {})
        unseen = tuple(cell for cell in leukocytes if cell.id not in seen and cell.id not in self._tried)
        if unseen or not self._together.is_due(smear_id, model_id, leukocytes):
            return unseen
        return leukocytes

    def _is_at_it(self, smear_id: str) -> bool:
        automatic = self._runner.running(_AUTOMATIC)
        return bool(self._runner.running(f"{_ASKED} {smear_id}")) or any(
            not job.context.cancelled for job in automatic
        )

    def _classify(self, shown: Shown, cells: tuple[Cell, ...], choice: Choice) -> None:
        assert choice.model_id is not None
        among = leukocytes_of(self._document.content.cells_of(shown.smear.id))
        self._tried.update(cell.id for cell in cells)
        self._together.trying(shown.smear.id, choice.model_id, among)
        job = Job(
            tr("Classify cells"),
            classify_shown,
            (self._analyst, shown, cells, choice.asking(choice.model_id), among),
            kind=_AUTOMATIC,
            when_cancelled=tr(WHEN_CANCELLED),
        )
        running = self._runner.start(job, "gpu", supersede=True)
        running.succeeded.connect(self._take_automatic)
        running.failed.connect(self.failed)
        running.finished.connect(self._settled.start)

    def _find_cells(self, smear: Smear, pixels: npt.NDArray[np.uint8]) -> None:
        """Show the cells before the gpu thread is ready to classify them; the change calls for that."""
        choice, _, _ = self._choice()
        arguments = (SmearImage(smear, pixels, b""), choice)
        job = Job(tr("Find cells"), find_cells, arguments, kind=_AUTOMATIC, when_cancelled=tr(WHEN_CANCELLED))
        running = self._runner.start(job, "cpu", supersede=True)
        running.succeeded.connect(self._take_found)
        running.failed.connect(self.failed)
        running.finished.connect(self._settled.start)

    def _start(self, shown: Shown, kind: str, choice: Choice | None = None) -> None:
        told = (self._analyst, shown, choice or self._choice()[0])
        job = Job(
            tr("Analyse smear"),
            analyze_shown,
            told,
            kind,
            shown=kind != self._series.kind,
            when_cancelled=tr(WHEN_CANCELLED),
        )
        running = self._runner.start(job, "gpu", supersede=True)
        running.succeeded.connect(self._take_asked if kind.startswith(_ASKED) else self._take_automatic)
        is_series = kind == self._series.kind
        running.failed.connect(self._series.leave_out if is_series else self.failed)
        running.finished.connect(self._series.advance if is_series else self._settled.start)

    @Slot(object)
    def _analyze_next(self, shown: Shown) -> None:
        self._start(shown, self._series.kind)

    @Slot(object)
    def _take_found(self, result: SmearResult | None) -> None:
        if result is not None:
            self._take(result, undoable=False)
            self.complete()
        elif self._viewer.shown is not None:  # else it was cancelled
            self._start(self._viewer.shown, _AUTOMATIC)

    @Slot(object)
    def _take_asked(self, result: SmearResult) -> None:
        self._take(result, undoable=True)

    @Slot(object)
    def _take_automatic(self, result: SmearResult) -> None:
        self._take(result, undoable=False)

    def _take(self, result: SmearResult, *, undoable: bool) -> None:
        content, kept = self._document.content, None
        said, judged = result.predictions, result.judged
        if result.smear_id not in content.smears:
            return
        procedure = result.procedure and self._kept().recorded(result.procedure)
        if result.segmentation is not None:
            self._known.add(result.smear_id)
            act = act_of(self._choice()[1])
            merged = merge(result.segmentation, result.smear_id, content, segmenter_ids(), act, procedure)
            if undoable and merged.step is not None:
                if not self._document.do(merged.step):
                    return  # why is told; of what was found nothing is taken
            else:
                for edit in merged.edits:
                    self._document.record(edit)
            said, judged = merged.predictions(said), merged.outlined(judged)
            kept = merged.kept
        # A cell that was drawn anew meanwhile is asked about again.
        said = still_true(said, judged, content)
        self._together.answered(result, said, judged)
        if kept is None and said and procedure and not is_known(content, result.smear_id, procedure):
            act = replace(act_of(self._choice()[1]), reason=analysis_reason(None))
            self._document.record(RecordAnalysis(result.smear_id, procedure, act))
        self._document.record_predictions(said)
        self.scale_known.emit(
            result.smear_id, result.pixel_size_um, result.pixel_size_source, result.pixel_size_confidence
        )
        if result.device_title:
            self.device_used.emit(worded(result.device_title), result.fell_back)
        self.analyzed.emit(result.smear_id, kept is not None, noticed_in(result))
        if kept is not None:
            self.labels_kept.emit(kept)

    @Slot(str)
    def _wait_for_reader(self, _smear_id: str) -> None:
        self._runner.cancel_kind(_AUTOMATIC)
        self._forget_tries()
        self._settled.start()

    @Slot(object)
    def _wait_for_more(self, changes: Changes) -> None:
        if changes.cells:
            self._tried -= changes.cells
            self._settled.start()

    @Slot()
    def _stop(self) -> None:
        self._settled.stop()
        self._tried.clear()
        self._together.forget()
        self._known.clear()
        for running in self._runner.running():
            if running.job.kind.startswith((_AUTOMATIC, _ASKED)):
                running.cancel()
        self._series.cancel()
