"""A heatmap is of the cell as it is: of its outline, at the scale of its smear."""

import threading

import numpy as np
import pytest

from leukodesk.config import user_models_dir
from leukodesk.core.mask import Mask
from leukodesk.jobs.large_analysis import explain_shown
from leukodesk.workspace import explaining

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
    """Heatmaps are begun, and end when they are let."""
    begun, release = threading.Event(), threading.Event()

    def explain(*arguments):
        begun.set()
        release.wait(30)
        return explain_shown(*arguments)

    monkeypatch.setattr(explaining, "explain_shown", explain)
    explain.begun, explain.release = begun, release
    yield explain
    release.set()


def middle(box):
    y0, x0, y1, x1 = box
    return round((y0 + y1) / 2, 3), round((x0 + x1) / 2, 3)


def middle_of(cell):
    return tuple(round(at + 0.5, 3) for at in cell.centroid)


def redraw(workspace, cell_id):
    workspace.reshape_cell(cell_id, Mask.from_pixels(np.ones((30, 30), dtype=bool), 14, 14), None)


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
