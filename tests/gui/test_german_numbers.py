"""In a German window no number is written as in English: in texts, tips, tables and plots, nor painted."""

import re

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QListView,
    QProgressBar,
    QTabWidget,
    QWidget,
)

from leukodesk.gui.report.report_pages import ReportPages
from leukodesk.gui.report.signing_dialog import SigningDialog
from leukodesk.gui.segmentation.procedure_text import settings_text
from leukodesk.workspace import words

_DATE = re.compile(r"\d\d\.\d\d\.\d{4}")
_VERSION = re.compile(r"LeukoDesk \d+(\.\d+)+")
# A point between digits that parts no thousands, or a percent sign that leans on its number.
_ENGLISH = re.compile(r"(?<![\w./])(?:0\.\d+|\d+\.(?!\d{3}(?!\d))\d+)|\d%")


def english_numbers(text):
    return _ENGLISH.findall(_VERSION.sub("", _DATE.sub("", text)))


def texts_of(widget):
    """What a widget shows or says to those who do not see it."""
    for name in ("text", "title", "toPlainText", "placeholderText"):
        is_hidden = isinstance(widget, QProgressBar) and not widget.isTextVisible()
        if not is_hidden and callable(read := getattr(widget, name, None)):
            yield str(read())
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    if isinstance(widget, QAbstractSpinBox):
        yield widget.text()
    if isinstance(widget, QAbstractItemView) and (model := widget.model()):
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount(QModelIndex())):
            columns = 1 if isinstance(widget, QListView) else model.columnCount(QModelIndex())
            for column in range(columns):
                yield from (str(model.index(row, column, QModelIndex()).data(role) or "") for role in roles)
    if isinstance(widget, pg.PlotWidget):
        for side in ("left", "bottom"):
            axis = widget.getPlotItem().getAxis(side)
            yield from axis.tickStrings([0.25, 0.5], axis.scale, 0.25)


def shown_texts(root):
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible():
            yield from ((type(widget).__name__, text) for text in texts_of(widget))


@pytest.fixture
def painted(monkeypatch):
    """Every text that the program paints itself."""
    found = []
    draw = QPainter.drawText

    def record(painter, *arguments):
        found.extend(("painted", argument) for argument in arguments if isinstance(argument, str))
        return draw(painter, *arguments)

    monkeypatch.setattr(QPainter, "drawText", record)
    return found


@pytest.fixture
def german(make_window, dataset_path, open_dataset):
    window, workspace = make_window(language="de")
    window.workspace = workspace
    open_dataset(window, workspace, dataset_path)
    yield window
    words.speak("en")


def test_english_numbers_are_told_from_german_ones():
    assert [text for text in ("12.5 %", "0.125", "3.25 µm", "93%") if not english_numbers(text)] == []
    assert english_numbers("1.234 Zellen, 12,5 %, 0,125 µm, am 05.11.2026, LeukoDesk 0.1.0, 1.234.567") == []


def test_no_number_of_the_german_window_is_english(qtbot, german, painted):
    workspace = german.workspace
    found = []

    def look():
        qtbot.wait(30)
        german.grab()
        found.extend(shown_texts(german))

    workspace.set_pixel_size(0.1)
    workspace.select(list(workspace.content.cells)[:1])
    german.commands["cell_details"].setChecked(True)
    look()
    for command in ("large_gallery", "compare", "segmentation"):
        german.commands[command].trigger()
        look()
        german.commands[command].trigger()
    tabs = german.findChild(QTabWidget)
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        look()
    report = workspace.reports.on_field()
    dialog = SigningDialog(report, "Ada", german)
    dialog.show()
    found.extend(shown_texts(dialog))
    dialog.deleteLater()
    found.append(("report", ReportPages(report).plain_text()))
    found.extend(painted)
    assert any("%" in text for _, text in painted)
    assert {(name, text) for name, text in found if english_numbers(text)} == set()


def test_recorded_settings_are_told_by_their_titles_in_german(qapp):
    words.speak("de")
    try:
        told = settings_text("pivot-growing", {"threshold": 1250.5, "feature_space": "intensity"})
        unknown = settings_text("gone", {"threshold": 3})
    finally:
        words.speak("en")
    assert told == "Wachstumsschwelle 1250,5, Vergleichen nach Intensität"
    assert unknown == "threshold 3"
