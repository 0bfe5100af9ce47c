"""A dataset as it is on the disk now: tables plus journals, read without taking part."""

import itertools
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from leukodesk.core.content import Content
from leukodesk.core.errors import DatasetError
from leukodesk.core.rows import Log
from leukodesk.core.sentence import Joined, sentence
from leukodesk.garbage import collection_paused
from leukodesk.store import chain
from leukodesk.store.layout import SCHEMA, DatasetFiles
from leukodesk.store.main_file import DAMAGE, Header, MainFile, read_main_file, unreadable
from leukodesk.store.position import Position
from leukodesk.store.replay import Replay, replay
from leukodesk.store.spill import let_go
from leukodesk.store.table_reading import content_from, hashes_from
from leukodesk.store.tables import taxonomy_of_json
from leukodesk.store.witness import Witness, read_witness

_ATTEMPTS: Final = 20
_PATIENCE_S: Final = 10.0

Identity = tuple[int, int, int] | None
Identities = tuple[Identity, ...]


@dataclass
class Snapshot:
    """A dataset as read.

    Attributes:
        files: where it lies.
        header: what the main file says about itself.
        content: the tables with the journals applied.
        hashes: the chain over ``content.revisions``.
        position: up to which change the content goes.
        replays: what became of the backup's journal and of the journal, of those that exist.
        witness: how far the journal went when somebody last wrote to it.
        seen: what told its files from later ones of their names before they were read.
    """

    files: DatasetFiles
    header: Header
    content: Content
    hashes: Log[str]
    position: Position
    replays: tuple[Replay, ...]
    witness: Witness
    seen: Identities

    @property
    def newer(self) -> bool:
        """Whether a newer program wrote it, so that this one must not write."""
        return self.header.schema > SCHEMA or any(replayed.newer for replayed in self.replays)

    @property
    def journal_is_older(self) -> bool:
        """Whether an older program began the journal, which cannot read every line of this one."""
        return any(replayed.older for replayed in self.replays if replayed.path == self.files.journal)

    @property
    def pending(self) -> int:
        """Number of changes that only the journals hold."""
        return self.position.sequence - self.header.sequence

    def went_through(self, position: Position) -> bool | None:
        """Whether ``position`` lies behind the dataset; None where no journal reaches back so far."""
        if position.sequence > self.position.sequence:
            return False
        passed = itertools.chain.from_iterable(replayed.passed for replayed in self.replays)
        for known in itertools.chain((self.position, self.header.position), passed):
            if known.sequence == position.sequence:
                return known == position
        return None


def decode(files: DatasetFiles, main: MainFile, path: Path | None = None) -> tuple[Content, Log[str]]:
    """The content of a main file without journals, and the hashes of its revisions.

    Args:
        files: the dataset.
        main: what was read.
        path: where from, if not from the main file itself.

    Raises:
        DatasetError: it does not match its digests, or makes no sense.
    """
    path = path or files.main
    if main.damage:
        raise unreadable(files, path, sentence("{damage}", damage=Joined(main.damage, "; ")))
    try:
        content = content_from(main.tables, taxonomy_of_json(main.header.taxonomy))
        hashes = hashes_from(main.tables)
    except DAMAGE as error:
        if main.header.schema > SCHEMA:
            raise DatasetError(
                sentence(
                    "{path} was written by LeukoDesk {written_by}, whose layout this version cannot "
                    "read; update LeukoDesk.",
                    path=path,
                    written_by=main.header.written_by,
                )
            ) from error
        raise unreadable(files, path) from error
    let_go(column for table in main.tables.values() for column in table.values())
    return content, hashes


def load(files: DatasetFiles) -> Snapshot:
    """Read tables and journals once; for the writer, which nobody else can disturb.

    Raises:
        DatasetError: the dataset cannot be read.
    """
    seen = identities(files)
    # Before the journals: one that is written to meanwhile is then longer than its witness, never shorter.
    witness = read_witness(files.witness)
    main = read_main_file(files)
    position = main.header.position
    replays = []
    with collection_paused():
        content, hashes = decode(files, main)
        for path in (files.backup_journal, files.journal):
            replayed = replay(path, content, position)
            if replayed is not None:
                replays.append(replayed)
                position = replayed.position
    chain.extend(hashes, content.revisions)
    return Snapshot(files, main.header, content, hashes, position, tuple(replays), witness, seen)


def read_snapshot(path: Path) -> Snapshot:
    """Read the dataset at ``path`` as it is now, without its lock; a writer may work at the same time.

    Raises:
        DatasetError: the dataset cannot be read.
    """
    files = DatasetFiles.of(path)
    # By number for a large dataset on a slow disk, by time for a small one that is saved without a pause.
    patience = time.monotonic() + _PATIENCE_S
    attempts = itertools.count()
    while next(attempts) < _ATTEMPTS or time.monotonic() < patience:
        before = identity(files.main)
        snapshot = load(files)
        # A checkpoint in between moves changes from the journal to the tables, which may hide them from us.
        if before == identity(files.main):
            return snapshot
    raise DatasetError(
        sentence("{main} is being saved again and again; try once more in a moment.", main=files.main)
    )


def load_content(path: Path) -> Content:
    """The content of the dataset at ``path`` now, see :func:`read_snapshot`; the caller owns it.

    Raises:
        DatasetError: the dataset cannot be read.
    """
    return read_snapshot(path).content


def identities(files: DatasetFiles) -> Identities:
    """What tells the files that hold the content of a dataset from later ones of their names."""
    return tuple(map(identity, (files.main, files.backup_journal, files.journal)))


def identity(path: Path) -> Identity:
    """What tells the file at ``path`` from a later one of that name; None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116  # the inode is what tells two files of one name apart
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
