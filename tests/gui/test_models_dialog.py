"""The dialog of models says what each was trained on, where it was judged and how it can be doubted."""

import pytest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QScrollArea, QTextBrowser, QToolButton

from leukodesk import config
from leukodesk.gui.training.card_words import card_words
from leukodesk.gui.training.figures_dialog import FiguresDialog
from leukodesk.gui.training.models_dialog import ModelsDialog
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.segmenter_library import SegmenterLibrary
from leukodesk.training.report_files import TITLES, page_path
from leukodesk.workspace import words
from tests.gui.drawn_figures import draw_figures
from tests.gui.test_told_in_german import is_english
from tests.tiny_model import make_model


@pytest.fixture
def shown(qtbot, window):
    dialog = ModelsDialog(window.workspace, window.theme, window)
    qtbot.addWidget(dialog)
    names, text = dialog.findChild(QListWidget), dialog.findChild(QTextBrowser)

    def show(title):
        (row,) = [i for i in range(names.count()) if names.item(i).text() == title]
        names.setCurrentRow(row)
        return text.toPlainText()

    return show


def test_a_model_says_its_turns_and_how_it_can_be_doubted(shown):
    text = shown("MobileNetV2 · all-idb1")
    assert "4: the mean answer to its quarter turns" in text
    assert "It marks cells unlike the 462 it was fitted to; of cells like its own it marks 5 %" in text
    assert "of the heat lies inside the cell" in text
    assert "with random weights a heatmap keeps a rank correlation of" in text


def test_a_model_of_fields_counts_fields(shown):
    text = shown("MobileNetV2 with graph · all-subtype")
    assert "On unseen smears, with 95 % intervals" in text
    assert "Judged on 440 smears" in text
    assert "4 (1 – 8)" in text


def test_a_model_that_never_abstains_says_why(shown):
    told = shown("MobileNetV2 · leukocyte8").replace("\u00a0", " ")
    assert "its recipe asks that 99 % of what it names be right" in told
    assert "held out to choose a threshold" not in shown("MobileNetV2 · all-idb1")
    assert "Trained on cells painted over" in shown("MobileNetV2 · all-idb1")


def test_weights_that_find_cells_are_there_with_what_they_learnt_from(shown):
    text = shown("U-Net PLR, finds cells")
    assert "102 of all_idb2" in text
    assert "never trained on" in text
    assert "all_idb2: overlap of nuclei (Dice)" in text
    assert "names no classes" in text


def test_a_model_says_how_it_does_on_each_class_and_what_more_data_would_bring(qtbot, window):
    figure = {"value": 0.875, "low": 0.8, "high": 0.95}
    points = [
        {
            "share": size / 40,
            "groups": size,
            "unit": "patient",
            "n": 10 * size,
            "balanced_accuracy": accuracy,
            "balanced_accuracy_interval": (accuracy - 0.02, accuracy + 0.02),
        }
        for size, accuracy in ((20, 0.8), (40, 0.9))
    ]
    make_model(
        config.user_models_dir(),
        "cnn.curved",
        per_class={"blast": {"sensitivity": figure, "ppv": figure, "mcc": figure}},
        learning_curve=points,
    )
    make_model(config.user_models_dir(), "cnn.plain")
    dialog = ModelsDialog(window.workspace, window.theme, window)
    qtbot.addWidget(dialog)
    names, text = dialog.findChild(QListWidget), dialog.findChild(QTextBrowser)
    said = {}
    for row in range(names.count()):
        names.setCurrentRow(row)
        said[names.item(row).toolTip()] = text.toPlainText()
    assert "Sensitivity 0.875 (0.800 – 0.950), Positive predictive value 0.875" in said["cnn.curved"]
    assert "From 20 to 40 patients to learn from, the last doubling" in said["cnn.curved"]
    told = "Balanced accuracy with its 95 % interval over the patients to learn from"
    assert "Learning curve\n\ufffc\n" + told in said["cnn.curved"]
    assert "Open points" not in said["cnn.curved"]
    assert "Learning curve" not in said["cnn.plain"]
    assert "Each class against the rest" not in said["cnn.plain"]
    assert "Nobody has measured yet what more would bring." in said["cnn.plain"]


def test_how_data_were_split_is_told_in_the_windows_language(qapp):
    cards = [*ModelLibrary.default().cards(), *SegmenterLibrary.default().cards()]
    words.speak("de")
    try:
        for card in cards:
            for said in (card.split.name, card.split.by, card.metrics_on.split):
                assert card_words(said) != said
                assert not is_english(card_words(said)), card_words(said)
        assert card_words("test part of a split by field, never seen in training or calibration") == (
            "Testteil einer Aufteilung nach Gesichtsfeld, beim Training und Kalibrieren nie gesehen"
        )
        assert card_words("as somebody else did it") == "as somebody else did it"
    finally:
        words.speak("en")


def buttons(owner):
    return owner.findChildren(QPushButton)


def test_figures_of_an_adopted_model_are_shown_again(qtbot, window, tmp_path):
    for model_id in ("cnn.curved", "cnn.plain"):
        make_model(tmp_path, model_id)
    draw_figures(tmp_path / "cnn.curved.json", "roc", "confusion")
    for model_id in ("cnn.curved", "cnn.plain"):
        window.workspace.library.adopt(tmp_path / f"{model_id}.json")
    dialog = ModelsDialog(window.workspace, window.theme, window)
    qtbot.addWidget(dialog)
    dialog.show()
    names = dialog.findChild(QListWidget)
    (figures,) = [made for made in buttons(dialog) if made.text() == "Figures…"]
    offered = {}
    for row in range(names.count()):
        names.setCurrentRow(row)
        offered[names.item(row).toolTip()] = figures.isVisible()
    assert [model_id for model_id, there in offered.items() if there] == ["cnn.curved"]

    names.setCurrentRow(list(offered).index("cnn.curved"))
    figures.click()
    shown = dialog.findChild(FiguresDialog)
    pictures = [picture for picture in shown.findChildren(QToolButton) if picture.isVisible()]
    assert {picture.text() for picture in pictures} == {TITLES["roc"], TITLES["confusion"]}
    # There is no page beside these.
    assert not any(made.text() == "Open the page" and made.isVisible() for made in buttons(shown))
    pictures[0].actions()[0].trigger()
    assert "The figure is on the clipboard." in [label.text() for label in shown.findChildren(QLabel)]
    shown.close()

    page_path(window.workspace.library.card_path("cnn.curved")).write_text("<html>")
    figures.click()
    assert any(made.text() == "Open the page" and made.isVisible() for made in buttons(dialog))


def test_the_figures_of_a_model_stand_beside_each_other_without_scrolling_sideways(qtbot, window, tmp_path):
    make_model(tmp_path, "cnn.curved")
    draw_figures(tmp_path / "cnn.curved.json", *TITLES)
    shown = FiguresDialog("CNN", tmp_path / "cnn.curved.json", window.theme, window)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.wait(100)
    sideways = shown.findChild(QScrollArea).horizontalScrollBar()
    assert not sideways.isVisible()
    first, second, *_ = (made for made in shown.findChildren(QToolButton) if made.isVisible())
    assert first.y() == second.y()
    assert first.width() > 360
    assert not any(label.isVisible() and not label.text() for label in shown.findChildren(QLabel))


def test_a_model_that_went_away_meanwhile_offers_no_figures(qtbot, window, tmp_path):
    make_model(tmp_path, "cnn.curved")
    draw_figures(tmp_path / "cnn.curved.json", "roc")
    library = window.workspace.library
    library.adopt(tmp_path / "cnn.curved.json")
    dialog = ModelsDialog(window.workspace, window.theme, window)
    qtbot.addWidget(dialog)
    dialog.show()
    library.card_path("cnn.curved").unlink()
    names = dialog.findChild(QListWidget)
    (row,) = [i for i in range(names.count()) if names.item(i).toolTip() == "cnn.curved"]
    names.setCurrentRow(row)
    assert not any(made.text() == "Figures…" and made.isVisible() for made in buttons(dialog))
