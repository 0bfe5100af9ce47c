"""A field on which hundreds of cells appear in one edit."""

import threading
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt

from leukodesk.core.cell import new_cell_id
from leukodesk.core.edits import ChangeCells
from leukodesk.gui.cells.cell_model import CELL_ID_ROLE, ROW_ROLE
from leukodesk.gui.cells.cell_row import Column
from leukodesk.gui.field import outlining, overlay
from leukodesk.workspace.reviewing import act_of
from tests.counting import calls_of

pytestmark = pytest.mark.slow

MANY = 400
CALLS_A_CELL = 120


@pytest.fixture
def crowd(reading):
    """Adds cells like the first of the field at places of an even grid; gives them."""
    workspace = reading._workspace
    smear = workspace.smear
    cell = next(workspace.content.cells_of(smear.id))
    y0, x0, y1, x1 = cell.bbox

    def made(count):
        places = np.linspace(0, smear.width - (x1 - x0), count).astype(int)
        return tuple(
            replace(cell, id=new_cell_id()).moved(-y0 + place % (smear.height - y1 + y0), int(place) - x0)
            for place in places
        )

    def add(count=MANY):
        cells = made(count)
        workspace.do(ChangeCells((), cells, act_of("anna")))
        return cells

    add.made = made
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


def test_the_outlines_of_a_crowd_are_found_in_several_turns(qtbot, reading, crowd, monkeypatch):
    found, turns = [], []
    original = outlining.shape_of
    monkeypatch.setattr(outlining, "shape_of", lambda cell: found.append(cell.id) or original(cell))
    crowd(MANY)
    at_once = len(found)
    assert at_once < MANY
    overlay = reading.review.view._overlay
    overlay._outlining.found.connect(lambda shapes: turns.append(len(shapes)))
    qtbot.waitUntil(lambda: bool(turns), timeout=5000)
    assert turns == [MANY - at_once]
    assert sorted(found) == sorted(set(found))
    assert len(found) == MANY
    overlay.reload()
    qtbot.waitUntil(lambda: len(turns) > 1, timeout=5000)
    in_turns = reading.review.view.grab().toImage()
    monkeypatch.setattr(outlining, "_AT_ONCE", 2 * MANY)
    overlay.reload()
    assert reading.review.view.grab().toImage() == in_turns


def test_cells_that_go_while_outlines_are_found_stay_away(qtbot, reading, crowd):
    workspace, overlay = reading._workspace, reading.review.view._overlay
    ids = [cell.id for cell in crowd(MANY)]
    workspace.undo()
    qtbot.wait(20)
    assert not overlay._drawn.keys() & set(ids)
    crowd(MANY)
    workspace.open_smear(next(i for i in workspace.content.smears if i != workspace.smear.id))
    qtbot.wait(20)
    assert overlay._drawn.keys() == set(workspace.content.cell_ids_of(workspace.smear.id))


def test_an_edit_is_checked_once(reading, crowd, monkeypatch):
    checks, check = [], ChangeCells.check

    def checked(edit, content):
        checks.append(threading.current_thread())
        check(edit, content)

    monkeypatch.setattr(ChangeCells, "check", checked)
    crowd(10)
    assert checks.count(threading.main_thread()) == 1


def test_a_crowd_that_appears_asks_little_about_each_cell_at_once(reading, crowd):
    few, many = (ChangeCells((), crowd.made(count), act_of("anna")) for count in (MANY, 3 * MANY))
    calls = [calls_of(lambda edit=edit: reading._workspace.do(edit)) for edit in (few, many)]
    assert (calls[1] - calls[0]) / (2 * MANY) < CALLS_A_CELL


def test_cells_without_outlines_yet_are_found_where_they_lie(qtbot, reading, crowd):
    overlay = reading.review.view._overlay
    cell = crowd(MANY)[-1]
    row, column = cell.centroid
    assert cell.id not in overlay._drawn
    assert overlay.cell_at(row, column)
    qtbot.waitUntil(lambda: cell.id in overlay._drawn, timeout=5000)
    assert cell.id in overlay.cells_in(QRectF(column, row, 0, 0))


def test_a_crowd_is_drawn_in_several_turns_and_the_picture_stays_until_then(
    qtbot, reading, crowd, monkeypatch
):
    crowd(MANY)
    view, cache = reading.review.view, reading.review.view._overlay._cache
    qtbot.waitUntil(lambda: not view._overlay._outlining.waiting_in(view._overlay.boundingRect()))
    qtbot.wait(150)  # after a zoom, lines are stretched until it rests
    at_once = view.grab().toImage()
    monkeypatch.setattr(overlay, "_DRAWN_A_TURN", 100)
    turns = []
    cache._turn.timeout.connect(lambda: turns.append(1))
    cache.forget()
    assert view.grab().toImage() == at_once
    reading.display.show_layer("letters", False)
    assert view.grab().toImage() == at_once
    qtbot.waitUntil(lambda: cache._drawing is None, timeout=5000)
    assert len(turns) > 3
    without = view.grab().toImage()
    assert without != at_once
    reading.display.show_layer("letters", True)
    view.grab()
    qtbot.waitUntil(lambda: cache._drawing is None, timeout=5000)
    assert view.grab().toImage() == at_once


def test_choosing_a_crowd_asks_little_about_each_cell(reading, crowd):
    workspace, table = reading._workspace, reading.review.table
    for choose in (reading.commands["select_all"].trigger, table.selectAll):
        calls = []
        for _ in range(2):
            crowd()
            workspace.select(())
            calls.append(calls_of(choose))
            assert set(workspace.selection) == set(workspace.content.cell_ids_of(workspace.smear.id))
            assert len(table.selectionModel().selectedRows()) == len(workspace.selection)
        assert (calls[1] - calls[0]) / MANY < CALLS_A_CELL


def test_rows_between_others_are_chosen_alone(reading, crowd):
    table, workspace = reading.review.table, reading._workspace
    crowd(60)
    listed = table.model().cell_ids
    for rows in ([0], [0, 1, 4], [3, 5, 6, 7, len(listed) - 1], []):
        workspace.select([listed[row] for row in reversed(rows)])
        chosen = sorted(index.row() for index in table.selectionModel().selectedRows())
        assert chosen == rows
        assert table.currentIndex().row() == (rows[-1] if rows else table.currentIndex().row())


def test_a_blind_reading_of_a_crowd_finds_no_outline_anew(qtbot, reading, crowd, monkeypatch):
    workspace, overlay = reading._workspace, reading.review.view._overlay
    crowd()
    workspace.label(list(workspace.content.cell_ids_of(workspace.smear.id)), "blast")
    qtbot.waitUntil(lambda: not overlay._outlining.waiting_in(overlay.boundingRect()), timeout=5000)
    found, original = [], outlining.shape_of
    monkeypatch.setattr(outlining, "shape_of", lambda cell: found.append(cell.id) or original(cell))
    workspace.set_annotator("ben")
    workspace.second.begin()
    qtbot.waitUntil(lambda: workspace.second.is_blind, timeout=5000)
    assert not any(drawn.labelled for drawn in overlay._drawn.values())
    workspace.second.end()
    assert all(drawn.labelled for drawn in overlay._drawn.values())
    assert {row.cell_class.id for row in reading.review.table.model()._rows} == {"blast"}
    qtbot.wait(20)
    assert not found


def test_a_crowd_that_is_labelled_is_told_to_views_at_once(reading, crowd):
    workspace, model = reading._workspace, reading.review.table.model()
    crowd()
    told = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    workspace.label(list(workspace.content.cell_ids_of(workspace.smear.id)), "normal")
    assert told == [(0, model.rowCount() - 1)]
    assert {row.cell_class.id for row in model._rows} == {"normal"}
    del told[:]
    few = [model.cell_ids[row] for row in (7, 3)]
    workspace.label(few, "blast")
    assert told == [(3, 3), (7, 7)]
