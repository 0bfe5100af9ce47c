"""Does the backup of a dataset lead back to what it holds now, should the main file be damaged?"""

from typing import Final

from leukodesk.core.errors import DatasetError
from leukodesk.garbage import collection_paused
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.main_file import read_main_file
from leukodesk.store.position import Position
from leukodesk.store.replay import replay
from leukodesk.store.snapshot import decode, identity

_ATTEMPTS: Final = 5


def broken_way_back(files: DatasetFiles, position: Position | None) -> str:
    """Why backup and journals do not lead to ``position``, one sentence; empty where they do.

    A writer may have the dataset open. One that was never saved twice, and a copy, have no backup.

    Args:
        files: the dataset.
        position: up to which change it goes; None where its main file cannot tell.
    """
    reason = ""
    for _ in range(_ATTEMPTS):
        before = _identities(files)
        reason = _reason(files, position)
        # A save in between moves changes from one file to another, which may hide them from us.
        if not reason or before == _identities(files):
            break
    if not reason:
        return ""
    consequence = "would not bring everything back, should that be damaged; the next save makes a new one"
    if position is None:
        consequence = "does not bring everything back either; use a copy of your own"
    return f"The backup {files.backup.name} of {files.main.name} {consequence} ({reason})."


def _reason(files: DatasetFiles, position: Position | None) -> str:
    if not files.backup.is_file() or (files.main.is_file() and files.backup.samefile(files.main)):
        return ""
    try:
        main = read_main_file(files, files.backup)
        if main.damage:
            return "; ".join(main.damage)
        with collection_paused():
            content, _ = decode(files, main, files.backup)
            reached = main.header.position
            for path in (files.backup_journal, files.journal):
                replayed = replay(path, content, reached)
                if replayed is None:
                    continue
                reached = replayed.position
                if replayed.trouble and (position is None or reached.sequence < position.sequence):
                    return f"not all of {path.name} fits: {replayed.trouble}"
    except (DatasetError, OSError):
        return "it is damaged or cannot be read"
    if position is None or reached == position or reached.sequence > position.sequence:
        return ""
    return f"it leads to change {reached.sequence} of {position.sequence}"


def _identities(files: DatasetFiles) -> list[object]:
    return [identity(path) for path in (files.main, files.backup, files.backup_journal, files.journal)]
