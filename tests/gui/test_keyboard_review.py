"""Reviewing by keys alone: from cell to cell, and the rest at once."""

from pathlib import PurePath

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QListView, QSlider

from leukodesk.core.cell import CellKind
from leukodesk.gui.cells.cell_model import CELL_ID_ROLE
from leukodesk.gui.cells.cell_row import Column
from leukodesk.gui.look.focus_ring import FocusRing


def unlabelled(workspace):
    content = workspace.content
    return [cell.id for cell in content.cells_of(workspace.smear.id) if cell.id not in content.labels]


def test_a_class_key_leads_to_the_next_unreviewed_cell(reading, qtbot):
    workspace, view = reading.workspace, reading.review.view
    first, second = unlabelled(workspace)[:2]
    workspace.select([first])
    qtbot.keyClick(view, Qt.Key.Key_1)
    assert workspace.content.labels[first].cell_class == workspace.taxonomy.ids[0]
    assert workspace.selection == (second,)


def test_a_label_that_is_corrected_keeps_its_cell_in_view(reading, qtbot):
    workspace, view = reading.workspace, reading.review.view
    labelled = next(iter(workspace.content.labels))
    workspace.select([labelled])
    qtbot.keyClick(view, Qt.Key.Key_1)
    qtbot.keyClick(view, Qt.Key.Key_2)
    assert workspace.selection == (labelled,)


def test_a_reader_may_stay_at_the_cell(reading, qtbot):
    workspace, view = reading.workspace, reading.review.view
    reading.commands["go_on"].trigger()
    assert not workspace.settings.go_on_after_labels
    workspace.select(unlabelled(workspace)[:1])
    selection = workspace.selection
    qtbot.keyClick(view, Qt.Key.Key_1)
    assert workspace.selection == selection


def test_undo_shows_the_cell_again(reading, qtbot):
    workspace, view = reading.workspace, reading.review.view
    first = unlabelled(workspace)[0]
    workspace.select([first])
    qtbot.keyClick(view, Qt.Key.Key_1)
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workspace.selection == (first,)
    assert first not in workspace.content.labels


@pytest.mark.parametrize("removes", [False, True])
def test_what_is_undone_in_another_smear_is_said_and_nothing_else_is_chosen(reading, qtbot, removes):
    workspace, banner = reading.workspace, reading.banner
    first, smear = unlabelled(workspace)[0], workspace.smear
    if removes:
        workspace.remove([first])
    else:
        workspace.label([first], "blast")
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000):
        workspace.open_neighbour(1)
    here = next(iter(workspace.content.cell_ids_of(workspace.smear.id)))
    workspace.select([here])
    name, step = PurePath(smear.path).name, workspace.undo_stack.undoText()
    reading.commands["undo"].trigger()
    assert f"Undone in {name}: {step}." in banner.text
    assert workspace.selection == (here,)
    reading.commands["redo"].trigger()
    assert f"Done again in {'another smear' if removes else name}: {step}." in banner.text


def test_the_rest_is_accepted_at_once_and_undone_at_once(reading, qtbot):
    workspace, view = reading.workspace, reading.review.view
    content = workspace.content
    before = dict(content.labels)
    said = content.predictions[workspace.model_id]
    sure = [i for i in unlabelled(workspace) if i in said and not said[i].abstained]
    unsure = [
        i
        for i in unlabelled(workspace)
        if content.cells[i].kind is CellKind.LEUKOCYTE and (i not in said or said[i].abstained)
    ]
    assert sure
    assert unsure
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    for cell_id in sure:
        assert content.labels[cell_id].cell_class == said[cell_id].top_class
    assert not set(unsure) & set(content.labels)
    assert workspace.selection == tuple(unlabelled(workspace)[:1])
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dict(content.labels) == before


def test_the_most_doubtful_cell_comes_first(reading, qtbot):
    workspace, view = reading.workspace, reading.review.view
    said = workspace.content.predictions[workspace.model_id]
    least_sure = min((i for i in unlabelled(workspace) if i in said), key=lambda i: said[i].confidence)
    workspace.select([])
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert workspace.selection == (least_sure,)


def test_keys_lead_out_of_the_field_and_round_the_window(reading, cells, qtbot):
    view = reading.review.view
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is view  # there it leads from cell to cell
    selected, passed = reading.workspace.selection, []
    while (widget := QApplication.focusWidget()) not in passed and len(passed) < 200:
        passed.append(widget)
        qtbot.keyClick(widget, Qt.Key.Key_F6)
    assert widget is view
    assert {reading.review.gallery, *reading.review.findChildren(QSlider)} & set(passed)
    assert any(isinstance(other, QComboBox) for other in passed)
    assert reading.workspace.selection == selected
    qtbot.keyClick(view, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is passed[-1]


def test_a_line_round_a_view_shows_that_keys_led_to_it(reading, cells, qtbot):
    review = reading.review
    views = (review.view, review.gallery, review.smears.findChild(QListView))

    def ringed():
        return [view for view in views if view.findChild(FocusRing).isVisible()]

    qtbot.mouseClick(review.gallery.viewport(), Qt.MouseButton.LeftButton)
    assert ringed() == []
    shown = set()
    for _ in range(200):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        assert ringed() == [view for view in views if view is focused]
        shown.update(views.index(view) for view in ringed())
        if len(shown) == len(views):
            break
    else:
        raise AssertionError(shown)
    (last,) = ringed()
    qtbot.mouseClick(last.viewport(), Qt.MouseButton.LeftButton)
    assert ringed() == []


def test_in_a_list_that_was_sorted_the_way_leads_down_its_rows(qtbot, reading, cells):
    workspace, review = reading.workspace, reading.review
    review.cells._turn_to(1)
    table = review.table
    table.setFocus()
    table.sortByColumn(Column.NC_RATIO, Qt.SortOrder.DescendingOrder)
    listed = [table.model().index(row, 0).data(CELL_ID_ROLE) for row in range(table.model().rowCount())]
    open_ones = [cell_id for cell_id in listed if cell_id not in workspace.content.labels]
    workspace.select(open_ones[:1])
    passed = []
    for _ in open_ones:
        passed.extend(workspace.selection)
        qtbot.keyClick(table, Qt.Key.Key_1)
    assert passed == open_ones
    assert all(cell_id in workspace.content.labels for cell_id in open_ones)
    assert QApplication.focusWidget() is table


def test_in_a_list_sorted_by_doubt_the_way_is_that_of_the_smear(qtbot, reading, cells):
    workspace, review = reading.workspace, reading.review
    review.cells._turn_to(1)
    review.table.setFocus()
    workspace.select([])
    qtbot.keyClick(review.table, Qt.Key.Key_Tab)
    by_list = workspace.selection
    workspace.select([])
    review.view.setFocus()
    qtbot.keyClick(review.view, Qt.Key.Key_Tab)
    assert workspace.selection == by_list
