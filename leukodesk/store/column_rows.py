"""Tables of the file as mappings and sequences whose rows are built when somebody looks at them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.content import SmearCount
from leukodesk.core.rows import Rows
from leukodesk.store.columns import Table, text_column, texts
from leukodesk.store.key_index import KeyIndex
from leukodesk.store.masks import cut_masks, masks_from

V = TypeVar("V")

_CELL_FIELDS: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    "smear_id": ("smear_id", str),
    "kind": ("kind", CellKind),
}
# Comparing with a few values one by one is quicker than sorting the column.
_FEW: Final = 8

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
        return self._cut(np.flatnonzero(found))

    def _cut(self, part: slice | Order) -> Sequence[V]:
        return self._decode(
            {name: column if name in self._common else column[part] for name, column in self.table.items()}
        )


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

    def find(self, key: str) -> int:
        """The row of an id, or -1."""
        return self.index.find(key)

    def keys(self, start: int, stop: int) -> list[str]:
        """The ids of the rows ``start`` to ``stop``, the end excluded."""
        return texts(self._key[start:stop])

    def field(self, row: int, name: str) -> Any:
        """One attribute of one row, without building the rest."""
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
        starts, stops = ([0, *bounds.tolist()], [*bounds.tolist(), len(column)]) if len(column) else ([], [])
        self._stretches: dict[str, list[tuple[int, int]]] = {}
        for name, start, stop in zip(texts(column[starts]), starts, stops, strict=True):
            self._stretches.setdefault(name, []).append((start, stop))

    def ids_of(self, smear_id: str) -> list[str]:
        """The cells of one smear, in their order."""
        return [
            name for start, stop in self._stretches.get(smear_id, ()) for name in texts(self._ids[start:stop])
        ]

    def counts(self) -> Mapping[str, SmearCount]:
        """What there is of each smear that has cells."""
        return self._counts

    @cached_property
    def _counts(self) -> dict[str, SmearCount]:
        smears = np.zeros(len(self._ids), dtype=np.int64)
        for number, stretches in enumerate(self._stretches.values()):
            for start, stop in stretches:
                smears[start:stop] = number
        cells = np.bincount(smears, minlength=len(self._stretches)).tolist()
        rows = self._index.find_all(self._labels["cell_id"])
        names, classes = np.unique(self._labels["class"], return_inverse=True)
        known = rows >= 0
        places = smears[rows[known]] * len(names) + classes[known]
        labelled = np.bincount(places, minlength=len(self._stretches) * len(names)).reshape(
            len(self._stretches), len(names)
        )
        named = texts(names)
        return {
            smear_id: SmearCount(
                cells[number],
                {name: n for name, n in zip(named, labelled[number].tolist(), strict=True) if n},
            )
            for number, smear_id in enumerate(self._stretches)
        }


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
        found = masks_from(cut_masks(self.masks, start, stop))
        columns = [texts(self.table[name][start:stop]) for name in ("id", "smear_id", "kind", "source")]
        made_with = self.table.get("procedure")  # files in which none was recorded have no such column
        columns.append([""] * len(columns[0]) if made_with is None else texts(made_with[start:stop]))
        cells = []
        for cell_id, smear_id, kind, source, procedure in zip(*columns, strict=True):
            whole, nucleus = next(found), next(found)
            assert whole is not None, "checked when the table was read"
            cells.append(Cell(cell_id, smear_id, whole, nucleus, CellKind(kind), source, procedure))
        return cells
