"""Saying whose smears are whose, in the window."""

import os
import signal
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from leukodesk.core.edits import ChangeSmear
from leukodesk.gui.report.signing_dialog import SigningDialog
from leukodesk.gui.smears import smear_list
from leukodesk.gui.smears.label_table import LabelTable
from leukodesk.gui.smears.patient_dialog import PatientDialog
from leukodesk.gui.smears.smear_finder import SmearFinder
from leukodesk.gui.smears.smear_model import ROW_ROLE
from leukodesk.store.dataset import Dataset
from leukodesk.store.snapshot import load_content
from tests.gui.answering import answer
from tests.gui.closing import press_offer

pytestmark = pytest.mark.slow
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def click(qtbot, window, number, modifier=Qt.KeyboardModifier.NoModifier):
    view = window.review.smears._view
    place = view.visualRect(view.model().index(number, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def choose(qtbot, window, *numbers):
    click(qtbot, window, numbers[0])
    for number in numbers[1:]:
        click(qtbot, window, number, CTRL)


def texts(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def say(qtbot, window, text, deal=None):
    """Ask for it, type whose they are and press Return; what the dialog said before that comes back."""
    said = []

    def write(dialog):
        dialog.line.selectAll()
        qtbot.keyClick(dialog.line, Qt.Key.Key_Delete)
        dialog.line.insert(text)  # keys of tests are ASCII only
        said.append(texts(dialog))
        if deal:
            deal(dialog)
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
        if dialog.isVisible():  # Return did nothing
            dialog.reject()

    answer(PatientDialog, write)
    window.commands["patient"].trigger()
    return said[0]


def patients(content):
    return [smear.patient_id for smear in content.smears.values()]


def test_chosen_smears_get_a_patient_that_is_on_the_disk_and_undone_in_one_step(qtbot, fields, fields_path):
    workspace = fields.workspace
    choose(qtbot, fields, 1, 2, 4)
    said = say(qtbot, fields, "  P7 ")
    assert "3 smears" in said
    assert "P7 has no other smear in this dataset." in said
    assert patients(workspace.content) == [None, "P7", "P7", None, "P7", None, None, None]
    assert fields.commands["undo"].text() == "Undo Set the patient of 3 smears"
    qtbot.waitUntil(lambda: workspace.saved_state == "saved")
    assert patients(load_content(fields_path)) == patients(workspace.content)
    fields.commands["undo"].trigger()
    assert patients(workspace.content) == [None] * 8
    fields.commands["redo"].trigger()
    assert patients(workspace.content).count("P7") == 3
    assert workspace.close()
    assert patients(load_content(fields_path)).count("P7") == 3


def test_empty_takes_the_patient_away(qtbot, fields):
    workspace = fields.workspace
    choose(qtbot, fields, 0, 1)
    say(qtbot, fields, "P7")
    seen = []
    said = say(qtbot, fields, "", lambda dialog: seen.append(dialog._buttons.go.text()))
    assert seen == ["Take patient away"]
    assert "2 smears will be nobody's" in said
    assert patients(workspace.content) == [None] * 8
    assert fields.commands["undo"].text() == "Undo Take the patient of 2 smears away"
    fields.commands["undo"].trigger()
    assert patients(workspace.content)[:2] == ["P7", "P7"]


def test_the_patient_up_to_now_stands_there_and_several_are_not_lost_by_return(qtbot, fields):
    choose(qtbot, fields, 0)
    say(qtbot, fields, "P7")
    choose(qtbot, fields, 1)
    say(qtbot, fields, "P8")
    shown = []

    def press(dialog):
        shown.append((dialog.line.text(), dialog.line.placeholderText()))
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
        shown.append(dialog.isVisible())
        dialog.reject()

    choose(qtbot, fields, 1, 2)
    answer(PatientDialog, press)
    fields.commands["patient"].trigger()
    choose(qtbot, fields, 0, 1, 2)
    answer(PatientDialog, press)
    fields.commands["patient"].trigger()
    assert [shown[0][0], shown[2], shown[3]] == ["P8", ("", "several: P7, P8"), True]
    assert patients(fields.workspace.content)[:3] in (["P7", "P8", None], ["P7", "P8", "P8"])
    moved = say(qtbot, fields, "P7")
    assert "other patients'" in moved or "another patient's" in moved
    assert patients(fields.workspace.content)[:3] == ["P7"] * 3


def test_two_forms_of_a_name_make_one_patient_and_it_is_told(qtbot, fields):
    choose(qtbot, fields, 0)
    say(qtbot, fields, "Müller 7")
    choose(qtbot, fields, 1)
    apart = unicodedata.normalize("NFD", "müller  7 ")
    said = say(qtbot, fields, "", lambda dialog: dialog.line.setText(apart))
    choose(qtbot, fields, 2)
    said = say(qtbot, fields, "MÜLLER 7")
    assert "'MÜLLER 7' is Müller 7 in this dataset" in said
    assert "Müller 7 has 2 other smears in this dataset." in said
    assert patients(fields.workspace.content)[:3] == ["Müller 7"] * 3


def test_the_dialog_has_room_for_all_it_tells(qtbot, fields):
    workspace = fields.workspace
    workspace.freezing.change((workspace.smear.id,), "", frozen=True)
    workspace.patients.say((workspace.smear.id,), "Patient 7 of the first ward")
    cut = []

    def measure(dialog):
        dialog.line.setText("patient 7 OF the first ward ")
        qtbot.wait(50)
        shown = [label for label in dialog.findChildren(QLabel) if label.isVisible()]
        cut.extend(label.text() for label in shown if label.height() < label.heightForWidth(label.width()))
        dialog.reject()

    choose(qtbot, fields, 1)
    answer(PatientDialog, measure)
    fields.commands["patient"].trigger()
    assert cut == []


def test_known_patients_are_offered_by_any_part_and_by_the_key_for_down(qtbot, fields):
    for number, patient in enumerate(("P1", "P12", "Q2")):
        choose(qtbot, fields, number)
        say(qtbot, fields, patient)
    offered = []

    def offers(dialog):
        model = dialog.line.completer().completionModel()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def look(dialog):
        qtbot.keyClicks(dialog.line, "2")
        offered.append(offers(dialog))
        dialog.line.completer().popup().hide()
        dialog.line.clear()
        qtbot.keyClick(dialog.line, Qt.Key.Key_Down)
        assert dialog.line.completer().popup().isVisible()
        offered.append(offers(dialog))
        dialog.line.completer().popup().hide()
        qtbot.keyClicks(dialog.line, "P1")
        assert dialog.line.text() == "P1", "a longer one does not take its place"
        dialog.line.completer().popup().hide()
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)

    choose(qtbot, fields, 5)
    answer(PatientDialog, look)
    fields.commands["patient"].trigger()
    assert offered == [["P12", "Q2"], ["P1", "P12", "Q2"]]
    assert patients(fields.workspace.content)[5] == "P1"


def test_one_of_several_patients_is_taken_from_the_list_by_keys(qtbot, fields):
    for number, patient in enumerate(("P1", "P12")):
        choose(qtbot, fields, number)
        say(qtbot, fields, patient)
    stayed = []

    def take(dialog):
        popup = dialog.line.completer().popup()
        qtbot.keyClick(dialog.line, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Return)
        stayed.append((dialog.isVisible(), popup.isVisible(), dialog.line.text()))
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)

    choose(qtbot, fields, 0, 1, 2)
    answer(PatientDialog, take)
    fields.commands["patient"].trigger()
    assert stayed == [(True, False, "P12")], "Return takes it from the list, and agrees only then"
    assert patients(fields.workspace.content)[:3] == ["P12"] * 3


def test_the_list_shows_and_finds_patients(qtbot, fields, monkeypatch):
    monkeypatch.setattr(smear_list, "FEW", 1)
    fields.review.smears._show()
    choose(qtbot, fields, 2, 3)
    view = fields.review.smears._view
    say(qtbot, fields, "P7")
    assert len(fields.workspace.chosen_smears.ids) == 2, "they stay chosen"
    index = view.model().index(3, 0)
    assert index.data(Qt.ItemDataRole.ToolTipRole).endswith("reviewed, patient P7")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("reviewed, patient P7")
    assert index.data(ROW_ROLE).progress[-1] == "patient P7"
    finder = fields.review.smears.findChild(SmearFinder)
    finder.findChild(QLineEdit).setText("p7")
    names = lambda: [view.model().index(n, 0).data() for n in range(view.model().rowCount())]  # noqa: E731
    qtbot.waitUntil(lambda: names() == ["2.png", "3.png"])


def test_what_depends_on_patients_follows_at_once(qtbot, fields):
    workspace = fields.workspace
    workspace.gallery.show("patient")
    for last in (5, 6):
        choose(qtbot, fields, 0)
        click(qtbot, fields, last, SHIFT)
        assert say(qtbot, fields, "P7").startswith(f"{last + 1} smears")
        assert len(workspace.gallery._smears) == last + 1
    fields.commands["train_tab"].trigger()
    assert "labels from at least 3 patients are needed" in texts(fields.training)
    assert "Label cells of more patients" in texts(fields.training)
    fields.commands["undo"].trigger()
    assert "are needed" not in texts(fields.training)
    table = [label.text() for label in fields.training.findChild(LabelTable).findChildren(QLabel)]
    assert "Patients" in table
    assert table.count("3") == 2, "P7 and two smears of nobody known"
    fields.commands["undo"].trigger()
    assert "Smears" in texts(fields.training.findChild(LabelTable)).split()
    assert len(workspace.gallery._smears) == 1


def test_a_training_that_starts_afterwards_keeps_patients_together(qtbot, fields):
    for number in range(4):
        choose(qtbot, fields, 2 * number, 2 * number + 1)
        say(qtbot, fields, f"P{number}")
    with qtbot.waitSignal(fields.workspace.candidate_ready, timeout=120_000) as ready:
        fields.workspace.training.start("GaussianNB")
    split = ready.args[0].split
    assert split.by == "patient" or "patient" in split.name
    parts = list(split.groups.values())
    assert {group for part in parts for group in part} == {"P0", "P1", "P2", "P3"}
    assert sum(map(len, parts)) == 4
    fields.workspace.training.discard()


def test_a_patient_that_is_torn_by_what_is_kept_for_judging_is_warned_of(qtbot, fields):
    workspace = fields.workspace
    choose(qtbot, fields, 0)
    workspace.freezing.change(workspace.chosen_smears.ids, "", frozen=True)
    choose(qtbot, fields, 0, 1)
    said = say(qtbot, fields, "P7")
    assert "Some smears of P7 would be kept for judging and others not" in said
    assert patients(workspace.content)[:2] == ["P7", "P7"], "as by the command line"


def test_a_signed_smear_is_locked_and_says_so(qtbot, fields):
    answer(SigningDialog, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return))
    fields.commands["sign"].trigger()
    choose(qtbot, fields, 0, 1)
    assert not fields.commands["patient"].isEnabled()
    assert "0.png was signed by test reader and is locked" in fields.commands["patient"].toolTip()
    choose(qtbot, fields, 1)
    assert fields.commands["patient"].isEnabled()


def test_why_nothing_can_be_said(qtbot, window, fields_path, open_dataset):
    commands, workspace = window.commands, window.workspace
    assert commands["patient"].toolTip() == "Open a dataset and choose smears in its list first."
    with Dataset.open(fields_path):
        with qtbot.waitSignal(workspace.way_out):
            workspace.open_path(fields_path)
        press_offer(window.banner)
        qtbot.waitUntil(lambda: workspace.smear is not None, timeout=20_000)
        assert not commands["patient"].isEnabled()
        assert commands["patient"].toolTip() == (
            "reader.h5 is open to look at only, since another window or program had it open to change it; "
            "close it there and open it here again, or save a copy and open that."
        )
    open_dataset(window, workspace, fields_path)
    assert commands["patient"].isEnabled()
    with qtbot.waitSignal(workspace.second.switched, timeout=10_000):
        workspace.second.begin()
    assert commands["patient"].toolTip().startswith("During a blind reading")


def test_a_plain_id_among_pseudonyms_is_warned_of(qtbot, fields):
    workspace = fields.workspace
    smear = workspace.smear
    workspace.do(ChangeSmear(smear, replace(smear, patient_id="P-7k2m-q0xa-91fe-dz4c")))
    choose(qtbot, fields, 1)
    assert "The patients here go by pseudonyms, and P7 is none" in say(qtbot, fields, "P7")


def test_thinking_better_of_it_changes_nothing_and_a_dataset_that_went_meanwhile_neither(
    qtbot, fields, other_dataset, open_dataset
):
    def leave(dialog):
        open_dataset(fields, fields.workspace, other_dataset)
        dialog.line.setText("P7")
        dialog.accept()
        dialog.reject()

    answer(PatientDialog, lambda dialog: (dialog.line.setText("P7"), dialog.reject()))
    fields.commands["patient"].trigger()
    assert not fields.workspace.undo_stack.canUndo()
    answer(PatientDialog, leave)
    fields.commands["patient"].trigger()
    assert patients(fields.workspace.content) == [None]


def test_a_program_that_is_killed_right_afterwards_loses_nothing(fields_path):
    command = [sys.executable, "-m", "tests.gui.test_patients", str(fields_path)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode not in (0, 1), done.stderr
    assert patients(load_content(fields_path))[:2] == ["P7", None]


if __name__ == "__main__":
    from leukodesk.app import shown_window

    with shown_window(1000, 700) as (workspace, window):
        from PySide6.QtWidgets import QApplication

        workspace.settings.analyze_on_open = False
        workspace.open_path(Path(sys.argv[1]))
        while workspace.smear is None:
            QApplication.processEvents()
        workspace.patients.say((workspace.smear.id,), "P7")
        while workspace.saved_state != "saved":
            QApplication.processEvents()
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
