"""The gallery with real clicks, keys and drops: what is chosen, what is labelled, and what stays in place."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QToolButton

from leukodesk.core.edits import ChangeSmear
from leukodesk.core.taxonomy import UNIDENTIFIED
from leukodesk.gui.cells.class_row import ClassRow
from leukodesk.gui.gallery.cell_drag import mime_of
from leukodesk.gui.smears.smear_model import ROW_ROLE, SmearModel
from leukodesk.workspace import cell_crops

pytestmark = pytest.mark.slow

LEFT = Qt.MouseButton.LeftButton
NONE, CONTROL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def gallery(qtbot, reading):
    """The gallery of the open dataset with the keyboard."""
    view = reading.review.gallery
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(view.hasFocus)
    return view


@pytest.fixture
def order(reading):
    """The cells as they are shown now, group by group."""

    def listed():
        shown = reading.workspace.gallery
        return [cell_id for group in shown.groups for cell_id in shown.order.ids(group.id)]

    return listed


def click(qtbot, view, cell_id, keys=NONE):
    view.bring_into_sight(cell_id)
    qtbot.mouseClick(view.viewport(), LEFT, keys, view.box_of(cell_id).center())


def drop(view, cells, place):
    """Drag cells over a widget and let them go at a point of it."""
    data, actions = mime_of(cells), Qt.DropAction.CopyAction
    for event in (
        QDragEnterEvent(place, actions, data, LEFT, NONE),
        QDragMoveEvent(place, actions, data, LEFT, NONE),
        QDropEvent(QPointF(place), actions, data, LEFT, NONE),
    ):
        QApplication.sendEvent(view, event)


def test_the_gallery_is_what_a_reader_sees_first_and_holds_every_cell(gallery, order, cells):
    assert gallery.isVisible()
    assert sorted(order()) == sorted(cells)


def test_the_doubtful_come_first_and_each_cell_stands_in_its_class(reading, gallery, order):
    workspace = reading.workspace
    said = workspace.content.predictions[workspace.model_id]
    first = workspace.gallery.order.ids(UNIDENTIFIED)
    assert first == order()[: len(first)]
    assert all(said[cell_id].abstained for cell_id in first)
    assert [said[i].confidence for i in first] == sorted(said[i].confidence for i in first)
    for group in workspace.gallery.groups:
        for cell_id in workspace.gallery.order.ids(group.id):
            assert workspace.content.class_of(cell_id, workspace.model_id) == group.id


def test_a_click_selects_the_cell_in_the_field_too(qtbot, reading, gallery, order):
    target = order()[3]
    click(qtbot, gallery, target)
    assert reading.workspace.selection == (target,)


def test_control_adds_and_shift_takes_all_in_between(qtbot, reading, gallery, order):
    listed = order()
    click(qtbot, gallery, listed[1])
    click(qtbot, gallery, listed[3], CONTROL)
    assert set(reading.workspace.selection) == {listed[1], listed[3]}
    click(qtbot, gallery, listed[3], CONTROL)
    assert reading.workspace.selection == (listed[1],)
    click(qtbot, gallery, listed[1])
    click(qtbot, gallery, listed[4], SHIFT)
    assert set(reading.workspace.selection) == set(listed[1:5])
    assert reading.workspace.selection[0] == listed[4]


def test_a_rubber_band_selects_what_it_touches(qtbot, reading, gallery, order):
    one, other = (gallery.box_of(cell_id) for cell_id in order()[:2])
    beside = QPoint(1, one.top() - 3)
    qtbot.mousePress(gallery.viewport(), LEFT, NONE, beside)
    qtbot.mouseMove(gallery.viewport(), other.center())
    qtbot.mouseRelease(gallery.viewport(), LEFT, NONE, other.center())
    assert set(reading.workspace.selection) == set(order()[:2])


def test_arrow_keys_walk_and_shift_takes_along(qtbot, reading, gallery, order):
    listed = order()
    qtbot.keyClick(gallery, Qt.Key.Key_Right)
    assert reading.workspace.selection == (listed[0],)
    qtbot.keyClick(gallery, Qt.Key.Key_Right)
    assert reading.workspace.selection == (listed[1],)
    qtbot.keyClick(gallery, Qt.Key.Key_Right, SHIFT)
    assert set(reading.workspace.selection) == set(listed[1:3])
    qtbot.keyClick(gallery, Qt.Key.Key_End)
    assert reading.workspace.selection == (listed[-1],)
    assert gallery.viewport().rect().contains(gallery.box_of(listed[-1]).center())
    qtbot.keyClick(gallery, Qt.Key.Key_Escape)
    assert reading.workspace.selection == ()


def test_hovering_shows_the_cell_in_the_field_and_a_key_labels_it(qtbot, reading, gallery, order):
    target = order()[0]
    qtbot.mouseMove(gallery.viewport(), gallery.box_of(target).center())
    qtbot.waitUntil(lambda: reading.display.hovered == target)
    qtbot.keyClick(gallery, Qt.Key.Key_2)
    assert reading.workspace.content.labels[target].cell_class == "normal"
    assert target in reading.workspace.gallery.order.ids("normal")


def test_a_key_labels_all_chosen_cells_as_one_change(qtbot, reading, gallery, order):
    targets = order()[:3]
    click(qtbot, gallery, targets[0])
    click(qtbot, gallery, targets[2], SHIFT)
    before = reading.workspace.undo_stack.index()
    qtbot.keyClick(gallery, Qt.Key.Key_3)
    assert {reading.workspace.content.labels[i].cell_class for i in targets} == {"smudge"}
    assert reading.workspace.undo_stack.index() == before + 1


def test_many_crops_dropped_on_another_group_are_one_change_and_nothing_jumps(qtbot, reading, gallery, order):
    workspace = reading.workspace
    reading.resize(1400, 700)
    targets = workspace.gallery.order.ids(UNIDENTIFIED)[:2]
    blast = workspace.gallery.order.ids("blast")[0]
    gallery.bring_into_sight(blast)
    before, scrolled = workspace.undo_stack.index(), gallery.scrolled
    drop(gallery.viewport(), targets, gallery.box_of(blast).center())
    assert {workspace.content.labels[i].cell_class for i in targets} == {"blast"}
    assert workspace.undo_stack.index() == before + 1
    assert gallery.scrolled == min(scrolled, gallery.verticalScrollBar().maximum())
    reading.commands["undo"].trigger()
    assert not any(i in workspace.content.labels for i in targets)
    assert workspace.gallery.order.ids(UNIDENTIFIED)[:2] == targets


def test_nothing_can_be_dropped_on_the_unidentified(reading, gallery):
    workspace = reading.workspace
    labels = dict(workspace.content.labels)
    there = gallery.box_of(workspace.gallery.order.ids(UNIDENTIFIED)[0]).center()
    drop(gallery.viewport(), workspace.gallery.order.ids("blast")[:1], there)
    assert dict(workspace.content.labels) == labels


def test_crops_dropped_on_a_class_of_the_differential_get_that_class(reading, gallery, order):
    row = next(row for row in reading.findChildren(ClassRow) if row.class_id == "not_classed")
    drop(row, order()[:1], row.rect().center())
    assert reading.workspace.content.labels[order()[-1]].cell_class == "not_classed"


def test_tab_walks_the_unreviewed_in_the_order_of_the_gallery(qtbot, reading, gallery, order):
    labels = reading.workspace.content.labels
    waiting = [cell_id for cell_id in order() if cell_id not in labels]
    seen = []
    for _ in range(4):
        qtbot.keyClick(gallery, Qt.Key.Key_Tab)
        seen += reading.workspace.selection
    assert seen == waiting[:4]
    qtbot.keyClick(gallery, Qt.Key.Key_Tab, SHIFT)
    assert reading.workspace.selection == (waiting[2],)
    assert gallery.hasFocus()


def test_after_a_cell_changed_its_group_the_walk_goes_on_where_it_was(qtbot, reading, gallery, order):
    waiting = reading.workspace.gallery.order.ids(UNIDENTIFIED)
    assert len(waiting) >= 3
    qtbot.keyClick(gallery, Qt.Key.Key_Tab)
    qtbot.keyClick(gallery, Qt.Key.Key_1)
    assert waiting[0] in reading.workspace.gallery.order.ids("blast")
    assert reading.workspace.selection == (waiting[1],)
    reading.workspace.settings.go_on_after_labels = False
    qtbot.keyClick(gallery, Qt.Key.Key_1)
    assert reading.workspace.selection == (waiting[1],)
    qtbot.keyClick(gallery, Qt.Key.Key_Tab)
    assert reading.workspace.selection == (waiting[2],)


def test_return_accepts_and_the_accepted_crop_stays_where_it_was(qtbot, reading, gallery):
    blasts = reading.workspace.gallery.order.ids("blast")
    target = next(i for i in blasts if i not in reading.workspace.content.labels)
    click(qtbot, gallery, target)
    qtbot.keyClick(gallery, Qt.Key.Key_Return)
    assert reading.workspace.content.labels[target].cell_class == "blast"
    assert reading.workspace.gallery.order.ids("blast") == blasts
    assert reading.workspace.selection != (target,)


def test_a_cell_selected_in_the_field_is_brought_into_sight(qtbot, reading, gallery, order):
    reading.resize(1400, 640)
    gallery.set_tile(132)
    last = order()[-1]
    assert not gallery.viewport().rect().contains(gallery.box_of(last))
    reading.workspace.select([last])
    assert gallery.viewport().rect().contains(gallery.box_of(last).center())


def test_crops_come_and_show_the_cell(qtbot, reading, gallery, order):
    crops = reading.workspace.gallery.crops
    side = gallery.box_of(order()[0]).width()
    qtbot.waitUntil(lambda: crops.crop(order()[0], side) is not None, timeout=20_000)
    crop = crops.crop(order()[0], side)
    assert crop.shape == (side, side, 3)
    # A nucleus lies in the middle, and it is darker than what lies around the cell.
    middle = slice(side // 2 - 6, side // 2 + 6)
    assert crop[middle, middle].mean() < crop[:4].mean()


def test_other_sizes_show_other_crops_and_are_kept(qtbot, reading, gallery, order):
    sizes = next(b for b in reading.findChildren(QComboBox) if b.accessibleName() == "Size of the crops")
    before = gallery.box_of(order()[0]).width()
    sizes.setCurrentIndex(sizes.findData("large"))
    sizes.activated.emit(sizes.currentIndex())
    assert gallery.box_of(order()[0]).width() > before
    assert reading.workspace.settings.gallery_size == "large"


def test_the_large_gallery_takes_the_centre_and_comes_back(qtbot, reading, gallery):
    beside = gallery.viewport().width()
    qtbot.keyClick(gallery, Qt.Key.Key_F4)
    assert gallery.isVisible()
    assert reading.review.view.isVisible()
    assert reading.review.table.isVisible()
    qtbot.waitUntil(lambda: gallery.viewport().width() > 1.3 * beside)
    qtbot.keyClick(gallery, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: gallery.viewport().width() == beside)
    assert not reading.review.table.isVisible()
    reading.commands["large_gallery"].trigger()
    back = next(b for b in reading.findChildren(QToolButton) if b.text() == "Gallery")
    qtbot.mouseClick(back, LEFT)
    assert not reading.commands["large_gallery"].isChecked()


def whole_dataset(qtbot, reading):
    scopes = next(b for b in reading.findChildren(QComboBox) if "counted" in b.accessibleName())
    scopes.setCurrentIndex(scopes.findData("dataset"))
    scopes.activated.emit(scopes.currentIndex())
    qtbot.waitUntil(lambda: not reading.workspace.gallery.is_filling)
    return scopes


def elsewhere(reading, order):
    content, smear = reading.workspace.content, reading.workspace.smear
    return [cell_id for cell_id in order() if content.smear_id_of(cell_id) != smear.id]


def test_the_whole_dataset_is_shown_and_a_cell_of_another_smear_opens_it(qtbot, reading, gallery, order):
    workspace = reading.workspace
    whole_dataset(qtbot, reading)
    assert set(order()) == set(workspace.content.cells)
    target = elsewhere(reading, order)[0]
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000):
        click(qtbot, gallery, target)
    qtbot.waitUntil(lambda: workspace.selection == (target,))
    assert workspace.smear.id == workspace.content.smear_id_of(target)
    assert set(order()) == set(workspace.content.cells)


def test_cells_of_several_smears_are_labelled_together(qtbot, reading, gallery, order):
    workspace = reading.workspace
    whole_dataset(qtbot, reading)
    own = next(i for i in order() if i not in elsewhere(reading, order) and i not in workspace.content.labels)
    targets = [own, *elsewhere(reading, order)[:2]]
    for cell_id in targets:
        click(qtbot, gallery, cell_id, CONTROL)
    assert workspace.selection == (own,)
    before, smear = workspace.undo_stack.index(), workspace.smear.id
    qtbot.keyClick(gallery, Qt.Key.Key_4)
    assert {workspace.content.labels[i].cell_class for i in targets} == {"artefact"}
    assert workspace.undo_stack.index() == before + 1
    assert workspace.smear.id == smear


def test_cells_of_several_smears_are_removed_together(qtbot, reading, gallery, order):
    workspace = reading.workspace
    whole_dataset(qtbot, reading)
    own = next(i for i in order() if i not in elsewhere(reading, order))
    targets = [own, *elsewhere(reading, order)[:2]]
    for cell_id in targets:
        click(qtbot, gallery, cell_id, CONTROL)
    qtbot.keyClick(gallery, Qt.Key.Key_Delete)
    assert not set(targets) & workspace.content.cells.keys()
    workspace.undo()
    assert set(targets) <= workspace.content.cells.keys()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_4, Qt.Key.Key_Return])
def test_keys_act_on_chosen_cells_that_all_lie_in_other_smears(qtbot, reading, gallery, order, key):
    workspace = reading.workspace
    whole_dataset(qtbot, reading)
    said = workspace.content.predictions[workspace.model_id]
    targets = [i for i in elsewhere(reading, order) if i in said and not said[i].abstained][:2]
    workspace.select(())
    workspace.gallery.choose(targets)
    assert workspace.selection == ()
    assert not reading.display.hovered
    qtbot.keyClick(gallery, key)
    if key == Qt.Key.Key_Delete:
        assert not set(targets) & workspace.content.cells.keys()
    else:
        assert set(targets) <= workspace.content.labels.keys()


def test_many_cells_labelled_at_once_move_in_several_turns_of_the_event_loop(
    monkeypatch, qtbot, reading, gallery, order
):
    monkeypatch.setattr("leukodesk.workspace.gallery._TAKEN_AT_ONCE", 2)
    monkeypatch.setattr("leukodesk.workspace.gallery._SLICE_S", 0.0)
    monkeypatch.setattr("leukodesk.gui.smears.smear_model._COUNTED_AT_ONCE", 1)
    workspace = reading.workspace
    whole_dataset(qtbot, reading)
    shown, smears = workspace.gallery.order, reading.findChild(SmearModel)
    cells = order()[:9]
    before = {cell_id: shown[cell_id].group for cell_id in cells}

    def reviewed():
        return sum(smears.index(number).data(ROW_ROLE).reviewed for number in range(smears.rowCount()))

    labelled = reviewed()
    workspace.label(cells, "artefact")
    fresh = reviewed() - labelled
    assert sum(shown[cell_id].group == "artefact" for cell_id in cells) == 2
    qtbot.waitUntil(lambda: not workspace.gallery.is_filling)
    assert {shown[cell_id].group for cell_id in cells} == {"artefact"}
    assert shown.reviewed("artefact") == len(cells)
    touched = {workspace.content.smear_id_of(cell_id) for cell_id in cells}
    qtbot.waitUntil(lambda: reviewed() == len(workspace.content.labels))
    assert fresh < reviewed() - labelled or len(touched) == 1
    workspace.undo()
    qtbot.waitUntil(lambda: not workspace.gallery.is_filling)
    assert {cell_id: shown[cell_id].group for cell_id in cells} == before
    qtbot.waitUntil(lambda: reviewed() == labelled)


def test_crops_of_other_smears_are_read_in_the_background(qtbot, reading, gallery, order):
    whole_dataset(qtbot, reading)
    target = elsewhere(reading, order)[0]
    gallery.bring_into_sight(target)
    side = gallery.box_of(target).width()
    crops = reading.workspace.gallery.crops
    qtbot.waitUntil(lambda: crops.crop(target, side) is not None, timeout=20_000)


def test_another_smear_empties_the_choice_and_shows_its_own_cells(qtbot, reading, gallery, order):
    click(qtbot, gallery, order()[0])
    with qtbot.waitSignal(reading.workspace.smear_opened, timeout=20_000):
        qtbot.keyClick(gallery, Qt.Key.Key_D)
    workspace = reading.workspace
    assert workspace.gallery.chosen == ()
    assert set(order()) == {cell.id for cell in workspace.content.cells_of(workspace.smear.id)}


def test_a_removed_cell_leaves_the_gallery_and_comes_back(qtbot, reading, gallery, order):
    target = order()[0]
    click(qtbot, gallery, target)
    qtbot.keyClick(gallery, Qt.Key.Key_Delete)
    assert target not in order()
    assert reading.workspace.gallery.chosen == ()
    reading.commands["undo"].trigger()
    assert order()[0] == target


def test_details_give_way_to_the_crops_and_the_choice_is_kept(qtbot, reading, gallery, order):
    click(qtbot, gallery, order()[0])
    with_details = gallery.viewport().height()
    qtbot.keyClick(gallery, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: gallery.viewport().height() > with_details)
    assert not reading.workspace.settings.cell_details
    qtbot.keyClick(gallery, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: gallery.viewport().height() == with_details)


def test_a_chosen_crop_stays_in_sight_when_its_details_take_room(qtbot, reading, gallery, order):
    inside = gallery.viewport().rect()
    lowest = [i for i in order() if inside.contains(gallery.box_of(i))][-1]
    qtbot.mouseClick(gallery.viewport(), LEFT, NONE, gallery.box_of(lowest).center())
    qtbot.waitUntil(lambda: gallery.viewport().height() < inside.height())
    qtbot.waitUntil(lambda: gallery.viewport().rect().contains(gallery.box_of(lowest)))


def test_crops_never_take_more_than_their_room(qtbot, reading, gallery, order, monkeypatch):
    crops, side = reading.workspace.gallery.crops, 100
    # Nobody else shall ask for crops meanwhile.
    qtbot.mouseClick(next(b for b in reading.findChildren(QToolButton) if b.text() == "List"), LEFT)
    qtbot.waitUntil(lambda: not gallery.isVisible() and not reading.workspace.runner.is_busy)
    monkeypatch.setattr(cell_crops, "_KEPT_BYTES", 4 * 3 * side * side)
    crops.want(order(), side)
    qtbot.waitUntil(lambda: crops.crop(order()[3], side) is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not reading.workspace.runner.running(), timeout=20_000)
    assert [crops.crop(cell_id, side) is not None for cell_id in order()[:6]] == 4 * [True] + 2 * [False]


def test_the_cells_of_a_patient_are_shown_together(qtbot, reading, gallery, order):
    workspace = reading.workspace
    for smear in tuple(workspace.content.smears.values()):
        workspace.do(ChangeSmear(smear, replace(smear, patient_id="P7")))
    scopes = next(b for b in reading.findChildren(QComboBox) if "counted" in b.accessibleName())
    scopes.setCurrentIndex(scopes.findData("patient"))
    scopes.activated.emit(scopes.currentIndex())
    assert set(order()) == set(workspace.content.cells)


def test_no_cell_is_pointed_at_from_beside_the_gallery(qtbot, reading, gallery, order):
    workspace = reading.workspace
    whole_dataset(qtbot, reading)
    gallery.set_tile(132)
    workspace.select(())
    first = gallery.box_of(order()[0]).center()
    below = QPoint(first.x(), gallery.viewport().height() + 100)
    step = next(y for y in range(1, 400) if gallery.cell_at(below + QPoint(0, y)))
    QCursor.setPos(gallery.viewport().mapToGlobal(below))
    gallery.verticalScrollBar().setValue(step)
    assert gallery.cell_at(below)
    assert reading.display.hovered == ""
