"""Reading a smear: keys and clicks on the real window, and what is in the dataset afterwards."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QLabel, QToolButton

from leukodesk.core.cell import CellKind
from leukodesk.gui.cells.cell_model import CELL_ID_ROLE
from leukodesk.gui.cells.cell_row import Column
from leukodesk.gui.cells.class_list import ClassRow
from leukodesk.store.snapshot import load_content


def unlabelled(window, cells):
    content = window.workspace.content
    return [i for i in cells if i not in content.labels and content.cells[i].kind is CellKind.LEUKOCYTE]


def point_on(window, cell_id):
    cell = window.workspace.content.cells[cell_id]
    spot = window.review.view.to_screen(*cell.centroid)
    return QPoint(round(spot.x()), round(spot.y()))


def click(qtbot, window, cell_id, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.mouseClick(
        window.review.view.viewport(), Qt.MouseButton.LeftButton, modifier, point_on(window, cell_id)
    )


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(window.review.view, key, modifier)


def test_click_selects_the_cell_under_the_pointer(qtbot, reading, cells):
    click(qtbot, reading, cells[0])
    assert reading.workspace.selection == (cells[0],)


def test_control_click_adds_a_cell_and_a_second_one_takes_it_away(qtbot, reading, cells):
    click(qtbot, reading, cells[0])
    click(qtbot, reading, cells[4], Qt.KeyboardModifier.ControlModifier)
    assert set(reading.workspace.selection) == {cells[0], cells[4]}
    click(qtbot, reading, cells[4], Qt.KeyboardModifier.ControlModifier)
    assert reading.workspace.selection == (cells[0],)


def test_class_key_labels_the_selected_cells(qtbot, reading, cells):
    targets = unlabelled(reading, cells)[:2]
    reading.workspace.select(targets)
    press(qtbot, reading, Qt.Key.Key_2)
    labels = reading.workspace.content.labels
    assert [labels[i].cell_class for i in targets] == ["normal", "normal"]
    assert labels[targets[0]].annotator == "test reader"


def test_class_key_labels_the_cell_under_the_pointer_when_none_is_selected(qtbot, reading, cells):
    target = unlabelled(reading, cells)[0]
    qtbot.mouseMove(reading.review.view.viewport(), point_on(reading, target))
    qtbot.waitUntil(lambda: reading.display.hovered == target)
    press(qtbot, reading, Qt.Key.Key_1)
    assert reading.workspace.content.labels[target].cell_class == "blast"


def test_click_on_a_class_labels_the_selection(qtbot, reading, cells):
    target = unlabelled(reading, cells)[0]
    reading.workspace.select([target])
    row = next(row for row in reading.findChildren(ClassRow) if row.class_id == "smudge")
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert reading.workspace.content.labels[target].cell_class == "smudge"


def test_click_on_a_class_without_a_selection_labels_nothing(qtbot, reading):
    before = dict(reading.workspace.content.labels)
    row = next(row for row in reading.findChildren(ClassRow) if row.class_id == "blast")
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert reading.workspace.content.labels == before


def test_undo_and_redo_by_key(qtbot, reading, cells):
    target = unlabelled(reading, cells)[0]
    reading.workspace.select([target])
    press(qtbot, reading, Qt.Key.Key_1)
    press(qtbot, reading, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert target not in reading.workspace.content.labels
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(qtbot, reading, Qt.Key.Key_Z, modifiers)
    assert reading.workspace.content.labels[target].cell_class == "blast"


def test_zero_takes_a_label_away(qtbot, reading, cells):
    labelled = next(i for i in cells if i in reading.workspace.content.labels)
    reading.workspace.select([labelled])
    press(qtbot, reading, Qt.Key.Key_0)
    assert labelled not in reading.workspace.content.labels


def test_delete_removes_the_selected_cell_and_undo_brings_it_back(qtbot, reading, cells):
    reading.workspace.select([cells[0]])
    press(qtbot, reading, Qt.Key.Key_Delete)
    assert cells[0] not in reading.workspace.content.cells
    assert reading.review.view.grab().toImage() is not None
    reading.commands["undo"].trigger()
    assert cells[0] in reading.workspace.content.cells


def test_tab_goes_through_the_unreviewed_cells(qtbot, reading, cells):
    seen = []
    for _ in range(3):
        press(qtbot, reading, Qt.Key.Key_Tab)
        seen += reading.workspace.selection
    assert len(set(seen)) == 3
    assert all(i not in reading.workspace.content.labels for i in seen)
    assert reading.review.view.hasFocus()


def test_return_accepts_the_suggestion_and_goes_on(qtbot, reading, cells):
    content = reading.workspace.content
    said = content.predictions[reading.workspace.model_id]
    target = next(i for i in unlabelled(reading, cells) if not said[i].abstained)
    reading.workspace.select([target])
    press(qtbot, reading, Qt.Key.Key_Return)
    assert content.labels[target].cell_class == said[target].top_class
    assert reading.workspace.selection not in ((), (target,))


def test_labels_are_on_the_disk_when_the_status_line_says_so(qtbot, reading, cells, dataset_path):
    target = unlabelled(reading, cells)[0]
    reading.workspace.select([target])
    press(qtbot, reading, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: reading.workspace.saved_state == "saved", timeout=10_000)
    assert load_content(dataset_path).labels[target].cell_class == "blast"


def test_d_and_a_change_the_smear(qtbot, reading):
    first = reading.workspace.smear.id
    with qtbot.waitSignal(reading.workspace.smear_opened, timeout=10_000):
        press(qtbot, reading, Qt.Key.Key_D)
    assert reading.workspace.smear.id != first
    with qtbot.waitSignal(reading.workspace.smear_opened, timeout=10_000):
        press(qtbot, reading, Qt.Key.Key_A)
    assert reading.workspace.smear.id == first


def test_table_shows_doubtful_cells_first_and_shares_the_selection(qtbot, reading, cells):
    table = reading.review.table
    model = table.model()
    assert model.rowCount() == len(cells)
    said = reading.workspace.content.predictions[reading.workspace.model_id]
    first = model.index(0, 0).data(CELL_ID_ROLE)
    assert said[first].abstained
    assert said[first].confidence == min(said[i].confidence for i in unlabelled(reading, cells))
    table.selectRow(2)
    assert reading.workspace.selection == (model.index(2, 0).data(CELL_ID_ROLE),)
    reading.workspace.select([cells[1]])
    chosen = [index.data(CELL_ID_ROLE) for index in table.selectionModel().selectedRows()]
    assert chosen == [cells[1]]


def test_labelling_does_not_move_the_row_away(qtbot, reading):
    table = reading.review.table
    first = table.model().index(0, 0).data(CELL_ID_ROLE)
    reading.workspace.select([first])
    press(qtbot, reading, Qt.Key.Key_2)
    assert table.model().index(0, 0).data(CELL_ID_ROLE) == first
    table.sortByColumn(Column.CONFIDENCE, Qt.SortOrder.DescendingOrder)
    table.sortByColumn(Column.CONFIDENCE, Qt.SortOrder.AscendingOrder)
    assert table.model().index(0, 0).data(CELL_ID_ROLE) != first


def test_differential_follows_labels(qtbot, reading, cells):
    row = next(row for row in reading.findChildren(ClassRow) if row.class_id == "not_classed")
    assert ", 0 cells" in row.accessibleName()
    reading.workspace.select([unlabelled(reading, cells)[0]])
    press(qtbot, reading, Qt.Key.Key_5)
    assert ", 1 cell," in row.accessibleName()


def test_smear_list_counts_what_is_in_review(reading):
    assert "1 pending · 1 in review · 0 signed" in [
        label.text() for label in reading.review.smears.findChildren(QLabel)
    ]


def test_wheel_zooms_where_the_pointer_is(qtbot, reading, cells):
    view = reading.review.view
    before = view.zoom
    cell = reading.workspace.content.cells[cells[0]]
    spot = view.to_screen(*cell.centroid)
    from PySide6.QtCore import QPoint as Point
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    event = QWheelEvent(
        QPointF(spot),
        view.mapToGlobal(spot),
        Point(),
        Point(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)
    assert view.zoom > 1.05 * before
    moved = view.to_screen(*cell.centroid) - spot
    assert abs(moved.x()) < 2
    assert abs(moved.y()) < 2


def test_double_click_beside_cells_shows_the_whole_smear(qtbot, reading):
    view = reading.review.view
    whole = view.zoom
    view.zoom_in()
    assert view.zoom > whole
    view.fit()
    assert view.zoom == pytest.approx(whole, rel=1e-6)


@pytest.mark.parametrize("layer", ["contours", "fills", "letters", "hidden"])
def test_layer_keys_change_the_picture(qtbot, reading, layer):
    view = reading.review.view
    before = view.grab().toImage()
    reading.commands[layer].trigger()
    assert view.grab().toImage() != before
    reading.commands[layer].trigger()
    assert view.grab().toImage() == before


def test_context_menu_names_the_classes(qtbot, reading, cells):
    reading.workspace.select([cells[0]])
    menu = reading._menus.cell_menu(reading.commands)
    texts = [action.text() for action in menu.actions()]
    assert texts[:2] == ["Blast", "Normal leukocyte"]
    assert {"Similar labelled cells", "Copy cell", "Remove cell"} <= set(texts)


def test_selected_cell_is_brought_into_sight(qtbot, reading, cells):
    view = reading.review.view
    reading.workspace.select([cells[0]])
    view.zoom_to_selection()
    reading.workspace.select([cells[5]])
    spot = view.to_screen(*reading.workspace.content.cells[cells[5]].centroid)
    assert view.viewport().rect().contains(spot.toPoint())


def test_every_button_has_a_name_and_a_tip(reading):
    for button in reading.findChildren(QToolButton):
        if button.isVisible():
            assert button.accessibleName() or button.text(), button
            assert button.toolTip(), button.text()


def test_the_list_says_whose_label_a_cell_has(reading, cells):
    workspace, table = reading.workspace, reading.review.table.model()
    annas = next(cell_id for cell_id in cells if cell_id in workspace.content.labels)
    own = unlabelled(reading, cells)[0]
    workspace.label([own], "blast")

    def said(cell_id, role):
        return table.index(table.row_of(cell_id), Column.REVIEWED).data(role)

    assert "labelled by anna" in said(annas, Qt.ItemDataRole.AccessibleTextRole)
    assert said(annas, Qt.ItemDataRole.ToolTipRole) == "Labelled by anna."
    assert "your label" in said(own, Qt.ItemDataRole.AccessibleTextRole)
    assert said(own, Qt.ItemDataRole.ToolTipRole) == "You labelled this cell."
    workspace.set_annotator("anna")
    assert said(annas, Qt.ItemDataRole.ToolTipRole) == "You labelled this cell."
    assert said(own, Qt.ItemDataRole.ToolTipRole) == "Labelled by test reader."
