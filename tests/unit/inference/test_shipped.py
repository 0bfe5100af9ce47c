"""The models that travel with the program, as they lie in the folder of models."""

import numpy as np
import pytest

from leukodesk.config import Settings
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.neighbours import Places

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


def test_the_model_of_all_subtypes_answers_for_fields_and_reads_nothing_but_cells(library):
    card = library.card("hybrid_cnn_gnn-mobilenet_v2.all-subtype")
    assert (card.task, card.stain, card.crop.surround) == ("field", "background", "white")
    assert card.classes == ("Benign", "Early", "Pre", "Pro")
    chance = 1 / len(card.classes)
    controls = card.controls
    assert set(controls) == {"cells_blanked_out", "colour_statistics", "labels_shuffled"}
    assert abs(controls["cells_blanked_out"]["balanced_accuracy"] - chance) < 0.1
    assert abs(controls["labels_shuffled"]["balanced_accuracy"] - chance) < 0.1
    assert controls["colour_statistics"]["auc"] < card.metrics["auc"].low
    assert controls["colour_statistics"]["balanced_accuracy"] < card.metrics["balanced_accuracy"].value
    for name in ("balanced_accuracy", "auc", "sensitivity", "mcc", "calibration_error", "named_accuracy"):
        figure = card.metrics[name]
        assert figure.low <= figure.value <= figure.high
    assert card.metrics["balanced_accuracy"].low > 0.97
    # No more than drawing so many fields adds to a perfectly calibrated model.
    assert card.metrics["calibration_error"].value < card.metrics["calibration_error_by_chance"].high
    assert card.metrics["calibration_error"].value < 0.03
    assert set(card.per_class) == set(card.classes)
    parts = [set(groups) for groups in card.split.groups.values()]
    assert sum(map(len, parts)) == len(set().union(*parts))
    assert card.metrics_on.n == len(card.split.groups["test"]) > 400
    assert "Aria" in card.licence


def test_it_answers_for_a_field_of_any_cells(library):
    classifier = library.load("hybrid_cnn_gnn-mobilenet_v2.all-subtype", "cpu")
    side = classifier.crop_spec.size_px
    crops = np.random.default_rng(0).integers(0, 256, (5, side, side, 3), dtype=np.uint8)
    said = classifier.predict_fields(crops, Places(np.zeros((5, 2)), np.array([0, 0, 0, 1, 1])))
    assert said.shape == (2, 4)
    np.testing.assert_allclose(said.sum(axis=1), 1, atol=1e-6)


OF_A_CLASS = {"sensitivity", "specificity", "ppv", "npv", "fpr", "fnr", "mcc", "auc"}
OVER_ALL = OF_A_CLASS | {"accuracy", "balanced_accuracy", "f1", "misclassified", "calibration_error"}


@pytest.mark.parametrize(
    "model_id", [SHIPPED, "mobilenet_v2.leukocyte8", "hybrid_cnn_gnn-mobilenet_v2.all-subtype"]
)
def test_every_card_has_all_figures_of_all_classes_and_of_its_heatmaps(library, model_id):
    card = library.card(model_id)
    assert set(card.metrics) >= OVER_ALL
    assert set(card.per_class) == set(card.classes)
    for figures in card.per_class.values():
        assert set(figures) >= OF_A_CLASS
    for figure in (*card.metrics.values(), *(x for row in card.per_class.values() for x in row.values())):
        assert figure.low <= figure.value <= figure.high
    assert card.explanations is not None
    assert card.explanations.heat_in_cell > card.explanations.cell_area
    assert card.distribution is not None
