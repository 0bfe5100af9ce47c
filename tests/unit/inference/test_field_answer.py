"""One answer for a field out of what a model says of its cells, and which cells it rests on."""

import numpy as np
import pytest
import torch

from leukodesk.core.errors import ModelError
from leukodesk.core.results import Prediction, Segmentation
from leukodesk.imaging.background import find_background, relative_colours
from leukodesk.imaging.crops import crop_cells
from leukodesk.imaging.phantom import render_phantom
from leukodesk.inference.cards import Crop, TrainingData
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.inference.field_answer import answer_for, field_answer, field_notices
from leukodesk.inference.neighbours import Places
from leukodesk.inference.suggestions import predictions

CLASSES = ("benign", "early", "late")

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture
def field_model(tiny_model, tmp_path):
    def make(**changes):
        card = tiny_model(
            tmp_path,
            "hybrid_cnn_gnn.tiny",
            weights_of="hybrid_cnn_gnn",
            task="field",
            classes=CLASSES,
            temperature=1.7,
            **changes,
        )
        return load_classifier(card, tmp_path, "cpu")

    return make


def said_of(rows, model_id="m.x"):
    return [
        Prediction(f"c{i}", model_id, dict(zip(CLASSES, map(float, row), strict=True)), abstained=False)
        for i, row in enumerate(rows)
    ]


def test_the_answer_out_of_the_cells_is_that_of_the_network(field_model):
    classifier = field_model()
    crops = np.random.default_rng(1).integers(0, 256, (7, 48, 48, 3), dtype=np.uint8)
    places = Places(np.random.default_rng(2).uniform(0, 80, (7, 2)), np.zeros(7, np.int64))
    whole = classifier.predict_fields(crops, places)[0]
    said = said_of(classifier.predict(crops, places=places))
    answer = field_answer(said, 0.0)
    assert list(answer.probabilities.values()) == pytest.approx(whole.tolist(), abs=1e-5)
    assert answer.top_class == CLASSES[whole.argmax()]


def test_importance_is_gradient_times_embedding_and_adds_up_to_the_margin(field_model):
    classifier = field_model()
    network, card = classifier.network, classifier.card
    crops = np.random.default_rng(3).integers(0, 256, (4, 48, 48, 3), dtype=np.uint8)
    places = Places(np.array([[0.0, 0], [9, 0], [0, 9], [30, 30]]), np.zeros(4, np.int64))
    answer = field_answer(said_of(classifier.predict(crops, places=places)), 0.0)
    top = CLASSES.index(answer.top_class)
    seen = []
    network.head.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    classifier.predict(crops, places=places)
    heard = seen[0].clone().requires_grad_()
    logits = (heard.mean(dim=0) @ network.head.weight.T + network.head.bias) / card.temperature
    margin = logits[top] - np.delete(np.arange(3), top).size ** -1 * (logits.sum() - logits[top])
    (gradient,) = torch.autograd.grad(margin, heard)
    bias = network.head.bias
    constant = float((bias[top] - (bias.sum() - bias[top]) / 2) / card.temperature / 4)
    expected = (gradient * heard).sum(dim=1).detach().numpy() + constant
    assert list(answer.importance.values()) == pytest.approx(expected.tolist(), abs=1e-4)
    assert sum(answer.importance.values()) == pytest.approx(float(margin.detach()), abs=1e-4)


def test_a_cell_that_speaks_against_the_answer_counts_less_than_nothing():
    answer = field_answer(said_of([(0.9, 0.05, 0.05), (0.8, 0.1, 0.1), (0.2, 0.7, 0.1)]), 0.0)
    assert answer.top_class == "benign"
    assert answer.importance["c0"] > answer.importance["c1"] > 0 > answer.importance["c2"]


def test_below_the_threshold_the_field_is_left_to_the_reader():
    rows = [(0.5, 0.3, 0.2), (0.4, 0.4, 0.2)]
    assert field_answer(said_of(rows), 0.9).abstained
    assert not field_answer(said_of(rows), 0.3).abstained


def test_a_probability_that_was_rounded_to_nothing_breaks_nothing():
    answer = field_answer(said_of([(1.0, 0.0, 0.0), (0.0, 1.0, 0.0)]), 0.0)
    assert sum(answer.probabilities.values()) == pytest.approx(1)
    assert np.isfinite(list(answer.importance.values())).all()


def test_only_a_model_of_fields_answers_for_them(field_model, tiny_model, tmp_path):
    of_cells = tiny_model(tmp_path)
    said = said_of([(0.5, 0.3, 0.2)])
    assert answer_for(of_cells, said) is None
    assert field_notices(of_cells, Segmentation((), "pivot-growing")) == ()
    card = field_model().card
    assert answer_for(card, said) is not None
    assert answer_for(card, []) is None
    crops, places = np.zeros((1, 48, 48, 3), np.uint8), Places.apart(1)
    with pytest.raises(ModelError, match="names cells, not smears"):
        load_classifier(of_cells, tmp_path, "cpu").predict_fields(crops, places)


def test_a_network_that_cannot_read_fields_is_refused(tiny_model, tmp_path):
    card = tiny_model(tmp_path, task="field")
    with pytest.raises(ModelError, match="the architecture cnn cannot"):
        load_classifier(card, tmp_path, "cpu")


def test_cells_found_in_another_way_than_in_training_are_pointed_out(field_model):
    training = TrainingData(
        description="drawn",
        digest="0" * 64,
        n=2,
        class_counts={},
        recipe={"cells_found_by": "lab-kmeans", "cells_found_with": {"reach_um": 1.0}},
    )
    card = field_model(training=training).card
    same = Segmentation((), "lab-kmeans", {"reach_um": 1.0, "clusters": 4})
    assert len(field_notices(card, same)) == 1
    for other in (
        Segmentation((), "lab-kmeans", {"reach_um": 6.0}),
        Segmentation((), "pivot-growing", {"reach_um": 1.0}),
    ):
        _, notice = field_notices(card, other)
        assert "cells found by lab-kmeans (reach_um 1.0)" in notice
    assert len(field_notices(card, sources={"lab-kmeans"})) == 1
    _, notice = field_notices(card, sources={"lab-kmeans", "a reader"})
    assert "cells found by lab-kmeans" in notice


def test_cut_out_crops_show_the_cell_in_colours_relative_to_the_background(field_model):
    classifier = field_model(stain="background", crop=Crop(size_px=48, pixel_size_um=0.4, surround="white"))
    phantom = render_phantom(3, 300, 400, pixel_size_um=0.2)
    crops = crop_cells(phantom.pixels, phantom.cells[:2], 0.2, classifier.crop_spec)
    relative = relative_colours(phantom.pixels, find_background(phantom.pixels))
    assert (crops[:, 0] == 255).all()
    cell = phantom.cells[0]
    row, column = (round(value) for value in cell.centroid)
    assert np.abs(crops[0, 24, 24].astype(int) - relative[row, column]).max() < 40
    dimmed = (phantom.pixels * np.array([0.9, 0.8, 0.7])).astype(np.uint8)
    assert np.abs(crop_cells(dimmed, [cell], 0.2, classifier.crop_spec)[0].astype(int) - crops[0]).max() < 12
    assert predictions([cell], classifier.predict(crops[:1]), classifier.card)[0].model_id
