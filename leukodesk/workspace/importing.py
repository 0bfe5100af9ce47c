"""Brings image files into the open dataset, one by one, while the first is already in view.

While one is stored the next is read: the one waits for the disk, the other for the processor.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, Signal, Slot

from leukodesk.core.edit import Changes
from leukodesk.core.edits import AddSmears
from leukodesk.core.kept import KeptOfImages
from leukodesk.core.smear import Smear, smears_by_digest
from leukodesk.jobs.datasets import store_image
from leukodesk.jobs.job import Job
from leukodesk.jobs.smears import ImageList, KnownSmear, ReadSmear, read_new_smear
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner, RunningJob
from leukodesk.workspace.job_series import JobSeries
from leukodesk.workspace.left_out import LeftOut
from leukodesk.workspace.unfinished import UnfinishedAdding
from leukodesk.workspace.words import tr

_LIST_EVERY_MS: Final = 250
"""Views look through their rows at each change: thousands of images enter the list in batches."""


def _name(path: Path) -> str:
    return path.name


@dataclass
class _Ahead:
    """An image that is being read.

    Attributes:
        path: its file.
        running: the job.
        is_due: its turn has come, and nothing goes on without it.
        problem: why it cannot be read, kept until its turn comes.
    """

    path: Path
    running: RunningJob
    is_due: bool = False
    problem: str = ""


class Importer(QObject):
    """Adds smears; images that cannot be read are left out, and all of them are told of together.

    Attributes:
        places: the files that smears were opened from since the program started; only part of that is stored.

    Signals:
        decoded: a new smear's pixels are known; args: smear id, pixels or where its parts come from,
            thumbnail.
        first_ready: the first of the images is in the dataset; arg: smear id.
        failed: nothing could be added, or some images were left out; args: title, sentence.
    """

    decoded = Signal(str, object, object)
    first_ready = Signal(str)
    failed = Signal(str, str)

    def __init__(
        self,
        runner: JobRunner,
        document: Document,
        max_pixels: int,
        kept: Callable[[], KeptOfImages],
        unfinished: UnfinishedAdding,
        parent: QObject | None = None,
    ) -> None:
        """Connect the parts.

        Args:
            runner: where jobs run.
            document: what smears are added to.
            max_pixels: largest image that is read.
            kept: what comes along with the pixels of new images.
            unfinished: puts down what is still to come.
            parent: owns it.
        """
        super().__init__(parent)
        self.places: dict[str, Path] = {}
        self._runner = runner
        self._document = document
        self._max_pixels = max_pixels
        self._kept = kept
        self._unfinished = unfinished
        self._series: JobSeries | None = None
        self._stored: dict[str, Smear] = {}
        self._put_in: list[Path] = []
        self._known: dict[str, str] = {}
        self._since_listed = QElapsedTimer()
        self._already_read: dict[Path, KnownSmear | ReadSmear] = {}
        self._ahead: _Ahead | None = None
        self._left_out = LeftOut()
        self._wants_first = False
        document.replaced.connect(self._stop)
        document.changed.connect(self._follow)

    def add(self, images: ImageList) -> None:
        """Add images to the open dataset; those it has already are only recognised."""
        if self._document.dataset is None or self._document.read_only:
            self.failed.emit(
                tr("Add smears"), tr("This dataset can only be looked at; open or create another one.")
            )
            return
        self._know_all()
        rest = [path for path in images.paths if path != images.first]
        self._wants_first = True
        self._already_read[images.first] = images.image
        self._unfinished.begin([images.first, *rest])
        if self._series is not None:
            self._series.extend([images.first, *rest])
            return
        title = (
            tr("Add {paths} smears", paths=len(images.paths))
            if rest
            else tr("Open {name}", name=images.first.name)
        )
        self._series = self._runner.start_series(title, [images.first, *rest], _name)
        self._series.item_due.connect(self._read)
        self._series.ended.connect(self._end)
        self._series.advance()

    @Slot(object)
    def _read(self, path: Path) -> None:
        if path in self._already_read:
            self._store(self._already_read.pop(path))
            return
        if self._ahead is None or self._ahead.path != path:
            self._forget_ahead()
            self._ahead = self._begin_to_read(path)
        self._ahead.is_due = True
        if self._ahead.problem:
            self._end_ahead()

    def _begin_to_read(self, path: Path) -> "_Ahead":
        job = Job(
            tr("Open {name}", name=path.name),
            read_new_smear,
            (path, self._known, self._max_pixels, self._kept()),
            kind="import",
            shown=False,
        )
        running = self._runner.start(job, "cpu")
        running.succeeded.connect(self._take_read)
        running.failed.connect(self._take_problem)
        return _Ahead(path, running)

    @Slot(object)
    def _take_read(self, read: KnownSmear | ReadSmear) -> None:
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead.is_due:
            self._store(read)
        elif ahead is not None:
            self._already_read[read.path] = read

    @Slot(str, str)
    def _take_problem(self, _title: str, sentence: str) -> None:
        if self._ahead is not None:
            self._ahead.problem = sentence
            if self._ahead.is_due:
                self._end_ahead()

    def _end_ahead(self) -> None:
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            self._leave_out(ahead.path, ahead.problem)

    def _read_ahead(self) -> None:
        """Read the next image while this one is stored."""
        path = self._series.following if self._series is not None else None
        if path is not None and self._ahead is None and path not in self._already_read:
            self._ahead = self._begin_to_read(path)

    @Slot(object)
    def _store(self, read: KnownSmear | ReadSmear) -> None:
        if self._series is None or self._document.dataset is None:
            return
        smear_id = self._id_of(read)
        self.places[smear_id] = read.path
        known = self._document.content.smears.get(smear_id) or self._stored.get(smear_id)
        if known is not None and not isinstance(read.place, Path):
            self._put_in.append(read.path)
            self._tell(read, smear_id)
            return
        smear = known or (read.image.smear if isinstance(read, ReadSmear) else None)
        if smear is None:  # it was removed meanwhile
            self._go_on(smear_id)
            return
        arguments = (self._document.dataset, smear, read.place)
        job = Job(tr("Add smear"), store_image, arguments, kind="import", shown=False)
        running = self._runner.start(job, "io")
        # One that a cancelled series was storing ends when another series is on its way.
        running.succeeded.connect(partial(self._record, self._series, read))
        running.failed.connect(partial(self._leave_unstored, self._series, read))
        if not self._wants_first:  # which is to be in view before anything else is done
            self._read_ahead()

    def _know_all(self) -> None:
        self._known = smears_by_digest({**self._document.content.smears, **self._stored})

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        smears = self._document.content.smears
        if any(smear_id not in smears or smear_id not in self._known for smear_id in changes.smears):
            self._know_all()

    def _id_of(self, read: KnownSmear | ReadSmear) -> str:
        """Under which id the dataset has an image, which may hold it as it is, or is to have it."""
        own = read.known_as if isinstance(read, ReadSmear) else (read.smear_id,)
        return next((self._known[i] for i in own if i in self._known), read.smear_id)

    def _record(self, series: JobSeries, read: KnownSmear | ReadSmear, smear: Smear) -> None:
        if self._series is not series:
            return
        if smear.id not in self._document.content.smears:
            self._stored[smear.id] = smear
            self._known |= smears_by_digest({smear.id: smear})
        self._put_in.append(read.path)
        if self._wants_first or self._since_listed.hasExpired(_LIST_EVERY_MS):
            self._list_stored()
        self._tell(read, smear.id)

    def _list_stored(self) -> None:
        """Add the smears whose images are durable by now; their images alone would do no harm."""
        self._since_listed.start()
        if self._stored:
            self._document.record(AddSmears(tuple(self._stored.values())))
            self._stored.clear()
        self._unfinished.put_in(self._put_in)
        self._put_in.clear()

    def _tell(self, read: KnownSmear | ReadSmear, smear_id: str) -> None:
        if isinstance(read, ReadSmear):
            self.decoded.emit(smear_id, read.shown if self._wants_first else None, read.thumbnail)
        self._go_on(smear_id)

    def _leave_unstored(
        self, series: JobSeries, read: KnownSmear | ReadSmear, _title: str, sentence: str
    ) -> None:
        if self._series is series:
            self._leave_out(read.path, sentence)

    def _leave_out(self, path: Path, sentence: str) -> None:
        if self._series is not None:
            self._left_out.add(path.name, sentence)
            self._series.advance()

    def _go_on(self, smear_id: str) -> None:
        if self._wants_first:
            self._list_stored()
            self._wants_first = False
            self.first_ready.emit(smear_id)
        if self._series is not None:
            self._series.advance()

    @Slot(bool)
    def _end(self, _cancelled: bool) -> None:
        self._series = None
        self._list_stored()
        self._unfinished.end()
        self._already_read.clear()
        self._forget_ahead()
        if said := self._left_out.told():
            self.failed.emit(tr("Add smears"), said)

    @Slot()
    def _stop(self) -> None:
        self._left_out.forget()
        self._stored.clear()
        self._put_in.clear()
        self._runner.cancel_kind("import")
        self._forget_ahead()
        if self._series is not None:
            self._series.cancel()

    def _forget_ahead(self) -> None:
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            ahead.running.cancel()
