"""Where the files of a dataset lie: whether they went away, as with an unplugged disk, or are taken."""

import shutil

from leukodesk.core.errors import DatasetError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.store.journal import JournalWriter
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.lock import WriterLock
from leukodesk.store.main_file import Header, look_through
from leukodesk.store.settling import reason_of


def lock_again(files: DatasetFiles, header: Header, journal: JournalWriter) -> WriterLock:
    """Lock the files of an open dataset whose lock is not in its place any more, and go on with its journal.

    Nothing may be written before this returns: a bare folder may lie where a share was connected, and what is
    written there is hidden once the share is back; and another program may have changed the files meanwhile.

    Args:
        files: the dataset.
        header: of the main file as this program left it.
        journal: what this program writes to.

    Raises:
        DatasetError: they are not there, or were changed, or are open elsewhere.
    """
    if not _is_there(files):
        raise DatasetError(
            sentence(
                "{main} is not there any more: its folder was moved, or its disk or share is not "
                "connected; bring it back, and keep the program open until then.",
                main=files.main,
            )
        )
    lock = WriterLock(files)
    try:
        _refuse_changed(files, header, journal)
    except BaseException:
        lock.release()
        raise
    return lock


def unsafe(files: DatasetFiles, error: DatasetError) -> DatasetError:
    """What to say where the journal is gone and the checkpoint failed with ``error`` as well."""
    return DatasetError(
        sentence(
            "{journal} was deleted or replaced by another program, and {main} could not be saved either "
            "({reason}); keep the program open, make room or allow writing there, then try again.",
            journal=files.journal,
            main=files.main.name,
            reason=reason_of(error),
        )
    )


def retire(files: DatasetFiles, journal: JournalWriter, *, lost: bool) -> None:
    """Put the journal beside the backup after a checkpoint, which continues it; see ``JournalWriter.retire``.

    Raises:
        DatasetError: the folder does not allow it.
    """
    try:
        # What lies in the place of a lost journal is somebody else's, and no continuation of the backup.
        journal.retire(files.aside(files.journal) if lost else files.backup_journal)
    except OSError as error:
        raise DatasetError(
            sentence(
                "The journal of {path} could not be put away ({reason}); every change is saved, allow "
                "writing to its folder.",
                path=files.main,
                reason=system_reason(error),
            )
        ) from error


def require_folder(files: DatasetFiles) -> None:
    """Refuse a place that is no folder, before its files are locked.

    Raises:
        DatasetError: it is none.
    """
    if not files.main.parent.is_dir():
        raise DatasetError(
            sentence("{folder} is not a folder; make it first, or choose another.", folder=files.main.parent)
        )


def refuse_taken(files: DatasetFiles) -> None:
    """Refuse a place where a dataset lies, or what is left of one.

    Raises:
        DatasetError: one of its files is there.
    """
    for taken in (files.main, files.backup, files.journal, files.backup_journal):
        if taken.exists():
            raise DatasetError(
                sentence("{taken} is there already; open it, or choose another name.", taken=taken)
            )


def _refuse_changed(files: DatasetFiles, header: Header, journal: JournalWriter) -> None:
    if look_through(files).header != header or not journal.take_up():
        raise DatasetError(
            sentence(
                "{main} was changed by another program meanwhile, so nothing is written over that; "
                "save a copy elsewhere, and merge it into the dataset.",
                main=files.main,
            )
        )


def _is_there(files: DatasetFiles) -> bool:
    try:
        return files.main.is_file()
    except OSError:  # a share that was cut off
        return False


def take_away(files: DatasetFiles) -> None:
    """Remove a dataset that was made for what could not be completed; nobody may have it open.

    Raises:
        OSError: a file cannot be removed.
    """
    for path in files.all:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
