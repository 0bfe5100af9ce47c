"""A real field read with the keyboard alone, from opening it to the signed report, by real events."""

import pypdf
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from leukodesk.config import Settings
from leukodesk.core.signatures import FieldState
from leukodesk.gui.main_window import MainWindow
from leukodesk.gui.report.signing_dialog import SigningDialog
from leukodesk.inference.library import ModelLibrary
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.workspace import Workspace

pytestmark = pytest.mark.realdata

FIELDS = {"Im051_1": 4, "Im053_1": 10, "Im057_1": 3}
"""How many of their cells are not suggested as they are marked; of one at least the model is sure."""

MODEL = "mobilenet_v2.all-idb1"
CLASS_KEYS = {"blast": "1", "normal": "2"}


class Keyboard:
    """Presses keys where the focus is, and counts them; a chord is one action."""

    def __init__(self, window):
        self.window = window
        self.actions = 0

    def type(self, signs):
        for sign in signs:
            self.press(Qt.Key(ord(sign)))

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.actions += 1
        if QApplication.activeWindow() is None:
            self.window.activateWindow()  # without a window manager nobody does that after a dialog
            QApplication.processEvents()
        QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifier)

    def confirm_when_asked(self):
        def look():
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, SigningDialog) and dialog.isActiveWindow():
                self.press(Qt.Key.Key_Return)
            else:
                QTimer.singleShot(20, look)

        QTimer.singleShot(0, look)


def blasts_of(shared_data, field):
    """Places of the lymphoblasts of a field, (row, column)."""
    with (shared_data / "all_idb1" / "blast" / f"{field}.xyc").open(newline="") as file:
        rows = [line.replace(",", " ").split() for line in file if line.strip()]
    return [(float(row[1]), float(row[0])) for row in rows if len(row) >= 2]


def is_blast(cell, blasts):
    y0, x0, y1, x1 = cell.bbox
    return any(y0 <= row <= y1 and x0 <= column <= x1 for row, column in blasts)


def label_the_wrong(keys, workspace, truth, wrong):
    """What the model left open, on the way that Tab goes; what it is sure of, by letters, class by class."""
    labels, said = workspace.content.labels, workspace.content.predictions[MODEL]
    left_open = {cell_id for cell_id in wrong if said[cell_id].abstained}
    if left_open:
        keys.press(Qt.Key.Key_Tab)
    while left_open - set(labels):
        assert keys.actions < 100, (QApplication.focusWidget(), workspace.selection)
        keys.type(CLASS_KEYS[truth[workspace.selection[0]]])
    for cell_class, class_key in CLASS_KEYS.items():
        mistaken = [i for i in wrong - left_open if truth[i] == cell_class]
        if mistaken:
            keys.type(".")
            for cell_id in mistaken:
                keys.type(workspace.picking.codes[cell_id])
            keys.type(class_key)


@pytest.mark.parametrize(("field", "count_wrong"), FIELDS.items())
def test_a_field_is_read_signed_and_reported_by_keys(
    qtbot, shared_data, tmp_path, monkeypatch, field, count_wrong
):
    runner = JobRunner()
    workspace = Workspace(
        Settings(classifier=MODEL, device="cpu", annotator="reader", language="en"),
        ModelLibrary.default(),
        runner,
    )
    runner.setParent(workspace)
    window = MainWindow(workspace)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    keys = Keyboard(window)

    keys.actions += 1
    workspace.open_path(shared_data / "all_idb1" / "images" / f"{field}.jpg")
    qtbot.waitUntil(lambda: MODEL in workspace.content.predictions, timeout=120_000)
    qtbot.waitUntil(lambda: not workspace.runner.running(), timeout=120_000)
    content, said = workspace.content, workspace.content.predictions[MODEL]
    blasts = blasts_of(shared_data, field)
    truth = {i: "blast" if is_blast(content.cells[i], blasts) else "normal" for i in said}
    wrong = {i for i in said if said[i].abstained or said[i].top_class != truth[i]}
    assert len(said) >= 15
    assert len(wrong) == count_wrong

    label_the_wrong(keys, workspace, truth, wrong)
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    keys.confirm_when_asked()
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert workspace.signing.state is FieldState.SIGNED
    for cell_id, cell_class in truth.items():
        if cell_id in wrong:
            assert content.labels[cell_id].cell_class == cell_class

    target = tmp_path / "report.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    keys.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    keys.actions += 1  # the dialog's own Return
    qtbot.waitUntil(target.exists, timeout=60_000)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(target).pages)
    assert f"{field}.jpg" in text
    assert "reader" in text
    print(f"{len(said)} leukocytes, {len(wrong)} wrong: {keys.actions} actions")
    assert keys.actions <= len(wrong) + 10
    assert workspace.close()
    window.close()
