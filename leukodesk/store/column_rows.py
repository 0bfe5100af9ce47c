"""Tables of the file as mappings and sequences whose rows are built when somebody looks at them."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.content import SmearCount
from leukodesk.core.rows import Rows
from leukodesk.store.columns import SURROGATES, Array, Table, text_column, texts
from leukodesk.store.key_index import KeyIndex
from leukodesk.store.masks import cut_masks, masks_from
from leukodesk.store.spill import let_go

V = TypeVar("V")

_CELL_FIELDS: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    "smear_id": ("smear_id", str),
    "kind": ("kind", CellKind),
}
# Comparing with a few values one by one is quicker than sorting the column.
_FEW: Final = 8
_LOOKED_AT_BYTES: Final = 1 << 23

Order = npt.NDArray[np.int64]
"""Row numbers, shape (n,)."""


class ColumnTable(Generic[V]):
    """Columns with what makes rows of a part of them.

    Args:
        table: the columns; all have one entry per row but those in ``common``, which belong to all rows.
        decode: makes the rows.
        common: names of the columns that are not cut.

    Attributes:
        table: the columns.
    """

    def __init__(
        self, table: Table, decode: Callable[[Table], Sequence[V]], common: tuple[str, ...] = ()
    ) -> None:
        self.table = table
        self._decode = decode
        self._common = common
        self._length = len(next(column for name, column in table.items() if name not in common))
        self._looked_at = 0

    def __len__(self) -> int:
        return self._length

    def rows(self, start: int, stop: int) -> Sequence[V]:
        """The rows ``start`` to ``stop``, the end excluded."""
        return self._cut(slice(start, stop))

    def matching(self, name: str, values: Collection[str]) -> Sequence[V]:
        """The rows whose text column ``name`` is one of ``values``, in their order."""
        wanted = text_column(values)
        column = self.table[name]
        found = np.isin(column, wanted) if len(wanted) > _FEW else np.zeros(len(column), dtype=bool)
        for value in wanted[: _FEW if len(wanted) <= _FEW else 0]:
            found |= column == value
        self._look_at(column)
        return self._cut(np.flatnonzero(found))

    def _cut(self, part: slice | Order) -> Sequence[V]:
        return self._decode(
            {name: column if name in self._common else column[part] for name, column in self.table.items()}
        )

    def _look_at(self, part: Array) -> None:
        """Keep count of what is read, so that no more than a little of it stays in the program's memory."""
        self._looked_at += part.nbytes
        if self._looked_at > _LOOKED_AT_BYTES:
            self._looked_at = 0
            self._let_go()

    def _let_go(self) -> None:
        let_go(self.table.values())


class KeyedColumns(ColumnTable[V]):
    """A :class:`ColumnTable` whose rows have ids.

    Args:
        table, decode, common: as there.
        key: name of the column with the ids.
        fields: the attributes that :meth:`field` reads alone: to name of the column and what makes the value.
        index: of the same ids in the same order, if there is one already.

    Raises:
        ValueError: an id is there twice.
    """

    def __init__(
        self,
        table: Table,
        decode: Callable[[Table], Sequence[V]],
        key: str,
        *,
        common: tuple[str, ...] = (),
        fields: Mapping[str, tuple[str, Callable[[str], Any]]] | None = None,
        index: KeyIndex | None = None,
    ) -> None:
        super().__init__(table, decode, common)
        self._key = table[key]
        self._fields = fields or {}
        self.index = index or KeyIndex(self._key)
        self._built: dict[int, V] = {}
        self._room = 0

    def find(self, key: str) -> int:
        """The row of an id, or -1."""
        return self.index.find(key)

    def make_room(self, rows: int) -> None:
        """Keep at least so many rows as they were built: the cells of a smear, say, for all its views."""
        self._room = max(self._room, 2 * rows)
        self.index.make_room(rows)

    def at_hand(self, start: int, stop: int) -> Sequence[V]:
        """The rows ``start`` to ``stop``, the end excluded; what was just built is not built again."""
        built = self._built  # another thread may begin a new one meanwhile
        kept = [built[row] for row in range(start, stop) if row in built]
        if len(kept) == stop - start:
            return kept
        found = self.rows(start, stop)
        if len(found) <= self._room:
            if len(self._built) + len(found) > self._room:
                self._built = {}
            self._built.update(enumerate(found, start))
        return found

    def keys(self, start: int, stop: int) -> list[str]:
        """The ids of the rows ``start`` to ``stop``, the end excluded."""
        return texts(self._key[start:stop])

    def field(self, row: int, name: str) -> Any:
        """One attribute of one row, without building the rest."""
        if row in (built := self._built):
            return getattr(built[row], name)
        if name not in self._fields:
            return getattr(self.rows(row, row + 1)[0], name)
        column, make = self._fields[name]
        return make(texts(self.table[column][row : row + 1])[0])


def order_of(rows: Rows[V]) -> tuple[Order, list[tuple[str, V]]]:
    """Which rows of the table, followed by those that came since, make up ``rows``.

    Returns:
        The row numbers, where those from ``len(rows.table)`` on count the rows that came since; and these.
    """
    held = len(rows.table)
    order = np.arange(held, dtype=np.int64)
    order[list(rows.changed)] = held + np.arange(len(rows.changed))
    kept = np.ones(held, dtype=bool)
    kept[list(rows.gone)] = False
    replaced = [(rows.table.keys(row, row + 1)[0], value) for row, value in rows.changed.items()]
    added = held + len(replaced) + np.arange(len(rows.added))
    return np.concatenate((order[kept], added)), [*replaced, *rows.added.items()]


class SmearCells:
    """Which cells of a file belong to which smear, see :class:`leukodesk.core.content.CellIndex`.

    Cells of one smear mostly lie together, so it is stretches of rows that are known, not rows.

    Args:
        cells: the table of cells.
        labels: the table of labels.
        index: of the ids of the cells.
    """

    def __init__(self, cells: Table, labels: Table, index: KeyIndex) -> None:
        self._ids = cells["id"]
        self._labels = labels
        self._index = index
        column = cells["smear_id"]
        bounds = np.flatnonzero(column[1:] != column[:-1]) + 1
        starts = np.concatenate((np.zeros(min(1, len(column)), np.int64), bounds))
        self._smears, of = np.unique(column[starts], return_inverse=True)
        # By smear, and in the order of the file within each.
        order = np.argsort(of, kind="stable")
        self._starts = starts[order]
        self._stops = np.append(bounds, len(column))[order] if len(column) else starts
        self._firsts = np.searchsorted(of[order], np.arange(len(self._smears) + 1))

    @property
    def most(self) -> int:
        """The number of cells of the smear that has most."""
        lengths = np.append(0, np.cumsum(self._stops - self._starts))
        return int(np.diff(lengths[self._firsts]).max(initial=0))

    def ids_of(self, smear_id: str) -> list[str]:
        """The cells of one smear, in their order."""
        name = smear_id.encode("utf-8", SURROGATES)
        place = int(np.searchsorted(self._smears, name)) if len(self._smears) else 0
        if place == len(self._smears) or bytes(self._smears[place]) != name:
            return []
        return [cell_id for start, stop in self._stretches(place) for cell_id in texts(self._ids[start:stop])]

    def _stretches(self, place: int) -> Iterator[tuple[int, int]]:
        own = slice(self._firsts[place], self._firsts[place + 1])
        return zip(self._starts[own].tolist(), self._stops[own].tolist(), strict=True)

    def counts(self) -> Mapping[str, SmearCount]:
        """What there is of each smear that has cells."""
        classes, cells, labelled = self._counts
        return {
            smear_id: SmearCount(number, {name: n for name, n in zip(classes, of_classes, strict=True) if n})
            for smear_id, number, of_classes in zip(
                texts(self._smears), cells.tolist(), labelled.tolist(), strict=True
            )
        }

    @cached_property
    def _counts(self) -> tuple[list[str], Array, Array]:
        """The classes, the number of cells of each smear, and of those labelled with each class."""
        smears = np.zeros(len(self._ids), dtype=np.int32)
        for place in range(len(self._smears)):
            for start, stop in self._stretches(place):
                smears[start:stop] = place
        rows = self._index.find_all(self._labels["cell_id"])
        names, classes = np.unique(self._labels["class"], return_inverse=True)
        known = rows >= 0
        places = smears[rows[known]].astype(np.int64) * len(names) + classes[known]
        number = len(self._smears)
        labelled = np.bincount(places, minlength=number * len(names)).reshape(number, len(names))
        return texts(names), np.bincount(smears, minlength=number), labelled


def cells_from(table: Table, masks: Table) -> list[Cell]:
    """The cells of a table and their masks, both checked."""
    found = masks_from(masks)
    columns = [texts(table[name]) for name in ("id", "smear_id", "kind", "source")]
    total = len(columns[0])
    # Files in which none was recorded, and none is cut by the edge of its field, have no such columns.
    made_with, cut = table.get("procedure"), table.get("cut")
    columns.append([""] * total if made_with is None else texts(made_with))
    at_edge = [False] * total if cut is None else cut.tolist()
    cells = []
    for cell_id, smear_id, kind, source, procedure, is_cut in zip(*columns, at_edge, strict=True):
        whole, nucleus = next(found), next(found)
        assert whole is not None, "checked when the table was read"
        cells.append(Cell(cell_id, smear_id, whole, nucleus, CellKind(kind), source, procedure, is_cut))
    return cells


class CellColumns(KeyedColumns[Cell]):
    """The cells of a file; the run lengths of their masks stay one array.

    Args:
        table: the columns of the cells.
        masks: their masks, see :func:`leukodesk.store.masks.mask_table`.

    Attributes:
        masks: as given.

    Raises:
        ValueError: an id is there twice.
    """

    def __init__(self, table: Table, masks: Table) -> None:
        super().__init__(table, lambda _: (), "id", fields=_CELL_FIELDS)
        self.masks = masks

    def rows(self, start: int, stop: int) -> list[Cell]:
        """The cells ``start`` to ``stop``, the end excluded."""
        masks = cut_masks(self.masks, start, stop)
        self._look_at(masks["runs"])
        return cells_from({name: column[start:stop] for name, column in self.table.items()}, masks)

    def _let_go(self) -> None:
        let_go([*self.table.values(), *self.masks.values()])
