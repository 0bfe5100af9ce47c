"""Picking cells by the letters shown at them, with real keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QToolButton

from leukodesk.core.edits import ChangeTaxonomy
from leukodesk.core.taxonomies import CLASS_KEYS, PALETTE
from leukodesk.core.taxonomy import CellClass
from leukodesk.gui.cells.cell_detail import CellDetail
from leukodesk.gui.cells.cell_model import CELL_ID_ROLE
from leukodesk.gui.picking.picking_line import PickingLine
from leukodesk.gui.report.signing_line import SigningLine
from leukodesk.workspace import picking
from leukodesk.workspace.cell_codes import reading_order
from leukodesk.workspace.reviewing import act_of
from tests.outlining import draw_cell

pytestmark = pytest.mark.slow

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def press(qtbot, reading):
    """Presses keys on the field: signs as they are, or one key with modifiers."""

    def do(keys, modifier=Qt.KeyboardModifier.NoModifier):
        for key in keys if isinstance(keys, str) else (keys,):
            qtbot.keyClick(reading.review.view, ord(key) if isinstance(key, str) else key, modifier)

    return do


@pytest.fixture
def ordered(reading, cells):
    """Ids of the cells of the open smear in reading order."""
    content = reading.workspace.content
    return reading_order({cell_id: content.cells[cell_id].bbox for cell_id in cells})


def line_of(window):
    return window.findChild(PickingLine)


def add_classes(window, keys):
    """Give the dataset further classes with these keys."""
    workspace = window.workspace
    old = workspace.taxonomy
    more = [CellClass(f"more_{key}", f"More {key}", key, PALETTE[0], key.lower()) for key in keys]
    assert workspace.do(ChangeTaxonomy(old, replace(old, classes=(*old.classes, *more)), act_of("reader")))


def seen_at(window, cell_id):
    """What the field and the gallery show where the letters of a cell belong."""
    view, gallery = window.review.view, window.review.gallery
    y0, x0, y1, x1 = window.workspace.content.cells[cell_id].bbox
    place = view.to_screen((y0 + y1) / 2 + 0.41 * (y1 - y0), (x0 + x1) / 2 - 0.41 * (x1 - x0)).toPoint()
    tile = gallery.box_of(cell_id)
    return (
        view.grab(QRect(place.x() - 8, place.y() - 8, 16, 16)).toImage(),
        gallery.viewport().grab(QRect(tile.center().x() - 8, tile.top() + 4, 16, 16)).toImage(),
    )


def test_every_cell_shows_a_letter_in_field_and_gallery(reading, press, ordered):
    workspace, line = reading.workspace, line_of(reading)
    at_top = workspace.gallery.order.ids("unidentified", 0, 2)
    before = {cell_id: seen_at(reading, cell_id) for cell_id in at_top}
    press(".")
    assert list(workspace.picking.codes.items()) == list(zip(ordered, "ABCDEFGHIJK", strict=True))
    for cell_id in at_top:
        for now, then in zip(seen_at(reading, cell_id), before[cell_id], strict=True):
            assert now != then
    assert line.isVisible()
    assert not reading.findChild(SigningLine).isVisible()
    press(Qt.Key.Key_Escape)
    assert {cell_id: seen_at(reading, cell_id) for cell_id in at_top} == before
    assert not line.isVisible()
    assert reading.findChild(SigningLine).isVisible()


def test_the_list_shows_the_letters_too(qtbot, reading, press, ordered):
    press_list = next(
        button for button in reading.review.cells.findChildren(QToolButton) if button.text() == "List"
    )
    qtbot.mouseClick(press_list, Qt.MouseButton.LeftButton)
    table = reading.review.table

    def lettered():
        return table.viewport().grab(QRect(0, 24, 24, 20)).toImage()

    without = lettered()
    press(".")
    with_letter = lettered()
    assert with_letter != without
    first = table.indexAt(QPoint(5, 30)).data(CELL_ID_ROLE)
    press(reading.workspace.picking.codes[first])
    assert reading.workspace.selection == (first,)
    assert lettered() != with_letter
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    assert lettered() == without


def test_a_class_key_labels_what_was_picked_as_one_change(reading, press, ordered):
    workspace, line = reading.workspace, line_of(reading)
    before = dict(workspace.content.labels)
    press(".CAB")
    assert workspace.selection == (ordered[1], ordered[0], ordered[2])
    assert "3 cells picked: A, B, C" in line.accessibleName()
    press("1")
    assert {workspace.content.labels[cell_id].cell_class for cell_id in ordered[:3]} == {"blast"}
    assert not workspace.picking.is_active
    press("Z", CTRL)
    assert dict(workspace.content.labels) == before


def test_crops_do_not_jump_with_the_details_while_letters_are_typed(reading, press, ordered):
    workspace, gallery = reading.workspace, reading.review.gallery
    detail = reading.findChild(CellDetail)
    workspace.select(ordered[:1])
    assert detail.isVisible()
    press(".")
    height = gallery.height()
    for letter in "AB":
        press(letter)
        assert not detail.isVisible()
        assert gallery.height() == height
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    workspace.select(ordered[:1])
    assert detail.isVisible()


def test_letters_stay_the_same_after_a_label(reading, press):
    press(".")
    codes = dict(reading.workspace.picking.codes)
    press("BD2.")
    assert dict(reading.workspace.picking.codes) == codes


def test_what_is_picked_can_be_let_go_kept_or_left(reading, press, ordered):
    workspace = reading.workspace
    before = dict(workspace.content.labels)
    workspace.select(ordered[5:6])
    press(".")
    assert workspace.selection == ()
    press("ABA")
    assert workspace.selection == (ordered[1],)
    press("CD")
    press(Qt.Key.Key_Backspace)
    assert workspace.selection == (ordered[2], ordered[1])
    press(Qt.Key.Key_Escape)
    assert workspace.selection == (ordered[5],)
    assert not workspace.picking.is_active
    press(".AB")
    press(Qt.Key.Key_Return)
    assert workspace.selection == (ordered[1], ordered[0])
    assert not workspace.picking.is_active
    assert dict(workspace.content.labels) == before
    press("2")
    assert {workspace.content.labels[cell_id].cell_class for cell_id in ordered[:2]} == {"normal"}


def test_letters_pick_instead_of_what_they_do_otherwise(reading, press, ordered):
    workspace, display = reading.workspace, reading.display
    shown = (display.fills, display.hidden, workspace.smear.id, reading.review.view.toolbox.chosen)
    press(".FHDBE")
    assert workspace.selection == tuple(ordered["ABCDEFGH".index(sign)] for sign in "EBDHF")
    press("Z")
    assert "No cell has Z;" in line_of(reading).accessibleName()
    assert (display.fills, display.hidden, workspace.smear.id, reading.review.view.toolbox.chosen) == shown
    press(Qt.Key.Key_Escape)
    press("F")
    assert display.fills is not shown[0]


def test_a_letter_that_is_the_key_of_a_class_labels(reading, press, ordered):
    add_classes(reading, "QX")
    workspace = reading.workspace
    press(".AB")
    assert not set("QX").intersection(workspace.picking.codes.values())
    press("Q")
    assert {workspace.content.labels[cell_id].cell_class for cell_id in ordered[:2]} == {"more_Q"}


@pytest.fixture
def crowded(reading, cells):
    """All keys of classes are taken, so that eleven letters are left for thirteen cells."""
    add_classes(reading, CLASS_KEYS[5:])
    workspace = reading.workspace
    mask = workspace.content.cells[cells[0]].cell_mask
    for _ in range(2):
        assert draw_cell(workspace, mask)
    return reading


def test_two_letters_where_one_does_not_go_round(crowded, press):
    workspace, line = crowded.workspace, line_of(crowded)
    press(".")
    codes = {code: cell_id for cell_id, code in workspace.picking.codes.items()}
    assert {code for code in codes if len(code) == 1} == set("ABCDEFGHLO")
    assert {code for code in codes if len(code) == 2} == {"ZA", "ZB", "ZC"}
    press("Z")
    assert workspace.selection == ()
    assert "Z and then?" in line.accessibleName()
    press(Qt.Key.Key_Backspace)
    press("A")
    assert workspace.selection == (codes["A"],)
    press("ZC")
    assert workspace.selection == (codes["ZC"], codes["A"])
    press("ZL")
    assert "No cell has ZL;" in line.accessibleName()
    press("1")
    assert {workspace.content.labels[codes[code]].cell_class for code in ("A", "ZC")} == {"blast"}


def test_of_many_cells_those_in_view_have_letters_until_the_key_is_pressed_again(crowded, press, cells):
    workspace, view = crowded.workspace, crowded.review.view
    workspace.select(cells[3:4])
    press("Z")
    press(".")
    few = set(workspace.picking.codes)
    assert cells[3] in few
    assert few == set(view.cells_in_sight()) < set(workspace.content.cell_ids_of(workspace.smear.id))
    view.fit()
    assert set(workspace.picking.codes) == few
    press("A.")
    assert len(workspace.picking.codes) == 13
    assert len(workspace.selection) == 1


def test_more_cells_than_letters_are_told(reading, press, monkeypatch):
    monkeypatch.setattr(picking, "signs_beside", lambda _taxonomy: "ABC")
    press(".")
    assert not reading.workspace.picking.is_active
    assert "11 cells are in view, more than letters go round; zoom in first." in reading.banner.text


def test_a_signed_field_says_that_it_is_locked(reading, press, cells):
    workspace = reading.workspace
    workspace.label(cells, "blast")
    assert workspace.signing.sign()
    press(".AB2")
    assert "signed" in reading.banner.text
    assert {label.cell_class for label in workspace.content.labels.values()} == {"blast"}
    assert not workspace.picking.is_active


def test_a_blind_reader_picks_without_being_told_what_cells_are(qtbot, reading, press, ordered):
    workspace = reading.workspace
    workspace.second.begin()
    qtbot.waitUntil(lambda: workspace.second.is_blind, timeout=10_000)
    press(".")
    assert list(workspace.picking.codes) == ordered
    press("AB2")
    assert {workspace.content.labels[cell_id].cell_class for cell_id in ordered[:2]} == {"normal"}


def test_picking_ends_when_the_reader_does_something_else(qtbot, reading, press, ordered):
    workspace = reading.workspace
    press(".A")
    reading.review.smears._view.setFocus()
    assert not workspace.picking.is_active
    assert workspace.selection == (ordered[0],)
    press(".A")
    press(Qt.Key.Key_Tab)
    assert not workspace.picking.is_active
    press(".A")
    press(Qt.Key.Key_Return, SHIFT)
    assert not workspace.picking.is_active
    assert "accepted" in reading.banner.text
    press(".A")
    with qtbot.waitSignal(workspace.smear_opened, timeout=10_000):
        workspace.open_neighbour(1)
    assert not workspace.picking.is_active


def test_the_gallery_takes_letters_too(qtbot, reading, ordered):
    gallery, workspace = reading.review.gallery, reading.workspace
    gallery.setFocus()
    for key in (Qt.Key.Key_Period, Qt.Key.Key_B, Qt.Key.Key_F):
        qtbot.keyClick(gallery, key)
    assert gallery.hasFocus()
    assert workspace.selection == (ordered[5], ordered[1])
    qtbot.keyClick(gallery, Qt.Key.Key_Escape)
    assert workspace.selection == ()


def test_a_screen_reader_is_told_what_is_picked_and_what_comes_next(reading, press):
    view = reading.review.view
    before = view.accessibleDescription()
    press(".")
    assert "Type the letters of cells" in view.accessibleDescription()
    press("CA")
    assert view.accessibleDescription().startswith("2 cells picked: A, C. ")
    press(Qt.Key.Key_Escape)
    assert view.accessibleDescription() == before
