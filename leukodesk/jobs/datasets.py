"""Work on the dataset's files; all of it runs on the one thread that may touch them."""

from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from leukodesk.core.content import Content
from leukodesk.core.edit import Edit
from leukodesk.core.errors import DatasetError, LeukoDeskError
from leukodesk.core.results import Prediction
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.jobs.job import JobContext
from leukodesk.store.backup import restore_backup
from leukodesk.store.dataset import Dataset
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.lock import UnwritableFolderError

Write = Edit | tuple[Prediction, ...]
"""What can be appended to a dataset."""

_UNEXPECTED: Final = sentence(
    "Saving met a problem LeukoDesk does not know; save a copy, the log has the details."
)


@dataclass(frozen=True)
class OpenedDataset:
    """A dataset that was opened, with what it held.

    Attributes:
        dataset: the handle; only the io thread calls its methods.
        path: its file.
        content: what it held; the receiver owns it.
        read_only: nothing can be written.
        notices: what was noticed on opening, one sentence each, without the losses.
        losses: what was saved and is not there any more, one sentence each.
        why_read_only: why nothing can be written and what to do, one sentence; empty where that is not known.
    """

    dataset: Dataset
    path: Path
    content: Content
    read_only: bool
    notices: tuple[str, ...]
    losses: tuple[str, ...] = ()
    why_read_only: str = ""


def _opened(dataset: Dataset, path: Path, *more_notices: str, why_read_only: str = "") -> OpenedDataset:
    notices = (*(said for said in dataset.notices if said not in dataset.losses), *more_notices)
    content = dataset.content
    content.counts()  # what was read is counted once, and here nobody waits for it
    return OpenedDataset(dataset, path, content, dataset.read_only, notices, dataset.losses, why_read_only)


def open_dataset(context: JobContext, path: Path) -> OpenedDataset:
    """Open a dataset; read-only, with a notice, where its folder cannot be written to.

    Raises:
        AlreadyOpenError: another program writes to it; :func:`look_at_dataset` opens it all the same.
        RestorableError: it is damaged or gone; :func:`restore_dataset` goes back to its backup.
        DatasetError: it cannot be opened.
    """
    try:
        return _opened(Dataset.open(path), path)
    except UnwritableFolderError:
        why = sentence(
            "{name} is open to look at only, since its folder may not be written to; save a copy and "
            "open that to change anything.",
            name=path.name,
        )
        return _opened(Dataset.open(path, read_only=True), path, why, why_read_only=why)


def look_at_dataset(context: JobContext, path: Path) -> OpenedDataset:
    """Open a dataset read-only, as it is now, also while another program writes to it.

    Raises:
        DatasetError: it cannot be opened.
    """
    why = sentence(
        "{name} is open to look at only, since another window or program had it open to change it; close it "
        "there and open it here again, or save a copy and open that.",
        name=path.name,
    )
    return _opened(Dataset.open(path, read_only=True), path, why_read_only=why)


def is_outdated(context: JobContext, dataset: Dataset) -> bool:
    """Whether others changed a dataset that is open to look at only since it was read."""
    return dataset.is_outdated


def restore_dataset(context: JobContext, path: Path) -> OpenedDataset:
    """Put the backup in the place of a damaged dataset and open it.

    Raises:
        DatasetError: the backup cannot be used either, or nothing can be written there.
    """
    kept = restore_backup(path)
    name, backup = path.name, DatasetFiles.of(path).backup.name
    notice = sentence("{name} was restored from its backup {backup}.", name=name, backup=backup)
    if kept:
        notice = sentence(
            "{name} was restored from its backup {backup}; the damaged file is kept as {kept}.",
            name=name,
            backup=backup,
            kept=kept,
        )
    return _opened(Dataset.open(path), path, notice)


def create_dataset(context: JobContext, path: Path, taxonomy: Taxonomy) -> OpenedDataset:
    """Create an empty dataset, with its folder.

    Raises:
        DatasetError: the place cannot be written to, or something is there already.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatasetError(
            sentence(
                "The folder {parent} cannot be made ({reason}); make room or allow writing there.",
                parent=path.parent,
                reason=system_reason(error),
            )
        ) from error
    return _opened(Dataset.create(path, taxonomy), path)


def open_or_create(context: JobContext, path: Path, taxonomy: Taxonomy) -> OpenedDataset:
    """Open the dataset at ``path``; create it if there is none, and no backup of one.

    Raises:
        DatasetError: it can neither be opened nor created.
    """
    if DatasetFiles.of(path).hold_one:
        return open_dataset(context, path)
    return create_dataset(context, path, taxonomy)


def close_dataset(context: JobContext, dataset: Dataset) -> None:
    """Checkpoint and close.

    Raises:
        DatasetError: the checkpoint could not be written; the journal keeps every edit.
    """
    dataset.close()


def checkpoint(context: JobContext, dataset: Dataset) -> None:
    """Write the journalled edits into the dataset's file.

    Raises:
        DatasetError: it could not be written; the journal keeps every edit.
    """
    dataset.checkpoint()


def store_image(context: JobContext, dataset: Dataset, smear: Smear, place: bytes | Path) -> Smear:
    """Put the image of a smear into the dataset, or where its file lies; the smear when that is durable.

    Raises:
        DatasetError: it could not be written, or the file is another one by now.
    """
    if isinstance(place, Path):
        dataset.refer_to_image(smear, place)
    else:
        dataset.add_image(smear, place)
    return smear


def read_image(context: JobContext, dataset: Dataset, smear: Smear) -> tuple[Smear, bytes | Path]:
    """The encoded image of a smear, or its file where that is too large to be in the dataset.

    Raises:
        DatasetError: it is not there any more.
        CancelledError: nobody wants it any more.
    """
    context.progress(0, 0)
    return smear, dataset.image_place(smear)


@dataclass
class Backlog:
    """Edits and predictions on their way to the journal, in order.

    The window's thread appends at one end, the io thread takes from the other.

    Attributes:
        dataset: where they go.
        writes: those that are not durable yet.
        problem: why the first of them could not be written, one sentence; while it is set, nothing is
            written, so that later writes never overtake one that failed.
        notices: what the reader should know, one sentence each: why predictions were not kept, which hold
            nothing up, since a reader's work must not wait for what can be computed again; and what the
            dataset noticed since it was opened.
        sent: how many writes were put in so far.
        made: how many of them are durable.
    """

    dataset: Dataset
    writes: deque[Write] = field(default_factory=deque)
    problem: str = ""
    notices: deque[str] = field(default_factory=deque)
    sent: int = 0
    made: int = 0

    def __post_init__(self) -> None:
        self._told = len(self.dataset.notices)

    def take_notices(self) -> None:
        """Pass on what the dataset noticed since this was asked last."""
        self.notices.extend(self.dataset.notices[self._told :])
        self._told = len(self.dataset.notices)


def write_backlog(context: JobContext, backlog: Backlog) -> None:
    """Make everything in the backlog durable, or stop at the first write that fails and say why there."""
    while backlog.writes and not backlog.problem:
        write = backlog.writes[0]
        try:
            if isinstance(write, tuple):
                backlog.dataset.append_predictions(write)
            else:
                backlog.dataset.append(write)
        except LeukoDeskError as error:
            if isinstance(write, tuple):
                backlog.notices.append(
                    sentence("Predictions were not kept and will be computed again. {error}", error=error)
                )
                backlog.writes.popleft()
            else:
                backlog.problem = str(error)
        except Exception:
            backlog.problem = _UNEXPECTED
            raise
        else:
            backlog.made += 1
            backlog.writes.popleft()
    backlog.take_notices()
