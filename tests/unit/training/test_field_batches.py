from dataclasses import replace

import numpy as np
import pytest
import torch

from leukodesk.core.progress import no_progress
from leukodesk.inference.card_files import load_card
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.inference.neighbours import Places
from leukodesk.training import data
from leukodesk.training.evaluate import evaluate
from leukodesk.training.field_batches import FieldLoader
from leukodesk.training.processes import Processes
from leukodesk.training.protocol import Trainer
from leukodesk.training.recipe import SplitChoice
from leukodesk.training.starting import Starter
from leukodesk.training.train import train

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture
def in_fields(make_samples):
    """Samples whose cells lie in fields, 10 µm from each other."""

    def make(groups, each=2, seed=0):
        samples = make_samples(groups, each, seed)
        count = 2 * each
        positions = np.stack([np.zeros(len(samples)), 10.0 * (np.arange(len(samples)) % count)], axis=1)
        return replace(samples, places=Places(positions, np.repeat(np.arange(groups), count)))

    return make


def test_an_epoch_brings_every_field_whole_and_once(in_fields, recipe):
    samples = in_fields(9)
    loader = FieldLoader(samples, recipe)
    batches = list(loader.batches(1))
    assert len(batches) == len(loader) == 5
    for crops, labels, places in batches:
        assert len(crops) == len(labels) == len(places)
        assert set(np.bincount(places.fields)) == {4}
    assert sum(len(labels) for _, labels, _ in batches) == len(samples)


def test_batches_repeat_and_differ_between_epochs(in_fields, recipe):
    samples = in_fields(9)
    one, other = (list(FieldLoader(samples, recipe).batches(2)) for _ in range(2))
    for (crops, labels, _), (same, same_labels, _) in zip(one, other, strict=True):
        assert torch.equal(crops, same)
        assert torch.equal(labels, same_labels)
    assert not torch.equal(one[0][0], next(FieldLoader(samples, recipe).batches(3))[0])


def test_each_process_gets_a_share_of_the_cells_and_all_labels_and_places(in_fields, recipe, monkeypatch):
    # Fields of two cells, one field a batch.
    samples = in_fields(3, each=1)
    small = recipe.model_copy(update={"batch": 3})
    whole = list(FieldLoader(samples, small).batches(1))
    for rank in range(3):
        monkeypatch.setattr(data, "this_process", lambda rank=rank: Processes(rank, 3))
        for one, own in zip(whole, FieldLoader(samples, small).batches(1), strict=True):
            assert torch.equal(own[0], one[0][rank::3])
            assert torch.equal(own[1], one[1])
            np.testing.assert_array_equal(own[2].fields, one[2].fields)


def test_without_places_each_cell_is_a_field(make_samples, recipe):
    samples = make_samples(4)
    crops, _, places = next(FieldLoader(samples, recipe).batches(1))
    assert len(crops) == recipe.batch
    assert len(set(places.fields)) == recipe.batch


def test_rare_fields_are_drawn_as_often_and_never_become_neighbours_of_themselves(in_fields, recipe):
    samples = in_fields(12, each=1)
    # One field of blasts alone among eleven of normal cells alone.
    samples = samples.relabelled(np.where(np.arange(len(samples)) < 2, 0, 1).astype(np.int64))
    balanced = FieldLoader(samples, recipe.model_copy(update={"balanced_sampling": True}))
    drawn = []
    for epoch in range(1, 5):
        for _, labels, places in balanced.batches(epoch):
            assert set(np.bincount(places.fields)) == {2}
            drawn += labels.tolist()
    assert 0.2 < drawn.count(0) / len(drawn) < 0.8


def test_places_go_with_their_cells(in_fields):
    samples = in_fields(3)
    some = samples.take([5, 0])
    np.testing.assert_array_equal(some.places.fields, [1, 0])
    np.testing.assert_array_equal(some.places.positions_um[:, 1], [10, 0])


@pytest.mark.slow
def test_a_hybrid_learns_what_only_the_neighbour_tells(in_fields, recipe, tmp_path):
    """Every cell is named by the look of the cell beside it, so its own crop says nothing."""
    random = np.random.default_rng(1)
    samples = in_fields(60, each=1)
    look = random.integers(0, 2, len(samples))
    blasts, others = samples.contexts[samples.labels == 0], samples.contexts[samples.labels == 1]
    contexts = np.where(
        look[:, None, None, None] == 0, np.repeat(blasts, 2, axis=0), np.repeat(others, 2, axis=0)
    )
    beside = look.reshape(-1, 2)[:, ::-1].reshape(-1)
    samples = replace(samples, contexts=contexts, labels=beside.astype(np.int64))
    hybrid = recipe.model_copy(
        update={
            "architecture": "hybrid_cnn_gnn",
            "epochs": 12,
            "controls": False,
            "split": SplitChoice(test=0.4),
        }
    )
    card = load_card(train(samples, Starter(hybrid), tmp_path, progress=no_progress))
    assert card.metrics["balanced_accuracy"].value > 0.9
    classifier = load_classifier(card, tmp_path, "cpu")
    assert evaluate(classifier, samples, "test").judgement.metrics["balanced_accuracy"] > 0.9
    # Without its places the same model is lost.
    alone = evaluate(classifier, replace(samples, places=None), "test")
    assert alone.judgement.metrics["balanced_accuracy"] < 0.75


def test_no_batch_is_of_one_cell_alone(make_samples, recipe):
    """Batch normalisation has nothing to say about one cell whose maps have one place."""
    alone = recipe.model_copy(update={"batch": 1, "architecture": "hybrid_cnn_gnn-mobilenet_v2", "epochs": 1})
    samples = make_samples(3, each=1)
    batches = list(FieldLoader(samples, alone).batches(1))
    assert len(batches) == len(samples)
    assert all(len(crops) == 2 for crops, _, _ in batches)
    assert {len(set(places.fields)) for _, _, places in batches} == {2}
    trained, _ = Trainer(Starter(alone), no_progress, lambda event: None).fit(samples, None, "it")
    assert all(torch.isfinite(value).all() for value in trained.state_dict().values())
