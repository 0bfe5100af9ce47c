"""What the Train tab shows of a training that was asked for a learning curve."""

import pytest
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QToolButton

from leukodesk.gui.training.training_curves import TrainingCurves
from leukodesk.gui.training.training_figures import TrainingFigures
from leukodesk.training.report_files import FIGURES, TITLES, figure_path


@pytest.fixture
def pictured(tmp_path):
    """Draws the named figures beside a card and returns where the card would lie."""

    def draw(model_id, names):
        card = tmp_path / f"{model_id}.json"
        for name in names:
            path = figure_path(card, name)
            path.parent.mkdir(exist_ok=True)
            picture = QPixmap(90, 48)
            picture.fill("white")
            assert picture.save(str(path))
        return card

    return draw


def test_the_figures_that_are_there_are_shown(reading, pictured):
    reading.commands["train_tab"].trigger()
    figures = reading.training.findChild(TrainingFigures)
    # The second lacks what an earlier version did not draw.
    for model_id, names in (("cnn.curved", list(TITLES)), ("cnn.old", ["training", "roc", "confusion"])):
        card = pictured(model_id, names)
        reading.workspace.training_event.emit({"event": "waiting", "card": str(card)})
        shown = [picture for picture in figures.findChildren(QToolButton) if picture.isVisible()]
        assert {picture.text() for picture in shown} == {TITLES[name] for name in names}
    assert set(TITLES) - set(FIGURES) == {"learning_curve"}


def test_trainings_on_shares_do_not_replace_the_curves_of_the_model(reading):
    reading.commands["train_tab"].trigger()
    reading.training._begin()
    epoch = {
        "event": "epoch",
        "epochs": 2,
        "train_loss": 0.5,
        "validation_loss": 0.6,
        "balanced_accuracy": 0.9,
    }
    reading.workspace.training_event.emit({**epoch, "epoch": 1, "stage": "the model"})
    for number in (1, 2):
        event = {**epoch, "epoch": number, "stage": "learning curve, share 0.5, fold 1 of 3"}
        reading.workspace.training_event.emit(event)
    curves = reading.training.findChild(TrainingCurves)
    assert list(curves._curves["train_loss"].getData()[0]) == [1]
