from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import balanced_accuracy_score

from leukodesk.core.progress import no_progress
from leukodesk.training import protocol
from leukodesk.training.controls import blanked, colour_probabilities, shuffled
from leukodesk.training.protocol import Trainer
from leukodesk.training.recipe import SplitChoice
from leukodesk.training.splits import folds, single_split
from leukodesk.training.starting import Starter
from leukodesk.training.train import no_events


def test_blanked_crops_show_nothing_of_the_cell(make_samples):
    samples = make_samples(groups=3)
    painted = blanked(samples)
    # The drawn ground is 225 with noise; the cells are far darker.
    assert samples.crops.min() < 120
    assert painted.crops.min() > 190
    assert np.array_equal(painted.labels, samples.labels)


def test_a_blank_hides_all_of_a_cell_whose_outline_is_known(make_samples):
    samples = make_samples(groups=1, each=1)
    samples.contexts[0, 2:6, 2:6] = 40
    samples.masks[0, 2:6, 2:6] = True
    assert blanked(samples).contexts[0].min() > 190


def test_colour_alone_finds_a_colour_that_leaks_the_label(make_samples):
    samples = make_samples(groups=12)
    split = single_split(samples, SplitChoice(), 1)
    tinted = samples.contexts.copy()
    tinted[samples.labels == 0, ..., 2] = np.minimum(tinted[samples.labels == 0, ..., 2], 180)
    leaking = samples.repainted(tinted)
    probabilities = colour_probabilities(leaking, split.train, split.test)
    assert probabilities.shape == (len(split.test), 2)
    assert balanced_accuracy_score(samples.labels[split.test], probabilities.argmax(axis=1)) == 1


@settings(max_examples=50, deadline=None)
@given(counts=st.lists(st.integers(4, 60), min_size=2, max_size=4), seed=st.integers(0, 1000))
def test_shuffled_labels_say_nothing_about_the_true_ones(counts, seed):
    labels = np.repeat(np.arange(len(counts)), counts)
    mixed = shuffled(labels, seed)
    shares = np.array(counts) / sum(counts)
    for index, count in enumerate(counts):
        got = np.bincount(mixed[labels == index], minlength=len(counts))
        assert np.abs(got - shares * count).max() <= 1


@pytest.mark.parametrize("folded", [False, True])
def test_nothing_of_the_true_labels_reaches_a_training_on_shuffled_ones(
    make_samples, recipe, monkeypatch, folded
):
    samples = make_samples(groups=20)
    seen = []

    def fit(network, training, validation, *_):
        seen.extend([training, validation])
        raise InterruptedError

    monkeypatch.setattr(protocol, "fit", fit)
    trainer = Trainer(Starter(recipe), no_progress, no_events)
    if folded:
        splits = folds(samples, SplitChoice(folds=3), 1, validate=True)
        run = partial(trainer.cross_validate, samples, splits)
    else:
        run = partial(trainer.single, samples, single_split(samples, SplitChoice(), 1))
    with pytest.raises(InterruptedError):
        run("control", shuffle=True)
    true = dict(zip(samples.names, samples.labels, strict=True))
    for part in seen:
        agreement = np.mean([true[name] == said for name, said in zip(part.names, part.labels, strict=True)])
        assert agreement == pytest.approx(0.5, abs=0.1)
