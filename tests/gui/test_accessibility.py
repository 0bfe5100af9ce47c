"""What a screen reader and a keyboard find: every control has a name, and text has contrast."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from leukodesk.core.edits import ReadBlind, ReadingChange
from leukodesk.core.taxonomies import TAXONOMIES
from leukodesk.gui.look import colours
from leukodesk.gui.readers.adjudication_panel import AdjudicationPanel
from leukodesk.store.dataset import Dataset
from tests.gui.every_dialog import DIALOGS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def nameless(top):
    """Controls that take the keyboard and that a screen reader could not name."""
    found = []
    for widget in top.findChildren(QWidget):
        if not widget.isVisibleTo(top) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        # Parts of one control: the control has the name.
        if isinstance(widget.parentWidget(), QAbstractScrollArea) or widget.focusProxy() is not None:
            continue
        if widget.objectName().startswith("qt_"):
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        if spoken is not None and not spoken.text(QAccessible.Text.Name).strip():
            parent = widget.parentWidget()
            found.append(f"{type(widget).__name__} in {type(parent).__name__}")
    return found


@pytest.mark.parametrize("tab", ["review_tab", "train_tab"])
def test_every_control_of_the_window_has_a_name(reading, cells, tab):
    reading.commands[tab].trigger()
    reading.workspace.select(cells[:1])
    assert nameless(reading) == []


def stops(top):
    """Controls at which Tab should stop."""
    return [
        widget
        for widget in top.findChildren(QWidget)
        if widget.isVisibleTo(top)
        and widget.isEnabled()
        and widget.window() is top.window()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not widget.objectName().startswith("qt_")
    ]


def passed_by_tab(qtbot, top):
    """Where Tab leads, until it is back where it began or the presses are used up."""
    passed = []
    top.activateWindow()
    qtbot.waitUntil(top.isActiveWindow)
    for _ in range(2 * len(stops(top)) + 10):
        qtbot.keyClick(QApplication.focusWidget() or top, Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        if widget is not None and widget not in passed:
            passed.append(widget)
    return passed


@pytest.mark.parametrize("name", list(DIALOGS))
def test_every_control_of_a_dialog_has_a_name_and_is_reached_by_tab(qtbot, reading, tmp_path, name):
    dialog = DIALOGS[name](qtbot, reading, tmp_path)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.windowTitle()
    assert nameless(dialog) == []
    passed = passed_by_tab(qtbot, dialog)
    missed = [
        f"{type(stop).__name__} {stop.accessibleName()}" for stop in stops(dialog) if stop not in passed
    ]
    assert missed == []
    dialog.close()
    dialog.deleteLater()


def test_no_dialog_is_left_out():
    sources = [path.read_text("utf-8") for path in (ROOT / "leukodesk" / "gui").rglob("*.py")]
    made = {name for source in sources for name in re.findall(r"^class (\w+)\(QDialog\)", source, re.M)}
    shown = (Path(__file__).parent / "every_dialog.py").read_text("utf-8")
    assert made
    assert [name for name in sorted(made) if name not in shown] == []


def test_every_control_for_deciding_has_a_name(qtbot, window, dataset_path, open_dataset):
    with Dataset.open(dataset_path) as dataset:
        others = {"blast": "normal", "normal": "blast"}
        labels = dataset.content.labels.items()
        changes = tuple(ReadingChange(i, None, others[label.cell_class]) for i, label in labels)
        dataset.append(ReadBlind.now(changes, "boris", datetime.now(UTC)))
    open_dataset(window, window.workspace, dataset_path)
    qtbot.waitUntil(lambda: bool(window.workspace.deciding.cells), timeout=10_000)
    window.commands["adjudicate"].trigger()
    panel = window.findChild(AdjudicationPanel)
    assert panel.isVisible()
    assert nameless(panel) == []


def test_every_action_can_be_reached_without_a_mouse(window):
    menus = [action.menu() for action in window.menuBar().actions()]
    menus += [action.menu() for menu in menus for action in menu.actions() if action.menu()]
    for spec, action in window.commands:
        reached = bool(action.shortcuts()) or any(action in menu.actions() for menu in menus)
        assert reached, spec.id


def test_tab_leads_from_control_to_control_and_back_to_the_first(reading):
    reading.review.smears.setFocus()
    start = QApplication.focusWidget()
    passed = []
    widget = start
    while widget is not None and widget not in passed and len(passed) < 500:
        passed.append(widget)
        widget = widget.nextInFocusChain()
    assert widget is start
    placed = [w for w in passed if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    # From left to right: smears before the field, the field before the cells.
    order = [placed.index(w) for w in (reading.review.view, reading.review.gallery) if w in placed]
    assert order == sorted(order)
    assert len(placed) > 10


@pytest.mark.parametrize("theme", [colours.LIGHT, colours.DARK], ids=lambda theme: theme.name)
def test_all_writing_has_the_contrast_of_wcag_aa(theme):
    grounds = ("window", "surface", "raised", "accent_soft", "danger_soft", "warning_soft")
    pairs = [(ink, ground) for ink in ("text", "danger", "warning", "success") for ground in grounds]
    pairs += [(ink, ground) for ink in ("muted", "accent") for ground in ("window", "surface", "raised")]
    pairs.append(("on_accent", "accent"))
    for ink, ground in pairs:
        ratio = colours.contrast(getattr(theme, ink), getattr(theme, ground))
        assert ratio >= 4.5, f"{ink} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("taxonomy", TAXONOMIES, ids=lambda taxonomy: taxonomy.id)
def test_class_letters_are_read_on_their_colours(taxonomy):
    for item in taxonomy.classes:
        assert colours.contrast(colours.readable_on(item.colour), item.colour) >= 4.5, item.id
        assert item.letter


def test_a_message_is_announced_to_screen_readers(window, monkeypatch):
    announced = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", announced.append)
    window.workspace.failed.emit("Export", "The folder is not empty.")
    window.workspace.notice.emit("Cells are unlike.")
    said = [event.object().accessibleName() for event in announced if event.type() is QAccessible.Event.Alert]
    assert said == ["Export: The folder is not empty.", "Cells are unlike."]
