"""Tables of the main file read a part at a time: to be kept, or only for their digests."""

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import numpy as np

from leukodesk.store import spill
from leukodesk.store.columns import Array, Table, TableDigest
from leukodesk.store.spill import Spill, SpillError, room_for

_PART_BYTES: Final = 1 << 22

Keep = Callable[[tuple[int, ...], np.dtype[Any], Iterable[Array]], Array]
"""What makes a column of its shape, its type and its rows, which come in parts."""


def parts_of(shape: tuple[int, ...], itemsize: int) -> Iterator[slice]:
    """Slices of the rows of an array, each of a few megabytes."""
    rows = max(1, _PART_BYTES // max(1, itemsize * math.prod(shape[1:])))
    return (slice(start, start + rows) for start in range(0, shape[0], rows))


def read_tables(groups: dict[str, Any]) -> tuple[dict[str, Table], dict[str, str]]:
    """Tables and their digests, by name; large ones lie in a spill file where there is room for it.

    Args:
        groups: the HDF5 groups by name.
    """
    size = room_for(column.nbytes for group in groups.values() for column in group.values())
    if size >= spill.LEAST_BYTES:
        try:
            with Spill(size) as file:
                return _read(groups, file.keep)
        except SpillError:
            pass  # in memory then
    return _read(groups, _in_memory)


def digests_of(groups: dict[str, Any]) -> dict[str, str]:
    """The digests of tables of which nothing is kept."""
    return _read(groups, _nowhere)[1]


def _read(groups: dict[str, Any], keep: Keep) -> tuple[dict[str, Table], dict[str, str]]:
    tables: dict[str, Table] = {}
    digests = {}
    for name, group in groups.items():
        total = TableDigest()
        tables[name] = {column: _column(column, group[column], total, keep) for column in sorted(group)}
        digests[name] = str(total)
    return tables, digests


def _column(name: str, column: Any, total: TableDigest, keep: Keep) -> Array:
    if column.nbytes <= _PART_BYTES:
        whole = np.asarray(column[()])
        total.begin(name, whole.dtype, whole.shape)
        parts: Iterable[Array] = [whole]
    else:
        total.begin(name, column.dtype, column.shape)
        parts = (column[part] for part in parts_of(column.shape, column.dtype.itemsize))
    return keep(column.shape, np.dtype(column.dtype.str), _counted(parts, total))


def _counted(parts: Iterable[Array], total: TableDigest) -> Iterator[Array]:
    for part in parts:
        total.update(part)
        yield part


def _in_memory(shape: tuple[int, ...], dtype: np.dtype[Any], parts: Iterable[Array]) -> Array:
    values, start = np.empty(shape, dtype), 0
    flat = values.reshape(-1)
    for part in parts:
        flat[start : start + part.size] = part.reshape(-1)
        start += part.size
    return values


def _nowhere(_shape: tuple[int, ...], dtype: np.dtype[Any], parts: Iterable[Array]) -> Array:
    for _ in parts:
        pass
    return np.empty(0, dtype)
