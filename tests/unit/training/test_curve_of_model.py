"""A learning curve that a model gets later on, without a change of its weights."""

from functools import partial

import numpy as np
import pytest

from leukodesk.core.errors import InputError
from leukodesk.core.progress import no_progress
from leukodesk.inference.card_files import load_card
from leukodesk.inference.cards import Measured, Metric, Split, TrainingData
from leukodesk.inference.library import ModelLibrary
from leukodesk.training import train as training
from leukodesk.training.curve_of_model import curve_of_model, recipe_of, starter_of
from leukodesk.training.metrics import judge
from leukodesk.training.recipe import SplitChoice
from leukodesk.training.splits import folds
from tests.tiny_model import make_model

pytestmark = pytest.mark.slow


@pytest.fixture
def trained(curved):
    """A model whose training made a curve, in a library of its own; its samples and card."""
    samples, path, _ = curved
    return samples, load_card(path), ModelLibrary([path.parent])


@pytest.fixture
def few_draws(monkeypatch):
    """Intervals of few draws, where a test does not look at them."""
    monkeypatch.setattr(training, "judge", partial(judge, resamples=20))


def curve(card, library, samples, folder, shares=(0.1, 0.5), progress=no_progress):
    events = []
    starter = starter_of(card, library, "cpu", folder)
    classifier = library.load(card.id, "cpu")
    points = curve_of_model(
        classifier, samples, starter, shares, folder, progress=progress, events=events.append
    )
    return points, events


def test_it_is_the_curve_that_the_training_itself_would_have_made(trained, tmp_path):
    samples, card, library = trained
    points, events = curve(card, library, samples, tmp_path)
    assert points == card.learning_curve
    stages = {event["stage"] for event in events if event["event"] == "epoch"}
    assert stages == {"learning curve, share 0.1", "learning curve, share 0.5"}
    assert list(tmp_path.iterdir()) == []


def test_one_that_was_interrupted_goes_on(trained, few_draws, tmp_path):
    samples, card, library = trained

    def stop(done, total, text=""):
        if "share 0.5" in text:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        curve(card, library, samples, tmp_path, progress=stop)
    _, events = curve(card, library, samples, tmp_path)
    # The smaller share was done.
    assert sum("going on from there" in event.get("text", "") for event in events) == 1
    assert list(tmp_path.iterdir()) == []


def test_other_numbers_of_cells_have_the_whole_trained_again(trained, few_draws, tmp_path):
    samples, card, library = trained
    learnt = [i for i, group in enumerate(samples.groups) if group in card.split.groups["train"]]
    fewer = samples.take(np.delete(np.arange(len(samples)), learnt[0]))
    points, events = curve(card, library, fewer, tmp_path, shares=(0.5,))
    assert any("the whole is trained again" in event.get("text", "") for event in events)
    assert "learning curve, the whole" in {event.get("stage") for event in events}
    assert points[0].gain is not None


def test_cells_that_only_differ_in_pixels_are_answered_by_the_model_itself(trained, few_draws, tmp_path):
    samples, card, library = trained
    brighter = samples.repainted(np.minimum(samples.contexts, 254) + np.uint8(1))
    points, events = curve(card, library, brighter, tmp_path, shares=(0.5,))
    assert any("but not to the last pixel" in event.get("text", "") for event in events)
    assert {event["stage"] for event in events if event["event"] == "epoch"} == {"learning curve, share 0.5"}
    assert points[0].gain is not None


def test_cells_of_other_fields_are_refused(trained, make_samples, tmp_path):
    _, card, library = trained
    with pytest.raises(InputError, match="15 of their groups are in only one of the two"):
        curve(card, library, make_samples(9, 1), tmp_path)


def test_of_cross_validation_the_whole_keeps_the_figures_of_the_card(
    make_samples, recipe, few_draws, tmp_path
):
    samples = make_samples(9, 1)
    choice = SplitChoice(folds=3)
    settled = recipe.model_copy(update={"split": choice, "patience": 0, "epochs": 1})
    parts = folds(samples, choice, 1, validate=False)
    groups = {part.name: tuple(sorted({samples.groups[i] for i in part.test})) for part in parts}
    figures = {"balanced_accuracy": Metric(value=0.9, low=0.8, high=0.95)}
    card = make_model(
        tmp_path / "models",
        training=TrainingData(
            description="drawn cells.",
            digest=samples.digest,
            n=18,
            class_counts=samples.counts,
            recipe=settled.model_dump(mode="json"),
        ),
        split=Split(by="field", name="3-fold", groups=groups),
        metrics=figures,
        metrics_on=Measured(split="3-fold", n=18),
    )
    (half, whole), events = curve(card, ModelLibrary([tmp_path / "models"]), samples, tmp_path, shares=(0.5,))
    assert (whole.groups, whole.balanced_accuracy, whole.balanced_accuracy_interval) == (6, 0.9, (0.8, 0.95))
    assert whole.auc is None
    assert (half.groups, half.gain) == (3, None)
    assert len({event["stage"] for event in events if event["event"] == "epoch"}) == 3


def test_a_model_whose_start_is_not_here_or_without_a_recipe_is_one_sentence(trained, tmp_path):
    _, card, library = trained
    recipe = {**card.training.recipe, "start": "parent", "parent": "cnn.first"}
    heir = card.model_copy(update={"training": card.training.model_copy(update={"recipe": recipe})})
    with pytest.raises(InputError, match=r"started from the model cnn\.first, which is not here"):
        starter_of(heir, library, "cpu", tmp_path)
    with pytest.raises(InputError, match="keeps no recipe"):
        recipe_of(make_model(tmp_path))
