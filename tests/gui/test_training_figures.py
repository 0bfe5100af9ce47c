"""What the Train tab shows of a training that was asked for a learning curve."""

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton, QToolButton

from leukodesk.gui.training.training_curves import TrainingCurves
from leukodesk.gui.training.training_figures import TrainingFigures
from leukodesk.training.report_files import FIGURES, TITLES, figure_path
from leukodesk.workspace import words
from tests.gui.drawn_figures import draw_figures


@pytest.fixture
def pictured(tmp_path):
    """Draws the named figures beside a card and returns where the card would lie."""

    def draw(model_id, names):
        card = tmp_path / f"{model_id}.json"
        draw_figures(card, *names)
        return card

    return draw


def test_the_figures_that_are_there_are_shown(window, pictured):
    window.commands["train_tab"].trigger()
    figures = window.training.findChild(TrainingFigures)
    # The second lacks what an earlier version did not draw.
    for model_id, names in (("cnn.curved", list(TITLES)), ("cnn.old", ["training", "roc", "confusion"])):
        card = pictured(model_id, names)
        window.workspace.training_event.emit({"event": "waiting", "card": str(card)})
        shown = [picture for picture in figures.findChildren(QToolButton) if picture.isVisible()]
        assert {picture.text() for picture in shown} == {TITLES[name] for name in names}
    assert set(TITLES) - set(FIGURES) == {"learning_curve"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Figures of the training"]),
        ("de", ["Abbildungen zum Training", "Dateien mit englischer Beschriftung"]),
    ],
)
def test_a_window_of_another_language_says_that_figures_are_english(make_window, pictured, language, said):
    window, workspace = make_window(language=language)
    try:
        window.commands["train_tab"].trigger()
        card = pictured("cnn.curved", ["roc"])
        workspace.training_event.emit({"event": "waiting", "card": str(card)})
        labels = window.training.findChild(TrainingFigures).findChildren(QLabel)
        assert [label.text() for label in labels if label.isVisible()] == said
    finally:
        words.speak("en")


def pressed(owner, text):
    (found,) = [made for made in owner.findChildren(QPushButton) if made.text() == text]
    found.click()


def test_a_figure_is_copied_and_saved_from_its_menu(window, pictured, tmp_path, monkeypatch):
    window.commands["train_tab"].trigger()
    card = pictured("cnn.curved", ["roc", "confusion"])
    window.workspace.training_event.emit({"event": "waiting", "card": str(card)})
    figures = window.training.findChild(TrainingFigures)
    (roc,) = [made for made in figures.findChildren(QToolButton) if made.text() == TITLES["roc"]]
    copy, save = roc.actions()
    board = QGuiApplication.clipboard()
    board.clear()
    copy.trigger()
    assert board.image().size() == QImage(str(figure_path(card, "roc"))).size()
    assert window.banner.text == "The figure is on the clipboard."
    asked = []

    def choose(*arguments):
        asked.append(arguments[2])
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    save.trigger()
    assert asked[0].endswith(f"{TITLES['roc']}.png")
    assert QImage(str(tmp_path / "mine.png")).size() == board.image().size()
    assert window.banner.text.splitlines()[-1] == f"The figure is in {tmp_path / 'mine.png'}."
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "gone" / "x.png"), ""))
    save.trigger()
    assert "cannot be written" in window.banner.text
    assert "choose another place" in window.banner.text


def test_an_enlarged_figure_and_the_curves_have_buttons_for_it(qtbot, window, pictured):
    window.commands["train_tab"].trigger()
    board = QGuiApplication.clipboard()
    window.training._begin()
    qtbot.wait(50)
    board.clear()
    curves = window.training.findChild(TrainingCurves)
    pressed(curves, "Copy figure")
    assert board.image().width() > 400
    card = pictured("cnn.curved", ["confusion"])
    window.workspace.training_event.emit({"event": "waiting", "card": str(card)})
    figures = window.training.findChild(TrainingFigures)
    next(made for made in figures.findChildren(QToolButton) if made.isVisible()).click()
    dialog = figures.findChild(QDialog)
    board.clear()
    pressed(dialog, "Copy figure")
    assert (board.image().width(), board.image().height()) == (90, 48)
    dialog.close()
