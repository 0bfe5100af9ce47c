"""Learning curves: what is drawn, what is judged, and what the card keeps."""

import itertools
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from leukodesk.core.errors import InputError
from leukodesk.core.progress import no_progress
from leukodesk.inference.card_files import card_bytes, card_from_bytes, load_card
from leukodesk.inference.neighbours import Places
from leukodesk.training import learning_curve
from leukodesk.training.learning_curve import Curve, paired_gain, share_of
from leukodesk.training.metrics import judge
from leukodesk.training.protocol import Trainer
from leukodesk.training.recipe import Recipe, SplitChoice
from leukodesk.training.report_files import LEARNING_CURVE, figure_path, figures_there, page_path
from leukodesk.training.shares import parse_shares
from leukodesk.training.splits import folds, single_split, units_of
from leukodesk.training.starting import Starter
from leukodesk.training.train import no_events

pytestmark = pytest.mark.slow


def lopsided(make_samples, groups=32):
    """Fields of one class each; every eighth shows normal cells, the others blasts."""
    samples = make_samples(groups, 1)
    field = np.array([int(name[2:]) for name in samples.groups])
    return samples.relabelled((field % 8 == 0).astype(np.int64))


def chosen_units(samples, share, seed=1, training=None):
    training = np.arange(len(samples)) if training is None else training
    chosen = share_of(samples, samples.groups, training, share, seed)
    units = {samples.groups[i] for i in chosen}
    # Whole units and nothing else.
    assert chosen.tolist() == [i for i in training if samples.groups[i] in units]
    return units


@pytest.mark.parametrize("seed", range(5))
def test_smaller_shares_are_contained_in_larger_ones_and_have_every_class(make_samples, seed):
    samples = lopsided(make_samples)
    by_share = [chosen_units(samples, share, seed) for share in (0.02, 0.125, 0.25, 0.5, 1)]
    assert [len(units) for units in by_share] == [2, 4, 8, 16, 32]
    for smaller, larger in itertools.pairwise(by_share):
        assert smaller < larger
    for units in by_share:
        labels = {
            int(label) for label, group in zip(samples.labels, samples.groups, strict=True) if group in units
        }
        assert labels == {0, 1}
    # One field in eight is of the rare class, in the shares as in the whole.
    assert sum(int(unit[2:]) % 8 == 0 for unit in by_share[3]) == 2


def test_a_share_takes_from_the_training_part_alone_and_depends_on_the_seed(make_samples):
    samples = lopsided(make_samples)
    training = np.flatnonzero(np.array([int(name[2:]) < 24 for name in samples.groups]))
    drawn = [chosen_units(samples, 0.5, seed, training) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert all(int(unit[2:]) < 24 for unit in set.union(*drawn))
    assert len(drawn[0]) == 12


def test_a_gain_is_judged_in_pairs_and_by_unit():
    random = np.random.default_rng(0)
    labels = random.integers(0, 2, 400)
    units = [f"Im{i // 10}" for i in range(400)]
    hard = random.random(400) < 0.3
    whole = np.where(hard, 1 - labels, labels)
    lesser = whole.copy()
    lesser[::20] = 1 - labels[::20]
    gain, (low, high) = paired_gain(lesser, whole, labels, units)
    right = [np.mean([(said == labels)[labels == k].mean() for k in (0, 1)]) for said in (lesser, whole)]
    assert gain == pytest.approx(right[1] - right[0])
    # What is hard for both weighs on neither: unpaired, 30 % of errors alone would span nearly 0.1.
    assert 0 < low < gain < high
    assert high - low < 0.06
    assert paired_gain(whole, whole, labels, units) == (0, (0, 0))


def test_a_gain_over_thousands_of_units_is_drawn_in_little_memory():
    labels = np.arange(5000) % 2
    lesser = np.where(np.arange(5000) % 7, labels, 0)
    tracemalloc.start()
    paired_gain(lesser, labels, labels, [f"{i}: cell" for i in range(5000)])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # All draws at once are two tables of 1000 x 5000 numbers, 80 million bytes.
    assert most < 40_000_000


def test_a_gain_does_not_depend_on_how_many_draws_are_made_at_once(monkeypatch):
    random = np.random.default_rng(4)
    labels = random.integers(0, 3, 200)
    lesser, whole = (np.where(random.random(200) < right, labels, 0) for right in (0.6, 0.8))
    units = [f"Im{i % 30}" for i in range(200)]
    at_once = paired_gain(lesser, whole, labels, units)
    monkeypatch.setattr(learning_curve, "_COUNTS_AT_ONCE", 70)
    assert paired_gain(lesser, whole, labels, units) == at_once


@pytest.mark.parametrize("text", ["", "0,0.5", "1", "half", "0.5;0.25", "nan"])
def test_wrong_shares_are_one_sentence(text):
    with pytest.raises(InputError, match=r"such as 0\.25,0\.5"):
        parse_shares(text)


def test_shares_are_read_in_any_order():
    assert parse_shares("0.5, 0.25,0.5") == (0.25, 0.5)


def test_the_card_keeps_a_curve_that_ends_with_what_was_judged(curved):
    card = load_card(curved[1])
    whole = card.learning_curve[-1]
    assert [point.share for point in card.learning_curve] == [0.1, 0.5, 1]
    assert whole.balanced_accuracy == card.metrics["balanced_accuracy"].value
    assert whole.auc == card.metrics["auc"].value
    assert (whole.groups, whole.n) == (len(card.split.groups["train"]), card.training.n)
    assert whole.gain is None
    for point in card.learning_curve[:-1]:
        assert point.n == 2 * point.groups
        assert point.gain == pytest.approx(whole.balanced_accuracy - point.balanced_accuracy)
        assert point.gain_interval[0] <= point.gain <= point.gain_interval[1]
        assert point.unit == "field"
    assert [point.groups for point in card.learning_curve[:-1]] == [
        max(1, round(share * whole.groups)) for share in (0.1, 0.5)
    ]


def test_every_share_is_trained_and_the_model_itself_stays_as_it_was(curved):
    samples, path, events = curved
    stages = list(dict.fromkeys(event["stage"] for event in events if event["event"] == "epoch"))
    assert stages == ["the model", "learning curve, share 0.1", "learning curve, share 0.5"]
    recipe = Recipe.model_validate(load_card(path).training.recipe)
    trainer = Trainer(Starter(recipe), no_progress, no_events)
    split = single_split(samples, recipe.split, recipe.seed)
    network = trainer.single(samples, split, "without a curve")[2]
    kept = load_file(path.with_suffix(".safetensors"))
    assert all(torch.equal(value, kept[name]) for name, value in network.state_dict().items())


def test_the_figure_and_the_page_show_the_curve(curved):
    _, path, _ = curved
    assert figures_there(path)[-1] == LEARNING_CURVE
    assert figure_path(path, LEARNING_CURVE, dark=True).is_file()
    page = page_path(path).read_text(encoding="utf-8")
    assert "What more data would bring" in page
    assert "fields to learn from, the last doubling, balanced accuracy" in page


def test_a_card_has_the_figures_of_each_class_and_one_without_them_still_loads(curved):
    card = load_card(curved[1])
    assert set(card.per_class) == {"blast", "normal"}
    for figures in card.per_class.values():
        assert {"sensitivity", "specificity", "auc"} <= figures.keys()
        assert all(metric.low <= metric.value <= metric.high for metric in figures.values())
    # A class that was never named has no predictive value.
    assert any("ppv" in figures for figures in card.per_class.values())
    old = card.model_dump(mode="json", exclude={"per_class", "learning_curve"})
    again = type(card).model_validate(old)
    assert (again.per_class, again.learning_curve) == ({}, ())
    assert card_from_bytes(card_bytes(card), "again") == card


def curve_of(samples, recipe, events, *, shares):
    """A curve as a training makes it, with few draws for the intervals."""
    trainer = Trainer(Starter(recipe), no_progress, events.append)
    choice, asked = recipe.split, trainer.asked(samples)
    units = asked.each(units_of(samples, choice))
    splits = [single_split(samples, choice, 1)]
    if choice.folds:
        splits = folds(samples, choice, 1, validate=False)

    def judged(said):
        tested = [units[i] for i in said.indices]
        labels = asked.labels[said.indices]
        return judge(said.probabilities, labels, samples.classes, tested, resamples=20)

    curve = Curve(samples, splits, trainer, judged)
    whole = curve.spoken(splits, "the model")
    return curve.points(shares, whole), judged(whole)


def test_of_cross_validation_every_fold_learns_from_a_share_and_judges_the_same_cells(make_samples, recipe):
    events = []
    choice = SplitChoice(by="block", block=2, folds=3)
    settled = recipe.model_copy(update={"split": choice, "patience": 0, "epochs": 1})
    (half, whole), judgement = curve_of(make_samples(12, 1), settled, events, shares=(0.5, 0.9))
    assert (half.groups, half.n, half.unit) == (2, 8, "block")
    assert (whole.groups, whole.n) == (4, 16)
    assert whole.balanced_accuracy == judgement.metrics["balanced_accuracy"]
    # Nine tenths of four blocks are all four.
    assert any("share of 0.9 comes to the same" in event.get("text", "") for event in events)
    stages = {event["stage"] for event in events if event["event"] == "epoch"}
    assert {f"learning curve, share 0.5, fold {fold} of 3" for fold in (1, 2, 3)} < stages


def test_a_model_of_fields_has_a_curve_of_fields(make_samples, recipe):
    samples = make_samples(12, 3)
    samples = samples.take(np.argsort(samples.labels, kind="stable"))
    fields = np.arange(len(samples)) // 3
    positions = np.stack([np.zeros(len(samples)), 10.0 * (np.arange(len(samples)) % 3)], axis=1)
    samples = replace(
        samples, groups=tuple(f"Im{field:03d}" for field in fields), places=Places(positions, fields)
    )
    settled = recipe.model_copy(update={"architecture": "hybrid_cnn_gnn", "task": "field", "epochs": 1})
    (half, whole), judgement = curve_of(samples, settled, [], shares=(0.5,))
    # Three cells lie in each field, and fields are what is judged.
    assert half.n == 3 * half.groups < whole.n == 3 * whole.groups
    assert judgement.n < 12
    assert whole.balanced_accuracy == judgement.metrics["balanced_accuracy"]
    # A bootstrap of three fields would know too little.
    assert (half.gain, half.gain_interval) == (None, None)
