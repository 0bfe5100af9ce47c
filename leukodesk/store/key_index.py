"""Finding rows by id in a text column, without an object per row."""

from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.store.columns import SURROGATES, Array
from leukodesk.store.spill import let_go, spilled

_REMEMBERED: Final = 4096
_WORD: Final = 8
_FACTOR: Final = 0x9E3779B97F4A7C15
_MODULUS: Final = 1 << 64


class KeyIndex:
    """The rows of a column of unique ids, by a sorted hash; 12 bytes a row, on the disk where they are many.

    The hash only narrows the search, every find compares the ids themselves. What was found is remembered for
    a while, since an edit and the views that follow it ask for the same cells again and again: those of one
    smear, for which :meth:`make_room` is told how many that may be.

    Raises:
        ValueError: an id is there twice.
    """

    def __init__(self, column: Array) -> None:
        self._column = column
        self._words = -(-column.dtype.itemsize // _WORD)
        self._remembered: dict[str, int] = {}
        self._room = _REMEMBERED
        hashes = self._hashed(column)
        order = np.argsort(hashes, kind="stable")
        ranked = hashes[order]
        for place in np.flatnonzero(ranked[1:] == ranked[:-1]).tolist():
            rows = order[ranked == ranked[place]]
            if len(np.unique(column[rows])) < len(rows):
                raise ValueError("an id is there twice")
        held = spilled({"sorted": ranked, "order": order.astype(np.uint32)})
        self._sorted, self._order = held["sorted"], held["order"]

    def make_room(self, ids: int) -> None:
        """Remember at least so many ids, else going through them again and again would never meet one."""
        self._room = max(self._room, 2 * ids)

    def find(self, key: str) -> int:
        """The row of an id, or -1."""
        if not len(self._column):
            return -1
        row = self._remembered.get(key)
        if row is None:
            row = self._find(key)
            if len(self._remembered) >= self._room:
                self._remembered.clear()
            self._remembered[key] = row
        return row

    def _find(self, key: str) -> int:
        encoded = key.encode("utf-8", SURROGATES)
        if len(encoded) > self._words * _WORD:
            return -1
        padded = encoded.ljust(self._words * _WORD, b"\0")
        total = 0
        for start in range(0, len(padded), _WORD):
            total = (total + int.from_bytes(padded[start : start + _WORD], "little")) * _FACTOR % _MODULUS
        place = int(self._sorted.searchsorted(np.uint64(total)))
        while place < len(self._sorted) and int(self._sorted[place]) == total:
            row = int(self._order[place])
            if bytes(self._column[row]) == encoded:
                return row
            place += 1
        return -1

    def find_all(self, keys: Array) -> npt.NDArray[np.int64]:
        """The row of each id of a text column, -1 where there is none; shape (n,)."""
        rows = np.full(len(keys), -1, dtype=np.int64)
        if not len(self._column) or not len(keys):
            return rows
        width = max(keys.dtype.itemsize, self._column.dtype.itemsize)
        places = self._sorted.searchsorted(self._hashed(keys))
        found = self._order[np.minimum(places, len(self._order) - 1)]
        same = self._column[found].astype(f"S{width}") == keys.astype(f"S{width}")
        rows[same] = found[same]
        for place in np.flatnonzero(~same).tolist():  # missing, or behind another of the same hash
            rows[place] = self.find(keys[place].decode("utf-8", SURROGATES))
        let_go((self._sorted, self._order, self._column, keys))
        return rows

    def _hashed(self, column: Array) -> npt.NDArray[np.uint64]:
        wide = np.ascontiguousarray(column.astype(f"S{self._words * _WORD}"))
        words = wide.view("<u8").reshape(len(column), self._words)
        total = np.zeros(len(column), dtype=np.uint64)
        for number in range(self._words):
            total = (total + words[:, number]) * np.uint64(_FACTOR)
        return total
