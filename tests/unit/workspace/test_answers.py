"""No answer of a model is shown about an outline that a cell had before, also not after a restart."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from leukodesk.config import user_models_dir
from leukodesk.core.comparison import Side
from leukodesk.core.edits import ChangeCells
from leukodesk.core.mask import Mask
from leukodesk.jobs.analyst import Analyst
from leukodesk.jobs.large_analysis import classify_shown
from leukodesk.workspace import comparing
from leukodesk.workspace.reviewing import act_of
from tests.outlining import outline_cell

ONE, TWO = "cnn.one", "cnn.two"


@pytest.fixture
def asked(make_workspace, image, settle, tiny_model):
    """An analysed image of three cells about which two models spoke; the first one is chosen."""
    tiny_model(user_models_dir(), ONE, seed=1)
    tiny_model(user_models_dir(), TWO, seed=2)
    workspace = make_workspace(classifier=TWO)
    workspace.open_path(image)
    settle(workspace)
    workspace.set_classifier(ONE)
    settle(workspace)
    return workspace


def elsewhere(side=30):
    """An outline where no cell is."""
    return Mask.from_pixels(np.ones((side, side), dtype=bool), 62, 62)


def said(workspace, cell_id, model_id):
    answer = workspace.content.predictions.get(model_id, {}).get(cell_id)
    return answer and answer.probabilities


def reopened(workspace, make_workspace, settle, model_id):
    path = workspace.dataset_path
    assert workspace.close()
    again = make_workspace(classifier=model_id)
    again.open_path(path)
    settle(again)
    assert again.model_id == model_id
    return again


@pytest.mark.parametrize("waits", [False, True])
@pytest.mark.parametrize("chosen", [ONE, TWO])
def test_a_cell_that_was_redrawn_is_asked_about_anew_after_a_restart(
    asked, make_workspace, settle, chosen, waits
):
    cell_id, *others = asked.content.cells
    before = {model: said(asked, cell_id, model) for model in (ONE, TWO)}
    kept = {other: said(asked, other, chosen) for other in others}
    asked.label([cell_id], "blast")
    outline_cell(asked, cell_id, elsewhere(), None)
    if waits:
        settle(asked)
        assert said(asked, cell_id, TWO) is None
    again = reopened(asked, make_workspace, settle, chosen)
    assert said(again, cell_id, chosen) not in (None, before[chosen])
    assert {other: said(again, other, chosen) for other in others} == kept
    assert again.content.labels.keys() == {cell_id}


def test_an_undo_and_a_redo_ask_anew(asked, settle):
    cell_id = next(iter(asked.content.cells))
    former = said(asked, cell_id, ONE)
    outline_cell(asked, cell_id, elsewhere(), None)
    settle(asked)
    redrawn = said(asked, cell_id, ONE)
    asked.undo()
    assert said(asked, cell_id, ONE) is None
    settle(asked)
    assert said(asked, cell_id, ONE) == pytest.approx(former, abs=1e-5)
    asked.redo()
    assert said(asked, cell_id, ONE) is None
    settle(asked)
    assert said(asked, cell_id, ONE) == pytest.approx(redrawn, abs=1e-5)


def test_labelled_cells_that_take_new_outlines_keep_no_older_answer(asked, make_workspace, settle):
    cell_id = next(iter(asked.content.cells))
    cell = asked.content.cells[cell_id]
    grown = Mask.from_pixels(np.ones((30, 30), dtype=bool), *cell.bbox[:2])
    new = replace(cell, cell_mask=grown)
    asked.do(ChangeCells((cell,), (new,), act_of("Ada")))  # still the segmenter's
    asked.label([cell_id], "blast")
    settle(asked)
    asked.set_classifier(TWO)
    settle(asked)
    about_grown = said(asked, cell_id, TWO)
    asked.set_classifier(ONE)
    settle(asked)
    asked.analyze()
    settle(asked)
    assert asked.content.cells[cell_id].cell_mask == cell.cell_mask
    assert said(asked, cell_id, ONE) is not None
    again = reopened(asked, make_workspace, settle, TWO)
    assert said(again, cell_id, TWO) not in (None, about_grown)


def test_a_smear_that_was_signed_meanwhile_keeps_its_answers(asked, settle, qtbot, monkeypatch):
    reached, signed = threading.Event(), threading.Event()
    analyze = Analyst.analyze

    def slow(*arguments, **options):
        result = analyze(*arguments, **options)
        reached.set()
        signed.wait(30)
        return result

    monkeypatch.setattr(Analyst, "analyze", slow)
    cell_id = next(iter(asked.content.cells))
    asked.label(list(asked.content.cells), "blast")
    cell = asked.content.cells[cell_id]
    grown = replace(cell, cell_mask=Mask.from_pixels(np.ones((30, 30), dtype=bool), *cell.bbox[:2]))
    asked.do(ChangeCells((cell,), (grown,), act_of("Ada")))
    settle(asked)
    about_grown = said(asked, cell_id, ONE)
    told = []
    asked.analyzed.connect(lambda *what: told.append(what))
    asked.labels_kept.connect(lambda *what: told.append(what))
    asked.analyze()
    qtbot.waitUntil(reached.is_set, timeout=20_000)
    asked.signing.sign()
    assert asked.signing.signature is not None
    signed.set()
    settle(asked)
    assert asked.content.cells[cell_id] == grown
    assert said(asked, cell_id, ONE) == about_grown
    assert not told


def test_a_compared_model_is_asked_again_about_a_cell_that_was_redrawn_meanwhile(
    asked, settle, qtbot, monkeypatch, tiny_model
):
    reached, redrawn = threading.Event(), threading.Event()

    def slow(*arguments):
        result = classify_shown(*arguments)
        answers.append({item.cell_id for item in result.predictions})
        reached.set()
        redrawn.wait(30)
        return result

    answers = []
    tiny_model(user_models_dir(), "cnn.three", seed=3)
    monkeypatch.setattr(comparing, "classify_shown", slow)
    cell_id, *others = asked.content.cells
    asked.comparing.compare(Side("model", ONE), Side("model", "cnn.three"))
    qtbot.waitUntil(reached.is_set, timeout=20_000)
    outline_cell(asked, cell_id, elsewhere(), None)
    redrawn.set()
    settle(asked)
    assert answers[0] == {cell_id, *others}
    assert answers[-1] == {cell_id}
    assert said(asked, cell_id, "cnn.three") is not None


def test_a_compared_model_is_asked_about_a_smear_that_was_left_before_it_answered(
    make_workspace, folder, settle, qtbot, monkeypatch, tiny_model
):
    reached, left = threading.Event(), threading.Event()

    def slow(*arguments):
        result = classify_shown(*arguments)
        reached.set()
        left.wait(30)
        return result

    tiny_model(user_models_dir(), ONE, seed=1)
    workspace = make_workspace()
    workspace.open_path(folder)
    settle(workspace)
    first, second = list(workspace.content.smears)[:2]
    monkeypatch.setattr(comparing, "classify_shown", slow)
    workspace.comparing.compare(Side("labels"), Side("model", ONE))
    qtbot.waitUntil(reached.is_set, timeout=20_000)
    workspace.open_smear(second)
    qtbot.waitUntil(lambda: workspace.smear.id == second, timeout=20_000)
    left.set()
    settle(workspace)
    workspace.open_smear(first)
    settle(workspace)
    assert len(workspace.comparing.comparison.cells) == len(workspace.content.cell_ids_of(first)) == 3


def test_a_comparison_that_the_reader_stopped_waits_for_nobody(asked, settle, qtbot, monkeypatch, tiny_model):
    reached, stopped = threading.Event(), threading.Event()

    def slow(*_arguments):
        reached.set()
        stopped.wait(30)

    tiny_model(user_models_dir(), "cnn.three", seed=3)
    monkeypatch.setattr(comparing, "classify_shown", slow)
    asked.comparing.compare(Side("model", ONE), Side("model", "cnn.three"))
    qtbot.waitUntil(reached.is_set, timeout=20_000)
    assert asked.comparing.is_waiting
    asked.cancel_job(asked.runner.running(comparing._KIND)[0].id)
    stopped.set()
    settle(asked)
    assert not asked.comparing.is_waiting
