"""Opening images, folders and datasets, one request at a time."""

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk import config
from leukodesk.core.kept import KeptOfImages
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.jobs.datasets import (
    OpenedDataset,
    close_dataset,
    create_dataset,
    look_at_dataset,
    open_dataset,
    open_or_create,
    restore_dataset,
)
from leukodesk.jobs.job import Job
from leukodesk.jobs.smears import ImageList, list_images
from leukodesk.store.dataset import Dataset
from leukodesk.store.lock import AlreadyOpenError
from leukodesk.store.main_file import RestorableError
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner, RunningJob, ThreadName
from leukodesk.workspace.words import tr, worded

DATASET_SUFFIXES: Final = (".h5", ".hdf5")


_ADD: Final = "add"
_AUTOMATIC: Final = "images-"
_FLUSH_S: Final = 20.0


def automatic_folder() -> Path:
    """Where the datasets lie that the program makes for opened images and folders."""
    return config.user_dir() / "datasets"


def automatic_path(folder: Path) -> Path:
    """The dataset that belongs to an image folder.

    It lies in the user's own folder and not beside the images, for those are often on a read-only or shared
    disk. Its name comes from the folder's path, so opening the folder again finds the labels again. It does
    not hold the folder's name, which may be a patient's and would stand in the dataset with it; one that was
    made when it did is found all the same.
    """
    digest = hashlib.sha256(str(folder.resolve()).encode(errors="surrogateescape")).hexdigest()
    former = next(automatic_folder().glob(f"*-{digest[:8]}.h5"), None)
    return former or automatic_folder() / f"{_AUTOMATIC}{digest[:16]}.h5"


@dataclass(frozen=True)
class _Request:
    """One step of an opening.

    Attributes:
        job: what runs.
        thread: where.
        asked: the path the reader asked for.
        images: what is added once the dataset is open.
    """

    job: Job
    thread: ThreadName
    asked: Path
    images: ImageList | None = None


class Opener(QObject):
    """Puts another dataset into the document. A failed opening leaves the open one as it is.

    Attributes:
        folders: the image folder of each dataset that belongs to one and was opened by it, by its path.

    Signals:
        opened: a dataset is open; arg: the path the reader asked for.
        images_listed: the document is ready to take these; arg: ImageList.
        noticed: something about what was opened; arg: one sentence.
        failed: args: title, sentence.
        way_out: after ``failed``, what helps; args: ``look`` (looking at it only) or ``restore`` (going
            back to its backup), the dataset's path.
        settled: nothing more is being opened, whatever came of it.
    """

    opened = Signal(object)
    images_listed = Signal(object)
    noticed = Signal(str)
    failed = Signal(str, str)
    way_out = Signal(str, object)
    settled = Signal()

    def __init__(
        self,
        runner: JobRunner,
        document: Document,
        max_pixels: int,
        taxonomy: Callable[[], Taxonomy],
        kept: Callable[[], KeptOfImages],
        parent: QObject | None = None,
    ) -> None:
        """Connect the parts.

        Args:
            runner: where jobs run.
            document: where datasets are put.
            max_pixels: largest image that is listed.
            taxonomy: what a new dataset begins with.
            kept: what comes along with the pixels of new images.
            parent: owns it.
        """
        super().__init__(parent)
        self._runner = runner
        self._document = document
        self._max_pixels = max_pixels
        self._taxonomy = taxonomy
        self._kept = kept
        self.folders: dict[Path, Path] = {}
        self._running: RunningJob | None = None
        self._current: _Request | None = None
        self._waiting: list[_Request] = []
        self._is_ended = False

    @property
    def is_busy(self) -> bool:
        """Whether something is being opened."""
        return self._running is not None

    def open_path(self, path: Path) -> None:
        """Open an image, a folder of images or a dataset; nothing happens if that is open to be changed."""
        if path.suffix.lower() not in DATASET_SUFFIXES or os.path.isdir(path):  # noqa: PTH112  of what is out of reach the job tells
            self._request(
                _Request(
                    Job(tr("Open {name}", name=path.name), list_images, self._listed((path,))),
                    "cpu",
                    path,
                )
            )
        elif not self._is_open(path):
            job = Job(tr("Open {name}", name=path.name), open_dataset, (path,), must_finish=True)
            self._request(_Request(job, "io", path))

    def open_to_look(self, path: Path) -> None:
        """Open a dataset read-only, also while another program writes to it."""
        job = Job(tr("Open {name}", name=path.name), look_at_dataset, (path,), must_finish=True)
        self._request(_Request(job, "io", path))

    def restore_backup(self, path: Path) -> None:
        """Put the backup in the place of a damaged dataset and open it; the damaged file is kept."""
        job = Job(tr("Restore {name}", name=path.name), restore_dataset, (path,), must_finish=True)
        self._request(_Request(job, "io", path))

    def add_images(self, paths: Sequence[Path]) -> None:
        """List images for the open dataset; without one they get their own, see :func:`automatic_path`."""
        if not paths:
            return
        job = Job(tr("Add images"), list_images, self._listed(paths), kind=_ADD)
        self._waiting.append(_Request(job, "cpu", paths[0]))
        self._serve()

    def new_dataset(self, path: Path) -> None:
        """Create an empty dataset and open it."""
        job = Job(
            tr("Create {name}", name=path.name), create_dataset, (path, self._taxonomy()), must_finish=True
        )
        self._request(_Request(job, "io", path))

    def end(self) -> None:
        """Open nothing any more; waits for what is on its way and closes it again."""
        self._is_ended = True
        self._waiting.clear()
        if self._running is not None:
            self._runner.wait(self._running)

    def _listed(self, paths: Sequence[Path]) -> tuple[object, ...]:
        return tuple(paths), self._max_pixels, self._kept()

    def _is_open(self, path: Path) -> bool:
        """Whether it need not be opened; one that is only looked at may be free to be changed by now."""
        document = self._document
        is_shown = document.path is not None and document.path.resolve() == path.resolve()
        return is_shown and not document.read_only

    def _request(self, request: _Request) -> None:
        # What is on its way may hold a dataset's lock: let it arrive, then serve the newest request.
        self._waiting = [request]
        self._serve()

    def _serve(self) -> None:
        if self._running is not None or not self._waiting:
            return
        self._current = self._waiting.pop(0)
        self._running = self._runner.start(self._current.job, self._current.thread)
        self._running.succeeded.connect(self._take)
        self._running.failed.connect(self._report)
        self._running.finished.connect(self._finish)

    @Slot(str, str)
    def _report(self, title: str, sentence: str) -> None:
        # What was to be opened is named once.
        name = self._current.asked.name if self._current else ""
        self.failed.emit("" if name and name in sentence else title, sentence)
        error = self._running.error if self._running else None
        if isinstance(error, AlreadyOpenError):
            self.way_out.emit("look", error.path)
        elif isinstance(error, RestorableError):
            self.way_out.emit("restore", error.path)

    @Slot()
    def _finish(self) -> None:
        self._running = None
        self._serve()
        if not self.is_busy:
            self.settled.emit()

    @Slot(object)
    def _take(self, value: ImageList | OpenedDataset) -> None:
        request = self._current
        assert request is not None
        if self._is_ended:
            if isinstance(value, OpenedDataset):
                self._close(value.dataset)
        elif isinstance(value, OpenedDataset):
            if self._install(value):
                self.opened.emit(request.asked)
                if request.images is not None:
                    self.images_listed.emit(request.images)
        elif request.job.kind == _ADD and self._document.dataset is not None:
            self.images_listed.emit(value)
        else:
            self._take_images(value, request)

    def _take_images(self, images: ImageList, request: _Request) -> None:
        path = automatic_path(images.folder)
        self.folders[path] = images.folder
        if self._is_open(path):
            self.opened.emit(request.asked)
            self.images_listed.emit(images)
        elif all(waiting.job.kind == _ADD for waiting in self._waiting):  # else a newer one is wanted
            job = Job(request.job.title, open_or_create, (path, self._taxonomy()), must_finish=True)
            self._waiting.insert(0, replace(request, job=job, thread="io", images=images))

    def _install(self, opened: OpenedDataset) -> bool:
        saver = self._document.saver
        goes_on = not saver.flush(_FLUSH_S) and saver.is_all_in(opened.path)
        if goes_on:
            saver.abandon()
        elif saver.unsaved:
            self._close(opened.dataset)
            problem = saver.problem or tr("They are still being written; try again in a moment.")
            self.failed.emit(
                tr("Open"),
                tr(
                    "The open dataset has edits that are not saved, so it stays open. {problem}",
                    problem=problem,
                ),
            )
            return False
        former = self._document.dataset
        self._document.replace(opened)
        if former is not None:
            # The copy holds all of one whose disk fails; that it cannot be closed properly is no news.
            self._close(former, is_told=not goes_on)
        for sentence in opened.notices:
            self.noticed.emit(worded(sentence))
        if opened.losses:  # it stays until the reader closes it, which a notice does not
            self.failed.emit("", " ".join(map(worded, opened.losses)))
        return True

    def _close(self, dataset: Dataset, *, is_told: bool = True) -> None:
        job = Job(tr("Close dataset"), close_dataset, (dataset,), shown=False, must_finish=True)
        running = self._runner.start(job, "io")
        if is_told:
            running.failed.connect(self.failed)
