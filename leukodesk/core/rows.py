"""Tables that stay arrays until somebody looks at a row: mappings and sequences over what a file holds.

What is changed lies beside the table, which never changes itself, so copies share it and cost nearly nothing.
"""

from collections.abc import (
    Collection,
    ItemsView,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    MutableSequence,
    Sequence,
    Sized,
    ValuesView,
)
from itertools import islice
from typing import Any, Final, Protocol, TypeVar, overload

V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)

_FIRST_PART: Final = 8
_LARGEST_PART: Final = 512


def _parts(length: int) -> Iterator[tuple[int, int]]:
    """Bounds of the parts that are built together: small ones first, since many want the first row only."""
    start, size = 0, _FIRST_PART
    while start < length:
        stop = min(start + size, length)
        yield start, stop
        start, size = stop, min(2 * size, _LARGEST_PART)


class RowTable(Protocol[V_co]):
    """An immutable table; its rows are built on demand."""

    def __len__(self) -> int:
        """Number of rows."""

    def rows(self, start: int, stop: int) -> Sequence[V_co]:
        """The rows ``start`` to ``stop``, the end excluded."""

    def matching(self, name: str, values: Collection[str]) -> Sequence[V_co]:
        """The rows whose attribute ``name`` is one of ``values``, in their order."""


class KeyedTable(RowTable[V_co], Protocol[V_co]):
    """A table whose rows have unique ids."""

    def find(self, key: str) -> int:
        """The row of an id, or -1."""

    def keys(self, start: int, stop: int) -> Sequence[str]:
        """The ids of the rows ``start`` to ``stop``, the end excluded."""

    def field(self, row: int, name: str) -> Any:
        """One attribute of one row, without building the rest."""

    def at_hand(self, start: int, stop: int) -> Sequence[V_co]:
        """As ``rows``, of rows that are mostly looked at again soon: they need not be built each time."""


class Rows(MutableMapping[str, V]):
    """A table as a mapping from id to row, in the order in which a dict would hold them.

    Attributes:
        table: what the file holds.
        changed: rows of the table that are others now, by their number.
        gone: numbers of the rows that were removed.
        added: what came after the table.
    """

    def __init__(self, table: KeyedTable[V]) -> None:
        self.table = table
        self.changed: dict[int, V] = {}
        self.gone: set[int] = set()
        self.added: dict[str, V] = {}

    def copy(self) -> "Rows[V]":
        """The same rows, to be changed independently."""
        other = Rows(self.table)
        other.changed, other.gone, other.added = dict(self.changed), set(self.gone), dict(self.added)
        return other

    def touched(self) -> set[str]:
        """The ids whose rows are not those of the table any more, or not yet."""
        rows = (self.table.keys(row, row + 1)[0] for row in self.changed.keys() | self.gone)
        return {*self.added, *rows}

    def field(self, key: str, name: str) -> Any:
        """One attribute of a row, without building the rest.

        Raises:
            KeyError: there is no such row.
        """
        if key in self.added:
            return getattr(self.added[key], name)
        row = self._known(key)
        return getattr(self.changed[row], name) if row in self.changed else self.table.field(row, name)

    def many(self, keys: Iterable[str]) -> Iterator[V]:
        """The rows of ``keys`` in their order; those that lie together are built together.

        Raises:
            KeyError: there is no such row.
        """
        start = stop = 0
        for key in keys:
            row = -1 if key in self.added else self._known(key)
            from_table = row >= 0 and row not in self.changed
            if stop > start and not (from_table and row == stop):
                yield from self.table.at_hand(start, stop)
                start = stop = 0
            if from_table:
                start, stop = (start, row + 1) if stop > start else (row, row + 1)
            else:
                yield self.changed[row] if row >= 0 else self.added[key]
        if stop > start:
            yield from self.table.at_hand(start, stop)

    def among(self, keys: Iterable[str]) -> list[str]:
        """Those of ``keys`` of which there is a row, in their order."""
        added, find, gone = self.added, self.table.find, self.gone
        if not len(self.table):
            return [key for key in keys if key in added]
        return [key for key in keys if key in added or ((row := find(key)) >= 0 and row not in gone)]

    def _row(self, key: object) -> int:
        row = self.table.find(key) if isinstance(key, str) else -1
        return -1 if row in self.gone else row

    def _known(self, key: str) -> int:
        row = self._row(key)
        if row < 0:
            raise KeyError(key)
        return row

    def __getitem__(self, key: str) -> V:
        if key in self.added:
            return self.added[key]
        row = self._known(key)
        return self.changed[row] if row in self.changed else self.table.at_hand(row, row + 1)[0]

    def __setitem__(self, key: str, value: V) -> None:
        row = -1 if key in self.added else self._row(key)
        if row < 0:
            self.added[key] = value
        else:
            self.changed[row] = value

    def __delitem__(self, key: str) -> None:
        if key in self.added:
            del self.added[key]
        else:
            row = self._known(key)
            self.changed.pop(row, None)
            self.gone.add(row)

    def __contains__(self, key: object) -> bool:
        return key in self.added or self._row(key) >= 0

    def __len__(self) -> int:
        return len(self.table) - len(self.gone) + len(self.added)

    def __iter__(self) -> Iterator[str]:
        for start, stop in _parts(len(self.table)):
            keys = self.table.keys(start, stop)
            yield from (key for row, key in enumerate(keys, start) if row not in self.gone)
        yield from self.added

    def __reversed__(self) -> Iterator[str]:
        yield from reversed(self.added)
        held = len(self.table)
        for start, stop in _parts(held):
            keys = self.table.keys(held - stop, held - start)
            rows = range(held - start - 1, held - stop - 1, -1)
            yield from (key for row, key in zip(rows, reversed(keys), strict=True) if row not in self.gone)

    def pairs(self) -> Iterator[tuple[str, V]]:
        """Ids and rows, a part of the table at a time."""
        for start, stop in _parts(len(self.table)):
            found = zip(self.table.keys(start, stop), self.table.rows(start, stop), strict=True)
            for row, (key, value) in enumerate(found, start):
                if row not in self.gone:
                    yield key, self.changed.get(row, value)
        yield from self.added.items()

    def items(self) -> ItemsView[str, V]:
        """Ids and rows."""
        return _Items(self)

    def values(self) -> ValuesView[V]:
        """The rows."""
        return _Values(self)


class _Items(ItemsView[str, V]):
    _mapping: Rows[V]

    def __iter__(self) -> Iterator[tuple[str, V]]:
        return self._mapping.pairs()


class _Values(ValuesView[V]):
    _mapping: Rows[V]

    def __iter__(self) -> Iterator[V]:
        return (value for _, value in self._mapping.pairs())


class Log(MutableSequence[V]):
    """A table that only grows, as a sequence.

    Attributes:
        table: what the file holds.
        added: what came after it.
    """

    def __init__(self, table: RowTable[V], added: Iterable[V] = ()) -> None:
        self.table = table
        self.added = list(added)

    def copy(self) -> "Log[V]":
        """The same rows, to be appended to independently."""
        return Log(self.table, self.added)

    def matching(self, name: str, values: Collection[str]) -> list[V]:
        """The rows whose attribute ``name`` is one of ``values``, in their order."""
        added = (value for value in self.added if getattr(value, name) in values)
        return [*self.table.matching(name, values), *added]

    def insert(self, index: int, value: V) -> None:
        """Put one more at the end.

        Raises:
            TypeError: ``index`` is not the end.
        """
        if index != len(self):
            raise TypeError("what was recorded stays as it is")
        self.added.append(value)

    @overload
    def __getitem__(self, place: int) -> V: ...
    @overload
    def __getitem__(self, place: slice) -> list[V]: ...
    def __getitem__(self, place: int | slice) -> V | list[V]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        number = place + len(self) if place < 0 else place
        if not 0 <= number < len(self):
            raise IndexError("there is no such row")
        held = len(self.table)
        return self.table.rows(number, number + 1)[0] if number < held else self.added[number - held]

    def __setitem__(self, place: int | slice, value: Any) -> None:
        raise TypeError("what was recorded stays as it is")

    def __delitem__(self, place: int | slice) -> None:
        raise TypeError("what was recorded stays as it is")

    def __len__(self) -> int:
        return len(self.table) + len(self.added)

    def __iter__(self) -> Iterator[V]:
        for start, stop in _parts(len(self.table)):
            yield from self.table.rows(start, stop)
        yield from self.added

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Log | list):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # it grows


def field_of(rows: Mapping[str, V], key: str, name: str) -> Any:
    """One attribute of a row of a mapping, built no further than needed.

    Raises:
        KeyError: there is no such row.
    """
    return rows.field(key, name) if isinstance(rows, Rows) else getattr(rows[key], name)


def latest(rows: MutableMapping[str, V], count: int) -> list[str]:
    """The ids of the last ``count`` rows of a mapping, the last one first; no others are looked at."""
    assert isinstance(rows, Rows | dict)
    return list(islice(reversed(rows), count))


def number_built(rows: Sized) -> int:
    """How many rows are kept as objects and not as columns."""
    if isinstance(rows, Rows):
        return len(rows.changed) + len(rows.added)
    return len(rows.added) if isinstance(rows, Log) else len(rows)


def copied(rows: MutableMapping[str, V]) -> MutableMapping[str, V]:
    """The same rows, to be changed independently."""
    return rows.copy() if isinstance(rows, Rows) else dict(rows)
