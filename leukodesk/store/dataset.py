"""An open dataset: what a reader does to it is on the disk before the call returns."""

import uuid
from collections.abc import Iterable, MutableMapping
from pathlib import Path
from typing import Self

from leukodesk.core.content import Content
from leukodesk.core.edits import Changes, Edit
from leukodesk.core.errors import DatasetError
from leukodesk.core.results import Prediction
from leukodesk.core.sentence import sentence
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.store import former, repair
from leukodesk.store.checkpoint import remove_leftovers, write_checkpoint
from leukodesk.store.elsewhere import OwnMain, told
from leukodesk.store.images import ImageFolder
from leukodesk.store.journal import JournalWriter
from leukodesk.store.layout import SCHEMA, DatasetFiles
from leukodesk.store.lock import WriterLock
from leukodesk.store.main_file import Header, MainFile, check_type
from leukodesk.store.place import lock_again, refuse_taken, require_folder, retire, unsafe
from leukodesk.store.position import Position
from leukodesk.store.replay import edit_payload, predictions_from, predictions_payload, put_predictions
from leukodesk.store.settling import MANY, main_file_of, write_copy
from leukodesk.store.sight import Sight
from leukodesk.store.snapshot import Snapshot, decode, load, read_snapshot
from leukodesk.store.tables import tables_of


class Dataset:
    """An open dataset. One at a time may write; it belongs to one thread at a time.

    Use :meth:`create` or :meth:`open`; also as a context manager, which closes it.

    Attributes:
        path: the main file, symbolic links resolved.
        notices: what the reader should know about how it was opened, one sentence each.
        losses: those of them that tell of saved changes which are not there.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        lock: WriterLock | None,
        journal: JournalWriter | None,
        notices: tuple[str, ...] = (),
        losses: tuple[str, ...] = (),
    ) -> None:
        self.path = snapshot.files.main
        self.notices, self.losses = notices, losses
        self._files = snapshot.files
        self._header, self._content, self._hashes = snapshot.header, snapshot.content, snapshot.hashes
        self._images = ImageFolder(snapshot.files, snapshot.header.images)
        self._sight = Sight(snapshot)
        self._own = OwnMain(snapshot.files, snapshot.header, snapshot.position)
        self._lock = lock
        self._journal = journal
        self._too_many = 0

    @classmethod
    def create(cls, path: Path, taxonomy: Taxonomy) -> Self:
        """Make an empty dataset at ``path`` and open it for writing.

        Raises:
            DatasetError: there is one already, or the folder cannot be written to.
        """
        files = DatasetFiles.of(path)
        require_folder(files)
        lock = WriterLock(files)
        try:
            refuse_taken(files)
            header = Header.first(uuid.uuid4().hex, taxonomy, files.images.name)
            write_checkpoint(files, MainFile(header, tables_of(Content(taxonomy), [])), {})
            snapshot = load(files)
            return cls(snapshot, lock, repair.mend(snapshot)[0])
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open the dataset at ``path`` and bring back what its journal holds.

        One that a newer program wrote opens read-only, with a notice.

        Raises:
            DatasetError: it is missing, damaged, not a dataset, or open for writing elsewhere.
        """
        files = DatasetFiles.of(path)
        check_type(files, files.main)
        if read_only:
            snapshot = read_snapshot(files.main)
            said, losses = repair.notices(snapshot), repair.troubles(snapshot)
            return cls(snapshot, None, None, (*said, *former.told(snapshot)), losses)
        lock = WriterLock(files)
        try:
            snapshot = load(files)
            if snapshot.newer:
                lock.release()
                return cls(snapshot, None, None, repair.notices(snapshot))
            remove_leftovers(files)
            dataset = cls(snapshot, lock, *repair.mend(snapshot))
            if snapshot.journal_is_older:
                dataset._write_tables()
            if repair.came_from_backup(snapshot):
                # Twice, so that the backup too is a state that the journals left beside it continue.
                dataset._write_tables()
                dataset._write_tables()
            if not dataset.losses:  # else backup and journals may be needed as they are
                dataset.notices += former.cleared(snapshot, dataset.forget_former)
        except BaseException:
            lock.release()
            raise
        return dataset

    @property
    def content(self) -> Content:
        """A copy of what the dataset holds now; the caller owns it."""
        return self._content.copy()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self._journal is None

    @property
    def is_outdated(self) -> bool:
        """Whether somebody else changed it since it was read here; never while it is open for writing."""
        return self._lock is None and self._sight.is_past

    @property
    def position(self) -> Position:
        """Up to which change everything is durable."""
        return self._journal.position if self._journal else self._header.position

    @property
    def pending(self) -> int:
        """Number of changes that are safe in the journal and not yet in the tables."""
        return self.position.sequence - self._header.sequence

    def add_image(self, smear: Smear, encoded: bytes, recorded: Smear | None = None) -> None:
        """Store the encoded image of a smear durably, before the edit that adds the smear. Idempotent.

        ``recorded`` is what another dataset, from which it comes, holds under the smear's id.

        Raises:
            DatasetError: the bytes are not this smear's, or it cannot be written.
        """
        self._make_sure()
        self._images.write(smear, encoded, self._content.smears.get(smear.id, recorded))

    @property
    def images(self) -> ImageFolder:
        """The files of the images, for whoever stores some of them anew."""
        return self._images

    def image_bytes(self, smear_id: str) -> bytes:
        """The encoded image of a smear, exactly as it was added.

        Raises:
            DatasetError: the smear is unknown, or its image is missing or damaged.
        """
        if (smear := self._content.smears.get(smear_id)) is None:
            raise DatasetError(
                sentence(
                    "{path} holds no smear '{smear_id}'; look at the list of its smears.",
                    path=self.path,
                    smear_id=smear_id,
                )
            )
        return self._images.read(smear)

    def refer_to_image(self, smear: Smear, image: Path, recorded: Smear | None = None) -> None:
        """As :meth:`add_image`, for a file too large to be copied; again when it lies elsewhere by now.

        Raises:
            DatasetError: the file is gone or not this smear's, or its place cannot be written down.
        """
        self._make_sure()
        self._images.refer(smear, image, self._content.smears.get(smear.id, recorded))

    def image_place(self, smear: Smear) -> bytes | Path:
        """The encoded image of a smear, or the file it stayed in because it is too large.

        Raises:
            DatasetError: its image is missing, damaged or altered.
        """
        return self._images.place(smear)

    def append(self, edit: Edit) -> Changes:
        """Do ``edit``; it is on the disk when this returns, and was not done at all when this raises.

        Raises:
            EditError: it does not fit.
            DatasetError: it could not be saved; a later call may succeed.
        """
        writer = self._writer()
        edit.check(self._content)
        self._make_sure()
        writer.append(edit_payload(edit))
        return edit.apply(self._content)

    def append_predictions(self, predictions: Iterable[Prediction]) -> None:
        """Record what a model said, durably. Probabilities are kept in single precision.

        Raises:
            DatasetError: it could not be saved, or a model names other classes than before.
        """
        writer = self._writer()
        payload = predictions_payload(predictions)
        rounded = predictions_from(payload["predictions"])
        put_predictions(Content(self._content.taxonomy, predictions=self._firsts()), rounded)
        if rounded:
            self._make_sure()
            writer.append(payload)
            put_predictions(self._content, rounded)

    def _make_sure(self) -> None:
        """Before anything is written: the files are this dataset's, and hold all that was called saved."""
        writer = self._writer()
        if self._lock is not None and not self._lock.is_in_place:
            former, self._lock = self._lock, lock_again(self._files, self._header, writer)
            former.release()
        if writer.lost or not self._own.is_in_place:
            # What a deleted or replaced file held is still in memory. Twice, so that the backup too is
            # complete without what is gone.
            self._write_tables()
            self._write_tables()

    def _firsts(self) -> dict[str, MutableMapping[str, Prediction]]:
        """One prediction per model: enough to check that its classes are the same."""
        return {
            model_id: dict([next(iter(rows.items()))]) for model_id, rows in self._content.predictions.items()
        }

    def checkpoint(self) -> None:
        """Move what the journal holds into the tables; nothing to do when it holds nothing.

        Raises:
            DatasetError: it could not be written; every change stays safe in the journal.
        """
        if self._is_behind:
            self._make_sure()
        if self._is_behind:
            self._write_tables()

    @property
    def is_unsettled(self) -> bool:
        """Whether so much was done since the dataset was opened that it is time to :meth:`settle`."""
        return self._journal is not None and self._content.number_built >= max(MANY, self._too_many)

    def settle(self) -> None:
        """Checkpoint and keep no more of it in memory than after opening the dataset anew.

        Raises:
            DatasetError: it could not be written; every change stays safe in the journal, and it is not time
                again before twice as much is in memory.
        """
        self._too_many = 2 * self._content.number_built
        self._make_sure()
        self._write_tables(settles=True)
        self._too_many = 0

    def forget_former(self) -> None:
        """Make the backup what is open, so that what was taken out is nowhere any more.

        Raises:
            DatasetError: it cannot be written; every change stays safe.
            OSError: the journal that leads there cannot be removed.
        """
        self._make_sure()
        self._write_tables()
        self._write_tables()  # the backup too
        self._files.backup_journal.unlink(missing_ok=True)

    @property
    def _is_behind(self) -> bool:
        """Whether the main file does not say everything."""
        is_gone = self._own.misses(self.position)
        return is_gone or bool(self.pending) or self._images.folder.name != self._header.images

    def _write_tables(self, *, settles: bool = False) -> None:
        writer = self._writer()
        lost = writer.lost
        main = main_file_of(
            self._header, self._content, self._hashes, writer.position, self._images.folder.name
        )
        links = self._images.links(self._content.smears)
        try:
            written = write_checkpoint(
                self._files, main, links, keeps_tables=settles, name_for_found=self._own.name_for_found
            )
        except DatasetError as error:
            if lost:
                raise unsafe(self._files, error) from error
            raise
        self._header = main.header
        kept = self._own.was_written(main.header)
        writer.bear_witness()
        retire(self._files, writer, lost=lost)
        if settles:
            self._content, self._hashes = decode(self._files, written)
        if kept:
            self.notices += (told(self.path, kept),)
            self._write_tables()  # the backup too: it no longer leads here

    def write_elsewhere(self, path: Path) -> None:
        """Write all that is held here as a dataset at ``path``, but no images; its own files may be gone.

        Raises:
            DatasetError: it cannot be written, or was made by a newer program.
        """
        if self._header.schema > SCHEMA:
            raise DatasetError(
                sentence(
                    "{path} was written by a newer LeukoDesk; update LeukoDesk to copy it.", path=self.path
                )
            )
        write_copy(DatasetFiles.of(path), self._header, self._content, self._hashes, self.position)

    def close(self) -> None:
        """Checkpoint and let others write. Harmless when called twice.

        Raises:
            DatasetError: the tables could not be written; every change stays safe in the journal.
        """
        if self._journal is None or self._lock is None:
            return
        try:
            self.checkpoint()
        finally:
            self._journal.close()
            self._lock.release()
            self._journal = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _writer(self) -> JournalWriter:
        if self._journal is None:
            raise DatasetError(
                sentence("{path} is not open for writing; open it for writing to change it.", path=self.path)
            )
        return self._journal
