"""Images that were to be added to a dataset when the program ended, or another dataset was opened."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.jobs.job import Job
from leukodesk.jobs.unfinished import (
    MissingImages,
    find_missing,
    forget_missing,
    note_asked,
    note_over,
)
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner, RunningJob
from leukodesk.workspace.words import tr


class UnfinishedAdding(QObject):
    """Puts down what is being added, and finds after each opening what never came.

    Everything is written on the thread that writes the dataset, after what was asked for before: an image is
    over only once it is durable.

    Signals:
        found: images are missing in the dataset that was opened just now; arg: MissingImages.
    """

    found = Signal(object)

    def __init__(self, runner: JobRunner, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._document = document
        self._into: Path | None = None
        self._coming: dict[Path, None] = {}
        document.replaced.connect(self._look)

    def begin(self, images: Sequence[Path]) -> None:
        """Images are to be added to the open dataset."""
        self._coming |= dict.fromkeys(path.absolute() for path in images)
        self._note(note_asked, tuple(images))

    def put_in(self, images: Sequence[Path]) -> None:
        """Images are in the open dataset, or had been before; their edit is on its way to the disk."""
        self._note(note_over, tuple(images))

    def end(self) -> None:
        """All that was begun is over: added, left out with a word, or stopped by the reader."""
        self._note(note_over, tuple(self._coming))
        self._coming.clear()

    def forget(self) -> None:
        """The reader does not want what is missing in the open dataset."""
        if self._into is not None:
            self._start(forget_missing, self._into)

    def _note(self, note: Callable[..., None], images: tuple[Path, ...]) -> None:
        if self._into is not None and images:
            self._start(note, self._into, images)

    def _start(self, fn: Callable[..., object], *arguments: object) -> RunningJob:
        job = Job(tr("Look for missing images"), fn, arguments, shown=False, must_finish=True)
        return self._runner.start(job, "io")

    @Slot()
    def _look(self) -> None:
        document = self._document
        self._coming.clear()
        self._into = None if document.read_only else document.path
        if self._into is not None:
            self._start(find_missing, self._into).succeeded.connect(self._take)

    @Slot(object)
    def _take(self, missing: MissingImages) -> None:
        job = self.sender()
        if not isinstance(job, RunningJob) or job.job.args[0] != self._into:
            return  # another dataset was opened meanwhile
        there = tuple(path for path in missing.there if path not in self._coming)
        if there or missing.gone:
            self.found.emit(MissingImages(there, missing.gone))
