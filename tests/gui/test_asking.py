"""What a reader agrees to holds for what was asked about, also if another smear came into view meanwhile."""

import pypdf
import pytest
from PySide6.QtWidgets import QDialog, QFileDialog

from leukodesk.gui import dialogs
from leukodesk.gui.exchange.import_dialog import ImportDialog
from leukodesk.gui.readers.merge_dialog import MergeDialog
from leukodesk.gui.report.report_view import ReportView
from leukodesk.gui.report.signing_dialog import SigningDialog, UnlockDialog

pytestmark = pytest.mark.slow


@pytest.fixture
def second_comes(qtbot, reading):
    """Lets the second smear come into view, as one does that was asked for before the question."""
    workspace = reading.workspace
    second = list(workspace.content.smears)[1]

    def come():
        with qtbot.waitSignal(workspace.smear_opened, timeout=10_000, check_params_cb=second.__eq__):
            workspace.open_smear(second)

    return come


@pytest.fixture
def agreeing(monkeypatch, second_comes):
    """Answers the dialogs of a kind once the second smear has come."""

    def agree(kind, deal=lambda dialog: None):
        def answer(dialog):
            second_comes()
            deal(dialog)
            return QDialog.DialogCode.Accepted

        monkeypatch.setattr(kind, "exec", answer)

    return agree


def label_everything(workspace):
    workspace.label(list(workspace.content.cells), "blast")


def test_the_smear_that_was_looked_at_is_signed(reading, agreeing):
    workspace, first = reading.workspace, reading.workspace.smear.id
    label_everything(workspace)
    agreeing(SigningDialog)
    reading.commands["sign"].trigger()
    assert workspace.smear.id != first
    assert set(workspace.signing.signatures) == {first}


def test_the_smear_that_was_asked_about_is_unlocked(qtbot, reading, agreeing, second_comes):
    workspace, first = reading.workspace, reading.workspace.smear.id
    label_everything(workspace)
    assert workspace.signing.sign()
    second_comes()
    assert workspace.signing.sign()
    with qtbot.waitSignal(workspace.smear_opened, timeout=10_000, check_params_cb=first.__eq__):
        workspace.open_smear(first)
    agreeing(UnlockDialog, lambda dialog: dialog.reason.setText("one was named wrongly"))
    reading.commands["unlock"].trigger()
    assert workspace.smear.id != first
    assert set(workspace.signing.signatures) == {workspace.smear.id}


def test_the_scale_is_that_of_the_smear_that_was_asked_about(reading, second_comes, monkeypatch):
    workspace, first = reading.workspace, reading.workspace.smear.id

    def ask(*_arguments):
        second_comes()
        return 0.25

    monkeypatch.setattr(dialogs, "ask_number", ask)
    reading.commands["pixel_size"].trigger()
    assert workspace.content.smears[first].pixel_size_um == 0.25
    assert workspace.smear.pixel_size_um != 0.25


def test_a_report_is_written_under_the_name_of_its_smear(qtbot, reading, second_comes, monkeypatch, tmp_path):
    workspace = reading.workspace
    name = workspace.smear.file_name
    with qtbot.waitSignal(workspace.reports.made, timeout=20_000):
        reading.commands["report_tab"].trigger()
    path = tmp_path / "report.pdf"

    def ask(*_arguments):
        with qtbot.waitSignal(workspace.reports.made, timeout=20_000):
            second_comes()
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    reading.findChild(ReportView)._pdf.click()
    assert workspace.smear.file_name != name
    assert name in pypdf.PdfReader(path).pages[0].extract_text().replace("\t", " ")


@pytest.mark.parametrize("kind", [ImportDialog, MergeDialog])
def test_what_would_come_into_one_dataset_does_not_come_into_another(
    qtbot, reading, other_dataset, tmp_path, kind
):
    workspace = reading.workspace
    dialog = kind(workspace, lambda: str(tmp_path), reading)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(workspace.dataset_opened, timeout=20_000):
        workspace.open_path(other_dataset)
    assert not dialog.isVisible()
