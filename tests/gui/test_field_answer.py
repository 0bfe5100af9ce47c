"""A model of whole fields is chosen like any other; its one answer shows where the field is summed up."""

import pytest

from leukodesk import config
from leukodesk.gui.cells.cell_detail import CellDetail
from leukodesk.gui.cells.field_answer_line import FieldAnswerLine
from leukodesk.gui.choosers import Choosers
from leukodesk.inference.field_answer import field_answer
from leukodesk.workspace.numerals import written
from tests.tiny_model import make_model


def make_field_model(name, **changes):
    return make_model(
        config.user_models_dir(), name, weights_of="hybrid_cnn_gnn", task="field", turns=1, **changes
    )


@pytest.fixture
def models():
    """One that is always sure enough, and one that never is."""
    return make_field_model("hybrid_cnn_gnn.sure"), make_field_model(
        "hybrid_cnn_gnn.unsure", abstention_threshold=1.0
    )


def choose(qtbot, window, model_id):
    workspace = window.workspace
    workspace.set_classifier(model_id)
    qtbot.waitUntil(lambda: not workspace.runner.is_busy and workspace.saved_state == "saved", timeout=60_000)


def test_the_answer_is_shown_with_its_probability_and_the_cells_with_their_weight(
    models, reading, cells, qtbot
):
    sure, unsure = models
    window, workspace = reading, reading.workspace
    line = window.findChild(FieldAnswerLine)
    assert not line.isVisible()
    choose(qtbot, window, sure.id)
    said = [item for item in workspace.content.predictions[sure.id].values() if item.cell_id in cells]
    answer = field_answer(said, 0.0)
    assert line.isVisible()
    assert line.text() == f"Whole smear: {answer.top_class.capitalize()}, {written(answer.confidence, '.0%')}"
    assert "Answers once per smear" in line.toolTip()
    assert "Control" in line.toolTip()
    heaviest = max(answer.importance, key=lambda cell_id: abs(answer.importance[cell_id]))
    workspace.select([heaviest])
    detail = window.findChild(CellDetail)
    assert f"by weight it is number 1 of {len(said)} cells" in detail._model.text()
    choose(qtbot, window, unsure.id)
    assert line.text().startswith("Whole smear: not sure (most like")
    window.workspace.set_classifier(None)
    assert not line.isVisible()


def test_models_of_fields_are_offered_with_the_others(models, window):
    combo = window.findChild(Choosers)._classifier
    offered = [combo.itemData(index) for index in range(combo.count())]
    assert {model.id for model in models} <= set(offered)
