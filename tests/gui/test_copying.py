"""A cell and the field on the clipboard, as pictures."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from leukodesk.gui.cells.copied_pictures import picture_to_copy
from tests.gui.closing import close_messages

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def clipboard(qapp):
    board = QGuiApplication.clipboard()
    board.clear()
    return board


def pixels_of(image):
    image = image.convertToFormat(image.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3)


def test_a_cell_is_copied_with_its_scale_bar(qtbot, reading, cells, clipboard):
    reading.workspace.select(cells[:1])
    qtbot.keyClick(reading.review.view, Qt.Key.Key_C, CTRL)
    image = clipboard.image()
    assert (image.width(), image.height()) == (512, 512)
    picture = pixels_of(image)
    # The white bar on its dark ground in the lower left corner.
    corner = picture[440:, :220]
    assert (corner.min(axis=2) == 255).sum() > 100
    assert "clipboard" in reading.banner.text
    # The nucleus is darker than what lies round the cell.
    assert picture[216:296, 216:296].mean() < picture[:40].mean() - 20


def test_a_cell_at_the_border_is_copied_whole(reading, cells):
    workspace = reading.workspace
    pixels = workspace.stain.pixels
    for cell_id in cells:
        assert picture_to_copy(pixels, workspace.content.cells[cell_id], None).width() == 512


def test_the_field_is_copied_as_seen(qtbot, reading, clipboard):
    view = reading.review.view.viewport()
    size = view.height(), view.width()
    qtbot.keyClick(reading.review.view, Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    with_outlines = pixels_of(clipboard.image()).copy()
    assert with_outlines.shape[:2] == size
    # The banner that says so takes room.
    close_messages(reading.banner)
    reading.commands["hidden"].trigger()
    qtbot.waitUntil(lambda: (view.height(), view.width()) == size)
    reading.commands["copy_view"].trigger()
    assert (pixels_of(clipboard.image()) != with_outlines).any()


def test_nothing_can_be_copied_while_nothing_is_there(window):
    assert not window.commands["copy_cell"].isEnabled()
    assert not window.commands["copy_view"].isEnabled()


def test_a_cell_of_another_smear_is_not_cut_from_the_one_in_view(reading, clipboard):
    workspace = reading.workspace
    workspace.gallery.show("dataset")
    target = next(i for i, cell in workspace.content.cells.items() if cell.smear_id != workspace.smear.id)
    workspace.gallery.choose([target])
    assert workspace.selection == ()
    reading.commands["copy_cell"].trigger()
    assert clipboard.image().isNull()
    assert "lies in field 2.png" in reading.banner.text


def test_of_a_smear_that_is_read_in_parts_the_view_is_offered(reading, cells, clipboard, monkeypatch):
    monkeypatch.setattr(type(reading.workspace), "is_large", True)
    monkeypatch.setattr(type(reading.workspace.stain), "pixels", None)
    reading.workspace.select(cells[:1])
    reading.commands["copy_cell"].trigger()
    assert clipboard.image().isNull()
    assert "Copy view" in reading.banner.text


def test_a_removed_cell_is_not_under_the_pointer_any_more(reading, cells):
    reading.display.hover(cells[0])
    assert reading.commands["copy_cell"].isEnabled()
    reading.workspace.remove(cells[:1])
    assert not reading.commands["copy_cell"].isEnabled()
