"""Cells that look alike are found by a classifier."""

import threading

import numpy as np
import pytest

from leukodesk.config import user_models_dir
from leukodesk.core.mask import Mask
from leukodesk.jobs.large_analysis import describe_shown
from leukodesk.workspace import similar
from tests.outlining import outline_cell

ONE, TWO = "cnn.one", "cnn.two"


def test_without_a_classifier_the_reader_is_told_what_is_missing(opened, settle):
    failed = []
    opened.similar.failed.connect(lambda title, sentence: failed.append(sentence))
    opened.similar.find(next(iter(opened.content.cells)), 3)
    settle(opened)
    assert failed == ["Cells are compared by a classifier; choose one in the tool bar."]
    assert opened.similar.cell_id == ""


@pytest.fixture
def looking(make_workspace, write_image, tmp_path, settle, qtbot, monkeypatch, tiny_model):
    """A workspace that is describing four cells for the first model, and what lets it go on."""
    reached, go_on = threading.Event(), threading.Event()

    def slow(*arguments):
        found = describe_shown(*arguments)
        reached.set()
        go_on.wait(30)
        return found

    tiny_model(user_models_dir(), ONE, seed=1)
    tiny_model(user_models_dir(), TWO, seed=2)
    workspace = make_workspace(classifier=ONE)
    corners = [(10 + 25 * place, 7 + 28 * place) for place in range(4)]
    workspace.open_path(write_image(tmp_path / "four.png", corners, (120, 130)))
    settle(workspace)
    cell_id, *others = workspace.content.cells
    workspace.label(others, "blast")
    monkeypatch.setattr(similar, "describe_shown", slow)
    workspace.similar.find(cell_id, 3)
    qtbot.waitUntil(reached.is_set, timeout=20_000)
    return workspace, go_on


def found_anew(workspace, settle):
    """What is nearest when nothing was described before."""
    cell_id, chosen = workspace.similar.cell_id, workspace.model_id
    for model_id in (ONE if chosen == TWO else TWO, chosen):
        workspace.set_classifier(model_id)
        workspace.similar.find(cell_id, 3)
        settle(workspace)
    return dict(workspace.similar.nearest)


def test_what_a_former_classifier_still_says_is_not_taken_for_the_new_ones(looking, settle):
    workspace, go_on = looking
    workspace.set_classifier(TWO)
    workspace.similar.find(workspace.similar.cell_id, 3)
    go_on.set()
    settle(workspace)
    found = dict(workspace.similar.nearest)
    assert found == pytest.approx(found_anew(workspace, settle), abs=1e-4)


def test_a_cell_that_is_redrawn_while_it_is_looked_at_is_looked_at_again(looking, settle):
    workspace, go_on = looking
    redrawn = list(workspace.content.cells)[1]
    outline_cell(workspace, redrawn, Mask.from_pixels(np.ones((30, 30), dtype=bool), 80, 5), None)
    go_on.set()
    settle(workspace)
    found = dict(workspace.similar.nearest)
    assert found == pytest.approx(found_anew(workspace, settle), abs=1e-4)


class _NotGoneThrough(dict):
    """Labels, of which nobody may go through all."""

    def __iter__(self):
        raise AssertionError("the labels of the whole dataset are gone through")

    keys = items = values = __iter__


def test_of_the_labels_only_the_last_ones_are_looked_at(looking, settle, monkeypatch):
    workspace, go_on = looking
    monkeypatch.setattr(similar, "MOST_CELLS", 2)
    labels = workspace.content.labels
    last = list(labels)[-2:]
    workspace.content.labels = _NotGoneThrough(labels)
    go_on.set()
    settle(workspace)
    assert {cell_id for cell_id, _ in workspace.similar.nearest} == set(last)
    assert (workspace.similar.done, workspace.similar.total) == (2, 2)
