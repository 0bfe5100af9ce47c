"""The witness of a journal's end: how far the journal went when its last line was acknowledged.

A journal that is cut at the end of a line looks like one that was never written further, and one that was
deleted like one that was never begun. So ``NAME.h5-witness`` keeps the last acknowledged position in a place
of its own. It is written after the journal's line is durable and never synced: after a crash it may lag
behind the journal, but it is never ahead of it unless lines that were acknowledged are gone.

Two records take turns, each on a page of its own and under a digest, so that one torn in the middle leaves
the other. A record is a line of numbers, no names and no content::

    SERIAL DATASET SEQUENCE CHECK SECONDS DIGEST

SERIAL counts records; DATASET tells which dataset it is; SEQUENCE and CHECK are the position; SECONDS is the
time in UTC since 1970.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from leukodesk.store.position import Position

_FORMAT: Final = b"leukodesk-witness "
_RECORD_BYTES: Final = 106
_PAGE_BYTES: Final = 4096
_PLACES: Final = (0, _PAGE_BYTES)
_ATTEMPTS: Final = 3


@dataclass(frozen=True)
class Record:
    """How far a journal went.

    Attributes:
        dataset: 16 hexadecimal digits that tell its dataset from others.
        position: after the last acknowledged line.
        at: when that was written, in UTC.
        serial: number of the record; its successor has a larger one.
    """

    dataset: str
    position: Position
    at: datetime = field(compare=False)
    serial: int = field(compare=False)


@dataclass(frozen=True)
class Witness:
    """A witness file as read.

    Attributes:
        record: the last sound record, or None.
        exists: whether there is such a file.
        damaged: a part of it is neither a record nor unwritten; a crash of the machine may do that too.
    """

    record: Record | None
    exists: bool = True
    damaged: bool = False


def name_of(dataset_id: str) -> str:
    """What stands for a dataset in its witness."""
    return Position.start(dataset_id).check


def read_witness(path: Path) -> Witness:
    """The witness at ``path``; never raises. Its writer may be at work."""
    found = Witness(None, exists=False)
    for _ in range(_ATTEMPTS):
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return found
        except OSError:
            return Witness(None)
        found = _decoded(data)
        # A record that is being written looks like a damaged one.
        if not found.damaged:
            break
    return found


def _decoded(data: bytes) -> Witness:
    """What the bytes of a witness file say."""
    records, damaged = [], False
    for place in _PLACES:
        written = data[place : place + _RECORD_BYTES]
        record = _record_of(written)
        if record is not None:
            records.append(record)
        damaged |= record is None and bool(written.strip(b"\0"))
    return Witness(max(records, key=lambda record: record.serial, default=None), damaged=damaged)


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(_FORMAT + body).hexdigest()[:16].encode()


def _line(serial: int, dataset: str, position: Position, seconds: int) -> bytes:
    body = b"%020d %s %020d %s %012d" % (
        serial,
        dataset.encode(),
        position.sequence,
        position.check.encode(),
        seconds,
    )
    return b"%s %s\n" % (body, _digest(body))


def _record_of(line: bytes) -> Record | None:
    body, _, digest = line.rpartition(b" ")
    if len(line) != _RECORD_BYTES or digest != _digest(body) + b"\n":
        return None
    serial, dataset, sequence, check, seconds = body.split(b" ")
    at = datetime.fromtimestamp(int(seconds), UTC)
    return Record(dataset.decode(), Position(int(sequence), check.decode()), at, int(serial))


class WitnessWriter:
    """Keeps the witness of one dataset; a failure to do so never hinders anybody.

    Args:
        path: the witness; need not exist.
        dataset: the dataset's name in it, see :func:`name_of`.
    """

    def __init__(self, path: Path, dataset: str) -> None:
        self._path = path
        self._dataset = dataset
        self._descriptor: int | None = None
        self._serial = 0
        self._last: Position | None = None

    def record(self, position: Position) -> None:
        """Note that everything up to ``position`` is durable; it must be."""
        # Without a witness, or with one that lags, the journal is as safe as before.
        with suppress(OSError):
            descriptor = self._in_place()
            if position == self._last:
                return
            serial = self._serial + 1
            os.lseek(descriptor, _PLACES[serial % len(_PLACES)], os.SEEK_SET)
            line = _line(serial, self._dataset, position, int(time.time()))
            if os.write(descriptor, line) == len(line):
                self._serial, self._last = serial, position

    def _in_place(self) -> int:
        """The file that has the witness's name, opened; another one may have been put there."""
        if self._descriptor is not None:
            with suppress(OSError):
                if os.path.samestat(self._path.stat(), os.fstat(self._descriptor)):
                    return self._descriptor
            self.close()
        self._descriptor = self._opened()
        found = read_witness(self._path)
        record = found.record
        if record is None:
            os.ftruncate(self._descriptor, 0)
        self._serial = record.serial if record else 0
        # The next record takes the place of a damaged one.
        is_good = record is not None and record.dataset == self._dataset and not found.damaged
        self._last = record.position if record is not None and is_good else None
        return self._descriptor

    def _opened(self) -> int:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        try:
            return os.open(self._path, flags, 0o666)
        except PermissionError:
            # One that another user of the folder made; the other files are replaced anyway.
            self._path.unlink()
            return os.open(self._path, flags, 0o666)

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor is not None:
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None


def kept_records(folder: Path, prefix: str) -> Iterator[tuple[Path, Record]]:
    """The records of the witnesses in ``folder`` whose names begin with ``prefix``, in the order of names."""
    for path in sorted(path for path in folder.iterdir() if path.name.startswith(prefix)):
        record = read_witness(path).record
        if record is not None:
            yield path, record
