"""Edits that wait to be undone or done again, without their cells and the labels of these in memory."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from leukodesk.core.cell import Cell, Label
from leukodesk.core.edits import ChangeCells, CompositeEdit, Edit
from leukodesk.store.column_rows import cells_from
from leukodesk.store.columns import Table, texts
from leukodesk.store.spill import let_go, spilled
from leukodesk.store.table_reading import labels_from
from leukodesk.store.tables import cell_tables, label_table

MANY: Final = 200
"""Cells of an edit from which on it is worth it; half a megabyte."""


def number_of_cells(edit: Edit) -> int:
    """How many cells an edit keeps in memory."""
    if isinstance(edit, CompositeEdit):
        return sum(map(number_of_cells, edit.edits))
    return len(edit.old) + len(edit.new) if isinstance(edit, ChangeCells) else 0


class RestingEdit:
    """An edit whose cells are columns, on the disk where they are many; see :mod:`leukodesk.store.spill`.

    Args:
        edit: of any kind.
    """

    def __init__(self, edit: Edit) -> None:
        self._numbers: list[tuple[int, ...]] = []
        cells: list[Cell] = []
        labels: list[tuple[str, Label]] = []
        self._rest = self._without_cells(edit, cells, labels)
        parts = (*cell_tables(cells), label_table(labels))
        named = {(part, name): table[name] for part, table in enumerate(parts) for name in table}
        held = spilled({f"{part} {name}": column for (part, name), column in named.items()})
        self._tables: tuple[Table, Table, Table] = ({}, {}, {})
        for part, name in named:
            self._tables[part][name] = held[f"{part} {name}"]

    def awake(self) -> Edit:
        """The edit as it was."""
        table, masks, labelled = self._tables
        cells = iter(cells_from(table, masks))
        labels = zip(texts(labelled["cell_id"]), labels_from(labelled), strict=True)
        let_go(column for table in self._tables for column in table.values())
        return _with_cells(self._rest, cells, labels, iter(self._numbers))

    def _without_cells(self, edit: Edit, cells: list[Cell], labels: list[tuple[str, Label]]) -> Edit:
        if isinstance(edit, CompositeEdit):
            parts = (self._without_cells(part, cells, labels) for part in edit.edits)
            return replace(edit, edits=tuple(parts))
        if not isinstance(edit, ChangeCells):
            return edit
        cells += (*edit.old, *edit.new)
        labels += (*edit.old_labels, *edit.new_labels)
        held = (edit.old, edit.new, edit.old_labels, edit.new_labels)
        self._numbers.append(tuple(map(len, held)))
        return replace(edit, old=(), new=(), old_labels=(), new_labels=())


def _with_cells(
    edit: Edit,
    cells: Iterator[Cell],
    labels: Iterator[tuple[str, Label]],
    numbers: Iterator[tuple[int, ...]],
) -> Edit:
    if isinstance(edit, CompositeEdit):
        parts = (_with_cells(part, cells, labels, numbers) for part in edit.edits)
        return replace(edit, edits=tuple(parts))
    if not isinstance(edit, ChangeCells):
        return edit
    old, new, lost, given = next(numbers)
    return replace(
        edit,
        old=tuple(islice(cells, old)),
        new=tuple(islice(cells, new)),
        old_labels=tuple(islice(labels, lost)),
        new_labels=tuple(islice(labels, given)),
    )
