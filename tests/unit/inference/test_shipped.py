"""The models that travel with the program, as they lie in the folder of models."""

import numpy as np
import pytest

from leukodesk.config import Settings
from leukodesk.inference.library import ModelLibrary

SHIPPED = "mobilenet_v2.all-idb1"


@pytest.fixture
def library():
    return ModelLibrary.default()


def test_it_is_listed_whole_and_the_one_that_is_chosen_at_first(library):
    assert SHIPPED in [card.id for card in library.cards()]
    assert library.is_builtin(SHIPPED)
    assert library.verify() == []
    assert Settings().classifier == SHIPPED


def test_its_card_is_complete(library):
    card = library.card(SHIPPED)
    assert card.classes == ("blast", "normal")
    assert card.taxonomy == "blast-normal"
    assert set(card.controls) == {"cells_blanked_out", "colour_statistics", "labels_shuffled"}
    for control in card.controls.values():
        assert control["balanced_accuracy"] < card.metrics["balanced_accuracy"].low
        assert control["auc"] < card.metrics["auc"].low
    for name in ("accuracy", "balanced_accuracy", "sensitivity", "specificity", "auc", "calibration_error"):
        figure = card.metrics[name]
        assert figure.low <= figure.value <= figure.high
    assert card.metrics_on.n == card.training.n > 400
    assert card.training.recipe.get("turns", 1) == card.turns
    assert 0.5 < card.abstention_threshold < 1
    assert card.licence


def test_it_loads_and_speaks(library):
    classifier = library.load(SHIPPED, "cpu")
    side = classifier.crop_spec.size_px
    crops = np.random.default_rng(0).integers(0, 256, (3, side, side, 3), dtype=np.uint8)
    probabilities = classifier.predict(crops)
    assert probabilities.shape == (3, 2)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-6)


def test_the_model_of_eight_kinds_is_complete_and_judged_on_unseen_images(library):
    card = library.card("mobilenet_v2.leukocyte8")
    assert len(card.classes) == 8
    assert set(card.controls) == {"cells_blanked_out", "colour_statistics", "labels_shuffled"}
    for control in card.controls.values():
        assert control["balanced_accuracy"] < card.metrics["balanced_accuracy"].low - 0.2
    assert card.metrics["balanced_accuracy"].value > 0.97
    assert card.metrics["calibration_error"].value < 0.03
    parts = [set(groups) for groups in card.split.groups.values()]
    assert sum(map(len, parts)) == len(set().union(*parts))
    assert "Acevedo" in card.licence
