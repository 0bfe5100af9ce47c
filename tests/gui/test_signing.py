"""Signing a field with keys: blocked while something is open, locked afterwards, unlocked with a reason."""

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from leukodesk.core.signatures import FieldState, signatures
from leukodesk.gui.report.report_view import PageSheet, ReportView
from leukodesk.gui.report.signing_dialog import SigningDialog, UnlockDialog
from leukodesk.gui.report.signing_line import SigningLine
from leukodesk.gui.smears.smear_list import SmearDelegate
from leukodesk.gui.smears.smear_model import ROW_ROLE
from leukodesk.store.snapshot import load_content
from tests.gui.answering import answer
from tests.gui.closing import press_offer

pytestmark = pytest.mark.slow


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(window.review.view, key, modifier)


def label_everything(window):
    workspace = window.workspace
    workspace.label([cell.id for cell in workspace.content.cells_of(workspace.smear.id)], "blast")


@pytest.fixture
def signed(qtbot, reading):
    """The window with its first field signed by keys."""
    label_everything(reading)
    answer(SigningDialog, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return))
    press(qtbot, reading, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert reading.workspace.signing.signature is not None
    return reading


def test_open_cells_block_the_signature_and_the_way_to_the_first_is_offered(qtbot, reading):
    press(qtbot, reading, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "cannot be signed yet" in reading.banner.text
    assert "unidentified" in reading.banner.text
    assert "not reviewed" in reading.banner.text
    press_offer(reading.banner)
    assert reading.workspace.selection == (reading.workspace.signing.open.first,)
    assert reading.workspace.signing.signature is None


def test_the_hint_follows_the_review_and_goes_with_the_last_cell(reading):
    workspace = reading.workspace
    reading.commands["sign"].trigger()
    before = reading.banner.text
    workspace.label((workspace.signing.open.first,), "blast")
    assert "cannot be signed yet" in reading.banner.text
    assert reading.banner.text != before
    label_everything(reading)
    assert reading.banner.text == ""


def test_the_field_stays_in_its_place_from_pending_to_ready(qtbot, reading):
    def top():
        return reading.review.view.mapTo(reading, reading.review.view.rect().topLeft())

    before = top()
    label_everything(reading)
    qtbot.wait(20)
    assert top() == before


def test_the_dialog_says_what_is_signed_and_may_be_left(qtbot, reading):
    label_everything(reading)
    said = []

    def leave(dialog):
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()

    answer(SigningDialog, leave)
    reading.commands["sign"].trigger()
    assert any(text.startswith("Blasts 100.0 %") for text in said)
    assert any("You changed" in text for text in said)
    assert reading.workspace.signing.signature is None


def test_a_signed_field_is_locked_also_for_undo_and_says_so(qtbot, signed):
    workspace = signed.workspace
    cells = list(workspace.content.cells_of(workspace.smear.id))
    before = {cell.id: workspace.content.labels[cell.id] for cell in cells}
    for attempt in (
        lambda: workspace.label((cells[0].id,), "normal"),
        lambda: workspace.remove((cells[0].id,)),
        workspace.analyze,
        workspace.undo,
        workspace.undo,
    ):
        attempt()
        assert "was signed by test reader and is locked" in signed.banner.text
    assert {cell.id: workspace.content.labels.get(cell.id) for cell in cells} == before
    assert workspace.undo_stack.canUndo()
    assert not signed.commands["tool_brush"].isEnabled()
    line = signed.findChild(SigningLine)
    assert line.accessibleName().startswith("Signed, by test reader")


def test_beside_a_change_that_is_refused_stands_the_way_to_unlock_until_another_smear_is_open(qtbot, signed):
    workspace = signed.workspace
    first, second = workspace.content.smears
    workspace.label(tuple(workspace.content.cell_ids_of(first))[:1], "normal")
    asked = []
    answer(UnlockDialog, lambda dialog: (asked.append(dialog), dialog.reject()))
    press_offer(signed.banner)
    assert asked
    workspace.label(tuple(workspace.content.cell_ids_of(first))[:1], "normal")
    assert "is locked" in signed.banner.text
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000):
        workspace.open_smear(second)
    assert signed.banner.text == ""


def test_unlocking_asks_why_and_then_everything_goes_on(qtbot, signed):
    def unlock(dialog):
        button = next(item for item in dialog.findChildren(QPushButton) if item.text() == "Unlock")
        assert not button.isEnabled()
        qtbot.keyClicks(dialog.reason, "one cell was named wrongly")
        qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)

    answer(UnlockDialog, unlock)
    signed.commands["unlock"].trigger()
    workspace = signed.workspace
    assert workspace.signing.signature is None
    assert signed.commands["tool_brush"].isEnabled()
    assert workspace.content.smear_entries()[-1].reason == "one cell was named wrongly"
    labelled = dict(workspace.content.labels)
    signed.commands["undo"].trigger()
    assert dict(workspace.content.labels) != labelled


def test_the_signature_is_on_the_disk_and_in_the_list_and_leads_to_the_next_field(qtbot, signed):
    workspace = signed.workspace
    first = workspace.smear.id
    qtbot.waitUntil(lambda: workspace.saved_state == "saved")
    assert set(signatures(load_content(workspace.dataset_path))) == {first}
    model = signed.review.smears._model
    rows = [model.index(number).data(ROW_ROLE) for number in range(model.rowCount())]
    assert [row.state for row in rows] == [FieldState.SIGNED, FieldState.PENDING]
    assert rows[0].progress[0] == "Signed"
    assert isinstance(signed.review.smears._view.itemDelegate(), SmearDelegate)
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000):
        press_offer(signed.banner)
    assert workspace.smear.id != first


def test_while_a_report_is_made_no_smear_is_asked_for(reading):
    reading.commands["report_tab"].trigger()
    view = reading.findChild(ReportView)
    assert "Open a smear to see its report." not in [label.text() for label in view.findChildren(QLabel)]


def test_the_report_tab_shows_and_saves_what_was_signed(qtbot, signed, tmp_path, monkeypatch):
    view = signed.findChild(ReportView)
    with qtbot.waitSignal(signed.workspace.reports.made, timeout=20_000):
        signed.commands["report_tab"].trigger()
    sheets = view.findChildren(PageSheet)
    assert "Signed by test reader" in sheets[0].accessibleDescription()
    assert not sheets[0].grab().isNull()
    chosen = {"PDF (*.pdf)": "out.pdf", "CSV (*.csv)": "out.csv"}
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *asked: (str(tmp_path / chosen[asked[3]]), asked[3])
    )
    view._pdf.click()
    text = " ".join(pypdf.PdfReader(tmp_path / "out.pdf").pages[0].extract_text().split())
    assert "Signed by test reader" in text
    view._csv.click()
    qtbot.waitUntil((tmp_path / "out-cells.csv").exists)
    assert "test reader" in (tmp_path / "out-cells.csv").read_text()
    with qtbot.waitSignal(signed.workspace.reports.made, timeout=20_000):
        view._names.click()
    assert "test reader" not in view.findChildren(PageSheet)[-1]._pages.plain_text()


def test_no_report_takes_the_place_of_a_dataset(qtbot, signed, monkeypatch):
    view = signed.findChild(ReportView)
    with qtbot.waitSignal(signed.workspace.reports.made, timeout=20_000):
        signed.commands["report_tab"].trigger()
    dataset = signed.workspace.dataset_path
    before = dataset.read_bytes()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(dataset), ""))
    for save in (view._pdf, view._csv):
        with qtbot.waitSignal(signed.workspace.failed, timeout=20_000) as refused:
            save.click()
        assert f"{dataset} belongs to a dataset" in refused.args[1]
    assert dataset.read_bytes() == before


def test_a_blind_reader_gets_no_report_and_signs_nothing(qtbot, reading):
    workspace = reading.workspace
    workspace.second.begin()
    qtbot.waitUntil(lambda: workspace.second.is_blind)
    with qtbot.waitSignal(workspace.reports.refused, timeout=20_000) as refused:
        reading.commands["report_tab"].trigger()
    assert "end the blind reading first" in refused.args[0]
    assert not reading.commands["sign"].isEnabled()
    assert not reading.findChild(SigningLine).isVisible()


def test_a_screen_reader_hears_the_state_in_german(qtbot, make_window, dataset_path, open_dataset):
    window, workspace = make_window(language="de")
    open_dataset(window, workspace, dataset_path)
    line = window.findChild(SigningLine)
    assert line.accessibleName().startswith(f"{line._state.text()}, ")
