"""What a screen reader and a keyboard find: every control has a name, and text has contrast."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from leukodesk.core.taxonomies import TAXONOMIES
from leukodesk.gui.commands.command_palette import CommandPalette
from leukodesk.gui.commands.keys_dialog import KeysDialog
from leukodesk.gui.exchange.export_dialog import ExportDialog
from leukodesk.gui.exchange.import_dialog import ImportDialog
from leukodesk.gui.help.guide import Guide
from leukodesk.gui.look import colours
from leukodesk.gui.training.models_dialog import ModelsDialog

DIALOGS = {
    "keys": lambda w: KeysDialog(w.workspace, w.commands, w),
    "palette": lambda w: CommandPalette(w.commands, w),
    "guide": lambda w: Guide(w.workspace, w.commands, w.theme, w),
    "models": lambda w: ModelsDialog(w.workspace, w.theme, w),
    "import": lambda w: ImportDialog(w.workspace, str, w),
    "export": lambda w: ExportDialog(w.workspace, str, w),
}


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


@pytest.mark.parametrize("name", list(DIALOGS))
def test_every_control_of_a_dialog_has_a_name(qtbot, reading, name):
    dialog = DIALOGS[name](reading)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.windowTitle()
    assert nameless(dialog) == []
    dialog.close()
    dialog.deleteLater()


def test_every_action_can_be_reached_without_a_mouse(window):
    for spec, action in window.commands:
        reached = bool(action.shortcuts()) or any(
            action in menu.menu().actions() for menu in window.menuBar().actions()
        )
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
