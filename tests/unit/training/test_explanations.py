"""Whether heatmaps can be believed is measured, not assumed."""

import numpy as np
import pytest
import torch
from torch import nn

from leukodesk.core.errors import ModelError
from leukodesk.inference.cards import Crop, ModelCard
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.registry import create_architecture
from leukodesk.training.explanations import explanation_figures, heat_inside, randomised
from tests.tiny_model import make_model

pytestmark = pytest.mark.slow


@pytest.fixture
def classifier(make_samples, tmp_path):
    spec = make_samples().spec
    crop = Crop(size_px=spec.size_px, pixel_size_um=spec.pixel_size_um)
    card = make_model(tmp_path, crop=crop)
    torch.manual_seed(3)
    return CellClassifier(card, create_architecture("cnn").build(2), "cpu")


def test_the_share_of_the_heat_inside_is_measured_beside_that_of_the_area():
    heat, masks = np.zeros((10, 8, 8)), np.zeros((10, 8, 8), bool)
    masks[:, :4, :4] = True
    heat[:, :4, :4], heat[:, 4:, 4:] = 3, 1
    assert heat_inside(heat, masks) == (0.75, 0.25)
    masks[1:] = False
    assert heat_inside(heat, masks) == (None, None)
    assert heat_inside(np.zeros((10, 8, 8)), ~masks) == (None, None)


def test_random_weights_change_the_map_and_leave_the_model_as_it_is(classifier, make_samples):
    samples = make_samples()
    before = {name: value.clone() for name, value in classifier.network.state_dict().items()}
    found = explanation_figures(classifier, samples, cells=12)
    assert all(torch.equal(value, before[name]) for name, value in classifier.network.state_dict().items())
    assert found == explanation_figures(classifier, samples, cells=12)
    assert (found.n, found.method, found.data) == (12, "gradcam", samples.source)
    assert next(iter(found.rank_correlation)).startswith("head")
    assert list(found.rank_correlation)[-1].startswith("features.0")
    assert all(-1 <= value <= 1 for value in found.rank_correlation.values())
    assert abs(list(found.rank_correlation.values())[-1]) < 0.8
    assert (
        ModelCard.model_validate(
            classifier.card.model_dump() | {"explanations": found.model_dump()}
        ).explanations
        == found
    )


def test_a_map_of_the_very_same_weights_does_not_change(classifier, make_samples, monkeypatch):
    from leukodesk.inference.explain import explain

    crops = np.ascontiguousarray(make_samples().crops[:4])
    named = classifier.logits(crops).argmax(axis=1)
    heat = explain(classifier, crops, named)
    monkeypatch.setattr("leukodesk.training.explanations._forget", lambda *_: None)
    kept = randomised(classifier, crops, named, heat, "gradcam", 0, lambda *_: None)
    assert set(kept.values()) == {1.0}


def test_the_sentence_says_what_the_figures_mean(classifier, make_samples):
    found = explanation_figures(classifier, make_samples(), cells=12)
    told = {"heat_in_cell": 0.8, "cell_area": 0.3, "rank_correlation": {"head": 0.5, "features.0": 0.05}}
    good = found.model_copy(update=told)
    assert good.sentence.startswith("80% of the heat lies inside the cell, which takes 30% of the crop; with")
    assert "0.05 with the true one, so it follows what the model learnt" in good.sentence
    bad = good.model_copy(update={"rank_correlation": {"features.0": 0.9}, "heat_in_cell": None})
    assert bad.sentence.startswith("With random weights a heatmap keeps a rank correlation of 0.90")
    assert "shows outlines more than what it learnt" in bad.sentence


def test_a_model_without_heatmaps_says_so(make_samples, classifier):
    machine = CellClassifier(
        classifier.card.model_copy(update={"architecture": "svm-handcrafted"}), nn.Sequential(), "cpu"
    )
    machine.logits = classifier.logits
    with pytest.raises(ModelError, match="no layer to draw a heatmap from"):
        explanation_figures(machine, make_samples(), cells=4)
