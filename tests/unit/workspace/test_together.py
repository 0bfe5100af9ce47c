"""A model that reads neighbours says of a cell what an analysis of the whole smear says of it."""

import numpy as np
import pytest

from leukodesk.config import user_models_dir
from leukodesk.core.comparison import Side
from leukodesk.core.mask import Mask
from tests.outlining import draw_cell, outline_cell

HYBRID, OTHER = "hybrid_cnn_gnn.field", "cnn.other"


@pytest.fixture
def asked(make_workspace, write_image, tmp_path, settle, tiny_model):
    """An analysed image of cells of different shapes, about which a model spoke that reads neighbours."""
    tiny_model(user_models_dir(), HYBRID, weights_of="hybrid_cnn_gnn", seed=3)
    image = write_image(tmp_path / "field.png", ((10, 10), (10, 60), (25, 20), (60, 10)))
    workspace = make_workspace(classifier=HYBRID)
    workspace.open_path(image)
    settle(workspace)
    assert len(workspace.content.cells) == 3
    return workspace


def answers(workspace, model_id=HYBRID):
    said = workspace.content.predictions.get(model_id, {})
    return {cell_id: list(item.probabilities.values()) for cell_id, item in said.items()}


def same(one, other):
    return one.keys() == other.keys() and all(one[key] == pytest.approx(other[key], abs=1e-6) for key in one)


def by_place(workspace):
    """What was said of the cells of the smear, in the order of their places."""
    said = answers(workspace)
    return [said[cell.id] for cell in sorted(workspace.content.cells.values(), key=lambda cell: cell.bbox)]


def elsewhere():
    return Mask.from_pixels(np.ones((30, 30), dtype=bool), 62, 62)


def test_a_redrawn_outline_and_its_undo_leave_what_was_said_of_all(asked, settle):
    before = answers(asked)
    cell_id = next(iter(before))
    outline_cell(asked, cell_id, elsewhere(), None)
    settle(asked)
    redrawn = answers(asked)
    assert not any(redrawn[key] == pytest.approx(before[key], abs=1e-6) for key in before)
    asked.undo()
    settle(asked)
    assert same(answers(asked), before)


def test_a_removed_cell_is_heard_no_more_and_again_after_an_undo(asked, settle):
    before = answers(asked)
    cell_id, *others = before
    asked.remove([cell_id])
    settle(asked)
    left = {key: answers(asked)[key] for key in others}
    assert not any(left[key] == pytest.approx(before[key], abs=1e-6) for key in others)
    asked.undo()
    settle(asked)
    assert same(answers(asked), before)


def test_a_cell_that_a_reader_drew_is_heard_by_those_that_were_found(asked, settle):
    before = answers(asked)
    draw_cell(asked, elsewhere(), None)
    settle(asked)
    with_it = answers(asked)
    assert len(with_it) == len(before) + 1
    assert not any(with_it[key] == pytest.approx(before[key], abs=1e-6) for key in before)
    earlier = by_place(asked)
    asked.analyze()
    settle(asked)
    np.testing.assert_allclose(by_place(asked), earlier, atol=1e-6)


def test_labels_ask_nobody_anew(asked, settle):
    heard = []
    asked.changed.connect(lambda change: heard.append(change.predictions))
    asked.label(list(asked.content.cells), "blast")
    settle(asked)
    assert not any(heard)


def test_a_compared_model_that_reads_neighbours_is_asked_about_all(asked, make_workspace, settle, tiny_model):
    before = answers(asked)
    tiny_model(user_models_dir(), OTHER, seed=5)
    asked.set_classifier(OTHER)
    settle(asked)
    cell_id = next(iter(before))
    outline_cell(asked, cell_id, elsewhere(), None)
    asked.undo()
    settle(asked)
    assert cell_id not in answers(asked)
    asked.comparing.compare(Side("model", OTHER), Side("model", HYBRID))
    settle(asked)
    assert same(answers(asked), before)
