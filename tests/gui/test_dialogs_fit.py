"""No word of any dialog or panel is cut off, in either language and in large letters, on a small screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QWidget,
)

from leukodesk.gui.look.colours import contrast
from leukodesk.workspace import words
from tests.gui.every_dialog import DIALOGS
from tests.gui.picture_check import grabbed

pytestmark = pytest.mark.slow
WIDE, HIGH = 1120, 700
LARGE = 13
"""Points, of a desktop whose letters are a third larger than usual."""


@pytest.fixture(autouse=True)
def _english_afterwards():
    yield
    words.speak("en")


@pytest.fixture(params=[0, LARGE], ids=["usual letters", "large letters"])
def letters(request, qapp, make_window):
    """The letters of everything made from now on."""
    make_window()  # the first one chooses those of the program
    usual = qapp.font()
    chosen = qapp.font()
    chosen.setPointSizeF(request.param or usual.pointSizeF())
    yield lambda: QApplication.setFont(chosen)
    QApplication.setFont(usual)


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
                border = 0 if isinstance(widget.parent(), QAbstractSpinBox) else 10
                if widget.width() < width(text) + border:
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
    qtbot, make_window, dataset_path, open_dataset, tmp_path, name, language, letters
):
    window, workspace = make_window(language=language)
    letters()
    window.workspace = workspace
    open_dataset(window, workspace, dataset_path)
    dialog = DIALOGS[name](qtbot, window, tmp_path)
    dialog.show()
    qtbot.wait(100)
    assert dialog.width() <= WIDE
    assert dialog.height() <= HIGH
    assert cut(dialog) == []
    dialog.close()


@pytest.mark.parametrize("panel", ["cells", "segmentation", "compare", "similar", "adjudicate"])
def test_no_word_of_a_panel_is_cut_off(qtbot, make_window, dataset_path, open_dataset, panel, letters):
    make_window()
    letters()
    window, workspace = make_window(language="de")
    window.resize(1280, 672)
    open_dataset(window, workspace, dataset_path)
    workspace.select([next(iter(workspace.content.cells))])
    if panel != "cells":
        window.commands[panel].trigger()
    qtbot.waitUntil(lambda: not workspace.runner.running(), timeout=30_000)
    qtbot.wait(100)
    assert (window.width(), window.height()) == (1280, 672)
    shown = window.review._third.currentWidget()
    assert cut(shown) == []
    for area in shown.findChildren(QScrollArea):
        if area.isVisible():
            assert area.widget().width() <= area.viewport().width()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_tools_without_room_are_behind_a_sign_that_is_seen(qtbot, make_window, theme):
    window, _ = make_window(theme, language="de")
    window.resize(980, 600)
    qtbot.wait(100)
    more = window.findChild(QToolButton, "qt_toolbar_ext_button")
    zoom = next(
        b for b in window.findChildren(QToolButton) if b.defaultAction() is window.commands["zoom_in"]
    )
    assert more.isVisible()
    assert not zoom.isVisible()
    colours = {f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in grabbed(more).reshape(-1, 3)}
    assert max(contrast(window.theme.colours.window, colour) for colour in colours) >= 3
    assert more.toolTip()
    more.click()
    qtbot.waitUntil(zoom.isVisible)
