"""What every view that is not there at once looks like, in both themes, compared with stored pictures."""

import time
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from leukodesk import config
from leukodesk.core.edits import ReadBlind, ReadingChange
from leukodesk.core.taxonomies import LEUKOCYTE8, extended
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.gui.classes.class_tree import ClassTree
from leukodesk.gui.classes.classes_dialog import ClassesDialog
from leukodesk.gui.commands.keys_dialog import KeysDialog
from leukodesk.gui.exchange.export_dialog import ExportDialog
from leukodesk.gui.exchange.import_dialog import ImportDialog
from leukodesk.gui.help.guide import Guide
from leukodesk.gui.report.signing_dialog import SigningDialog
from leukodesk.gui.training.models_dialog import ModelsDialog
from leukodesk.store.dataset import Dataset
from leukodesk.workspace import reporting, reviewing, undo
from leukodesk.workspace.reviewing import class_edit
from tests.gui.conftest import AT
from tests.gui.picture_check import check
from tests.tiny_model import make_model

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("theme", ["light", "dark"])]

REDUCED = 4
LEFT = Qt.MouseButton.LeftButton


class StoppedClock(datetime):
    @classmethod
    def now(cls, tz=None):
        return AT.astimezone(tz)


@pytest.fixture(autouse=True)
def _one_moment_and_place(monkeypatch):
    """Pictures show neither when nor where they were taken."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    for module in (reporting, reviewing, undo):
        monkeypatch.setattr(module, "datetime", StoppedClock)
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def check_dialog(qtbot, request):
    """Shows a dialog in a given size and compares it."""

    def show(dialog, name, width, height):
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.resize(width, height)
        qtbot.wait(300)
        assert (dialog.width(), dialog.height()) == (width, height), "the dialog needs more room"
        check(request, dialog, name, (width // REDUCED, height // REDUCED))

    return show


def turn_to(qtbot, window, title):
    """Show another page beside the field."""
    next(made for made in window.review.cells.findChildren(QToolButton) if made.text() == title).click()
    qtbot.wait(300)


def label_everything(workspace):
    """Name every cell of the smear, those outside the classes too."""
    cells = [cell.id for cell in workspace.content.cells_of(workspace.smear.id)]
    for number, class_id in enumerate(BLAST_NORMAL.ids[:2]):
        workspace.label(cells[number::2], class_id)


def test_large_gallery(qtbot, request, shown, theme):
    window = shown(theme, opened=True)
    window.commands["large_gallery"].trigger()
    qtbot.wait(600)
    check(request, window, f"large-gallery-{theme}")


def test_list(qtbot, request, shown, theme):
    window = shown(theme, opened=True)
    turn_to(qtbot, window, "List")
    check(request, window, f"list-{theme}")


def test_figures(qtbot, request, shown, theme):
    window = shown(theme, opened=True)
    turn_to(qtbot, window, "Figures")
    qtbot.waitUntil(lambda: not window.workspace.runner.running(), timeout=20_000)
    qtbot.wait(300)
    check(request, window, f"figures-{theme}")


def test_compare(qtbot, request, shown, theme):
    window = shown(theme, opened=True)
    workspace = window.workspace
    label_everything(workspace)
    window.commands["compare"].trigger()
    workspace.select([workspace.comparing.comparison.differing[0].cell_id])
    qtbot.wait(600)
    check(request, window, f"compare-{theme}")


def test_similar(qtbot, request, shown, theme, one_thread):
    window = shown(theme, opened=True)
    workspace = window.workspace
    made = make_model(config.user_models_dir())
    workspace.models_changed.emit()
    workspace.set_classifier(made.id)
    qtbot.waitUntil(lambda: not workspace.runner.running(), timeout=60_000)
    cells = workspace.content.cells_of(workspace.smear.id)
    workspace.select([next(cell.id for cell in cells if cell.id not in workspace.content.labels)])
    window.commands["similar"].trigger()
    similar = workspace.similar
    qtbot.waitUntil(lambda: similar.total == similar.done == 2, timeout=60_000)
    qtbot.wait(600)
    check(request, window, f"similar-{theme}")


def test_report(qtbot, request, shown, theme):
    window = shown(theme, opened=True)
    window.commands["report_tab"].trigger()
    qtbot.waitUntil(lambda: not window.workspace.runner.running(), timeout=20_000)
    qtbot.wait(600)
    check(request, window, f"report-{theme}")


def test_adjudication(qtbot, request, shown, dataset_path, theme):
    with Dataset.open(dataset_path) as dataset:
        content = dataset.content
        others = {"blast": "normal", "normal": "blast"}
        changes = tuple(ReadingChange(i, None, others[x.cell_class]) for i, x in content.labels.items())
        dataset.append(ReadBlind.now(changes, "boris", AT.astimezone(UTC)))
    window = shown(theme, opened=True)
    qtbot.waitUntil(lambda: len(window.workspace.deciding.cells) == 2, timeout=10_000)
    window.commands["adjudicate"].trigger()
    qtbot.wait(600)
    check(request, window, f"adjudication-{theme}")


def test_blind_reading(qtbot, request, shown, theme):
    window = shown(theme, opened=True)
    with qtbot.waitSignal(window.workspace.second.switched, timeout=10_000):
        window.commands["second_reading"].trigger()
    qtbot.wait(600)
    check(request, window, f"blind-{theme}")


def test_refused_signature(qtbot, request, shown, theme):
    window = shown(theme, opened=True)
    window.commands["sign"].trigger()
    qtbot.wait(300)
    check(request, window, f"refused-{theme}")


def test_signed_field(qtbot, request, shown, theme):
    window = shown(theme, opened=True)
    label_everything(window.workspace)
    window.workspace.signing.sign()
    qtbot.waitUntil(lambda: window.workspace.saved_state == "saved")
    qtbot.wait(600)
    check(request, window, f"signed-{theme}")


def test_drawing(qtbot, request, shown, theme):
    window = shown(theme, opened=True)
    view = window.review.view
    window.commands["tool_brush"].trigger()
    places = [view.to_screen(430 + 20 * step, 500 + 40 * step).toPoint() for step in range(6)]
    qtbot.mouseMove(view.viewport(), places[0])
    qtbot.mousePress(view.viewport(), LEFT, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(view.viewport(), place)
    qtbot.wait(300)
    check(request, window, f"drawing-{theme}")
    qtbot.mouseRelease(view.viewport(), LEFT, pos=places[-1])


def test_picking(qtbot, request, shown, theme):
    window = shown(theme, opened=True)
    for key in (Qt.Key.Key_Period, Qt.Key.Key_B, Qt.Key.Key_F):
        qtbot.keyClick(window.review.view, key)
    qtbot.wait(600)
    check(request, window, f"picking-{theme}")


def test_import_dialog(qtbot, shown, check_dialog, source, tmp_path, theme):
    window = shown(theme, opened=True)
    dialog = ImportDialog(window.workspace, lambda: str(tmp_path), window)
    dialog.choose(source)
    qtbot.waitUntil(dialog._go.isEnabled, timeout=10_000)
    check_dialog(dialog, f"import-{theme}", 760, 640)


def test_export_dialog(shown, check_dialog, tmp_path, theme):
    window = shown(theme, opened=True)
    check_dialog(ExportDialog(window.workspace, lambda: str(tmp_path), window), f"export-{theme}", 640, 420)


def test_models_dialog(shown, check_dialog, theme):
    window = shown(theme, opened=True)
    check_dialog(ModelsDialog(window.workspace, window.theme, window), f"models-{theme}", 920, 620)


def test_classes_dialog(shown, check_dialog, theme):
    window = shown(theme, opened=True)
    workspace = window.workspace
    workspace.do(class_edit(workspace.content, extended(BLAST_NORMAL, LEUKOCYTE8), "test reader"))
    dialog = ClassesDialog(workspace, window.theme, window)
    dialog.findChild(ClassTree).fill("eosinophil", 0)
    check_dialog(dialog, f"classes-{theme}", 920, 660)


def test_low_field_with_the_brush(qtbot, request, shown, theme):
    window = shown(theme, opened=True)
    window.resize(1120, 700)
    window.commands["large_gallery"].trigger()
    window.commands["tool_brush"].trigger()
    qtbot.wait(600)
    check(request, window, f"low-field-{theme}")


def test_keys_dialog(shown, check_dialog, theme):
    window = shown(theme, opened=True)
    check_dialog(KeysDialog(window.workspace, window.commands, window), f"keys-{theme}", 680, 720)


def test_guide(shown, check_dialog, theme):
    window = shown(theme, opened=True)
    check_dialog(Guide(window.workspace, window.commands, window.theme, window), f"guide-{theme}", 900, 680)


def test_signing_dialog(shown, check_dialog, theme):
    window = shown(theme, opened=True)
    label_everything(window.workspace)
    report = window.workspace.reports.on_field()
    check_dialog(SigningDialog(report, "test reader", window), f"signing-{theme}", 480, 360)


def test_german(request, shown, theme):
    check(request, shown(theme, opened=True, language="de"), f"german-{theme}")
