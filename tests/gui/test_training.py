"""The Train tab: too few labels, a running training, a candidate."""

import itertools
import math
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QScrollArea, QToolButton

from leukodesk.core.content import Content
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.gui.smears.label_counts import LabelCount, label_counts, what_is_missing, what_is_thin
from leukodesk.gui.training.architecture_chooser import ArchitectureChooser
from leukodesk.gui.training.candidate_panel import CandidatePanel
from leukodesk.gui.training.interrupted_panel import InterruptedPanel
from leukodesk.gui.training.model_titles import control_lines, metric_text
from leukodesk.gui.training.pace import Pace
from leukodesk.gui.training.training_curves import TrainingCurves
from leukodesk.gui.training.training_figures import TrainingFigures
from leukodesk.imaging.phantom import render_phantom, write_phantom
from leukodesk.inference.cards import Measured, Metric, Split
from leukodesk.inference.registry import architecture_ids
from leukodesk.jobs.interrupted import InterruptedTraining
from leukodesk.training.report_files import FIGURES, figure_path
from leukodesk.workspace import words
from tests.tiny_model import make_model

pytestmark = pytest.mark.slow

BLAST, NORMAL, *_ = BLAST_NORMAL.classes


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_nothing_labelled_is_said_plainly():
    assert "nothing is labelled yet" in what_is_missing(label_counts(Content(BLAST_NORMAL)))


def test_one_class_is_not_enough():
    missing = what_is_missing((LabelCount(BLAST, 50, 9), LabelCount(NORMAL, 0, 0)))
    assert "only Blast has labels" in missing


def test_too_few_smears_are_said():
    missing = what_is_missing((LabelCount(BLAST, 50, 2), LabelCount(NORMAL, 50, 5)))
    assert missing.startswith("Blast: labels from at least 3 smears")


def test_few_labels_warn_but_do_not_stop():
    counts = (LabelCount(BLAST, 5, 3), LabelCount(NORMAL, 50, 5))
    assert what_is_missing(counts) == ""
    assert "Fewer than 20 labels for Blast" in what_is_thin(counts)


def test_retrain_goes_to_the_tab_and_explains_what_is_missing(reading):
    reading.commands["retrain"].trigger()
    assert reading.training.isVisible()
    assert not reading.workspace.training.is_running
    assert any("smears" in text or "labels" in text for text in texts(reading.training))
    starts = [b for b in reading.training.findChildren(QPushButton) if b.text() == "Retrain"]
    assert not starts[0].isEnabled()


def test_a_candidate_of_an_earlier_session_is_told_from_a_new_one(reading):
    reading.commands["train_tab"].trigger()
    reading.workspace.training_event.emit({"event": "waiting"})
    assert "The candidate of an earlier training waits for your decision." in texts(reading.training)


def test_epochs_become_curves_and_progress(reading):
    reading.commands["train_tab"].trigger()
    reading.training._begin()
    for epoch in (1, 2, 3):
        reading.workspace.training_event.emit(
            {
                "event": "epoch",
                "stage": "fold 1",
                "epoch": epoch,
                "epochs": 5,
                "train_loss": 1 / epoch,
                "validation_loss": None,
                "balanced_accuracy": 0.5 + epoch / 10,
            }
        )
    curves = reading.training.findChild(TrainingCurves)
    xs, ys = curves._curves["train_loss"].getData()
    assert list(xs) == [1, 2, 3]
    assert ys[-1] == pytest.approx(1 / 3)
    assert "Epoch 3 of 5, fold 1" in texts(reading.training)
    assert math.isclose(curves._curves["balanced_accuracy"].getData()[1][-1], 0.8)
    assert curves._curves["validation_loss"].getData()[0] in (None, []) or not len(
        curves._curves["validation_loss"].getData()[0]
    )


def test_failure_of_a_training_is_one_sentence(reading):
    reading.commands["train_tab"].trigger()
    reading.workspace.training_event.emit({"event": "failed", "text": "Not enough fields."})
    assert "Not enough fields." in texts(reading.training)


def test_candidate_stands_beside_the_model_in_use(qtbot, reading):
    reading.commands["train_tab"].trigger()
    workspace = reading.workspace
    card = workspace.library.card(workspace.model_id)
    panel = reading.training.findChild(CandidatePanel)
    assert not panel.isVisible()
    workspace.training._set_candidate(card.model_copy(update={"id": "mobilenet_v2.mine"}), None)
    qtbot.waitUntil(lambda: "Balanced accuracy" in texts(panel))
    shown = texts(panel)
    assert "Candidate: MobileNetV2 · mine" in shown
    assert any(text.startswith("Control: ") for text in shown)
    assert [b.text() for b in panel.findChildren(QPushButton)] == ["Adopt", "Discard"]
    workspace.training.discard()
    workspace.training._set_candidate(None, None)
    assert not panel.isVisible()
    assert "The candidate was discarded; nothing changed." in texts(reading.training)


def test_the_model_beside_a_candidate_is_the_one_in_use_now(qtbot, reading):
    reading.commands["train_tab"].trigger()
    workspace = reading.workspace
    card = workspace.library.card(workspace.model_id)
    panel = reading.training.findChild(CandidatePanel)
    workspace.training._set_candidate(card.model_copy(update={"id": "mobilenet_v2.mine"}), None)
    qtbot.waitUntil(lambda: "In use, on 462 cells of 58 smears" in texts(panel))
    workspace.set_classifier("mobilenet_v2.leukocyte8")
    qtbot.waitUntil(lambda: "In use, on 720 cells" in texts(panel))
    assert any("the model in use on 720 cells" in text for text in texts(panel))
    workspace.set_classifier(None)
    qtbot.waitUntil(lambda: "In use" in texts(panel))
    assert any("no model is in use" in text for text in texts(panel))
    workspace.training._set_candidate(None, None)


def test_it_is_told_which_class_a_sensitivity_is_of(qtbot, reading):
    reading.commands["train_tab"].trigger()
    workspace = reading.workspace
    panel = reading.training.findChild(CandidatePanel)
    card = workspace.library.card(workspace.model_id)
    workspace.training._set_candidate(card.model_copy(update={"classes": ("monocyte", "eosinophil")}), None)
    qtbot.waitUntil(lambda: list(texts(panel)).count("Sensitivity and the like of") == 1)
    assert {"Monocyte", "Blast"} <= set(texts(panel))
    workspace.set_classifier("mobilenet_v2.leukocyte8")
    qtbot.waitUntil(lambda: "each class against the rest, their mean" in texts(panel))
    workspace.training._set_candidate(None, None)


def test_a_candidate_is_decided_on_once(qtbot, reading, tmp_path):
    reading.commands["train_tab"].trigger()
    workspace = reading.workspace
    panel = reading.training.findChild(CandidatePanel)
    card = make_model(tmp_path, "cnn.mine")
    workspace.training._set_candidate(card, tmp_path / "gone.json")
    adopt, discard = panel.findChildren(QPushButton)
    with qtbot.waitSignal(workspace.failed):
        adopt.click()
        assert not adopt.isEnabled()
        assert not discard.isEnabled()
    qtbot.waitUntil(adopt.isEnabled)
    assert discard.isEnabled()
    assert panel.isVisible()
    workspace.training._set_candidate(card, tmp_path / "cnn.mine.json")
    with qtbot.waitSignal(workspace.models_changed):
        adopt.click()
        adopt.click()
    qtbot.waitUntil(lambda: not workspace.runner.is_busy)
    mine = [card.id for card in workspace.library.cards() if card.id.startswith("cnn.mine")]
    assert mine == [workspace.model_id]
    assert not panel.isVisible()


def test_training_that_was_cut_off_is_one_line_with_two_ways(qtbot, reading, tmp_path):
    reading.commands["train_tab"].trigger()
    panel = reading.training.findChild(InterruptedPanel)
    assert not panel.isVisible()
    folder = tmp_path / "20261121-090500-000000"
    kept = folder / "cnn.mine.checkpoint" / "the-model.safetensors"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"an epoch")
    reading.workspace.training._set_interrupted(InterruptedTraining(folder, ("--dataset", "slides.h5")))
    assert panel.isVisible()
    assert any("on slides.h5 of 21 November 2026" in text for text in texts(panel))
    _, forget = panel.findChildren(QPushButton)
    qtbot.mouseClick(forget, Qt.MouseButton.LeftButton)
    assert not panel.isVisible()
    qtbot.waitUntil(lambda: not folder.exists())


@pytest.mark.parametrize("other", ["control with labels shuffled", "learning curve, share 0.5, fold 1 of 3"])
def test_controls_and_shares_do_not_replace_the_curves_of_the_model(reading, other):
    reading.commands["train_tab"].trigger()
    reading.training._begin()
    epoch = {
        "event": "epoch",
        "epochs": 2,
        "train_loss": 0.5,
        "validation_loss": 0.6,
        "balanced_accuracy": 0.9,
    }
    reading.workspace.training_event.emit({**epoch, "epoch": 1, "stage": "model"})
    for number in (1, 2):
        reading.workspace.training_event.emit({**epoch, "epoch": number, "stage": other})
    curves = reading.training.findChild(TrainingCurves)
    assert list(curves._curves["train_loss"].getData()[0]) == [1]
    assert f"Epoch 2 of 2, {other}" in texts(reading.training)


@pytest.mark.slow
def test_whole_round_from_labels_to_an_adopted_model(qtbot, window, tmp_path):
    """Labels on three fields, Retrain from the menu, a candidate, and the candidate adopted."""
    workspace = window.workspace
    folder = tmp_path / "fields"
    folder.mkdir()
    phantoms = {}
    for seed in (11, 12, 13):
        phantom = render_phantom(seed, 900, 1200, white_cells=9, smudges=0, dye_clumps=0)
        write_phantom(phantom, folder / f"{seed}.png")
        phantoms[f"{seed}.png"] = phantom
    window.open_paths([folder])
    qtbot.waitUntil(lambda: len(workspace.content.smears) == 3, timeout=60_000)
    workspace.analyze_all()
    qtbot.waitUntil(lambda: not workspace.runner.running(), timeout=120_000)
    for smear in list(workspace.content.smears.values()):
        phantom = phantoms[Path(smear.path).name]
        for cell in list(workspace.content.cells_of(smear.id)):
            nearest = min(
                phantom.cells, key=lambda drawn, cell=cell: math.dist(drawn.centroid, cell.centroid)
            )
            workspace.label([cell.id], phantom.classes[nearest.id])
    before = workspace.model_id
    with qtbot.waitSignal(workspace.candidate_ready, timeout=280_000):
        window.commands["retrain"].trigger()
    panel = window.training.findChild(CandidatePanel)
    assert panel.isVisible()
    assert workspace.model_id == before
    adopt = next(button for button in panel.findChildren(QPushButton) if button.text() == "Adopt")
    with qtbot.waitSignal(workspace.models_changed, timeout=30_000):
        adopt.click()
    assert workspace.model_id != before
    assert "The candidate was adopted and is in use now." in texts(window.training)
    qtbot.waitUntil(lambda: not workspace.runner.running(), timeout=120_000)


def test_the_list_of_networks_starts_with_the_usual_ones_and_has_them_all(reading):
    reading.commands["train_tab"].trigger()
    chooser = reading.training.findChild(ArchitectureChooser)
    ids = [chooser.itemData(row) for row in range(chooser.count())]
    headings = [chooser.itemText(row) for row, architecture in enumerate(ids) if architecture is None]
    assert set(filter(None, ids)) == set(architecture_ids())
    assert headings[0] == chooser.itemText(0) == "Usual choices"
    assert ids[1] == "mobilenet_v2"
    chooser.choose("mobilenet_v2")
    # Going up from the first network does not end on the heading.
    QTest.keyClick(chooser, Qt.Key.Key_Up)
    assert chooser.currentData() == "mobilenet_v2"
    assert chooser.currentText() == "MobileNetV2"


def test_the_figures_of_a_finished_training_can_be_enlarged_in_both_themes(qtbot, reading, tmp_path):
    for name, dark in itertools.product(FIGURES, (False, True)):
        path = figure_path(tmp_path / "cnn.mine.json", name, dark=dark)
        path.parent.mkdir(exist_ok=True)
        picture = QPixmap(900, 480)
        picture.fill("black" if dark else "white")
        assert picture.save(str(path))
    reading.commands["train_tab"].trigger()
    figures = reading.training.findChild(TrainingFigures)
    assert not figures.isVisible()
    reading.workspace.training_event.emit({"event": "waiting", "card": str(tmp_path / "cnn.mine.json")})
    assert figures.isVisible()
    small = figures.findChildren(QToolButton)
    assert [picture.text() for picture in small] == list(FIGURES.values())

    def shades():
        centres = [picture.icon().pixmap(50, 50).toImage().pixelColor(25, 25) for picture in small]
        return [centre.lightness() for centre in centres if centre.alpha()]

    assert len(shades()) < len(small), "they are painted one after the other, not at once"

    reading.theme.choose("light")
    qtbot.waitUntil(lambda: len(shades()) == len(small) and min(shades()) > 200)
    reading.theme.choose("dark")
    qtbot.waitUntil(lambda: max(shades()) < 50)
    small[1].click()
    (dialog,) = figures.findChildren(QDialog)
    assert dialog.isVisible()
    assert dialog.windowTitle() == "ROC of each class"
    assert dialog.findChild(QLabel).pixmap().width() > 500
    dialog.close()
    reading.workspace.training_event.emit({"event": "waiting", "card": str(tmp_path / "none.json")})
    assert not figures.isVisible()


def test_a_training_that_fails_at_once_shows_no_empty_curves(reading):
    reading.commands["train_tab"].trigger()
    curves = reading.training.findChild(TrainingCurves)
    assert any("The labelled cells are cut out" in text for text in texts(reading.training))
    reading.training._begin()
    assert curves.isVisible()
    assert not any("The labelled cells are cut out" in text for text in texts(reading.training))
    reading.workspace.training_event.emit({"event": "failed", "message": "Not enough fields."})
    assert not curves.isVisible()
    assert any("The labelled cells are cut out" in text for text in texts(reading.training))


def test_what_is_left_of_a_step_is_reckoned_from_its_epochs():
    now = iter((0, 30, 60, 90, 90, 100))
    pace = Pace(lambda: next(now))
    assert pace.left("the model", 1, 10) == ""
    assert pace.left("the model", 2, 10) == "about 4 minutes left of this step"
    assert pace.left("the model", 8, 10) == "less than a minute left of this step"
    assert pace.left("the model", 10, 10) == ""
    assert pace.left("a control", 1, 10) == ""
    assert pace.left("a control", 2, 10) == "about 1 minute left of this step"


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_window_fits_a_low_screen_and_a_candidate_its_width(make_window, tmp_path, language):
    for name in FIGURES:
        path = figure_path(tmp_path / "cnn.mine.json", name)
        path.parent.mkdir(exist_ok=True)
        assert QPixmap(900, 480).save(str(path))
    window, workspace = make_window(language=language)
    try:
        card = workspace.library.card(workspace.model_id)
        window.resize(1120, 700)
        window.commands["train_tab"].trigger()
        workspace.training._set_candidate(card, None)
        workspace.training_event.emit({"event": "waiting", "card": str(tmp_path / "cnn.mine.json")})
        QTest.qWait(50)
        assert window.training.findChild(TrainingFigures).isVisible()
        assert window.height() == 700
        scrolled = [area for area in window.training.findChildren(QScrollArea) if area.isVisible()]
        assert [area.horizontalScrollBar().maximum() for area in scrolled] == [0, 0]
    finally:
        words.speak("en")


def test_a_count_of_none_is_written_as_a_count():
    assert metric_text(Metric(value=0, low=0, high=1), "misclassified") == "0 (0\u00a0–\u00a01)"
    assert metric_text(Metric(value=0, low=0, high=1), "auc") == "0.000 (0.000\u00a0–\u00a01.000)"


def test_a_mean_above_one_is_no_count_and_what_is_short_of_one_is_not_written_as_one():
    found = Metric(value=8.917, low=4.25, high=14.083)
    assert metric_text(found, "leukocytes_found_per_field") == "8.917 (4.250\u00a0–\u00a014.083)"
    nearly = Metric(value=0.99993, low=0.99978, high=1)
    assert metric_text(nearly, "auc") == "0.9999 (0.9998\u00a0–\u00a01.0000)"


def test_an_interval_without_width_is_none(tmp_path):
    assert metric_text(Metric(value=0, low=0, high=0), "misclassified") == "0"
    assert metric_text(Metric(value=1, low=1, high=1), "auc") == "1.000"
    rounded = Metric(value=0.3076205276525938, low=0.30762052765259373, high=0.3076205276525938)
    assert metric_text(rounded, "calibration_error_debiased") == "0.308"
    control = {"n": 9, "balanced_accuracy": 0.5, "balanced_accuracy_interval": [0.5, 0.5], "auc": 0.25}
    control["auc_interval"] = [0.125, 0.5]
    card = make_model(tmp_path, controls={"labels_shuffled": control})
    ((_, figures),) = control_lines(card)
    assert figures == "balanced accuracy 0.500, AUC 0.250 (0.125\u00a0–\u00a00.500)"


def test_a_candidate_judged_on_one_smear_says_so(qtbot, reading):
    reading.commands["train_tab"].trigger()
    workspace = reading.workspace
    card = workspace.library.card(workspace.model_id)
    panel = reading.training.findChild(CandidatePanel)
    alone = {"train": ("Im001_1", "Im002_1"), "validation": ("Im003_1",), "test": ("Im004_1",)}
    candidate = card.model_copy(
        update={
            "id": "mobilenet_v2.mine",
            "split": Split(by="field", name="train, validation, test by field", groups=alone),
            "metrics": {
                "accuracy": Metric(value=1, low=0.2, high=1),
                "misclassified": Metric(value=0, low=0, high=0),
            },
            "metrics_on": Measured(split="test part", n=19),
        }
    )
    workspace.training._set_candidate(candidate, None)
    qtbot.waitUntil(lambda: "Candidate, on 19 cells of 1 smear" in texts(panel))
    assert "In use, on 462 cells of 58 smears" in texts(panel)
    assert {"1.000 (0.200\u00a0–\u00a01.000)", "0"} <= set(texts(panel))
    assert any("judged to tell how the candidate does on others" in text for text in texts(panel))
    workspace.training._set_candidate(card.model_copy(update={"id": "mobilenet_v2.mine"}), None)
    qtbot.waitUntil(lambda: "Candidate, on 462 cells of 58 smears" in texts(panel))
    assert not any("Too few" in text for text in texts(panel))
    workspace.training._set_candidate(None, None)


def test_the_curves_of_a_done_training_give_way_to_its_figures(reading, tmp_path):
    reading.commands["train_tab"].trigger()
    reading.training._begin()
    curves = reading.training.findChild(TrainingCurves)
    assert curves.isVisible()
    reading.workspace.training_event.emit({"event": "waiting", "card": str(tmp_path / "none.json")})
    assert curves.isVisible()
    for name in FIGURES:
        path = figure_path(tmp_path / "cnn.mine.json", name)
        path.parent.mkdir(exist_ok=True)
        assert QPixmap(90, 48).save(str(path))
    reading.workspace.training_event.emit({"event": "waiting", "card": str(tmp_path / "cnn.mine.json")})
    assert not curves.isVisible()
