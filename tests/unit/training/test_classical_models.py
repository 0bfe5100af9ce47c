"""Training the classical models of measured features, from cells to a card."""

import pytest

from leukodesk.core.errors import ModelError
from leukodesk.inference.card_files import load_card, verify
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.training.evaluate import evaluate
from leukodesk.training.recipe import SplitChoice
from leukodesk.training.starting import Starter
from leukodesk.training.train import train

pytestmark = pytest.mark.slow


def trained(samples, recipe, out, **changes):
    """The card of a training, and what its log said."""
    events = []
    changed = recipe.model_copy(update=changes)
    path = train(samples, Starter(changed), out, events=events.append)
    return path, [event["text"] for event in events if event["event"] == "log"]


def test_a_model_is_trained_judged_and_used_like_any_other(make_samples, recipe, tmp_path):
    samples = make_samples(groups=9, each=2)
    path, said = trained(samples, recipe, tmp_path, architecture="RandomForestClassifier")
    card = load_card(path)
    verify(card, path.parent)
    assert card.id == "RandomForestClassifier.candidate"
    assert card.metrics["balanced_accuracy"].value == 1
    assert card.has_controls
    assert card.controls["labels_shuffled"]["balanced_accuracy"] < 0.9
    assert any(text.startswith("Random forest reads 238 features and was fitted in") for text in said)
    evaluation = evaluate(load_classifier(card, path.parent, "cpu"), samples, "test")
    assert evaluation.judgement.metrics["accuracy"] == card.metrics["accuracy"].value


def test_the_shares_of_the_classes_are_all_a_model_learns_from_painted_cells(make_samples, recipe, tmp_path):
    path, _ = trained(make_samples(9, 2), recipe, tmp_path, architecture="LinearDiscriminantAnalysis")
    assert load_card(path).controls["cells_blanked_out"]["balanced_accuracy"] == pytest.approx(0.5, abs=0.3)


def test_in_folds_every_cell_is_judged(make_samples, recipe, tmp_path):
    choice = SplitChoice(by="block", block=2, folds=3)
    samples = make_samples(groups=12, each=1)
    changes = {"architecture": "KNeighborsClassifier", "split": choice, "patience": 0, "controls": False}
    card = load_card(trained(samples, recipe, tmp_path, **changes)[0])
    assert card.metrics_on.n == len(samples)


def test_a_model_that_does_not_suit_the_cells_is_one_sentence(make_samples, recipe, tmp_path):
    changes = {"architecture": "QuadraticDiscriminantAnalysis", "controls": False}
    with pytest.raises(ModelError, match="Quadratic discriminant analysis cannot be fitted to these cells"):
        trained(make_samples(9, 2), recipe, tmp_path, **changes)
    assert not list(tmp_path.glob("*.json"))


def test_a_share_too_small_to_learn_from_costs_only_its_point_of_the_curve(make_samples, recipe, tmp_path):
    changes = {"architecture": "CalibratedClassifierCV", "controls": False, "learning_curve": (0.2, 0.7)}
    path, said = trained(make_samples(14, 1), recipe, tmp_path, **changes)
    assert [point.share for point in load_card(path).learning_curve] == [0.7, 1.0]
    assert any("A share of 0.2 is left out" in text and "cannot be fitted" in text for text in said)


def test_a_model_that_learnt_nothing_is_said_to_guess(make_samples, recipe, tmp_path):
    changes = {"controls": False, "architecture": "DummyClassifier"}
    _, said = trained(make_samples(9, 2), recipe, tmp_path / "dummy", **changes)
    assert any("not shown to be better than guessing: balanced accuracy 0.50" in text for text in said)
    _, said = trained(make_samples(9, 2), recipe, tmp_path / "svc", **changes | {"architecture": "SVC"})
    assert not any("guessing" in text for text in said)


def test_cells_unlike_those_it_learnt_from_are_told_by_their_measures(make_samples, recipe, tmp_path):
    samples = make_samples(14, 2)
    path, _ = trained(samples, recipe, tmp_path, architecture="SVC", controls=False)
    classifier = load_classifier(load_card(path), path.parent, "cpu")
    own = classifier.judge(samples.crops).unfamiliarity
    strange = classifier.judge(255 - samples.crops).unfamiliarity
    assert (own > 1).mean() < 0.2
    assert (strange > 1).mean() > 0.8


def test_of_whole_fields_it_says_so_at_once(make_samples, recipe, tmp_path):
    with pytest.raises(ModelError, match="names cells one by one and cannot name fields"):
        trained(make_samples(9, 2), recipe, tmp_path, architecture="SVC", task="field")
