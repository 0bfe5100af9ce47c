"""What was still to come into a dataset when the program ended, or another dataset was opened."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.jobs.job import Job
from leukodesk.jobs.unfinished import (
    MissingImages,
    find_missing,
    forget_missing,
    note_asked,
    note_if_saved,
    note_over,
)
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner, RunningJob
from leukodesk.workspace.words import tr


class Unfinished(QObject):
    """Puts down what is on its way, and finds after each opening what never came.

    Everything is written on the thread that writes the dataset, after what was asked for before: a thing is
    over only once it is durable. What could not be saved is over once saving works again.

    Attributes:
        into: the open dataset, or None where none is open, or only to be looked at.

    Signals:
        found: something never came into the dataset that was opened just now.
    """

    found = Signal(object)

    def __init__(self, runner: JobRunner, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.into: Path | None = None
        self._runner = runner
        self._document = document
        self._waiting: list[Callable[[], object]] = []
        document.replaced.connect(self._look_again)
        document.saver.state_changed.connect(self._go_on)

    def look(self, dataset: Path) -> None:
        """Find out what never came into the dataset that was opened just now."""
        raise NotImplementedError

    def note(self, fn: Callable[..., object], *arguments: object) -> RunningJob:
        """Put something down or look it up, after what was asked for before."""
        job = Job(tr("Look for missing images"), fn, arguments, shown=False, must_finish=True)
        return self._runner.start(job, "io")

    def note_saved(self, fn: Callable[..., object], *arguments: object) -> None:
        """Put down that something is over, once what was done until now is saved."""
        backlog = self._document.saver.backlog
        again = partial(self.note_saved, fn, *arguments)

        def wait(is_noted: bool) -> None:
            if not is_noted and self._document.saver.backlog is backlog:
                self._waiting.append(again)

        self.note(note_if_saved, backlog, fn, *arguments).succeeded.connect(wait)

    @Slot(str)
    def _go_on(self, state: str) -> None:
        if state == "saved":
            waiting, self._waiting = self._waiting, []
            for again in waiting:
                again()

    @Slot()
    def _look_again(self) -> None:
        document = self._document
        self._waiting.clear()
        self.into = None if document.read_only else document.path
        if self.into is not None:
            self.look(self.into)


class UnfinishedAdding(Unfinished):
    """Images that were to be added; ``found`` gives them as MissingImages."""

    def __init__(self, runner: JobRunner, document: Document, parent: QObject | None = None) -> None:
        super().__init__(runner, document, parent)
        self._coming: dict[Path, None] = {}

    def begin(self, images: Sequence[Path]) -> None:
        """Images are to be added to the open dataset."""
        self._coming |= dict.fromkeys(path.absolute() for path in images)
        if self.into is not None and images:
            self.note(note_asked, self.into, tuple(images))

    def put_in(self, images: Sequence[Path]) -> None:
        """Images are in the open dataset, or had been before; their edit is on its way to the disk."""
        if self.into is not None and images:
            self.note_saved(note_over, self.into, tuple(images))

    def end(self) -> None:
        """All that was begun is over: added, left out with a word, or stopped by the reader."""
        self.put_in(tuple(self._coming))
        self._coming.clear()

    def forget(self) -> None:
        """The reader does not want what is missing in the open dataset."""
        if self.into is not None:
            self.note(forget_missing, self.into)

    def look(self, dataset: Path) -> None:
        """See the base."""
        self._coming.clear()
        self.note(find_missing, dataset).succeeded.connect(partial(self._take, dataset))

    def _take(self, dataset: Path, missing: MissingImages) -> None:
        if dataset != self.into:
            return  # another dataset was opened meanwhile
        there = tuple(path for path in missing.there if path not in self._coming)
        if there or missing.gone:
            self.found.emit(MissingImages(there, missing.gone))
