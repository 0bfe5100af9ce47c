"""Comparing two models or readers in the window."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QListWidget

from leukodesk import config
from leukodesk.core.comparison import Side
from leukodesk.core.readings import Readings
from leukodesk.gui.cells.compare_panel import ComparePanel
from tests.gui.conftest import MODEL
from tests.tiny_model import make_model

pytestmark = pytest.mark.slow


@pytest.fixture
def comparing(reading):
    """The window while it compares the model with the labels, and the panel."""
    white = list(reading.workspace.content.labels)
    reading.workspace.label(white[:1], "blast")
    reading.workspace.label(white[1:], "normal")
    reading.commands["compare"].trigger()
    return reading, reading.findChild(ComparePanel)


def texts(panel):
    return " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def listed(panel):
    cells = panel.findChild(QListWidget)
    return [cells.item(row) for row in range(cells.count())]


def test_cells_named_otherwise_are_listed_and_shown(comparing, qtbot):
    window, panel = comparing
    content, found = window.workspace.content, window.workspace.comparing.comparison
    assert panel.isVisible()
    assert window.workspace.comparing.sides == (Side("model", MODEL), Side("labels"))
    both = found.agreed + len(found.differing)
    assert f"{found.agreed} of {both} cells are named alike" in texts(panel)
    assert len(listed(panel)) == len(found.differing)
    panel.findChild(QCheckBox).click()
    assert len(listed(panel)) == len(found.differing) + len(found.one_sided) > 0
    item = listed(panel)[0]
    cells = panel.findChild(QListWidget)
    qtbot.mouseClick(cells.viewport(), Qt.MouseButton.LeftButton, pos=cells.visualItemRect(item).center())
    assert window.workspace.selection == (item.data(Qt.ItemDataRole.UserRole),)
    assert window.workspace.selection[0] in content.cells


def test_a_label_given_meanwhile_counts_at_once(comparing):
    window, panel = comparing
    workspace = window.workspace
    before = workspace.comparing.comparison
    cell = before.one_sided[0]
    workspace.label((cell.cell_id,), cell.left or cell.right)
    assert len(workspace.comparing.comparison.one_sided) == len(before.one_sided) - (cell.left is not None)
    workspace.undo()
    assert workspace.comparing.comparison == before
    assert len(listed(panel)) == len(before.differing)


def test_a_model_that_has_not_spoken_is_asked(comparing, qtbot):
    window, panel = comparing
    workspace = window.workspace
    other = make_model(config.user_models_dir())
    workspace.models_changed.emit()
    second = panel.findChildren(QComboBox)[1]
    second.setCurrentIndex(next(i for i in range(second.count()) if second.itemData(i).id == other.id))
    second.activated.emit(second.currentIndex())
    assert "Asking the model" in texts(panel)
    qtbot.waitUntil(lambda: not workspace.comparing.is_waiting, timeout=60_000)
    assert other.id in workspace.content.predictions
    assert workspace.model_id == MODEL
    assert "named" in texts(panel)


def test_closing_the_panel_ends_the_comparison(comparing, qtbot):
    window, panel = comparing
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.workspace.comparing.comparison is None
    assert not window.commands["compare"].isChecked()


def test_the_other_smear_is_compared_when_it_comes_into_view(comparing, qtbot):
    window, panel = comparing
    with qtbot.waitSignal(window.workspace.smear_opened, timeout=20_000):
        window.workspace.open_neighbour(1)
    found = window.workspace.comparing.comparison
    ids = {cell.id for cell in window.workspace.content.cells_of(window.workspace.smear.id)}
    assert {cell.cell_id for cell in found.cells} <= ids
    assert "No cell of this smear is named by both" in texts(panel)


def test_cells_that_differ_are_listed_with_their_pictures_in_the_width_there_is(comparing, qtbot):
    _, panel = comparing
    cells = panel.findChild(QListWidget)
    assert cells.isVisible() == bool(listed(panel))
    panel.findChild(QCheckBox).click()
    assert cells.isVisible()
    qtbot.waitUntil(lambda: not panel._unpainted)
    for item in listed(panel):
        picture = item.icon().pixmap(cells.iconSize()).toImage()
        assert picture.pixelColor(picture.rect().center()).alpha() == 255
    assert cells.horizontalScrollBar().maximum() == 0


def test_readers_are_looked_for_beside_the_window_and_listed_when_they_are_known(reading, qtbot, monkeypatch):
    threads, real = [], Readings.follow

    def noting(self, revisions):
        if not self.by_annotator:
            threads.append(threading.current_thread())
        return real(self, revisions)

    monkeypatch.setattr(Readings, "follow", noting)
    workspace = reading.workspace
    reading.commands["compare"].trigger()
    panel = reading.findChild(ComparePanel)
    sides = panel.findChildren(QComboBox)

    def offered():
        return [sides[0].itemData(number) for number in range(sides[0].count())]

    qtbot.waitUntil(lambda: Side("reader", "anna") in offered(), timeout=20_000)
    assert threads
    assert threading.main_thread() not in threads
    assert workspace.comparing.sides == (Side("model", MODEL), Side("labels"))
    assert [side.currentData() for side in sides] == list(workspace.comparing.sides)
    workspace.label(list(workspace.content.labels)[:1], "blast")
    assert workspace.comparing.readers() == ["anna", "test reader"]


def test_the_keyboard_goes_back_to_the_field_with_the_panel(comparing, qtbot):
    window, panel = comparing
    view = window.review.view
    panel._list.setFocus()
    qtbot.keyClick(panel._list, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    qtbot.waitUntil(view.hasFocus, timeout=2_000)
    window.commands["compare"].trigger()
    window.review.smears._view.setFocus()
    window.commands["compare"].trigger()
    assert not panel.isVisible()
    assert window.review.smears._view.hasFocus()
