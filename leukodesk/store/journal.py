"""The write-ahead log: what a reader did since the last checkpoint, durable one line at a time.

A line is ``SEQUENCE CHECK JSON``. The check is a digest over the previous line's check, the sequence number
and the JSON, so it catches damage, and it names the one state of the dataset that the line continues: a
journal is never replayed onto a file it does not belong to. The first line holds the state the journal starts
from, which the main file holds too. A line is acknowledged once it is synced to the disk.
"""

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from leukodesk import atomic
from leukodesk.core.errors import DatasetError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.store.layout import SCHEMA
from leukodesk.store.position import Position
from leukodesk.store.witness import WitnessWriter

Payload = Mapping[str, Any]

_FORMAT: Final = "leukodesk-journal"

# HDF5 ends a text at a NUL, so one could not be read back from the tables. Backslashes come in pairs in JSON.
_NUL: Final = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


@dataclass(frozen=True)
class Entry:
    """One acknowledged line.

    Attributes:
        position: the dataset's position after it.
        text: what was done, as JSON.
        end: offset in bytes behind the line.
    """

    position: Position
    text: bytes
    end: int

    @property
    def payload(self) -> Payload:
        """What was done."""
        payload: Payload = json.loads(self.text)
        return payload


@dataclass(frozen=True)
class JournalScan:
    """What a journal file holds.

    Attributes:
        start: the position it continues from, or None when the first line is damaged.
        schema: layout version of the program that wrote it.
        entries: the sound lines, in order, up to the first damaged one.
        sound_bytes: length of the file up to there.
        torn: a last line without end follows: it was never acknowledged.
        damaged: something else follows, and acknowledged lines may be lost in it.
    """

    start: Position | None
    schema: int
    entries: tuple[Entry, ...]
    sound_bytes: int
    torn: bool
    damaged: bool

    @property
    def last(self) -> Position | None:
        """The position after the last sound line; None when the first line is damaged."""
        return self.entries[-1].position if self.entries else self.start


def _header(start: Position) -> bytes:
    text = json.dumps({"format": _FORMAT, "schema": SCHEMA, "check": start.check}).encode()
    return b"%d %s %s\n" % (start.sequence, _header_check(start.sequence, text), text)


def _header_check(sequence: int, text: bytes) -> bytes:
    return Position(sequence, _FORMAT).then(text).check.encode()


def _parse_header(line: bytes) -> tuple[Position, int] | None:
    number, _, rest = line.partition(b" ")
    check, _, text = rest.partition(b" ")
    if not number.isdigit() or _header_check(int(number), text) != check:
        return None
    about = json.loads(text)
    return Position(int(number), about["check"]), about["schema"]


def scan(data: bytes) -> JournalScan:
    """Read the bytes of a journal; never raises on damage."""
    *lines, tail = data.split(b"\n")
    header = _parse_header(lines[0]) if lines else None
    if header is None:
        return JournalScan(None, 0, (), 0, torn=False, damaged=True)
    start, schema = header
    position, end = start, len(lines[0]) + 1
    entries: list[Entry] = []
    for line in lines[1:]:
        entry = _entry(position, line, end)
        if entry is None:
            return JournalScan(start, schema, tuple(entries), end, torn=False, damaged=True)
        position, end = entry.position, entry.end
        entries.append(entry)
    # A whole line that ends in something else than a line end was acknowledged: its last byte is damaged.
    ends_wrongly = _entry(position, tail[:-1], end) is not None
    torn = bool(tail) and not ends_wrongly
    return JournalScan(start, schema, tuple(entries), end, torn=torn, damaged=ends_wrongly)


def _entry(before: Position, line: bytes, start: int) -> Entry | None:
    """What a line without its end says, or None where it does not continue ``before``."""
    number, _, rest = line.partition(b" ")
    check, _, text = rest.partition(b" ")
    position = before.then(text)
    if (b"%d" % position.sequence, position.check.encode()) != (number, check):
        return None
    return Entry(position, text, start + len(line) + 1)


class JournalWriter:
    """Appends durable lines to a journal, which it creates with the first one.

    Args:
        path: the journal; may not exist yet.
        position: of the last acknowledged line, or of the checkpoint.
        sound_bytes: length of the existing journal that holds acknowledged lines; what follows is cut off
            before the next line is written. 0 makes a new journal.
        witness: is told of every line once it is durable, and closed with the journal.
    """

    def __init__(
        self, path: Path, position: Position, sound_bytes: int = 0, witness: WitnessWriter | None = None
    ) -> None:
        self._path = path
        self._witness = witness
        self._position = position
        self._sound_bytes = sound_bytes
        self._descriptor: int | None = None
        self._clean = False
        self._attempted = b""

    @property
    def position(self) -> Position:
        """Where the last acknowledged line took the dataset."""
        return self._position

    @property
    def lost(self) -> bool:
        """Whether somebody deleted, replaced or shortened the file, so that a crash would lose its lines."""
        return not self._holds(self._sound_bytes)

    def append(self, payload: Payload) -> Position:
        """Write one line and return the new position once the line is on the disk.

        Raises:
            DatasetError: it could not be made durable; nothing was acknowledged, and a later call
                starts again behind the last acknowledged line.
        """
        text = json.dumps(payload, separators=(",", ":"), default=_plain).encode()
        if _NUL.search(text):
            raise DatasetError(
                sentence(
                    "A text of this change holds a NUL character, which {path} cannot keep; remove it.",
                    path=self._path,
                )
            )
        following = self._position.then(text)
        line = b"%d %s %s\n" % (following.sequence, following.check.encode(), text)
        self._attempted = line
        try:
            self._write_line(line)
        except OSError as error:
            with suppress(OSError):
                self._cut()
            raise DatasetError(
                sentence(
                    "The change could not be saved to {path} ({reason}); make room or allow writing "
                    "there, then try again.",
                    path=self._path,
                    reason=system_reason(error),
                )
            ) from error
        self._clean = True
        self._sound_bytes += len(line)
        self._position = following
        self.bear_witness()
        return following

    def bear_witness(self) -> None:
        """Note beside the journal where its last durable line took the dataset; never fails."""
        if self._witness is not None:
            self._witness.record(self._position)

    def _write_line(self, line: bytes) -> None:
        descriptor = self._open()
        self._clean = False
        _write_all(descriptor, line)
        _sync(descriptor)
        if not self._holds(self._sound_bytes + len(line)):
            raise OSError(f"{self._path.name} was deleted or replaced by another program meanwhile")

    def _open(self) -> int:
        if self._descriptor is None:
            if self._sound_bytes == 0:
                header = _header(self._position)
                atomic.write_bytes(self._path, header)
                self._sound_bytes = len(header)
            self._descriptor = os.open(self._path, os.O_RDWR | getattr(os, "O_BINARY", 0))
            self._clean = False
        if not self._clean:
            self._cut()
        return self._descriptor

    def _holds(self, size: int) -> bool:
        """Whether the journal's name leads to the file that is written to, with ``size`` bytes at least."""
        if size == 0:
            return True
        try:
            named = self._path.stat()
            written = named if self._descriptor is None else os.fstat(self._descriptor)
        except OSError:
            return False
        return os.path.samestat(named, written) and written.st_size >= size

    def _cut(self) -> None:
        """Take back whatever follows the last acknowledged line."""
        if self._descriptor is not None:
            # One that somebody shortened stays so: filled up with zeros it would look whole.
            if os.fstat(self._descriptor).st_size > self._sound_bytes:
                os.ftruncate(self._descriptor, self._sound_bytes)
            os.lseek(self._descriptor, self._sound_bytes, os.SEEK_SET)
            self._clean = True

    def take_up(self) -> bool:
        """Go on with the file that has the name now, after the folder went away and came back.

        Returns:
            Whether it holds nothing that this journal did not write; False leaves everything as it is.
        """
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        own, rest = data[: self._sound_bytes], data[self._sound_bytes :]
        found = scan(own)
        # The line that was being written may be there, whole or in part: it was never acknowledged.
        if found.last != self._position or found.damaged or not self._attempted.startswith(rest):
            return False
        self.close()
        return True

    def close(self) -> None:
        """Let go of the file, and of its witness."""
        if self._witness is not None:
            self._witness.close()
        if self._descriptor is not None:
            with suppress(OSError):  # every line is synced; a disk that is gone may complain all the same
                os.close(self._descriptor)
            self._descriptor = None

    def retire(self, kept: Path) -> None:
        """Start anew after a checkpoint; the old lines are kept as ``kept``.

        Raises:
            OSError: the folder cannot be written to; the journal stays, and replay skips its lines.
        """
        self.close()
        if self._path.exists():
            atomic.put(self._path, kept)
        self._sound_bytes = 0
        atomic.sync_folder(kept.parent)


def _plain(value: object) -> object:
    """Numbers that numpy computed, which compare equal to Python's own."""
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"{type(value).__name__} cannot be kept in a journal")


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _sync(descriptor: int) -> None:
    # fdatasync makes the new length durable too; it only leaves out the time stamps.
    getattr(os, "fdatasync", atomic.sync)(descriptor)
