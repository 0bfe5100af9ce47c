"""Columns on the disk instead of in memory, where the system keeps as much of them as is looked at."""

import math
import mmap
import tempfile
from collections.abc import Iterable
from typing import Any, Final, Self

import numpy as np

from leukodesk.config import user_dir
from leukodesk.store.columns import Array, Table

LEAST_BYTES: Final = 2**18
"""Columns that are smaller together stay in memory."""

_ALIGNMENT: Final = 64


class SpillError(Exception):
    """There is no room for a spill file, or no place where it may be written."""


def room_for(sizes: Iterable[int]) -> int:
    """Length in bytes of a file for columns of those sizes."""
    return sum(_aligned(size) for size in sizes)


class Spill:
    """A file without a name that columns are written to one after the other, gone with the program.

    It lies in the user's own folder and not beside the dataset, whose disk may be unplugged. It is written by
    plain calls, since a full disk kills a program that writes through a mapping. A context manager; what it
    kept lives on.

    Args:
        size: of the file, see :func:`room_for`.

    Raises:
        SpillError: it cannot be made.
    """

    def __init__(self, size: int) -> None:
        self._end = 0
        try:
            folder = user_dir()
            folder.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115  # closed by __exit__
            try:
                self._file.truncate(size)
                self._mapped = mmap.mmap(self._file.fileno(), size, access=mmap.ACCESS_READ)
            except BaseException:
                self._file.close()
                raise
        except OSError as error:
            raise SpillError(str(error)) from error

    def keep(self, shape: tuple[int, ...], dtype: np.dtype[Any], parts: Iterable[Array]) -> Array:
        """A column, read-only, whose rows come in ``parts``.

        Raises:
            SpillError: there is no room.
        """
        count, start = math.prod(shape), self._end
        for part in parts:
            self._write(np.ascontiguousarray(part).reshape(-1).view(np.uint8).data)
        self._end = start + _aligned(self._end - start)
        self._file.seek(self._end)
        if not count:
            return np.empty(shape, dtype)
        return np.frombuffer(self._mapped, dtype, count, start).reshape(shape)

    def _write(self, data: memoryview) -> None:
        while data:
            try:
                written = self._file.write(data)
            except OSError as error:
                raise SpillError(str(error)) from error
            self._end += written
            data = data[written:]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._file.close()


def spilled(table: Table) -> Table:
    """The same columns, read-only, out of a :class:`Spill`; small ones, or without room, those in memory."""
    size = room_for(column.nbytes for column in table.values())
    if size < LEAST_BYTES:
        return table
    try:
        with Spill(size) as spill:
            return {name: spill.keep(column.shape, column.dtype, [column]) for name, column in table.items()}
    except SpillError:
        return table


def let_go(columns: Iterable[Array]) -> None:
    """Take what was read of spilled columns out of the program's memory; it comes back when it is needed."""
    for mapped in {id(found): found for column in columns if (found := _mapping_of(column))}.values():
        if hasattr(mmap, "MADV_DONTNEED"):  # Windows takes pages away by itself
            mapped.madvise(mmap.MADV_DONTNEED)


def _mapping_of(column: Array) -> mmap.mmap | None:
    base: Any = column
    while isinstance(base, np.ndarray):
        base = base.base
    if isinstance(base, memoryview):
        base = base.obj
    return base if isinstance(base, mmap.mmap) else None


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT
