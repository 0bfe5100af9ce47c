"""Judging a cross-validated model on other images of its fields, by folds that are trained again."""

from dataclasses import replace

import pytest

from leukodesk.core.errors import InputError
from leukodesk.core.intervals import wilson
from leukodesk.core.progress import no_progress
from leukodesk.inference.card_files import load_card
from leukodesk.training.curve_of_model import recipe_of
from leukodesk.training.folds_elsewhere import evaluate_by_folds
from leukodesk.training.recipe import SplitChoice
from leukodesk.training.starting import Starter
from leukodesk.training.train import no_events, train

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folded(make_samples, recipe, tmp_path_factory):
    """Samples, the starter and the card of a cross-validated model."""
    samples = make_samples(9, 2)
    changes = {"epochs": 2, "patience": 0, "controls": False, "split": SplitChoice(folds=3)}
    starter = Starter(recipe.model_copy(update=changes))
    return samples, starter, load_card(train(samples, starter, tmp_path_factory.mktemp("folded")))


def by_folds(folded, others, **more):
    samples, starter, card = folded
    return evaluate_by_folds(card, samples, others, starter, progress=no_progress, events=no_events, **more)


def test_of_the_same_cells_it_gives_the_figures_of_the_cross_validation(folded):
    samples, _, card = folded
    evaluation = by_folds(folded, samples)
    assert evaluation.judgement.n == len(samples)
    for name in ("balanced_accuracy", "sensitivity", "specificity"):
        assert evaluation.judgement.metrics[name] == pytest.approx(card.metrics[name].value)
    assert evaluation.seen_in_training == 0
    assert set(evaluation.controls) >= {"shown_cells_blanked_out", "against_labels_shuffled"}


def test_of_few_blocks_it_is_no_surer_than_the_card_and_the_curve(make_samples, recipe, tmp_path):
    samples = make_samples(24, 1)
    choice = SplitChoice(by="block", block=4, folds=3)
    changes = {"epochs": 1, "patience": 0, "controls": False, "split": choice}
    starter = Starter(recipe.model_copy(update=changes))
    card = load_card(train(samples, starter, tmp_path))
    evaluation = by_folds((samples, starter, card), samples, shares=(0.5,))
    known = card.metrics["balanced_accuracy"]
    assert evaluation.judgement.intervals["balanced_accuracy"] == pytest.approx((known.low, known.high))
    assert evaluation.learning_curve[-1].balanced_accuracy_interval == pytest.approx((known.low, known.high))
    low, high = evaluation.controls["colour_statistics"]["balanced_accuracy_interval"]
    least, most = wilson(evaluation.controls["colour_statistics"]["balanced_accuracy"], 6)
    assert low <= least < most <= high
    assert "Only 48 cells of 6 patients or fields" in " ".join(evaluation.notices)


def test_a_curve_tells_what_fewer_fields_would_have_reached_on_the_same_cells(folded, make_samples):
    evaluation = by_folds(folded, make_samples(9, 2, seed=3), shares=(0.5,))
    half, whole = evaluation.learning_curve
    assert (half.share, whole.share) == (0.5, 1.0)
    assert half.groups == 3
    assert whole.groups == 6
    assert whole.balanced_accuracy == pytest.approx(evaluation.judgement.metrics["balanced_accuracy"])
    assert 0 <= half.balanced_accuracy <= 1
    (first, last) = evaluation.to_json()["learning_curve"]
    assert first["n"] < last["n"]


def test_cells_of_other_fields_are_left_out_and_counted(folded, make_samples):
    samples = folded[0]
    strange = make_samples(11, 1, seed=5)
    evaluation = by_folds(folded, strange)
    assert evaluation.judgement.n == 18
    said = " ".join(evaluation.notices)
    assert f"4 of 22 cells belong to no field of {samples.source} and were left out." in said


def test_fields_that_no_fold_held_out_cannot_be_judged(folded, make_samples):
    strange = make_samples(3, 1)
    with pytest.raises(InputError, match="so no fold held it out"):
        by_folds(folded, replace(strange, groups=tuple(f"other {name}" for name in strange.groups)))


def test_classes_are_told_by_their_names_and_may_be_lacking(folded, make_samples):
    samples = make_samples(9, 2, seed=3)
    turned = replace(samples.relabelled(1 - samples.labels), classes=samples.classes[::-1])
    straight = by_folds(folded, samples).judgement
    assert by_folds(folded, turned).judgement.confusion == straight.confusion
    normal = samples.take([i for i, label in enumerate(samples.labels) if label == 1])
    alone = replace(normal.relabelled(normal.labels * 0), classes=("normal",))
    assert by_folds(folded, alone).judgement.confusion == [[0, 0], straight.confusion[1]]
    with pytest.raises(InputError, match="all of one class, and a learning curve needs two"):
        by_folds(folded, alone, shares=(0.5,))


def test_cells_of_a_class_that_the_model_does_not_name_are_refused(folded, make_samples):
    strange = replace(make_samples(9, 1), classes=("blast", "basophil"))
    with pytest.raises(InputError, match=r"the class 'basophil', which model .* does not name"):
        by_folds(folded, strange)


def test_a_model_of_a_single_split_has_no_folds(curved):
    samples, path, _ = curved
    card = load_card(path)
    with pytest.raises(InputError, match="was not judged by cross-validation"):
        by_folds((samples, Starter(recipe_of(card)), card), samples)
