"""The way back from a damaged main file: its backup, and the journals that lead from there to now."""

import shutil
from pathlib import Path

from leukodesk import atomic
from leukodesk.core.errors import DatasetError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.store.checkpoint import keep
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.lock import UnwritableFolderError, WriterLock
from leukodesk.store.main_file import read_main_file
from leukodesk.store.snapshot import decode, load


def restore_backup(path: Path) -> Path | None:
    """Put the backup of the dataset at ``path`` in its place; opening it then replays both journals.

    The damaged file is kept under another name.

    Returns:
        Where the damaged file is kept, or None when there was no file any more.

    Raises:
        DatasetError: the dataset is sound, or the backup is missing or damaged too, or the folder cannot
            be written to, or the dataset is open elsewhere.
    """
    files = DatasetFiles.of(path)
    if not files.backup.is_file():
        raise DatasetError(
            sentence(
                "{main} has no backup {backup} beside it; use a copy of your own.",
                main=files.main,
                backup=files.backup.name,
            )
        )
    try:
        lock = WriterLock(files)
    except UnwritableFolderError as error:
        raise DatasetError(
            sentence(
                "{backup} could not be restored, since its folder may not be written to; copy the "
                "dataset with all its files to a folder of your own and restore it there.",
                backup=files.backup,
            )
        ) from error
    try:
        _refuse_sound(files)
        decode(files, read_main_file(files, files.backup), files.backup)
        kept = files.aside(files.main) if files.main.exists() else None
        if kept:
            keep(files.main, kept)
        with atomic.replacing(files.main) as temporary:
            shutil.copyfile(files.backup, temporary)
    except OSError as error:
        raise DatasetError(
            sentence(
                "{backup} could not be restored ({reason}); make room or allow writing to its "
                "folder, then try again.",
                backup=files.backup,
                reason=system_reason(error),
            )
        ) from error
    finally:
        lock.release()
    return kept


def _refuse_sound(files: DatasetFiles) -> None:
    try:
        load(files)
    except DatasetError:
        return
    raise DatasetError(sentence("{main} is sound and needs no backup; open it.", main=files.main))
