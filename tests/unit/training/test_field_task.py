"""Training that answers once per field: loss, figures, calibration and controls are of fields."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from pydantic import ValidationError

from leukodesk.core.errors import InputError, ModelError
from leukodesk.core.progress import no_progress
from leukodesk.inference.card_files import load_card
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.inference.neighbours import Places
from leukodesk.inference.registry import create_architecture
from leukodesk.training.asked import asked_of
from leukodesk.training.controls import colour_probabilities
from leukodesk.training.evaluate import evaluate, evaluation_recipe
from leukodesk.training.field_batches import FieldLoader
from leukodesk.training.reading import NeighbourReader
from leukodesk.training.recipe import CropChoice, Recipe, SplitChoice
from leukodesk.training.sources import load_samples
from leukodesk.training.starting import Starter
from leukodesk.training.stepping import _cut
from leukodesk.training.train import train

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture
def field_recipe(recipe):
    return recipe.model_copy(
        update={"architecture": "hybrid_cnn_gnn", "task": "field", "epochs": 1, "controls": False}
    )


@pytest.fixture
def one_class_fields(make_samples):
    """Fields of three cells, all of one class, 10 µm from each other."""

    def make(groups=12, seed=0):
        samples = make_samples(groups, 3, seed)
        order = np.argsort(samples.labels, kind="stable")
        samples = samples.take(order)
        fields = np.arange(len(samples)) // 3
        positions = np.stack([np.zeros(len(samples)), 10.0 * (np.arange(len(samples)) % 3)], axis=1)
        groups_of = tuple(f"Im{field:03d}" for field in fields)
        return replace(samples, groups=groups_of, places=Places(positions, fields))

    return make


def test_a_batch_has_one_label_per_field(one_class_fields, field_recipe):
    samples = one_class_fields()
    for crops, labels, places in FieldLoader(samples, field_recipe).batches(1):
        assert len(crops) == len(places) == 3 * len(labels)
        assert len(np.unique(places.fields)) == len(labels)


def test_a_batch_cut_in_pieces_keeps_fields_and_their_labels_together(one_class_fields, field_recipe):
    batch = next(FieldLoader(one_class_fields(), field_recipe).batches(1))
    crops, labels, places = batch
    pieces = _cut((crops, labels, (places,)), 2)
    assert len(pieces) == 2
    assert torch.equal(torch.cat([piece[1] for piece in pieces]), labels)
    network = NeighbourReader(create_architecture("hybrid_cnn_gnn").build(2), "field").eval()
    with torch.no_grad():
        whole = network(crops, places)
        parts = torch.cat([network(piece[0], *piece[2]) for piece in pieces])
    assert torch.allclose(whole, parts, atol=1e-5)


@pytest.mark.slow
def test_figures_and_threshold_are_of_fields(one_class_fields, field_recipe, tmp_path):
    samples = one_class_fields(20)
    changed = field_recipe.model_copy(update={"epochs": 3, "split": SplitChoice(test=0.4, validation=0.2)})
    card = load_card(train(samples, Starter(changed), tmp_path, progress=no_progress))
    tested = len(card.split.groups["test"])
    assert card.task == "field"
    assert card.metrics_on.n == tested < len(asked_of(samples, "field").labels) == 40
    assert card.training.n == 3 * len(card.split.groups["train"])
    assert "fields" in card.training.description
    found = evaluate(load_classifier(card, tmp_path, "cpu"), samples, "test")
    assert found.judgement.n == tested
    assert found.judgement.metrics["balanced_accuracy"] == pytest.approx(
        card.metrics["balanced_accuracy"].value, abs=1e-6
    )
    assert sum(map(sum, found.judgement.confusion)) == tested
    assert {control["n"] for control in found.controls.values()} == {tested}
    assert evaluation_recipe(card).task == "field"


@pytest.mark.slow
def test_controls_of_a_field_model_are_of_fields(one_class_fields, field_recipe, tmp_path):
    changed = field_recipe.model_copy(
        update={"epochs": 6, "controls": True, "split": SplitChoice(test=0.4, validation=0.2)}
    )
    card = load_card(train(one_class_fields(30), Starter(changed), tmp_path, progress=no_progress))
    assert card.metrics["balanced_accuracy"].value > 0.9
    assert card.controls["cells_blanked_out"]["balanced_accuracy"] < 0.75
    assert {control["n"] for control in card.controls.values()} == {card.metrics_on.n}


def test_colour_statistics_of_a_field_are_those_of_its_crops(one_class_fields):
    samples = one_class_fields()
    fields = asked_of(samples, "field")
    some, others = np.arange(0, 36), np.arange(36, 72)
    mixed = np.concatenate([some[::2], others[::2]])
    said = colour_probabilities(samples, np.arange(72), mixed, "field")
    assert said.shape == (len(fields.among(mixed)), 2)


def test_a_field_of_two_labels_is_refused_by_name(one_class_fields, field_recipe, tmp_path):
    samples = one_class_fields()
    torn = samples.relabelled(np.where(np.arange(len(samples)) == 1, 1, samples.labels))
    with pytest.raises(InputError, match=r"cell 1.* lie in one field and have different labels"):
        train(torn, Starter(field_recipe), tmp_path, progress=no_progress)


def test_a_network_that_reads_single_cells_is_refused(one_class_fields, field_recipe, tmp_path):
    wrong = field_recipe.model_copy(update={"architecture": "cnn"})
    with pytest.raises(ModelError, match="cnn names cells one by one"):
        train(one_class_fields(), Starter(wrong), tmp_path, progress=no_progress)


def test_fields_cannot_be_torn_apart_by_the_split():
    with pytest.raises(ValidationError, match="keeps fields whole"):
        Recipe(architecture="hybrid_cnn_gnn", task="field", split=SplitChoice(by="random"))


def test_cells_cut_out_of_their_surround_show_nothing_else(tmp_path, make_fields):
    crop = CropChoice(
        size_px=48, pixel_size_um=0.35, image_pixel_size_um=0.18, colours="relative", surround="white"
    )
    recipe = Recipe(architecture="hybrid_cnn_gnn", cells_found_by="pivot-growing", crop=crop)
    samples = load_samples(make_fields(tmp_path), recipe)
    assert samples.masks.any(axis=(1, 2)).all()
    assert (samples.contexts[~samples.masks] == 255).all()
    assert samples.contexts[samples.masks].mean() < 200


def test_an_image_without_outline_cannot_be_cut_out(class_folders):
    crop = CropChoice(size_px=32, pixel_size_um=0.6, surround="white")
    with pytest.raises(InputError, match=r'has no outline.*surround = "kept"'):
        load_samples(class_folders, Recipe(architecture="cnn", crop=crop))
