"""The shipped model of fields answers for whole fields as its card says."""

import pytest

from leukodesk.config import builtin_models_dir
from leukodesk.imaging.reader import read_smear
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.pipeline import analyze
from leukodesk.inference.registry import create_segmenter

pytestmark = pytest.mark.realdata

SHIPPED = "hybrid_cnn_gnn-mobilenet_v2.all-subtype"
EVERY = 8


def test_held_out_fields_are_named_as_the_card_says(shared_data):
    classifier = ModelLibrary((builtin_models_dir(),)).load(SHIPPED, "cpu")
    card = classifier.card
    recipe = card.training.recipe
    segmenter = create_segmenter(recipe["cells_found_by"], **recipe["cells_found_with"])
    right = []
    for group in card.split.groups["test"][::EVERY]:
        class_id, stem = group.split("/")
        image = read_smear(shared_data / "all_subtypes" / class_id / f"{stem}.jpg")
        analysis = analyze(image, segmenter, classifier, pixel_size_um=recipe["crop"]["image_pixel_size_um"])
        answer = analysis.field_answer
        assert sum(answer.probabilities.values()) == pytest.approx(1)
        assert len(answer.importance) == len(analysis.predictions) > 0
        right.append(answer.top_class == class_id)
    assert len(right) > 40
    spread = 2 * (0.25 / len(right)) ** 0.5
    assert sum(right) / len(right) == pytest.approx(card.metrics["accuracy"].value, abs=spread)
