"""The reader's own keys: pressed in the dialog, in force and kept at once, never twice the same."""

import json
import runpy
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QTreeWidget

from leukodesk import config
from leukodesk.gui.commands.action_table import ACTIONS
from leukodesk.gui.commands.action_tables import edit
from leukodesk.gui.commands.command_palette import CommandPalette
from leukodesk.gui.commands.key_edits import RESERVED, is_kept_for_classes
from leukodesk.gui.commands.keys_dialog import KeysDialog

pytestmark = pytest.mark.slow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(qtbot, reading):
    made = KeysDialog(reading.workspace, reading.commands, reading)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()


def wait_for_kept(qtbot, keys):
    qtbot.waitUntil(lambda: config.load_settings().keys == keys)


def test_no_action_takes_a_key_that_classes_may_have():
    for spec in ACTIONS:
        assert not [key for key in spec.keys if is_kept_for_classes(key) or key in RESERVED], spec.id


@pytest.mark.parametrize(("system", "keys"), [("linux", ("Del",)), ("darwin", ("Backspace", "Del"))])
def test_the_key_called_delete_on_a_mac_removes_cells_there(monkeypatch, system, keys):
    monkeypatch.setattr(sys, "platform", system)
    table = runpy.run_path(edit.__file__)["EDIT"]
    assert [spec.keys for spec in table if spec.id == "remove"] == [keys]


def test_a_mac_moves_about_and_quit_to_its_menu_of_the_program_and_nothing_else(reading):
    roles = {spec.id: action.menuRole() for spec, action in reading.commands}
    assert roles.pop("about") is QAction.MenuRole.AboutRole
    assert roles.pop("quit") is QAction.MenuRole.QuitRole
    assert set(roles.values()) == {QAction.MenuRole.NoRole}


def texts(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


def press(qtbot, dialog, action_id, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(dialog._fields[action_id], key, modifiers)


def test_every_key_is_listed(reading, dialog):
    tree = dialog.findChild(QTreeWidget)
    groups = [tree.topLevelItem(index) for index in range(tree.topLevelItemCount())]
    listed = {(group.text(0), group.child(i).text(0)) for group in groups for i in range(group.childCount())}
    for spec, _ in reading.commands:
        assert (spec.menu, spec.text.rstrip("…")) in listed
    assert ("Mouse", "Zoom where the pointer is") in listed


def test_a_pressed_key_is_in_force_shown_everywhere_and_kept(qtbot, reading, dialog):
    press(qtbot, dialog, "fills", Qt.Key.Key_B, CTRL)
    action = reading.commands["fills"]
    assert action.shortcut().toString() == "Ctrl+B"
    assert action.toolTip().endswith("(Ctrl+B)")
    palette = CommandPalette(reading.commands, reading)
    palette._line.setText("view fills")
    assert palette._list.topLevelItem(0).text(1) == "Ctrl+B"
    palette.deleteLater()
    wait_for_kept(qtbot, {"fills": ["Ctrl+B"]})
    dialog.close()
    reading.activateWindow()
    reading.review.view.setFocus()
    qtbot.waitUntil(reading.isActiveWindow)
    before = reading.display.fills
    qtbot.keyClick(reading.review.view, Qt.Key.Key_B, CTRL)
    assert reading.display.fills is not before


def test_a_key_of_another_action_is_refused_by_its_name(qtbot, reading, dialog):
    press(qtbot, dialog, "fills", Qt.Key.Key_C)
    assert any("C already does “Contours” (View)" in text for text in texts(dialog))
    assert reading.commands["fills"].shortcut().toString() == "F"
    assert dialog._fields["fills"].keySequence().toString() == "F"
    wait_for_kept(qtbot, {})


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Qt.Key.Key_2, "2 already does “Normal leukocyte” (Label as)"),
        (Qt.Key.Key_K, "K is kept for the classes of datasets"),
        (Qt.Key.Key_Space, "Space belongs to the view"),
        (Qt.Key.Key_Left, "Left belongs to the view"),
        (Qt.Key.Key_PageDown, "PgDown belongs to the view"),
    ],
)
def test_keys_of_classes_and_of_the_field_are_refused(qtbot, reading, dialog, key, said):
    press(qtbot, dialog, "fills", key)
    assert any(said in text for text in texts(dialog))
    assert reading.commands["fills"].shortcut().toString() == "F"


def test_one_key_and_all_keys_go_back(qtbot, reading, dialog):
    press(qtbot, dialog, "fills", Qt.Key.Key_B, CTRL)
    press(qtbot, dialog, "contours", Qt.Key.Key_F)
    press(qtbot, dialog, "fit", Qt.Key.Key_C)
    wait_for_kept(qtbot, {"fills": ["Ctrl+B"], "contours": ["F"], "fit": ["C"]})
    reset = dialog._resets["fills"]
    assert reset.isVisible()
    qtbot.mouseClick(reset, Qt.MouseButton.LeftButton)
    assert any("F already does “Contours”" in text for text in texts(dialog))
    (reset_all,) = [b for b in dialog.findChildren(QPushButton) if b.text() == "Reset all keys"]
    qtbot.mouseClick(reset_all, Qt.MouseButton.LeftButton)
    assert [reading.commands[name].shortcut().toString() for name in ("fills", "contours", "fit")] == [
        "F",
        "C",
        "Ctrl+0",
    ]
    wait_for_kept(qtbot, {})
    assert not reset_all.isEnabled()


def test_a_modifier_alone_is_no_wish_for_no_key(qtbot, reading, dialog):
    field = dialog._fields["fills"]
    field.setFocus()
    qtbot.keyPress(field, Qt.Key.Key_Shift)
    qtbot.keyRelease(field, Qt.Key.Key_Shift)
    dialog._search.setFocus()
    qtbot.wait(1500)  # longer than Qt waits for another key
    assert reading.commands["fills"].shortcut().toString() == "F"
    assert field.keySequence().toString() == "F"
    field.setFocus()
    qtbot.keyPress(field, Qt.Key.Key_Shift)
    qtbot.keyClick(field, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    qtbot.wait(1500)
    assert not field.hasFocus()
    assert reading.commands["fills"].shortcut().toString() == "F"
    qtbot.keyPress(field, Qt.Key.Key_Shift)
    press(qtbot, dialog, "fills", Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    assert reading.commands["fills"].shortcut().toString() == "Shift+F"


def test_the_cross_leaves_no_key(qtbot, reading, dialog):
    field = dialog._fields["fills"]
    (cross,) = field.findChildren(QToolButton)
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    dialog._search.setFocus()
    qtbot.waitUntil(lambda: reading.commands["fills"].shortcuts() == [])
    wait_for_kept(qtbot, {"fills": []})


def test_a_key_can_be_taken_away(qtbot, reading, dialog):
    dialog._fields["fills"].clear()
    dialog._fields["fills"].editingFinished.emit()
    assert reading.commands["fills"].shortcuts() == []
    wait_for_kept(qtbot, {"fills": []})


def test_own_keys_are_there_in_the_next_window(make_window):
    window, _ = make_window(keys={"fills": ["ctrl+b"], "undo": []})
    assert window.commands["fills"].shortcut().toString() == "Ctrl+B"
    assert window.commands["undo"].shortcuts() == []
    assert window.banner.text == ""


@pytest.mark.parametrize(
    "keys",
    [
        {"fills": ["Ctrl+Foo"]},
        {"fills": "B"},
        {"fills": [7]},
        {"fills": ["C"]},
        {"fills": ["2"]},
        {"no_such_action": ["B"]},
        {"fills": ["Ctrl+B"], "letters": ["Ctrl+B"]},
    ],
)
def test_entries_without_sense_are_ignored_and_told(make_window, keys):
    window, _ = make_window(keys=keys)
    taken = [key.toString() for _, action in window.commands for key in action.shortcuts()]
    assert len(taken) == len(set(taken))
    assert list(keys)[-1] in window.banner.text
    assert window.commands["letters"].shortcut().toString() == "L"


def test_a_setting_without_sense_leaves_the_others_and_is_told(make_window):
    config.user_dir().mkdir(parents=True, exist_ok=True)
    config.settings_path().write_text(json.dumps({"theme": "pink", "annotator": "Ada", "keys": 5}))
    settings = config.load_settings()
    assert (settings.annotator, settings.theme, settings.keys) == ("Ada", "system", {})
    window, _ = make_window()
    assert "keys, theme" in window.banner.text


def test_no_one_is_caught_in_a_field(qtbot, dialog):
    field = dialog._fields["fills"]
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.keySequence().toString() == "F"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
