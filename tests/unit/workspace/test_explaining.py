"""A heatmap is of the cell as it is: of its outline, and of the class that is suggested for it."""

import threading

import numpy as np
import pytest

from leukodesk.config import user_models_dir
from leukodesk.core.mask import Mask
from leukodesk.core.results import Prediction
from leukodesk.jobs.large_analysis import explain_shown
from leukodesk.workspace import explaining
from tests.outlining import outline_cell

MODEL = "cnn.tiny"


@pytest.fixture
def looked_at(make_workspace, image, settle, tiny_model):
    """An analysed image of three cells with a model; in ``came`` the middles of its heatmaps."""
    tiny_model(user_models_dir(), MODEL)
    workspace = make_workspace(classifier=MODEL)
    workspace.open_path(image)
    settle(workspace)
    workspace.came = []
    workspace.heatmap_ready.connect(lambda cell_id, box, _heat: workspace.came.append((cell_id, middle(box))))
    return workspace


@pytest.fixture
def slow(monkeypatch):
    """Heatmaps are begun, and end when they are let; in ``classes`` those that were asked about."""
    begun, release = threading.Event(), threading.Event()

    def explain(*arguments):
        explain.classes.append(arguments[5])
        begun.set()
        release.wait(30)
        return explain_shown(*arguments)

    monkeypatch.setattr(explaining, "explain_shown", explain)
    explain.begun, explain.release, explain.classes = begun, release, []
    yield explain
    release.set()


def middle(box):
    y0, x0, y1, x1 = box
    return round((y0 + y1) / 2, 3), round((x0 + x1) / 2, 3)


def middle_of(cell):
    return tuple(round(at + 0.5, 3) for at in cell.centroid)


def redraw(workspace, cell_id):
    outline_cell(workspace, cell_id, Mask.from_pixels(np.ones((30, 30), dtype=bool), 14, 14), None)


def test_a_cell_redrawn_while_its_heatmap_is_worked_out_gets_that_of_its_new_outline(
    looked_at, slow, settle, qtbot
):
    cell_id = next(iter(looked_at.content.cells))
    former = middle_of(looked_at.content.cells[cell_id])
    looked_at.explain(cell_id, "blast")
    qtbot.waitUntil(slow.begun.is_set, timeout=20_000)
    redraw(looked_at, cell_id)
    slow.release.set()
    settle(looked_at)
    now = middle_of(looked_at.content.cells[cell_id])
    assert now != former
    assert looked_at.came == [(cell_id, now)]
    looked_at.explain(cell_id, "blast")
    assert looked_at.came[1:] == [(cell_id, now)]
    looked_at.undo()
    looked_at.explain(cell_id, "blast")
    settle(looked_at)
    assert looked_at.came[2:] == [(cell_id, former)]


def test_whoever_asks_as_soon_as_a_cell_changes_is_not_shown_the_former_heatmap(looked_at, settle):
    cell_id = next(iter(looked_at.content.cells))
    looked_at.explain(cell_id)
    settle(looked_at)
    looked_at.changed.connect(lambda *_: looked_at.explain(cell_id))
    redraw(looked_at, cell_id)
    settle(looked_at)
    assert {place for _, place in looked_at.came[1:]} == {middle_of(looked_at.content.cells[cell_id])}


def test_a_cell_removed_while_its_heatmap_is_worked_out_gets_none(looked_at, slow, settle, qtbot):
    cell_id = next(iter(looked_at.content.cells))
    looked_at.explain(cell_id)
    qtbot.waitUntil(slow.begun.is_set, timeout=20_000)
    looked_at.remove([cell_id])
    slow.release.set()
    settle(looked_at)
    assert looked_at.came == []
    assert looked_at.told["heatmap_failed"] == []


def test_nobody_is_told_of_a_heatmap_that_cannot_be_after_the_model_was_chosen_away(
    looked_at, slow, settle, qtbot
):
    looked_at.explain(next(iter(looked_at.content.cells)))
    qtbot.waitUntil(slow.begun.is_set, timeout=20_000)
    looked_at.set_classifier(None)
    slow.release.set()
    settle(looked_at)
    assert looked_at.came == []
    assert looked_at.told["heatmap_failed"] == []


def suggest(workspace, cell_id, class_name):
    other = {"blast": "normal", "normal": "blast"}[class_name]
    probabilities = {class_name: 0.6, other: 0.4}
    workspace._document.record_predictions((Prediction(cell_id, MODEL, probabilities, abstained=True),))


def test_the_class_that_is_suggested_is_explained_and_not_that_of_the_cell_alone(looked_at, settle):
    cell_id = next(iter(looked_at.content.cells))
    heats = []
    looked_at.heatmap_ready.connect(lambda _id, _box, heat: heats.append(heat))
    for class_name in ("blast", "normal", "blast"):
        suggest(looked_at, cell_id, class_name)
        for asked in (None, class_name):
            looked_at.explain(cell_id, asked)
            settle(looked_at)
    assert heats[0] is heats[1] is heats[4] is heats[5]
    assert heats[2] is heats[3]
    assert not np.allclose(heats[0], heats[2])


def test_a_suggestion_that_comes_while_a_heatmap_is_worked_out_is_explained(looked_at, slow, settle, qtbot):
    cell_id = next(iter(looked_at.content.cells))
    suggest(looked_at, cell_id, "blast")
    looked_at.explain(cell_id)
    qtbot.waitUntil(slow.begun.is_set, timeout=20_000)
    suggest(looked_at, cell_id, "normal")
    slow.release.set()
    settle(looked_at)
    assert slow.classes == ["blast", "normal"]
    assert len(looked_at.came) == 1


def test_a_cell_of_which_nothing_is_said_yet_is_explained_alone(looked_at, slow, settle):
    slow.release.set()
    cell_id = next(iter(looked_at.content.cells))
    looked_at._document.content.drop_predictions([cell_id])
    looked_at.explain(cell_id)
    settle(looked_at)
    assert slow.classes == [None]
    assert len(looked_at.came) == 1
