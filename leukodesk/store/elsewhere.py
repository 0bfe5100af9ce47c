"""What another program, as a sync client, does to the main file of an open dataset: replace or move it."""

import re
from pathlib import Path
from typing import Final

from leukodesk.core.errors import DatasetError
from leukodesk.core.sentence import sentence
from leukodesk.store.journal import scan
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.main_file import Header, read_header
from leukodesk.store.position import Position
from leukodesk.store.snapshot import identity

_WHY: Final = "from-elsewhere"


class OwnMain:
    """The main file that this program opened or wrote last, looked after in its place.

    Args:
        files: the dataset, whose lock is held.
        header: of the main file as it was opened.
        position: up to which change everything was durable then.
    """

    def __init__(self, files: DatasetFiles, header: Header, position: Position) -> None:
        self._files = files
        self._header = header
        self._opened = position
        self._known: tuple[int, int, int] | None = None
        self._kept: Path | None = None

    @property
    def is_in_place(self) -> bool:
        """Whether it still has its name; else it was moved or deleted, or another one lies there."""
        found = identity(self._files.main)
        if found is None:
            return False
        if found != self._known:
            # Another time or inode alone is no other file: sync clients and shares change them as well.
            try:
                header = read_header(self._files)
            except DatasetError:
                return False
            if header != self._header:
                return False
            self._known = found
        return True

    def misses(self, position: Position) -> bool:
        """Whether what was done up to ``position`` since the opening went away with it.

        Who only looked has nothing to defend against the file that came.
        """
        return position != self._opened and not self.is_in_place

    def name_for_found(self) -> Path:
        """Under which name what lies in its place is kept before the next one is put there."""
        self._kept = None if self.is_in_place else _free(self._files.main)
        return self._kept or self._files.backup

    def was_written(self, header: Header) -> Path | None:
        """The main file was written anew, with this header; where another one that lay there is kept now."""
        kept, self._kept = self._kept, None
        self._header, self._known = header, None
        return kept


def kept_from_elsewhere(main: Path) -> list[Path]:
    """The files that others put in the place of ``main`` while it was open, in order of their names."""
    name = re.compile(rf"{re.escape(main.stem)}\.{_WHY}-\d+{re.escape(main.suffix)}")
    return sorted(path for path in main.parent.glob(f"*.{_WHY}-*") if name.fullmatch(path.name))


def told(main: Path, kept: Path) -> str:
    """What to tell the reader as long as such a file lies there."""
    return sentence(
        "Another program, as a sync client, put its own file in the place of {name} while that was open; it "
        "is kept as {kept}. Bring in the work it holds with 'Merge another copy…' or `leukodesk dataset "
        "merge`, then delete it.",
        name=main.name,
        kept=kept.name,
    )


def left_under_former_name(files: DatasetFiles, position: Position) -> str:
    """What to tell where a journal under another name continues the main file; empty where none does.

    So it is after the file of an open dataset was renamed and the program was killed.

    Args:
        files: the dataset.
        position: up to which change its main file goes.
    """
    suffix = "-journal"
    for journal in sorted(files.main.parent.glob(f"*{suffix}")):
        former = DatasetFiles(journal.with_name(journal.name.removesuffix(suffix)))
        if former.main.exists() or journal == files.journal:
            continue
        try:
            found = scan(journal.read_bytes())
        except OSError:  # somebody else's, who keeps it private
            continue
        if found.start == position and found.entries:
            return sentence(
                "{journal} holds changes to {name} that are not shown, since it was called {former} when "
                "they were made; close it before changing anything, call it {former} again and open that.",
                journal=journal.name,
                name=files.main.name,
                former=former.main.name,
            )
    return ""


def _free(main: Path) -> Path:
    number = 1
    while (kept := main.with_name(f"{main.stem}.{_WHY}-{number}{main.suffix}")).exists():
        if kept.samefile(main):  # it got that name when a checkpoint failed at its last step
            break
        number += 1
    return kept
