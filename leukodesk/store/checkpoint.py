"""Writing the main file anew, so that at every instant one sound file has its name."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from leukodesk import atomic
from leukodesk.core.errors import DatasetError
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.main_file import MainFile, file_image, look_through
from leukodesk.store.spill import let_go

_TEMPORARY: Final = ".tmp"


def write_checkpoint(files: DatasetFiles, main: MainFile, links: Mapping[str, str]) -> None:
    """Write a complete new main file, read it back, keep the old one as backup, put the new one in its place.

    Args:
        files: the dataset.
        main: header and tables.
        links: smear id to relative path of its image file.

    Raises:
        DatasetError: it could not be written; the files are as they were.
    """
    try:
        with atomic.replacing(files.main) as temporary:
            temporary.write_bytes(file_image(main, links))
            if not _is_written(files, temporary, main):
                raise DatasetError(
                    f"{files.main} could not be saved, since the disk gave back other bytes than it got; "
                    "every change is safe in the journal, but check the disk."
                )
            let_go(column for table in main.tables.values() for column in table.values())
            atomic.sync_file(temporary)
            if files.main.exists():
                keep(files.main, files.backup)
    except OSError as error:
        raise DatasetError(
            f"{files.main} could not be saved ({error.strerror or error}); "
            "every change is safe in the journal, make room or allow writing to its folder."
        ) from error


def _is_written(files: DatasetFiles, temporary: Path, main: MainFile) -> bool:
    """Whether what was written can be read and matches the digests taken before it was written."""
    try:
        written = look_through(files, temporary)
    except DatasetError:
        return False
    return not written.damage and written.header == main.header


def keep(source: Path, kept: Path) -> None:
    """Give the file ``source`` the second name ``kept``; where the disk knows no links, copy it."""
    if kept.exists() and kept.samefile(source):
        return
    with atomic.replacing(kept) as temporary:
        temporary.unlink()
        try:
            temporary.hardlink_to(source)
        except (OSError, NotImplementedError):
            shutil.copyfile(source, temporary)


def remove_leftovers(files: DatasetFiles) -> None:
    """Remove unfinished files of a writer that was killed; only for the holder of the lock."""
    own = {path.name for path in (files.main, files.backup, files.journal)}
    for folder, names in ((files.main.parent, own), (files.images, None)):
        for path in folder.glob(f".*{_TEMPORARY}") if folder.is_dir() else ():
            # mkstemp puts eight characters between the name and the suffix.
            target = path.name[1 : -len(_TEMPORARY) - 9]
            if names is None or target in names:
                path.unlink(missing_ok=True)
