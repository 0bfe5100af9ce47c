"""The dialogs of import and export."""

import json
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QLabel, QPushButton

from leukodesk.gui.exchange.class_mapping_table import ClassMappingTable
from leukodesk.gui.exchange.export_dialog import ExportDialog
from leukodesk.gui.exchange.import_dialog import ImportDialog
from leukodesk.workspace import exchanging

pytestmark = pytest.mark.slow

DIALOGS = (
    *("import_cells", "merge_copy", "export_cells", "pseudonymise", "origin"),
    *("models", "keys", "palette", "freeze"),
)


def texts(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.fixture
def dialog(qtbot, reading, tmp_path):
    made = ImportDialog(reading.workspace, lambda: str(tmp_path), reading)
    qtbot.addWidget(made)
    made.show()
    return made


def test_an_import_is_shown_before_it_is_done(dialog, reading, source, qtbot):
    before = len(reading.workspace.content.cells)
    assert not dialog._go.isEnabled()
    dialog.choose(source)
    qtbot.waitUntil(dialog._go.isEnabled, timeout=10_000)
    assert "1 cell to be added" in texts(dialog)
    assert "Classes to be added to the dataset: Hairy cell." in texts(dialog)
    assert dialog.findChild(ClassMappingTable).cellWidget(0, 1).currentText() == "New class Hairy cell"
    assert len(reading.workspace.content.cells) == before
    with qtbot.waitSignal(reading.workspace.exchange.imported, timeout=10_000):
        dialog._go.click()
    assert len(reading.workspace.content.cells) == before + 1
    assert "hairy_cell" in reading.workspace.taxonomy


def test_a_name_can_become_another_class_or_be_left_out(dialog, reading, source, qtbot):
    dialog.choose(source)
    qtbot.waitUntil(dialog._go.isEnabled, timeout=10_000)
    table = dialog.findChild(ClassMappingTable)

    def choose(data):
        chosen = table.cellWidget(0, 1)
        assert isinstance(chosen, QComboBox)
        chosen.setCurrentIndex(chosen.findData(data))
        with qtbot.waitSignal(reading.workspace.exchange.planned, timeout=10_000):
            chosen.activated.emit(chosen.currentIndex())

    choose("blast")
    assert "Classes to be added" not in texts(dialog)
    assert dialog._plan.cells[0][1].cell_class == "blast"
    choose("-")
    assert "1 skipped" in texts(dialog)
    assert not dialog._go.isEnabled()
    assert table.rowCount() == 1
    choose("")
    assert dialog._plan.cells[0][1] is None


def test_red_cells_and_platelets_are_left_out_until_the_reader_wants_them(dialog, reading, source, qtbot):
    record = json.loads((source / "new.json").read_text())
    (shape,) = record["shapes"]
    record["shapes"] = [shape | {"label": name} for name in ("RBC", "Blutplättchen", "hairy cell")]
    for number, shape in enumerate(record["shapes"]):
        shape["points"] = [[x + 30 * number, y] for x, y in shape["points"]]
    (source / "new.json").write_text(json.dumps(record))
    dialog.choose(source)
    qtbot.waitUntil(dialog._go.isEnabled, timeout=10_000)
    table = dialog.findChild(ClassMappingTable)
    rows = {table.item(row, 0).text(): row for row in range(table.rowCount())}
    becomes = {name: table.cellWidget(row, 1).currentText() for name, row in rows.items()}
    left_out = "Leave these cells out"
    assert becomes == {"RBC": left_out, "Blutplättchen": left_out, "hairy cell": "New class Hairy cell"}
    assert [table.item(row, 2).text() for row in rows.values()] == ["1", "1", "1"]
    assert "1 cell to be added" in texts(dialog)
    assert "Skipped 1: is of the class 'RBC', which is left out." in texts(dialog)
    assert "Red cells and platelets are left out, as they are no leukocytes" in texts(dialog)
    chosen = table.cellWidget(rows["RBC"], 1)
    chosen.setCurrentIndex(chosen.findText("New class RBC"))
    with qtbot.waitSignal(reading.workspace.exchange.planned, timeout=10_000):
        chosen.activated.emit(chosen.currentIndex())
    assert "2 cells to be added" in texts(dialog)
    assert "Classes to be added to the dataset: RBC, Hairy cell." in texts(dialog)


def test_a_german_window_tells_in_german_what_an_import_does(dialog, source, qtbot, german):
    shape = {"label": "", "points": [[300, 300], [320, 300], [320, 320]], "shape_type": "polygon"}
    record = json.loads((source / "new.json").read_text())
    (source / "new.json").write_text(json.dumps(record | {"shapes": [*record["shapes"], shape]}))
    dialog.choose(source)
    qtbot.waitUntil(dialog._go.isEnabled, timeout=10_000)
    told = texts(dialog)
    assert "marked (labelme JSON): 1 Bild, 2 Zellen." in told
    assert "Neu: 1 Zelle, 1 Gesichtsfeld. Erstmals zugeordnet: 0. Ausgelassen: 1." in told
    assert "1 mit Umriss" in told
    assert "Ausgelassen, 1: liegt außerhalb ihres Bildes." in told
    assert "Neue Klassen im Datensatz: " in told


def test_a_source_that_is_none_is_told_in_the_dialog(dialog, tmp_path, qtbot):
    (tmp_path / "notes.txt").write_text("nothing")
    dialog.choose(tmp_path / "notes.txt")
    qtbot.waitUntil(lambda: "notes.txt looks like none of the formats" in texts(dialog), timeout=10_000)
    assert not dialog._go.isEnabled()


def test_an_export_needs_an_empty_folder(qtbot, reading, tmp_path):
    made = ExportDialog(reading.workspace, lambda: str(tmp_path), reading)
    qtbot.addWidget(made)
    filled = tmp_path / "filled"
    filled.mkdir()
    (filled / "mine.txt").write_text("mine")
    made.choose(filled)
    assert "filled holds something already" in texts(made)
    assert not made._go.isEnabled()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".DS_Store").write_bytes(b"left by a file manager")
    made.choose(tmp_path / "out")
    with qtbot.waitSignal(reading.workspace.exchange.notice, timeout=10_000):
        made._go.click()
    assert (tmp_path / "out" / "annotations.json").is_file()


def test_images_that_were_chosen_before_the_source_are_taken(
    dialog, reading, source, tmp_path, qtbot, monkeypatch
):
    elsewhere = tmp_path / "scans"
    elsewhere.mkdir()
    (source / "new.png").rename(elsewhere / "new.png")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(elsewhere))
    next(
        b for b in dialog.findChildren(QPushButton) if b.toolTip().startswith("Where the images lie")
    ).click()
    assert "scans" in texts(dialog)
    dialog.choose(source)
    qtbot.waitUntil(dialog._go.isEnabled, timeout=10_000)
    assert "1 cell to be added" in texts(dialog)


def test_a_source_that_was_mended_meanwhile_is_looked_at_again(dialog, source, tmp_path, qtbot):
    record = source / "new.json"
    whole = record.read_text()
    record.write_text("{")
    dialog.choose(source)
    qtbot.waitUntil(lambda: "Looking" not in texts(dialog), timeout=10_000)
    assert not dialog._go.isEnabled()
    record.write_text(whole)
    dialog.choose(source)
    qtbot.waitUntil(dialog._go.isEnabled, timeout=10_000)
    dialog.choose(source)
    qtbot.waitUntil(dialog._go.isEnabled, timeout=10_000)
    assert dialog.findChild(ClassMappingTable).rowCount() == 1


def test_escape_ends_the_looking(dialog, reading, source, qtbot, monkeypatch):
    go_on = Event()

    def look_long(context, *_arguments):
        while not go_on.wait(0.01):
            context.progress(0, 0)

    monkeypatch.setattr(exchanging, "look_at_source", look_long)
    dialog.choose(source)
    assert reading.workspace.runner.running("look at an import")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    try:
        qtbot.waitUntil(lambda: not reading.workspace.runner.running("look at an import"), timeout=2_000)
    finally:
        go_on.set()


@pytest.mark.parametrize("action", DIALOGS)
def test_a_dialog_that_was_closed_is_gone(reading, action):
    """One that only hides would go on listening, and build its tables again with each later one."""

    def close():
        dialog = QApplication.activeModalWidget()
        dialog.reject() if dialog else QTimer.singleShot(20, close)

    QTimer.singleShot(0, close)
    reading.commands[action].trigger()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not reading.findChildren(QDialog)
