"""Pixels of a smear of the dataset: read on the io thread, decoded on the cpu thread."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.smear import Smear
from leukodesk.jobs.datasets import read_image
from leukodesk.jobs.job import Job
from leukodesk.jobs.smears import decode_smear
from leukodesk.store.dataset import Dataset
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.words import tr


class PixelRequest(QObject):
    """One smear's way from the dataset to pixels.

    Signals:
        ready: arg: what ``decoder`` returned.
        failed: args: title, sentence.
        finished: after either, or after it was cancelled or superseded; the request is spent.
    """

    ready = Signal(object)
    failed = Signal(str, str)
    finished = Signal()

    def __init__(
        self,
        runner: JobRunner,
        dataset: Dataset,
        smear: Smear,
        *,
        max_pixels: int,
        kind: str,
        decoder: Callable[..., Any] = decode_smear,
        parent: QObject,
    ) -> None:
        """Start at once.

        Args:
            runner: where the jobs run.
            dataset: where the image is kept.
            smear: the smear.
            max_pixels: largest image that is decoded.
            kind: kind of the jobs; an unfinished request of the same kind is superseded.
            decoder: a job function ``(context, smear, encoded, max_pixels)``.
            parent: owns the request.
        """
        super().__init__(parent)
        self._runner = runner
        self._max_pixels = max_pixels
        self._job = Job(tr("Open smear"), decoder, kind=kind, shown=False)
        reading = replace(self._job, fn=read_image, args=(dataset, smear), is_brief=True)
        running = runner.start(reading, "io", supersede=True)
        running.succeeded.connect(self._decode)
        running.failed.connect(self._fail)
        running.cancelled.connect(self._finish)

    @Slot(object)
    def _decode(self, read: tuple[Smear, bytes]) -> None:
        decoding = replace(self._job, args=(*read, self._max_pixels))
        running = self._runner.start(decoding, "cpu")
        running.succeeded.connect(self.ready)
        running.failed.connect(self.failed)
        running.finished.connect(self._finish)

    @Slot(str, str)
    def _fail(self, title: str, sentence: str) -> None:
        self.failed.emit(title, sentence)
        self._finish()

    @Slot()
    def _finish(self) -> None:
        self.finished.emit()
        self.deleteLater()
