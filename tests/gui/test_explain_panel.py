"""The panel of the heatmap says beforehand which methods the chosen model cannot be explained with."""

import pytest

from leukodesk import config
from leukodesk.gui.cells.explain_panel import ExplainPanel
from leukodesk.inference.explain import EXPLAINERS
from tests.tiny_model import make_model


def offered(panel):
    combo = panel._method
    items = [combo.model().item(row) for row in range(combo.count())]
    return tuple(combo.itemData(row) for row, item in enumerate(items) if item.isEnabled()), items[
        -1
    ].toolTip()


@pytest.fixture
def of_a_paper(qtbot):
    return make_model(
        config.user_models_dir(), "hybrid_cnn_gnn-paper.tiny", weights_of="hybrid_cnn_gnn-paper"
    )


def test_cam_is_only_offered_for_networks_that_have_it(of_a_paper, reading, qtbot):
    workspace, panel = reading.workspace, reading.findChild(ExplainPanel)
    pooled = workspace.model_id
    assert offered(panel) == (EXPLAINERS, "")
    for model_id, expected, why in (
        (of_a_paper.id, EXPLAINERS[:-1], "Needs a network that ends in the mean of its maps"),
        (pooled, EXPLAINERS, ""),
    ):
        workspace.set_classifier(model_id)
        qtbot.waitUntil(lambda: not workspace.runner.is_busy, timeout=60_000)
        methods, tip = offered(panel)
        assert methods == expected
        assert tip.startswith(why)
        assert bool(tip) == bool(why)


@pytest.mark.slow
def test_a_method_that_the_model_lacks_gives_way_in_sight_and_comes_back(of_a_paper, reading, cells, qtbot):
    workspace, panel = reading.workspace, reading.findChild(ExplainPanel)
    pooled, failures = workspace.model_id, []
    workspace.heatmap_failed.connect(lambda *told: failures.append(told))

    def choose(model_id):
        workspace.set_classifier(model_id)
        qtbot.waitUntil(lambda: not workspace.runner.is_busy, timeout=60_000)
        return panel._method.currentData(), panel._stands_in.isVisible() and panel._stands_in.text()

    workspace.select([cells[0]])
    reading.commands["heatmap"].trigger()
    workspace.set_explainer("cam")
    assert choose(pooled) == ("cam", False)
    with qtbot.waitSignal(workspace.heatmap_ready, timeout=60_000):
        said = choose(of_a_paper.id)
    assert said == ("gradcam", "This model has no CAM; Grad-CAM stands in.")
    assert choose(pooled) == ("cam", False)
    assert failures == []
