"""A field on which hundreds of cells appear in one edit."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from leukodesk.core.cell import new_cell_id
from leukodesk.core.edits import ChangeCells
from leukodesk.gui.cells.cell_model import CELL_ID_ROLE, ROW_ROLE, Column
from leukodesk.workspace.reviewing import act_of
from tests.counting import calls_of

MANY = 400


@pytest.fixture
def crowd(reading):
    """Adds cells like the first of the field at places of an even grid; gives them."""
    workspace = reading._workspace
    smear = workspace.smear
    cell = next(workspace.content.cells_of(smear.id))
    y0, x0, y1, x1 = cell.bbox

    def add(count=MANY):
        places = np.linspace(0, smear.width - (x1 - x0), count).astype(int)
        cells = tuple(
            replace(cell, id=new_cell_id()).moved(-y0 + place % (smear.height - y1 + y0), int(place) - x0)
            for place in places
        )
        workspace.do(ChangeCells((), cells, act_of("anna")))
        return cells

    return add


def test_sorting_asks_each_row_for_its_key_once(reading, crowd):
    crowd()
    model = reading.review.table.model()
    for column in Column:
        assert calls_of(lambda column=column: model.sort(column)) < 8 * MANY


def test_rows_stay_selected_when_others_come_before_them(reading, crowd):
    table, workspace = reading.review.table, reading._workspace
    crowd(60)
    model = table.model()
    chosen = model.index(model.rowCount() - 1, 0).data(CELL_ID_ROLE)
    workspace.select([chosen])
    table.sortByColumn(Column.CROP, Qt.SortOrder.DescendingOrder)
    table.sortByColumn(Column.NC_RATIO, Qt.SortOrder.DescendingOrder)
    assert [index.data(CELL_ID_ROLE) for index in table.selectionModel().selectedRows()] == [chosen]
    ratios = [model.index(number, 0).data(ROW_ROLE).cell.nc_ratio for number in range(model.rowCount())]
    assert ratios == sorted(ratios, reverse=True)
