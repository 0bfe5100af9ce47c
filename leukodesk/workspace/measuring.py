"""How large a pixel is: what the file or the reader says, else measured on the red cells."""

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.inference.scaling import ROUGH
from leukodesk.jobs.job import Job
from leukodesk.jobs.smears import MeasuredScale, measure_scale
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.viewing import Viewer
from leukodesk.workspace.words import tr


class ScaleMeasurer(QObject):
    """Knows the scale of every smear that was looked at, and what its red cells say where somebody stated it.

    A measured scale is recomputable and therefore kept in memory, not in the dataset.

    Signals:
        measured: the scale of a smear is known or another one; arg: smear id.
    """

    measured = Signal(str)

    def __init__(
        self, runner: JobRunner, document: Document, viewer: Viewer, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._document = document
        self._viewer = viewer
        self._known: dict[str, tuple[float, str, float]] = {}
        document.replaced.connect(self._known.clear)
        viewer.opened.connect(self._measure)

    def scale_of(self, smear_id: str) -> tuple[float, str] | None:
        """Micrometres per pixel and ``stated``, ``estimated`` or ``default``; None while unknown."""
        smear = self._document.content.smears.get(smear_id)
        if smear is not None and smear.pixel_size_um is not None:
            return smear.pixel_size_um, "stated"
        known = self._known.get(smear_id)
        return known[:2] if known else None

    def confidence_of(self, smear_id: str) -> float:
        """How well the scale is known, 0 (not at all, or assumed) to 1 (stated)."""
        smear = self._document.content.smears.get(smear_id)
        if smear is not None and smear.pixel_size_um is not None:
            return 1.0
        return self._known[smear_id][2] if smear_id in self._known else 0.0

    def by_red_cells(self, smear_id: str) -> float | None:
        """Micrometres per pixel that enough red cells say, also beside a stated scale; None while unknown."""
        size_um, source, confidence = self._known.get(smear_id, (0.0, "default", 0.0))
        return size_um if source == "estimated" and confidence >= ROUGH else None

    @Slot(str, float, str, float)
    def learn(self, smear_id: str, pixel_size_um: float, source: str, confidence: float) -> None:
        """Take over what an analysis measured."""
        smear = self._document.content.smears.get(smear_id)
        if smear is None or smear.pixel_size_um is not None:
            return
        self._known[smear_id] = (pixel_size_um, source, confidence)
        self.measured.emit(smear_id)

    @Slot(str)
    def _measure(self, smear_id: str) -> None:
        pixels, source = self._viewer.pixels, self._viewer.source
        if not smear_id or (pixels is None and source is None) or smear_id in self._known:
            return
        arguments = (smear_id, source if pixels is None else pixels)
        job = Job(tr("Measure the scale"), measure_scale, arguments, kind="measure", shown=False)
        self._runner.start(job, "cpu").succeeded.connect(self._receive)

    @Slot(object)
    def _receive(self, scale: MeasuredScale) -> None:
        if scale.smear_id not in self._known:
            self._known[scale.smear_id] = (scale.pixel_size_um, scale.source, scale.confidence)
            self.measured.emit(scale.smear_id)
