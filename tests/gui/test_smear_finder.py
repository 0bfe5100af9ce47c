"""Smears are found by name and state once there are many."""

import unicodedata
from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from leukodesk.core.edits import ChangeSmear
from leukodesk.core.signatures import FieldState
from leukodesk.gui.smears import smear_list
from leukodesk.gui.smears.smear_finder import SmearFinder
from leukodesk.gui.smears.smear_model import SMEAR_ID_ROLE


def shown(window):
    model = window.review.smears._view.model()
    return [model.index(number, 0).data(SMEAR_ID_ROLE) for number in range(model.rowCount())]


def test_few_smears_need_no_finding(reading):
    assert not reading.findChild(SmearFinder).isVisible()


def test_smears_are_found_by_name_and_state_and_the_one_in_view_stays(qtbot, reading, monkeypatch):
    monkeypatch.setattr(smear_list, "FEW", 1)
    workspace, finder = reading.workspace, reading.findChild(SmearFinder)
    reading.review.smears._show()
    assert finder.isVisible()
    first, second = list(workspace.content.smears)
    line, states = finder.findChild(QLineEdit), finder.findChild(QComboBox)
    line.setText(workspace.name_of(workspace.content.smears[second]).upper())
    assert shown(reading) == [first, second]
    line.setText("nothing is called so")
    assert shown(reading) == [first]
    said = [label.text() for label in reading.review.smears.findChildren(QLabel)]
    assert "1 of 2 shown" in said
    line.clear()
    workspace.label([cell.id for cell in workspace.content.cells_of(first)][:1], "blast")
    states.setCurrentIndex(states.findData(FieldState.PENDING))
    assert shown(reading) == [first, second]
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000):
        reading.commands["next_smear"].trigger()
    assert workspace.smear.id == second
    assert shown(reading) == [second]
    workspace.label([cell.id for cell in workspace.content.cells_of(second)][:1], "blast")
    assert shown(reading) == [second]
    states.setCurrentIndex(0)
    assert shown(reading) == [first, second]


def test_a_smear_whose_name_a_mac_took_apart_is_found_as_it_reads(reading, monkeypatch):
    monkeypatch.setattr(smear_list, "FEW", 1)
    workspace, finder = reading.workspace, reading.findChild(SmearFinder)
    first, second = workspace.content.smears.values()
    workspace.do(ChangeSmear(second, replace(second, path=unicodedata.normalize("NFD", "Müller.png"))))
    finder.findChild(QLineEdit).setText("müll")
    assert shown(reading) == [first.id, second.id]


def test_the_cursor_stays_where_keys_led_it_while_other_smears_change(reading):
    workspace, view = reading.workspace, reading.review.smears._view
    first, second = list(workspace.content.smears)
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, 0))
    cells = [cell.id for cell in workspace.content.cells_of(second)]
    workspace.label(cells[:1], "blast")
    workspace.thumbnail_ready.emit(first, np.zeros((9, 12, 3), np.uint8))
    workspace.smears_changed.emit()
    assert view.currentIndex().data(SMEAR_ID_ROLE) == second
    assert workspace.smear.id == first
    reading.review.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.currentIndex().data(SMEAR_ID_ROLE) == first
