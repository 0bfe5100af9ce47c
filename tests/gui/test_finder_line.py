"""A model that learnt from the cells of one segmenter brings it along, and never behind a reader's back."""

from dataclasses import replace

import pytest

from leukodesk import config
from leukodesk.config import load_settings
from leukodesk.core.analysis_edits import analyses_of
from leukodesk.core.edits import ChangeCells
from leukodesk.gui.cells.finder_line import FinderLine
from leukodesk.gui.choosers import Choosers
from leukodesk.workspace.reviewing import act_of
from tests.tiny_model import make_model

pytestmark = pytest.mark.slow

_MODEL = "hybrid_cnn_gnn.fields"


@pytest.fixture
def choosing(reading, qtbot):
    """The window with a model of fields chosen that learnt from cells of another segmenter."""
    card = make_model(
        config.user_models_dir(), "hybrid_cnn_gnn.plain", weights_of="hybrid_cnn_gnn", task="field", turns=1
    )
    recipe = {**card.training.recipe, "cells_found_by": "lab-kmeans", "cells_found_with": {"reach_um": 1.0}}
    make_model(
        config.user_models_dir(),
        _MODEL,
        weights_of="hybrid_cnn_gnn",
        task="field",
        turns=1,
        training=card.training.model_copy(update={"recipe": recipe}),
    )
    reading.workspace.models_changed.emit()

    def settle():
        workspace = reading.workspace
        qtbot.waitUntil(
            lambda: not workspace.runner.is_busy and workspace.saved_state == "saved", timeout=60_000
        )

    reading.workspace.set_classifier(_MODEL)
    settle()
    return reading, reading.findChild(FinderLine), settle


def test_cells_stay_until_the_reader_asks_and_the_own_choice_is_one_click_away(choosing, cells):
    window, line, settle = choosing
    workspace = window.workspace
    own, smear_id = workspace.settings.segmenter, workspace.smear.id
    assert workspace.segmenter_id == "lab-kmeans"
    assert window.findChild(Choosers)._segmenter.currentData() == "lab-kmeans"
    assert set(workspace.content.cell_ids_of(smear_id)) == set(cells)
    before = tuple(workspace.content.cells_of(smear_id))
    found = tuple(replace(cell, source="pivot-growing") for cell in before)
    assert workspace.do(ChangeCells(before, found, act_of("Ada")))
    assert "found in another way" in line.text()
    line.linkActivated.emit("again")
    settle()
    last = workspace.content.procedures[analyses_of(workspace.content, smear_id)[-1].suggestion]
    assert (last.segmenter, last.settings["reach_um"]) == ("lab-kmeans", 1.0)
    workspace.undo()
    assert set(workspace.content.cell_ids_of(smear_id)) == set(cells)
    line.linkActivated.emit("own")
    settle()
    assert workspace.segmenter_id == own
    assert load_settings().own_segmenter == [_MODEL]
    assert "you keep" in line.text()
    workspace.set_classifier(None)
    assert not line.isVisible()
    assert workspace.segmenter_id == own


def test_choosing_another_segmenter_is_the_reader_s_own_choice_and_can_be_taken_back(choosing):
    window, _, _ = choosing
    workspace = window.workspace
    workspace.set_segmenter("unet-plr")
    assert workspace.segmenter_id == "unet-plr"
    assert workspace.settings.own_segmenter == [_MODEL]
    workspace.set_segmenter("lab-kmeans")
    assert workspace.segmenter_parameters["lab-kmeans"] == {"reach_um": 1.0}
    assert workspace.settings.own_segmenter == []
    workspace.keep_segmenter("lab-kmeans", {"reach_um": 2.0})
    assert workspace.segmenter_parameters["lab-kmeans"] == {"reach_um": 2.0}
    assert workspace.settings.own_segmenter == [_MODEL]
