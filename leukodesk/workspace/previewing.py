"""Shows what other segmenter settings would find in view, while the reader still chooses them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from leukodesk.core.mask import BBox
from leukodesk.imaging.reader import SmearImage
from leukodesk.jobs.choice import Choice
from leukodesk.jobs.job import Job
from leukodesk.jobs.preview import Preview, preview_cells, preview_in_part, shown_part
from leukodesk.workspace.job_runner import JobRunner, ThreadName
from leukodesk.workspace.viewing import Viewer
from leukodesk.workspace.words import tr

_SETTLE_MS: Final = 150
"""Settings must rest that long before they are tried: a moving slider costs nothing."""

_KIND: Final = "segmentation preview"


class Previewer(QObject):
    """Tries settings on the smear in view; a newer wish supersedes an unfinished one.

    Signals:
        changed: arg: the Preview, or None when there is none any more.
        failed: the settings cannot be tried; arg: one sentence.
    """

    changed = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        runner: JobRunner,
        viewer: Viewer,
        choice: Callable[[], Choice],
        pixel_size_um: Callable[[], float | None],
        parent: QObject | None = None,
    ) -> None:
        """Connect the parts.

        Args:
            runner: where jobs run.
            viewer: whose smear is looked at.
            choice: gives device and colours.
            pixel_size_um: the scale of that smear, or None while unknown.
            parent: owns it.
        """
        super().__init__(parent)
        self._runner = runner
        self._viewer = viewer
        self._choice = choice
        self._pixel_size_um = pixel_size_um
        self._wanted: tuple[Choice, BBox] | None = None
        self._on_gpu: set[str] = set()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE_MS)
        self._settled.timeout.connect(self._begin)
        viewer.opened.connect(self._forget)

    def request(self, segmenter_id: str, parameters: Mapping[str, Any], view: BBox) -> None:
        """Have ``changed`` or ``failed`` emitted, soon, for settings tried on the smear in view.

        Args:
            segmenter_id: who finds the cells; no model is asked.
            parameters: what it is told; the rest stays at its default.
            view: the part in sight, ``(y0, x0, y1, x1)`` in smear pixels; may reach beyond the smear.
        """
        told = tuple(parameters.items())
        choice = replace(self._choice(), segmenter_id=segmenter_id, model_id=None, parameters=told)
        self._wanted = (choice, view)
        self._settled.start()

    def stop(self) -> None:
        """Show nothing any more."""
        self._wanted = None
        self._settled.stop()
        self._runner.cancel_kind(_KIND)
        self.changed.emit(None)

    @Slot()
    def _begin(self) -> None:
        smear, pixels, source = self._viewer.smear, self._viewer.pixels, self._viewer.source
        if self._wanted is None or smear is None:
            return
        choice, view = self._wanted
        view = shown_part(view, smear.height, smear.width)
        if view[0] >= view[2]:
            self._runner.cancel_kind(_KIND)
            self.changed.emit(None)
            return
        thread: ThreadName = "gpu" if choice.segmenter_id in self._on_gpu else "cpu"
        told = (choice, view, self._pixel_size_um(), thread == "gpu")
        job = Job(tr("Preview"), preview_in_part, (source, smear, *told), kind=_KIND, shown=False)
        if pixels is not None:
            job = replace(job, fn=preview_cells, args=(SmearImage(smear, pixels, b""), *told))
        running = self._runner.start(job, thread, supersede=True)
        running.succeeded.connect(self._receive)
        running.failed.connect(self._tell_failure)

    @Slot(object)
    def _receive(self, preview: Preview | None) -> None:
        if self._wanted is None:
            return
        if preview is None:
            self._on_gpu.add(self._wanted[0].segmenter_id)
            self._begin()
        else:
            self.changed.emit(preview)

    @Slot(str, str)
    def _tell_failure(self, _title: str, sentence: str) -> None:
        if self._wanted is not None:
            self.changed.emit(None)
            self.failed.emit(sentence)

    @Slot(str)
    def _forget(self, _smear_id: str) -> None:
        if self._wanted is not None:
            self._runner.cancel_kind(_KIND)
            self.changed.emit(None)
