"""Changing the classes of a dataset: seen at once, recorded, undone, and never losing a label."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QColorDialog, QComboBox, QLabel, QLineEdit, QPushButton, QToolButton

from leukodesk.core.colour_vision import seen_with
from leukodesk.core.taxonomies import LEUKOCYTE8, extended
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.core.taxonomy_changes import with_class_changed
from leukodesk.gui.cells.cell_row import Column
from leukodesk.gui.cells.class_list import ClassRow
from leukodesk.gui.classes.class_tree import ClassTree
from leukodesk.gui.classes.classes_dialog import ClassesDialog
from leukodesk.gui.classes.colour_field import _Swatch
from leukodesk.gui.commands.command_palette import CommandPalette
from leukodesk.gui.commands.key_field import KeyField
from leukodesk.gui.readers.adjudication_panel import AdjudicationPanel
from leukodesk.store.snapshot import load_content
from leukodesk.workspace.reviewing import class_edit
from tests.gui.picture_check import grabbed

pytestmark = pytest.mark.slow

LEFT = Qt.MouseButton.LeftButton
RETURN = Qt.Key.Key_Return


@pytest.fixture
def dialog(qtbot, reading):
    reading.commands["classes"].trigger()
    shown = reading.findChild(ClassesDialog)
    qtbot.waitExposed(shown)
    yield shown
    for left in reading.findChildren(ClassesDialog):
        left.close()


@pytest.fixture
def workspace(reading):
    return reading.workspace


def named(dialog, name, kind=QLineEdit):
    (found,) = [child for child in dialog.findChildren(kind) if child.accessibleName() == name]
    return found


def choose(dialog, class_id):
    tree = dialog.findChild(ClassTree)
    lines = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    tree.setCurrentItem(next(line for line in lines if line.data(0, Qt.ItemDataRole.UserRole) == class_id))
    return tree


def press(qtbot, dialog, name):
    qtbot.mouseClick(named(dialog, name, QToolButton), LEFT)


def leave(qtbot, reading, dialog):
    """Close it as a reader does, with the keyboard in the field again."""
    dialog.close()
    # A platform without a display gives the window the keyboard only when asked, and once the dialog is gone.
    qtbot.waitUntil(lambda: bool(reading.activateWindow() or reading.isActiveWindow()))
    reading.review.view.setFocus()


def write(qtbot, field, text):
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, RETURN)


def said(dialog):
    """The sentence at the bottom and the notes beside the fields."""
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.property("tone"))


def test_it_is_in_the_menu_and_the_palette_opens_it(qtbot, reading):
    assert reading.commands["classes"] in reading._menus._menus["Edit"].actions()
    palette = CommandPalette(reading.commands, reading)
    qtbot.addWidget(palette)
    line = palette.findChild(QLineEdit)
    qtbot.keyClicks(line, "classes")
    qtbot.keyClick(line, RETURN)
    assert reading.findChild(ClassesDialog).isVisible()
    reading.findChild(ClassesDialog).close()


def test_a_new_name_is_shown_everywhere_and_taken_back(qtbot, reading, workspace, dialog):
    labels = dict(workspace.content.labels)
    choose(dialog, "blast")
    write(qtbot, named(dialog, "Name"), "Myeloblast")
    assert workspace.taxonomy["blast"].title == "Myeloblast"
    assert workspace.content.labels == labels
    assert dialog.isVisible()
    rows = [row for row in reading.review.findChildren(ClassRow) if row.parent()]
    assert any("Myeloblast" in row.accessibleName() for row in rows)
    assert reading.commands["label_blast"].text() == "Myeloblast"
    table = reading.review.table.model()
    said_ = [
        table.index(row, Column.CLASS).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(table.rowCount())
    ]
    assert any(text.startswith("Myeloblast") for text in said_)
    assert workspace.reports.on_field().differential.rows[0].cell_class.title == "Myeloblast"
    qtbot.waitUntil(lambda: workspace.saved_state == "saved")
    kept = load_content(workspace.dataset_path)
    assert kept.taxonomy == workspace.taxonomy
    last = kept.revisions[-1]
    assert (last.annotator, last.reason) == (
        "test reader",
        "change title of class blast from Blast to Myeloblast",
    )
    press(qtbot, dialog, "Undo")
    assert workspace.taxonomy == BLAST_NORMAL
    assert named(dialog, "Name").text() == "Blast"
    press(qtbot, dialog, "Redo")
    assert workspace.taxonomy["blast"].title == "Myeloblast"


def test_another_colour_is_drawn_at_once_in_field_gallery_and_differential(qtbot, reading, workspace, dialog):
    views = (reading.review.view.viewport(), reading.review.gallery, reading.review.findChildren(ClassRow)[0])
    qtbot.wait(300)
    before = [grabbed(view) for view in views]
    choose(dialog, "blast")
    (swatch,) = [item for item in dialog.findChildren(_Swatch) if item.colour == "#3A2EA8"]
    qtbot.mouseClick(swatch, LEFT)
    assert workspace.taxonomy["blast"].colour == "#3A2EA8"
    assert swatch.isChecked()
    assert swatch.accessibleName() == "indigo, has Blast"
    qtbot.wait(300)
    views = (
        *views[:2],
        next(row for row in reading.review.findChildren(ClassRow) if row.class_id == "blast"),
    )
    for view, old in zip(views, before, strict=True):
        now = grabbed(view)
        violet = (abs(now.astype(int) - [0x3A, 0x2E, 0xA8]).max(axis=2) < 12).sum()
        was = (abs(old.astype(int) - [0x3A, 0x2E, 0xA8]).max(axis=2) < 12).sum()
        assert violet > was, view


def test_any_colour_may_be_chosen_or_written(qtbot, workspace, dialog, monkeypatch):
    choose(dialog, "normal")
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor("#123456"))
    qtbot.mouseClick(next(b for b in dialog.findChildren(type(dialog._add)) if "Other" in b.text()), LEFT)
    assert workspace.taxonomy["normal"].colour == "#123456"
    field = named(dialog, "Colour as #RRGGBB")
    write(qtbot, field, "654321")
    assert workspace.taxonomy["normal"].colour == "#654321"
    write(qtbot, field, "#red")
    assert workspace.taxonomy["normal"].colour == "#654321"
    assert "“#red” is no colour" in said(dialog)


def test_colours_that_readers_may_mistake_are_told_calmly(qtbot, workspace, dialog):
    choose(dialog, "blast")
    assert not dialog._notes.text()
    write(qtbot, named(dialog, "Colour as #RRGGBB"), "#0070B0")
    assert "hardly told from that of Normal leukocyte (N); only the letters" in said(dialog)
    write(qtbot, named(dialog, "Colour as #RRGGBB"), "#FDFDF5")
    assert "pale on the light theme (contrast 1.0 to 1)" in said(dialog)
    write(qtbot, named(dialog, "Colour as #RRGGBB"), "#111111")
    assert "dim on the dark theme" in said(dialog)


def test_what_only_the_red_green_blind_mistake_is_told_of_them_alone(reading, workspace, dialog):
    workspace.do(class_edit(workspace.content, extended(BLAST_NORMAL, LEUKOCYTE8), "test reader"))
    choose(dialog, "eosinophil")
    assert "With protanopia (red-green) its colour is hardly told from that of Erythroblast (R)" in said(
        dialog
    )
    shown = grabbed(dialog._preview)
    seen = seen_with("protanopia", LEUKOCYTE8["eosinophil"].colour)
    wanted = [int(seen[i : i + 2], 16) for i in (1, 3, 5)]
    assert (abs(shown.astype(int) - wanted).max(axis=2) < 4).sum() > 50


def test_a_class_is_added_used_and_cannot_be_removed_then(qtbot, reading, workspace, dialog, cells):
    write(qtbot, named(dialog, "Name of a new class"), "Hairy cell")
    added = workspace.taxonomy.classes[-1]
    assert (added.id, added.title, added.key, added.letter) == ("hairy_cell", "Hairy cell", "6", "H")
    assert dialog.findChild(ClassTree).class_id == "hairy_cell"
    assert not named(dialog, "Name of a new class").text()
    press(qtbot, dialog, "Remove class")
    assert "hairy_cell" not in workspace.taxonomy
    press(qtbot, dialog, "Undo")
    assert workspace.taxonomy.classes[-1] == added
    leave(qtbot, reading, dialog)
    workspace.select(cells[:1])
    qtbot.keyClick(reading.review.view, "6")
    assert workspace.content.labels[cells[0]].cell_class == "hairy_cell"
    workspace.undo()
    reading.commands["classes"].trigger()
    again = next(item for item in reading.findChildren(ClassesDialog) if item.isVisible())
    choose(again, "hairy_cell")
    press(qtbot, again, "Remove class")
    assert "“Hairy cell” stays: readers have named cells so, and no label may be lost." in said(again)
    assert "hairy_cell" in workspace.taxonomy


def test_what_cells_may_be_named_stays(qtbot, workspace, dialog):
    cells = list(workspace.content.labels)
    write(qtbot, named(dialog, "Name of a new class"), "Other blast")
    assert workspace.classes.why_it_stays("other_blast") is None
    used = {label.cell_class for label in workspace.content.labels.values()}
    suggested = {name for name in ("blast", "normal") if workspace.classes.why_it_stays(name) == "suggested"}
    assert suggested == {"blast", "normal"} - used
    before = workspace.taxonomy
    workspace.label(cells[:1], "blast")
    for class_id, reason in (("smudge", "the program itself gives it"), ("blast", "no label may be lost")):
        choose(dialog, class_id)
        press(qtbot, dialog, "Remove class")
        assert reason in said(dialog)
    assert workspace.taxonomy == before


def test_conflicts_are_told_in_one_sentence_and_change_nothing(qtbot, workspace, dialog):
    choose(dialog, "blast")
    keys = dialog.findChild(KeyField)
    qtbot.keyClick(keys, Qt.Key.Key_2)
    assert "2 already means “Normal leukocyte”; give that class another key first." in said(dialog)
    qtbot.keyClick(keys, Qt.Key.Key_B)
    assert "B does something else in the window; classes take one of 1–9, Q W R" in said(dialog)
    letter = named(dialog, "Letter or sign", QComboBox).lineEdit()
    write(qtbot, letter, "N")
    assert "“N” already marks “Normal leukocyte”; take another letter." in said(dialog)
    write(qtbot, letter, "?")
    assert "“?” marks cells that have no class" in said(dialog)
    letter.clear()
    qtbot.keyClick(letter, RETURN)
    assert "Each class has a letter or a sign of its own" in said(dialog)
    write(qtbot, named(dialog, "Name"), "artefact")
    assert "There is a class “artefact” already" in said(dialog)
    write(qtbot, named(dialog, "Name"), "--")
    assert "A class needs a name with a letter or a digit." in said(dialog)
    assert workspace.taxonomy == BLAST_NORMAL
    assert named(dialog, "Name").text() == "Blast"
    assert letter.text() == "B"


def test_letters_shapes_and_keys_are_taken(qtbot, reading, workspace, dialog, cells):
    choose(dialog, "smudge")
    box = named(dialog, "Letter or sign", QComboBox)
    box.setCurrentIndex(box.findText("▲"))
    box.activated.emit(box.currentIndex())
    assert workspace.taxonomy["smudge"].letter == "▲"
    qtbot.keyClick(dialog.findChild(KeyField), Qt.Key.Key_Q)
    assert workspace.taxonomy["smudge"].key == "Q"
    leave(qtbot, reading, dialog)
    workspace.select(cells[:1])
    qtbot.keyClick(reading.review.view, "q")
    assert workspace.content.labels[cells[0]].cell_class == "smudge"


def test_classes_are_reordered_by_keys(qtbot, workspace, dialog):
    assert not named(dialog, "Undo", QToolButton).isEnabled()
    tree = choose(dialog, "blast")
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert workspace.taxonomy.ids[:2] == ("normal", "blast")
    assert tree.class_id == "blast"
    qtbot.keyClick(tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert workspace.taxonomy == BLAST_NORMAL
    assert not named(dialog, "Move up", QToolButton).isEnabled()
    qtbot.keyClick(tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workspace.taxonomy.ids[:2] == ("normal", "blast")


def test_groups_of_signed_fields_and_of_the_program_stay(qtbot, workspace, dialog, cells):
    box = dialog.findChild(QCheckBox)
    choose(dialog, "artefact")
    assert not box.isEnabled()
    choose(dialog, "normal")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not workspace.taxonomy["normal"].counted
    workspace.label(cells, "normal")
    workspace.signing.sign()
    choose(dialog, "blast")
    assert box.isEnabled()
    choose(dialog, "normal")
    assert not box.isEnabled()
    assert "signed report" in box.toolTip()


def test_a_dataset_that_is_only_looked_at_keeps_its_classes(qtbot, window, dataset_path):
    assert not window.commands["classes"].isEnabled()
    with qtbot.waitSignal(window.workspace.smear_opened, timeout=20_000):
        window.workspace.open_to_look(dataset_path)
    assert not window.commands["classes"].isEnabled()


def test_nothing_is_said_of_the_key_of_a_class_without_one(reading, workspace, dialog):
    taxonomy = workspace.taxonomy
    assert workspace.classes.change(with_class_changed(taxonomy, replace(taxonomy["blast"], key="")))
    (row,) = [
        row for row in reading.review.findChildren(ClassRow) if row.class_id == "blast" and row.parent()
    ]
    tree = dialog.findChild(ClassTree)
    line = next(tree.topLevelItem(i) for i in range(tree.topLevelItemCount()))
    panel = reading.findChild(AdjudicationPanel)
    button = next(made for made in panel.findChildren(QPushButton) if made.text() == "Blast")
    for said in (
        reading.commands["label_blast"].toolTip(),
        row.accessibleName(),
        row.toolTip(),
        line.data(0, Qt.ItemDataRole.AccessibleTextRole),
        button.toolTip(),
    ):
        assert "Blast" in said
        assert "key" not in said, said
        assert "()" not in said, said
