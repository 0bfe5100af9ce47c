"""Keeping smears for judging and releasing them for training, in the window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from leukodesk.core.edits import ChangeSmear
from leukodesk.core.freezing import frozen_smears
from leukodesk.gui.report.signing_dialog import SigningDialog
from leukodesk.gui.smears.freezing_dialog import FreezingDialog
from leukodesk.gui.smears.label_table import LabelTable
from leukodesk.gui.smears.smear_model import ROW_ROLE
from leukodesk.store.dataset import Dataset
from leukodesk.store.snapshot import load_content
from tests.gui.answering import answer

pytestmark = pytest.mark.slow
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def do(qtbot, window, action_id, reason="", deal=None):
    """Ask for it, give a reason and press Return; what the dialog said comes back."""
    said = []

    def agree(dialog):
        said.extend(texts(dialog))
        if deal:
            deal(dialog)
        qtbot.keyClicks(dialog.reason, reason)
        qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)

    answer(FreezingDialog, agree)
    window.commands[action_id].trigger()
    return said


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def click(qtbot, window, number, modifier=Qt.KeyboardModifier.NoModifier, key=Qt.MouseButton.LeftButton):
    view = window.review.smears._view
    place = view.visualRect(view.model().index(number, 0)).center()
    qtbot.mouseClick(view.viewport(), key, modifier, place)


def kept(window):
    """Numbers of the rows that say that they are frozen."""
    model = window.review.smears._view.model()
    rows = [model.index(number, 0).data(ROW_ROLE) for number in range(model.rowCount())]
    return [number for number, row in enumerate(rows) if "frozen" in row.progress]


def entries(content):
    return [
        (entry.smear_id, entry.new, entry.annotator, entry.reason)
        for entry in content.smear_entries()
        if "frozen" in (entry.old, entry.new)
    ]


def test_the_smear_in_view_is_kept_released_and_all_of_it_undone_on_record(qtbot, fields):
    workspace, commands = fields.workspace, fields.commands
    first = workspace.smear.id
    said = do(qtbot, fields, "freeze", "set aside")
    assert said[0] == "0.png"
    assert kept(fields) == [0]
    assert "1 frozen" in " ".join(texts(fields.review.smears))
    assert not commands["freeze"].isEnabled()
    do(qtbot, fields, "unfreeze")
    assert kept(fields) == []
    for action_id, rows in (("undo", [0]), ("undo", []), ("redo", [0]), ("redo", [])):
        commands[action_id].trigger()
        assert kept(fields) == rows
    history = [(new, reason) for _, new, _, reason in entries(workspace.content)]
    assert history == [
        ("frozen", "set aside"),
        (None, "unfreeze"),
        ("frozen", "undo"),
        (None, "undo"),
        ("frozen", "redo"),
        (None, "redo"),
    ]
    assert {(smear_id, reader) for smear_id, _, reader, _ in entries(workspace.content)} == {
        (first, "test reader")
    }
    times = [entry.at for entry in workspace.content.smear_entries()]
    assert times == sorted(set(times))


def test_all_smears_chosen_with_the_mouse_are_kept_at_once_and_stay_chosen(qtbot, fields):
    workspace = fields.workspace
    ids = list(workspace.content.smears)
    click(qtbot, fields, 0)
    click(qtbot, fields, 2, CTRL)
    click(qtbot, fields, 4, SHIFT)
    assert workspace.smear.id == ids[0]
    assert workspace.chosen_smears.ids == (ids[0], ids[2], ids[3], ids[4])
    click(qtbot, fields, 3, key=Qt.MouseButton.RightButton)
    assert len(workspace.chosen_smears.ids) == 4
    assert do(qtbot, fields, "freeze")[0] == "4 smears"
    assert kept(fields) == [0, 2, 3, 4]
    assert workspace.chosen_smears.ids == (ids[0], ids[2], ids[3], ids[4])
    assert fields.commands["undo"].text() == "Undo Keep 4 smears for judging"
    fields.commands["undo"].trigger()
    assert kept(fields) == []


def test_several_are_chosen_by_keys_and_the_menu_comes_by_its_key(qtbot, fields):
    view = fields.review.smears._view
    view.setFocus()
    for key, modifier in ((Qt.Key.Key_Down, SHIFT), (Qt.Key.Key_Down, SHIFT), (Qt.Key.Key_Up, SHIFT)):
        qtbot.keyClick(view, key, modifier)
    assert len(fields.workspace.chosen_smears.ids) == 2
    view.customContextMenuRequested.emit(QPoint(20, 20))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [
        "Patient…",
        "Keep for judging…",
        "Release for training…",
    ]
    assert [action.isEnabled() for action in menu.actions()] == [True, True, False]
    assert menu.toolTipsVisible()
    menu.close()
    fields.review.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert fields.workspace.chosen_smears.ids == (fields.workspace.smear.id,)


def test_among_chosen_smears_only_those_that_are_not_so_yet_change(qtbot, fields):
    ids = list(fields.workspace.content.smears)
    do(qtbot, fields, "freeze")
    click(qtbot, fields, 1, CTRL)
    assert fields.commands["freeze"].isEnabled()
    assert fields.commands["unfreeze"].isEnabled()
    assert do(qtbot, fields, "freeze")[0] == "1.png"
    assert kept(fields) == [0, 1]
    assert [entry[0] for entry in entries(fields.workspace.content)] == ids[:2]
    assert do(qtbot, fields, "unfreeze")[0] == "2 smears"
    assert kept(fields) == []


def test_all_smears_of_a_patient_are_kept_together_unless_the_reader_does_not_want_it(qtbot, fields):
    workspace = fields.workspace
    for smear in list(workspace.content.smears.values())[:3]:
        workspace.do(ChangeSmear(smear, replace(smear, patient_id="P1")))
    box = []
    do(qtbot, fields, "freeze", deal=lambda dialog: box.append(dialog.whole_patients.text()))
    assert box == ["The patients' 2 other smears as well"]
    assert kept(fields) == [0, 1, 2]
    fields.commands["undo"].trigger()
    do(qtbot, fields, "freeze", deal=lambda dialog: dialog.whole_patients.setChecked(False))
    assert kept(fields) == [0]


def test_thinking_better_of_it_changes_nothing(fields):
    answer(FreezingDialog, lambda dialog: dialog.reject())
    fields.commands["freeze"].trigger()
    assert kept(fields) == []
    assert not fields.workspace.undo_stack.canUndo()


def test_a_tip_says_why_it_makes_no_sense(qtbot, window, fields_path, open_dataset):
    commands, workspace = window.commands, window.workspace
    tips = {name: commands[name].toolTip for name in ("freeze", "unfreeze")}
    assert not commands["freeze"].isEnabled()
    assert tips["freeze"]() == tips["unfreeze"]() == "Open a dataset and choose smears in its list first."
    open_dataset(window, workspace, fields_path)
    assert commands["freeze"].isEnabled()
    assert tips["freeze"]().startswith("Freeze the smears chosen in the list")
    assert not commands["unfreeze"].isEnabled()
    assert tips["unfreeze"]() == "The chosen smear is not kept for judging."
    do(qtbot, window, "freeze")
    assert tips["freeze"]() == "The chosen smear is kept for judging already."
    with qtbot.waitSignal(workspace.second.switched, timeout=10_000):
        workspace.second.begin()
    assert not commands["unfreeze"].isEnabled()
    assert tips["unfreeze"]().startswith("During a blind reading cells can only be labelled")
    with qtbot.waitSignal(workspace.second.switched, timeout=10_000):
        workspace.second.end()
    assert commands["unfreeze"].isEnabled()
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000):
        workspace.open_to_look(fields_path)
    assert not commands["unfreeze"].isEnabled()
    assert tips["unfreeze"]().startswith(
        "reader.h5 is open to look at only, since another window or program had"
    )


def test_a_signed_smear_is_kept_too_for_its_labels_stay_as_they_are(qtbot, fields):
    answer(SigningDialog, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return))
    fields.commands["sign"].trigger()
    assert fields.workspace.signing.signature is not None
    do(qtbot, fields, "freeze")
    assert kept(fields) == [0]
    assert fields.workspace.signing.signature is not None
    fields.commands["undo"].trigger()
    assert kept(fields) == []


def test_the_train_tab_counts_anew_at_once(qtbot, fields):
    fields.commands["train_tab"].trigger()
    assert [label.text() for label in fields.training.findChild(LabelTable).findChildren(QLabel)].count(
        "16"
    ) == 2
    do(qtbot, fields, "freeze")
    said = texts(fields.training)
    assert "Not counted: 4 labels of 1 frozen smear, kept for judging." in said
    assert said.count("14") == 2
    fields.commands["undo"].trigger()
    assert texts(fields.training).count("16") == 2


def test_what_was_kept_is_so_after_a_restart_and_on_the_disk(
    qtbot, fields, fields_path, make_window, open_dataset
):
    click(qtbot, fields, 3, CTRL)
    do(qtbot, fields, "freeze", "for the paper")
    qtbot.waitUntil(lambda: fields.workspace.saved_state == "saved")
    assert entries(load_content(fields_path)) == entries(fields.workspace.content)
    assert fields.workspace.close()
    again, workspace = make_window()
    open_dataset(again, workspace, fields_path)
    assert kept(again) == [0, 3]
    assert [reason for *_, reason in entries(workspace.content)] == ["for the paper"] * 2
    do(qtbot, again, "unfreeze")
    assert kept(again) == [3]


def test_a_training_that_starts_afterwards_gets_none_of_these_cells(qtbot, fields, fields_path):
    workspace = fields.workspace
    ids = list(workspace.content.smears)
    click(qtbot, fields, 0)
    click(qtbot, fields, 5, CTRL)
    do(qtbot, fields, "freeze")
    with qtbot.waitSignal(workspace.candidate_ready, timeout=120_000) as ready:
        workspace.training.start("GaussianNB")
    seen = {group for part in ready.args[0].split.groups.values() for group in part}
    assert seen == set(ids) - {ids[0], ids[5]}
    workspace.training.discard()
    with Dataset.open(fields_path, read_only=True) as dataset:
        assert frozen_smears(dataset.content) == {ids[0], ids[5]}


def test_what_is_chosen_is_forgotten_with_its_dataset(qtbot, fields, other_dataset, open_dataset):
    view = fields.review.smears._view
    flag = QItemSelectionModel.SelectionFlag.Select
    for number in range(3):
        view.selectionModel().select(view.model().index(number, 0), flag)
    assert len(fields.workspace.chosen_smears.ids) == 3
    open_dataset(fields, fields.workspace, other_dataset)
    assert fields.workspace.chosen_smears.ids == (fields.workspace.smear.id,)


def test_the_buttons_say_what_they_do(qtbot, fields):
    said = []

    def look(dialog):
        said.extend(button.text() for button in dialog.findChildren(QPushButton))
        assert not dialog.whole_patients.isVisible()

    do(qtbot, fields, "freeze", deal=look)
    do(qtbot, fields, "unfreeze", deal=look)
    assert [text for text in said if "Cancel" not in text] == ["Keep for judging", "Release for training"]
