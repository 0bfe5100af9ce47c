"""Edits that wait to be undone or done again, without their cells in memory."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from leukodesk.core.cell import Cell
from leukodesk.core.edits import ChangeCells, CompositeEdit, Edit
from leukodesk.store.column_rows import cells_from
from leukodesk.store.spill import let_go, spilled
from leukodesk.store.tables import cell_tables

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
        cells: list[Cell] = []
        self._numbers: list[tuple[int, int]] = []
        self._rest = self._without_cells(edit, cells)
        table, masks = cell_tables(cells)
        held = spilled({**table, **masks})
        self._table = {name: held[name] for name in table}
        self._masks = {name: held[name] for name in masks}

    def awake(self) -> Edit:
        """The edit as it was."""
        cells = cells_from(self._table, self._masks)
        let_go((*self._table.values(), *self._masks.values()))
        return _with_cells(self._rest, iter(cells), iter(self._numbers))

    def _without_cells(self, edit: Edit, cells: list[Cell]) -> Edit:
        if isinstance(edit, CompositeEdit):
            return replace(edit, edits=tuple(self._without_cells(part, cells) for part in edit.edits))
        if not isinstance(edit, ChangeCells):
            return edit
        cells += (*edit.old, *edit.new)
        self._numbers.append((len(edit.old), len(edit.new)))
        return replace(edit, old=(), new=())


def _with_cells(edit: Edit, cells: Iterator[Cell], numbers: Iterator[tuple[int, int]]) -> Edit:
    if isinstance(edit, CompositeEdit):
        return replace(edit, edits=tuple(_with_cells(part, cells, numbers) for part in edit.edits))
    if not isinstance(edit, ChangeCells):
        return edit
    old, new = next(numbers)
    return replace(edit, old=tuple(islice(cells, old)), new=tuple(islice(cells, new)))
