"""Drawing at the workspace: one undo step each, labels kept, cells found where the reader points."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leukodesk.core.cell import CellKind
from leukodesk.core.mask import Mask
from leukodesk.core.mask_edits import CellMasks, stroke
from leukodesk.store.dataset import Dataset
from leukodesk.workspace.drawing_edits import masks_of
from tests.unit.workspace.conftest import SIDE_PX

HEIGHT, WIDTH = 100, 120
ACROSS = [(18.0, 5.0), (18.0, 35.0)]
"""A line across the first square: 8 of its 20 rows lie above."""


@pytest.fixture
def cells(opened):
    return list(opened.content.cells)


def square(top, left, side=8):
    return Mask.from_pixels(np.ones((side, side), dtype=bool), top, left)


def state(workspace):
    content = workspace.content
    labels = {cell_id: label.cell_class for cell_id, label in content.labels.items()}
    return dict(content.cells), labels


def said(workspace, cell_id):
    return [(r.old, r.new, r.reason) for r in workspace.content.revisions if r.cell_id == cell_id]


def test_a_stroke_is_one_step_and_the_outline_the_readers_own(opened, cells):
    before = state(opened)
    opened.drawing.redraw(cells[0], CellMasks(square(10, 10, 24), square(14, 14)))
    cell = opened.content.cells[cells[0]]
    assert (cell.cell_area_px, cell.nucleus_area_px, cell.source) == (576, 64, "Ada")
    assert opened.undo_stack.count() == 1
    assert opened.undo_stack.undoText() == "Correct outline"
    opened.undo()
    assert state(opened) == before


def test_the_same_outline_again_is_no_step(opened, cells):
    opened.drawing.redraw(cells[0], masks_of(opened.content.cells[cells[0]]))
    assert opened.undo_stack.count() == 0


def test_a_cell_of_which_nothing_is_left_goes_with_its_label_and_comes_back_with_it(opened, cells):
    opened.label(cells[:1], "blast")
    before = state(opened)
    opened.drawing.redraw(cells[0], None)
    assert cells[0] not in opened.content.cells
    assert cells[0] not in opened.content.labels
    assert "removed" in opened.told["notice"][-1][0]
    opened.undo()
    assert state(opened) == before


def test_specks_that_an_eraser_leaves_go_too(opened, cells):
    pixels = np.ones((20, 20), bool)
    pixels[:, 15:] = False
    pixels[0, 19] = True
    opened.drawing.redraw(cells[0], CellMasks(Mask.from_pixels(pixels, 10, 10)))
    assert opened.content.cells[cells[0]].bbox == (10, 10, 30, 25)


def test_the_larger_part_keeps_id_and_label(opened, cells):
    opened.label(cells[:1], "blast")
    assert opened.drawing.split(cells[0], ACROSS)
    (new,) = set(opened.content.cells) - set(cells)
    assert opened.content.cells[cells[0]].cell_area_px == 12 * SIDE_PX
    assert opened.content.cells[new].cell_area_px == 8 * SIDE_PX
    assert opened.content.labels[cells[0]].cell_class == "blast"
    assert new not in opened.content.labels
    assert opened.undo_stack.undoText() == "Split cell"
    opened.undo()
    assert set(opened.content.cells) == set(cells)


def test_a_line_beside_the_cell_parts_nothing(opened, cells):
    assert not opened.drawing.split(cells[0], [(0.0, 0.0), (0.0, 100.0)])
    assert opened.undo_stack.count() == 0


@pytest.mark.parametrize(
    ("labels", "kept"),
    [
        ((None, None), None),
        (("blast", None), "blast"),
        ((None, "blast"), "blast"),
        (("blast", "blast"), "blast"),
        (("blast", "normal"), None),
    ],
)
def test_a_merged_cell_keeps_the_label_that_its_parts_agree_on(opened, cells, labels, kept):
    for cell_id, label in zip(cells, labels, strict=False):
        if label:
            opened.label([cell_id], label)
    before = state(opened)
    assert opened.drawing.merge(cells[:2])
    merged = opened.content.cells[cells[0]]
    assert cells[1] not in opened.content.cells
    assert merged.cell_area_px == 2 * SIDE_PX**2
    label = opened.content.labels.get(cells[0])
    assert (label.cell_class if label else None) == kept
    assert opened.undo_stack.undoText() == "Merge 2 cells"
    if labels == ("blast", "normal"):
        assert said(opened, cells[0])[-1] == ("blast", None, "cells joined")
        assert said(opened, cells[1])[-1] == ("normal", None, "cells joined")
    after = state(opened)
    opened.undo()
    assert state(opened) == before
    opened.redo()
    assert state(opened) == after


def test_one_cell_is_not_merged(opened, cells):
    assert not opened.drawing.merge([cells[0], cells[0]])


def test_holes_are_filled_and_ragged_outlines_smoothed(opened, cells):
    pixels = np.ones((20, 20), bool)
    pixels[8:12, 8:12] = False
    pixels[0] = np.arange(20) % 5 == 0
    opened.drawing.redraw(cells[0], CellMasks(Mask.from_pixels(pixels, 10, 10)))
    opened.drawing.fill_holes(cells)
    filled = opened.content.cells[cells[0]].cell_mask
    assert filled.contains(19.5, 19.5)
    opened.drawing.smooth(cells[:1])
    top = opened.content.cells[cells[0]].cell_mask.pixels[0]
    assert np.count_nonzero(np.diff(top.astype(int))) <= 2
    assert opened.undo_stack.count() == 3
    opened.drawing.fill_holes(cells)
    assert opened.undo_stack.count() == 3
    assert "Nothing to change" in opened.told["notice"][-1][0]


def test_smoothing_keeps_a_cell_at_the_border_at_the_border(opened):
    cell_id = opened.drawing.add(CellMasks(square(0, 100, 20)))
    opened.drawing.smooth([cell_id])
    assert opened.content.cells[cell_id].is_cut(HEIGHT, WIDTH)
    assert opened.content.cells[cell_id].cell_mask.fits(HEIGHT, WIDTH)


def test_a_missed_cell_is_found_where_the_reader_points(opened, cells, settle):
    found = opened.content.cells[cells[0]]
    opened.remove(cells[:1])
    opened.drawing.add_at(15, 22)
    (pending,) = opened.drawing.pending
    assert pending.at == (15, 22)
    assert cells[0] not in opened.content.cells
    settle(opened)
    assert opened.drawing.pending == ()
    (new,) = set(opened.content.cells) - set(cells)
    assert masks_of(opened.content.cells[new]) == masks_of(found)
    assert opened.content.cells[new].kind is CellKind.LEUKOCYTE
    assert opened.undo_stack.undoText() == "Add 1 cell"


def test_several_points_are_looked_at_one_after_the_other(opened, cells, settle):
    opened.remove(cells)
    opened.set_pixel_size(1.0)
    for row, column in ((20, 15), (20, 70), (20, 27), (21, 27)):
        opened.drawing.add_at(row, column)
    assert len(opened.drawing.pending) == 3  # a double click is one
    settle(opened)
    assert len(opened.content.cells) == 2
    assert "a cell already" in opened.told["notice"][-1][0]


def test_a_point_in_a_cell_adds_no_sliver_beside_it(opened, cells, settle):
    """As where a cell was found for an earlier click while this one was still waiting."""
    opened.remove(cells)
    opened.set_pixel_size(1.0)
    opened.drawing.add_at(20, 15)
    settle(opened)
    (found,) = opened.content.cells
    opened.drawing.add_at(20, 27)
    settle(opened)
    assert list(opened.content.cells) == [found]
    assert "a cell already" in opened.told["notice"][-1][0]


def test_where_nothing_is_seen_a_disc_stands_and_that_is_said(opened, settle):
    opened.set_pixel_size(0.5)
    opened.drawing.add_at(75, 85)
    settle(opened)
    cell = list(opened.content.cells.values())[-1]
    assert cell.cell_area_px == pytest.approx(np.pi * 10**2, rel=0.05)
    assert "disc of 10 µm" in opened.told["notice"][-1][0]


def test_a_read_only_dataset_refuses_before_a_stroke_and_after(opened, cells, make_workspace, qtbot):
    path = opened.dataset_path
    assert opened.close()
    workspace = make_workspace()
    workspace.open_to_look(path)
    qtbot.waitUntil(lambda: workspace.smear is not None, timeout=20_000)
    assert not workspace.drawing.may_draw()
    workspace.drawing.redraw(cells[0], None)
    workspace.drawing.add_at(75, 85)
    assert cells[0] in workspace.content.cells
    assert workspace.drawing.pending == ()
    (sentence,) = {sentence for _, sentence in workspace.told["failed"]}
    assert sentence.startswith(f"{path.name} is open to look at only, since another window or program had it")


def test_a_reshaped_cell_is_judged_again(opened, cells, settle, tiny_model):
    from leukodesk.config import user_models_dir

    tiny_model(user_models_dir())
    opened.set_classifier("cnn.tiny")
    settle(opened)
    before = dict(opened.content.predictions["cnn.tiny"])
    opened.drawing.redraw(cells[0], CellMasks(square(10, 10, 30)))
    settle(opened)
    after = opened.content.predictions["cnn.tiny"]
    assert after[cells[0]] is not before[cells[0]]
    assert [after[cell_id] is before[cell_id] for cell_id in cells[1:]] == [True, True]
    opened.undo()
    settle(opened)
    again = opened.content.predictions["cnn.tiny"][cells[0]].probabilities
    assert again == pytest.approx(before[cells[0]].probabilities)


def test_what_was_drawn_is_there_after_a_restart(opened, cells):
    opened.drawing.redraw(cells[0], CellMasks(square(10, 10, 24), square(14, 14)))
    opened.drawing.split(cells[1], [(18.0, 55.0), (18.0, 90.0)])
    opened.drawing.merge(cells[::2])
    opened.undo()
    wanted = dict(opened.content.cells)
    path = opened.dataset_path
    assert opened.close()
    with Dataset.open(path) as dataset:
        assert dict(dataset.content.cells) == wanted


steps = st.lists(
    st.tuples(
        st.sampled_from(
            ("brush", "erase", "split", "merge", "label", "remove", "add", "smooth", "undo", "redo")
        ),
        st.integers(0, 9),
        st.tuples(st.floats(0, HEIGHT), st.floats(0, WIDTH)),
        st.booleans(),
    ),
    max_size=9,
)


def take(workspace, step, number, at, nucleus):
    """Do one step as a tool would."""
    from leukodesk.core.mask_edits import erased, painted

    ids = list(workspace.content.cells)
    spot = stroke([at, (50, 60)], 6, HEIGHT, WIDTH)
    chosen = ids[number % len(ids)] if ids else ""
    masks = masks_of(workspace.content.cells[chosen]) if ids else None
    drawing = workspace.drawing
    if step == "undo":
        workspace.undo()
    elif step == "redo":
        workspace.redo()
    elif step == "add" or masks is None:
        drawing.add(painted(None, spot, nucleus=nucleus))
    elif step == "brush":
        drawing.redraw(chosen, painted(masks, spot, nucleus=nucleus))
    elif step == "erase":
        drawing.redraw(chosen, erased(masks, spot, nucleus=nucleus))
    elif step == "split":
        drawing.split(chosen, [at, (50, 60)])
    elif step == "merge":
        drawing.merge([chosen, *ids[:2]])
    elif step == "label":
        workspace.label([chosen], ("blast", "normal", None)[number % 3])
    elif step == "smooth":
        drawing.smooth(ids)
    else:
        workspace.remove([chosen])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_masks_and_labels_undo_and_redo_in_any_order(opened, steps):
    stack = opened.undo_stack
    stack.clear()
    before = state(opened)
    for step in steps:
        take(opened, *step)
        for cell in opened.content.cells.values():
            assert cell.cell_mask.fits(HEIGHT, WIDTH)
    after = state(opened)
    undone = stack.index()
    while stack.canUndo():
        opened.undo()
    assert state(opened) == before
    for _ in range(undone):
        opened.redo()
    assert state(opened) == after
    while stack.canUndo():
        opened.undo()
    assert not opened.told["failed"]
