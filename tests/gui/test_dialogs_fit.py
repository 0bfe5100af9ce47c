"""No word of any dialog is cut off, in either language, and all have room on a small screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHeaderView, QLabel, QLineEdit, QWidget

from leukodesk.workspace import words
from tests.gui.every_dialog import DIALOGS

pytestmark = pytest.mark.slow
WIDE, HIGH = 1120, 700


@pytest.fixture(autouse=True)
def _english_afterwards():
    yield
    words.speak("en")


def cut(top):
    """Texts of visible controls that have less room than they need."""
    found = []
    for widget in top.findChildren(QWidget):
        if not widget.isVisibleTo(top):
            continue
        width = widget.fontMetrics().horizontalAdvance
        match widget:
            case QLabel() if widget.wordWrap():
                if widget.height() < widget.heightForWidth(widget.width()):
                    found.append(widget.text())
            case QLabel() | QAbstractButton():
                if widget.text() and widget.width() < widget.minimumSizeHint().width():
                    found.append(widget.text())
            case QComboBox():
                if widget.width() < width(widget.currentText()) + 28:
                    found.append(widget.currentText())
            case QLineEdit():
                text = widget.text() or widget.placeholderText()
                if widget.width() < width(text) + 10:
                    found.append(text)
            case QHeaderView() if widget.orientation() == Qt.Orientation.Horizontal:
                titles = {
                    i: widget.model().headerData(i, widget.orientation()) for i in range(widget.count())
                }
                found += [
                    str(t) for i, t in titles.items() if t and widget.sectionSize(i) < width(str(t)) + 8
                ]
    return found


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", list(DIALOGS))
def test_no_word_of_a_dialog_is_cut_off(
    qtbot, make_window, dataset_path, open_dataset, tmp_path, name, language
):
    window, workspace = make_window(language=language)
    window.workspace = workspace
    open_dataset(window, workspace, dataset_path)
    dialog = DIALOGS[name](qtbot, window, tmp_path)
    dialog.show()
    qtbot.wait(100)
    assert dialog.width() <= WIDE
    assert dialog.height() <= HIGH
    assert cut(dialog) == []
    dialog.close()
