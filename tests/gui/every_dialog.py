"""Every dialog of the window with something real in it, by name."""

import json
import shutil
from datetime import UTC, datetime
from functools import partial

import cv2
import numpy as np

from leukodesk.core.cell import Label
from leukodesk.core.edits import Act, LabelChange, SetLabels
from leukodesk.core.taxonomies import LEUKOCYTE8, extended
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.gui.classes.classes_dialog import ClassesDialog
from leukodesk.gui.commands.command_palette import CommandPalette
from leukodesk.gui.commands.keys_dialog import KeysDialog
from leukodesk.gui.exchange.export_dialog import ExportDialog
from leukodesk.gui.exchange.import_dialog import ImportDialog
from leukodesk.gui.exchange.origin_dialog import OriginDialog
from leukodesk.gui.exchange.pseudonym_dialog import PseudonymDialog
from leukodesk.gui.help.guide import Guide
from leukodesk.gui.readers.agreement_dialog import AgreementDialog
from leukodesk.gui.readers.merge_dialog import MergeDialog
from leukodesk.gui.report.signing_dialog import SigningDialog, UnlockDialog
from leukodesk.gui.smears.freezing_dialog import FreezingDialog
from leukodesk.gui.smears.patient_dialog import PatientDialog
from leukodesk.gui.training.figures_dialog import FiguresDialog
from leukodesk.gui.training.models_dialog import ModelsDialog
from leukodesk.gui.training.training_figures import TrainingFigures
from leukodesk.store.dataset import Dataset
from leukodesk.training.report_files import TITLES, figure_path, page_path
from leukodesk.workspace.reviewing import class_edit


def classes(_qtbot, window, _folder):
    workspace = window.workspace
    workspace.do(class_edit(workspace.content, extended(BLAST_NORMAL, LEUKOCYTE8), "test reader"))
    return ClassesDialog(workspace, window.theme, window)


def import_cells(qtbot, window, folder):
    marked = folder / "marked"
    marked.mkdir()
    cv2.imwrite(str(marked / "new.png"), np.random.default_rng(3).integers(0, 255, (80, 120, 3), np.uint8))
    square = [[20, 20], [40, 20], [40, 44], [20, 44]]
    shapes = [
        {"label": name, "points": square, "shape_type": "polygon"} for name in ("hairy cell", "plasma cell")
    ]
    record = {"shapes": shapes, "imagePath": "new.png", "imageHeight": 80, "imageWidth": 120}
    (marked / "new.json").write_text(json.dumps(record))
    dialog = ImportDialog(window.workspace, lambda: str(folder), window)
    dialog.choose(marked)
    qtbot.waitUntil(dialog._go.isEnabled, timeout=10_000)
    return dialog


def merge(qtbot, window, folder):
    path = window.workspace.dataset_path
    copy = folder / "copy"
    shutil.copytree(path.parent, copy)
    for kept in copy.glob("*-lock"):
        kept.unlink()
    at = datetime.now(UTC)
    with Dataset.open(copy / path.name) as dataset:
        fresh = next(i for i in dataset.content.cells if i not in dataset.content.labels)
        change = LabelChange(fresh, None, Label("blast", "boris", at))
        dataset.append(SetLabels((change,), Act("boris", at)))
    dialog = MergeDialog(window.workspace, lambda: str(folder), window)
    dialog.choose(copy / path.name)
    qtbot.waitUntil(dialog._go.isEnabled, timeout=10_000)
    return dialog


def agreement(qtbot, window, _folder):
    workspace = window.workspace
    with qtbot.waitSignal(workspace.second.switched, timeout=10_000):
        window.commands["second_reading"].trigger()
    named = [i for i in workspace._document.content.cells if i in workspace._document.content.labels]
    workspace.label(named, "blast")
    with qtbot.waitSignal(workspace.second.compared, timeout=10_000):
        window.commands["second_reading"].trigger()
    return window.findChild(AgreementDialog)


def signing(_qtbot, window, _folder):
    workspace = window.workspace
    workspace.label([cell.id for cell in workspace.content.cells_of(workspace.smear.id)], "normal")
    return SigningDialog(workspace.reports.on_field(), "test reader", window)


def _pictured(folder, *names):
    """Where a card would lie that has these figures beside it, and a page."""
    card = folder / "cnn.curved.json"
    page_path(card).parent.mkdir()
    page_path(card).write_text("<html>")
    for name in names:
        cv2.imwrite(str(figure_path(card, name)), np.full((480, 640, 3), 255, np.uint8))
        cv2.imwrite(str(figure_path(card, name, dark=True)), np.zeros((480, 640, 3), np.uint8))
    return card


def patient(_qtbot, window, _folder):
    smears = tuple(window.workspace.content.smears)
    look = partial(window.workspace.patients.look, smears)
    return PatientDialog("3 smears", ("P7", "P8"), ("P7", "P8", "P9"), look, window)


def model_figures(_qtbot, window, folder):
    return FiguresDialog("CNN · curved", _pictured(folder, *TITLES), window.theme, window)


def figure(qtbot, window, folder):
    card = _pictured(folder, "roc")
    figures = window.training.findChild(TrainingFigures)
    window.workspace.training_event.emit({"event": "waiting", "card": str(card)})
    figures._enlarge("roc")
    return next(child for child in figures.children() if child.isWidgetType() and child.isWindow())


DIALOGS = {
    "keys": lambda _q, w, _f: KeysDialog(w.workspace, w.commands, w),
    "palette": lambda _q, w, _f: CommandPalette(w.commands, w),
    "guide": lambda _q, w, _f: Guide(w.workspace, w.commands, w.theme, w),
    "models": lambda _q, w, _f: ModelsDialog(w.workspace, w.theme, w),
    "import": import_cells,
    "export": lambda _q, w, f: ExportDialog(w.workspace, lambda: str(f), w),
    "origin": lambda _q, w, _f: OriginDialog(w.workspace, w),
    "pseudonyms": lambda _q, w, f: PseudonymDialog(w.workspace, lambda: str(f), w),
    "classes": classes,
    "merge": merge,
    "agreement": agreement,
    "signing": signing,
    "unlocking": lambda _q, w, _f: UnlockDialog("field 1.png", "signed by anna", w),
    "patient": patient,
    "keeping": lambda _q, w, _f: FreezingDialog("3 smears", 2, w, frozen=True),
    "releasing": lambda _q, w, _f: FreezingDialog("field 1.png", 0, w, frozen=False),
    "figure": figure,
    "model figures": model_figures,
}
"""By name: what makes the dialog; args: qtbot, window with the dataset open, an empty folder."""
