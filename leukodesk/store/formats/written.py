"""What an export writes: all of it or nothing, also where the program is killed.

Files come to lie in ``.leukodesk-export.part`` first, a hidden folder of the export's own that nothing reads,
and move to their places when the last one is there. Moves are quick but many, so ``EXPORT-UNFINISHED.txt``
lies beside them while they last: whoever finds it, a reader or an import, knows a half from a whole.
"""

import errno
import logging
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final, Self

from leukodesk.core.cell import CellKind
from leukodesk.core.errors import InputError, unwritable
from leukodesk.core.plain_text import utf8
from leukodesk.core.sentence import sentence
from leukodesk.store.formats import former_export
from leukodesk.store.formats.export import ExportedCell

_log = logging.getLogger(__name__)

STAGING: Final = ".leukodesk-export.part"
"""Holds the files of an export until all are written; what a killed one left there is nothing."""

UNFINISHED: Final = "EXPORT-UNFINISHED.txt"
"""Lies in a folder whose files are being put in place, or were when the program was killed."""

_NEW, _FORMER = "new", "former"
_DEEPEST: Final = 2
"""How far below the folder of an export its files lie, at most: ``labels/field.txt``."""

_TOLD: Final = (
    "LeukoDesk was putting the files of an export into this folder. If it is not running any more, it was\n"
    "cut off: files may be missing, and others may be of a former export. Export again, into another folder\n"
    "or, with --overwrite, into this one.\n"
    "Format: "
)


@dataclass
class Written:
    """What an export writes, as a context manager: all is there after the block, and nothing after an error.

    Attributes:
        folder: where to.
        format: name of the format.
        files: paths, in the order in which they were written.
        digests: SHA-256 of each file, 64 hexadecimal digits.
        removed: files of a former export that this one does not write; known after the block.
        cells: number of cells written.
        lost: number of cells by what of them the format cannot carry.
    """

    folder: Path
    format: str
    files: list[Path] = field(default_factory=list)
    digests: dict[Path, str] = field(default_factory=dict)
    removed: list[Path] = field(default_factory=list)
    cells: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    _made: list[Path] = field(default_factory=list)
    _moved: list[tuple[Path, Path]] = field(default_factory=list)
    _cut_off: str = ""

    def __enter__(self) -> Self:
        """Make the folder.

        Raises:
            InputError: it cannot be written to.
        """
        try:
            self._make(self.folder)
            self._cut_off = _format_cut_off(self.folder)
            shutil.rmtree(self._staging, ignore_errors=True)  # of an export that was killed
            self._staging.mkdir()
        except OSError as error:
            self._take_back()
            raise unwritable(self.folder, error) from error
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        """Put the files in place.

        Raises:
            InputError: that cannot be done; then all is as it was before.
        """
        if error is not None:
            self._take_back()
            return
        try:
            self._put_in_place()
        except BaseException:
            self._take_back()
            raise

    @property
    def _staging(self) -> Path:
        return self.folder / STAGING

    def write(self, path: Path, data: bytes | str | Iterator[str]) -> None:
        """Write a whole file. Not synced to the disk: an export can be made again.

        Args:
            path: below :attr:`folder`, where it will lie.
            data: its bytes, or text that is written as UTF-8, perhaps in pieces.

        Raises:
            InputError: it cannot be written.
        """
        try:
            digest = self._stage(path, data)
        except OSError as error:
            raise unwritable(path, error) from error
        self.files.append(path)
        self.digests[path] = digest

    def lose(self, cell: ExportedCell, *, outline: bool = False, nucleus: bool = False) -> None:
        """Count what is not carried of a cell by a format that has a class, but no outlines, or no nuclei."""
        if outline and cell.shape is None:
            self.lost[sentence("outline, kept as a box")] += 1
        if nucleus and cell.cell.nucleus_mask is not None:
            self.lost[sentence("nucleus")] += 1
        if cell.annotator:
            self.lost[sentence("who labelled it")] += 1
        if not cell.label and cell.cell.kind is not CellKind.LEUKOCYTE:
            self.lost[sentence("that it is a smudge cell or an artefact, as nobody labelled it")] += 1

    def _put_in_place(self) -> None:
        record = self.folder / former_export.NAME
        path = self.folder / UNFINISHED
        try:
            known = self._known()
            path.write_text(_TOLD + self.format, encoding="utf-8")
            # First with the files of both, so that the next export knows them whatever becomes of this one.
            self._stage(record, self._record(known, is_begun=True))
            left = former_export.left_over(self.folder, known, self.format, self.digests)
            for path in (record, *dict.fromkeys(self.files)):
                self._put(path)
            for path in left:
                self._set_aside(path)
            path = record
            self._stage(record, self._record(known))
            self._staged(record).replace(record)
            (self.folder / UNFINISHED).unlink()
        except OSError as error:
            raise unwritable(path, error) from error
        self.removed = left
        self._remove_empty(
            folder for path in left for folder in path.parents if folder.is_relative_to(self.folder)
        )
        shutil.rmtree(self._staging, ignore_errors=True)

    def _known(self) -> former_export.Known:
        """What exports wrote here; that of one which was cut off counts as of this format, to be replaced."""
        known = former_export.known_files(self.folder)
        if self._cut_off:
            known[self.format] = known.pop(self._cut_off, {}) | known.get(self.format, {})
        return known

    def _record(self, known: former_export.Known, *, is_begun: bool = False) -> str:
        return former_export.record_text(known, self.format, self.digests, self.folder, is_begun=is_begun)

    def _stage(self, path: Path, data: bytes | str | Iterator[str]) -> str:
        """Write a file where it lies until all are there; its digest."""
        part = self._staged(path)
        part.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, bytes | str):
            encoded = utf8(data) if isinstance(data, str) else data
            part.write_bytes(encoded)
            return sha256(encoded).hexdigest()
        digest = sha256()
        with part.open("wb") as file:
            for piece in map(utf8, data):
                digest.update(piece)
                file.write(piece)
        return digest.hexdigest()

    def _staged(self, path: Path) -> Path:
        return self._staging / _NEW / path.relative_to(self.folder)

    def _put(self, path: Path) -> None:
        """Move one file to its place, and what was there aside."""
        self._make(path.parent)
        if os.path.lexists(path):
            self._set_aside(path)
        self._move(self._staged(path), path)

    def _set_aside(self, path: Path) -> None:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        self._move(path, self._staging / _FORMER / path.relative_to(self.folder))

    def _make(self, folder: Path) -> None:
        for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
            missing.mkdir()
            self._made.append(missing)

    def _move(self, source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        self._moved.append((source, target))
        shutil.move(source, target)  # a folder may be a link to another disk

    def _take_back(self) -> None:
        """Leave all as it was before; where that cannot be done, nothing is lost and the mark stays."""
        try:
            while self._moved:
                source, target = self._moved[-1]
                if os.path.lexists(source):  # it was stopped within this move
                    target.unlink(missing_ok=True)
                elif os.path.lexists(target):
                    shutil.move(target, source)
                self._moved.pop()
            mark = self.folder / UNFINISHED
            if self._cut_off:
                mark.write_text(_TOLD + self._cut_off, encoding="utf-8")
            else:
                mark.unlink(missing_ok=True)
        except OSError:
            _log.exception("the export to %s cannot be taken back", self.folder)
            return
        shutil.rmtree(self._staging, ignore_errors=True)
        self._remove_empty(reversed(self._made))

    def _remove_empty(self, folders: Iterable[Path]) -> None:
        for folder in folders:
            with suppress(OSError):  # others put something there
                folder.rmdir()


def _format_cut_off(folder: Path) -> str:
    """The format of an export into the folder that was cut off, or empty."""
    try:
        return (folder / UNFINISHED).read_text(encoding="utf-8").rpartition(": ")[2].strip()
    except (OSError, ValueError):
        return ""


def refuse_unfinished(source: Path) -> None:
    """Refuse what belongs to an export that was cut off, or is being written.

    Args:
        source: file or folder that is to be read.

    Raises:
        InputError: it does.
    """
    above = (source / UNFINISHED, *(folder / UNFINISHED for folder in source.absolute().parents[:_DEEPEST]))
    found = next((mark for mark in above if mark.is_file()), None)
    if found is None and source.is_dir():
        found = next(source.rglob(UNFINISHED), None)
    if found is not None:
        raise InputError(
            sentence(
                "The export in {folder} was cut off or is being written; export it again, or delete {mark} "
                "there to take what there is.",
                folder=found.parent,
                mark=UNFINISHED,
            )
        )
