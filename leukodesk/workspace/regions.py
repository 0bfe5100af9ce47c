"""Analysing a smear that is read in parts: the region in sight, or all of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.edits import ChangeCells
from leukodesk.core.kept import KeptOfImages
from leukodesk.core.mask import BBox
from leukodesk.core.smear import Smear
from leukodesk.imaging.pyramid import PixelSource
from leukodesk.inference.registry import segmenter_ids
from leukodesk.jobs.analyst import Analyst
from leukodesk.jobs.choice import Choice
from leukodesk.jobs.in_parts import Region
from leukodesk.jobs.job import Job
from leukodesk.jobs.large_analysis import analyze_region
from leukodesk.jobs.smear_result import SmearResult
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.merging import Merge, merge, still_true, unknown_to
from leukodesk.workspace.noticed import noticed_in
from leukodesk.workspace.reviewing import act_of
from leukodesk.workspace.words import later, tr

WHEN_CANCELLED: Final = later("The analysis was cancelled; cells and labels stay as they were.")
"""What a reader who stops an analysis is told."""

_KIND: Final = "analyse region"


class RegionAnalyzer(QObject):
    """Finds and classifies the cells of a region; those elsewhere stay as they are.

    Signals:
        scale_known: a smear's scale was measured; args: smear id, micrometres per pixel, source, confidence.
        labels_kept: labelled cells that were not found again and stay as they are; arg: their ids.
        analyzed: a smear was analysed; see :class:`leukodesk.workspace.signals.WorkspaceSignals`.
        failed: args: title, sentence.
    """

    scale_known = Signal(str, float, str, float)
    labels_kept = Signal(object)
    analyzed = Signal(str, bool, object)
    failed = Signal(str, str)

    def __init__(
        self,
        runner: JobRunner,
        document: Document,
        analyst: Analyst,
        kept: Callable[[], KeptOfImages],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._document = document
        self._analyst = analyst
        self._kept = kept
        self._box: BBox = (0, 0, 0, 0)
        self._annotator = ""
        document.replaced.connect(self._stop)

    def analyze(
        self, smear: Smear, source: PixelSource, choice: Choice, annotator: str, view: BBox | None
    ) -> None:
        """Analyse a part of a smear, or all of it, undoably.

        Args:
            smear: the smear.
            source: where its pixels come from.
            choice: with what.
            annotator: who asks for it.
            view: ``(y0, x0, y1, x1)`` in smear pixels, may reach beyond the smear; None for the whole.
        """
        box = _inside(smear, view)
        if box is None:
            self.failed.emit(
                tr("Analyse"), tr("No part of the smear is in sight; move it back into the view.")
            )
            return
        self._box, self._annotator = box, annotator
        region = Region(smear, source, box)
        job = Job(
            tr("Analyse smear"),
            analyze_region,
            (self._analyst, region, choice),
            kind=_KIND,
            when_cancelled=tr(WHEN_CANCELLED),
        )
        running = self._runner.start(job, "gpu", supersede=True)
        running.succeeded.connect(self._take)
        running.failed.connect(self.failed)

    @Slot(object)
    def _take(self, result: SmearResult) -> None:
        content, found = self._document.content, result.segmentation
        if result.smear_id not in content.smears or found is None:
            return
        procedure = result.procedure and self._kept().recorded(result.procedure)
        smear, act = content.smears[result.smear_id], act_of(self._annotator)
        part = None if self._box == (0, 0, smear.height, smear.width) else self._box
        merged = merge(found, smear.id, content, segmenter_ids(), act, procedure, part)
        merged = self._within_region(merged)
        if merged.step is not None:
            if not self._document.do(merged.step):
                return  # why is told; of what was found nothing is taken
        elif merged.record is not None:
            self._document.record(merged.record)
        said = merged.predictions(result.predictions)
        self._document.record_predictions(still_true(said, merged.outlined(result.judged), content))
        self.scale_known.emit(
            result.smear_id, result.pixel_size_um, result.pixel_size_source, result.pixel_size_confidence
        )
        self.analyzed.emit(result.smear_id, True, noticed_in(result))
        self.labels_kept.emit(merged.kept)

    def _within_region(self, merged: Merge) -> Merge:
        """Without what it says of cells elsewhere, which nobody looked for."""
        y0, x0, y1, x1 = self._box
        cells = self._document.content.cells

        def looked_for(cell_id: str) -> bool:
            row, column = cells[cell_id].centroid
            return y0 <= row < y1 and x0 <= column < x1

        kept = tuple(cell_id for cell_id in merged.kept if looked_for(cell_id))
        if merged.edit is None:
            return replace(merged, kept=kept)
        old, new = merged.edit.old, merged.edit.new
        anew, elsewhere = {cell.id for cell in new}, {cell.id for cell in unknown_to(old, new)}
        gone = tuple(
            cell for cell in old if cell.id in anew or looked_for(cell.id) or cell.id not in elsewhere
        )
        edit = ChangeCells(gone, new, merged.edit.act) if gone or new else None
        return replace(merged, edit=edit, kept=kept)

    @Slot()
    def _stop(self) -> None:
        self._runner.cancel_kind(_KIND)


def _inside(smear: Smear, view: BBox | None) -> BBox | None:
    y0, x0, y1, x1 = view or (0, 0, smear.height, smear.width)
    box = max(0, y0), max(0, x0), min(smear.height, y1), min(smear.width, x1)
    return box if box[0] < box[2] and box[1] < box[3] else None
