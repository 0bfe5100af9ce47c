"""Writing the main file anew, so that at every instant one sound file has its name."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from leukodesk import atomic
from leukodesk.core.errors import DatasetError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.main_file import MainFile, file_image, look_through, read_main_file
from leukodesk.store.spill import let_go

_TEMPORARY: Final = ".tmp"


def write_checkpoint(
    files: DatasetFiles,
    main: MainFile,
    links: Mapping[str, str],
    *,
    keeps_tables: bool = False,
    name_for_found: Callable[[], Path] | None = None,
) -> MainFile:
    """Write a complete new main file, read it back, keep the old one as backup, put the new one in its place.

    Args:
        files: the dataset.
        main: header and tables.
        links: smear id to relative path of its image file.
        keeps_tables: whether the tables that were read back are wanted.
        name_for_found: where what lies in its place is kept, if not as the backup; asked at the last moment.

    Returns:
        what was read back.

    Raises:
        DatasetError: it could not be written; the files are as they were.
    """
    try:
        with atomic.replacing(files.main) as temporary:
            temporary.write_bytes(file_image(main, links))
            written = _read_back(files, temporary, main, keeps_tables=keeps_tables)
            if written is None:
                raise DatasetError(
                    sentence(
                        "{main} could not be saved, since the disk gave back other bytes than it got; every "
                        "change is safe in the journal, but check the disk.",
                        main=files.main,
                    )
                )
            let_go(column for table in main.tables.values() for column in table.values())
            atomic.sync_file(temporary)
            if files.main.exists():
                keep(files.main, name_for_found() if name_for_found else files.backup)
            return written
    except OSError as error:
        raise DatasetError(
            sentence(
                "{main} could not be saved ({reason}); every change is safe in the journal, make room or "
                "allow writing to its folder.",
                main=files.main,
                reason=system_reason(error),
            )
        ) from error


def _read_back(
    files: DatasetFiles, temporary: Path, main: MainFile, *, keeps_tables: bool
) -> MainFile | None:
    """What was written, if it can be read and matches the digests taken before it was written."""
    try:
        written = (read_main_file if keeps_tables else look_through)(files, temporary)
    except DatasetError:
        return None
    return None if written.damage or written.header != main.header else written


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
