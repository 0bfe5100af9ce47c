"""What a merge makes of cells that were split, joined or corrected in one of the copies."""

from dataclasses import replace
from datetime import timedelta

from leukodesk.core.content import Content
from leukodesk.core.edits import Act, ChangeCells, CompositeEdit, RecordAnalysis, SignSmears
from leukodesk.core.results import Prediction
from leukodesk.workspace.drawing_edits import merging, splitting
from tests.store.analysed_copies import FOUND_WITH, MERGE, SMEAR, START, analysed, cell, do, merged, told
from tests.store.building import disc, label_edit


def test_what_the_copy_found_by_itself_was_not_removed_here() -> None:
    target, copy = analysed(), analysed()
    do(copy, RecordAnalysis(SMEAR.id, FOUND_WITH, Act("bob", START + timedelta(hours=1), "analysis")))
    do(copy, ChangeCells((), (cell("e", 60, 80),), Act("bob", START)))
    _, plan = merged(target, copy)
    assert (plan.cells, plan.returned, told(plan)) == (1, 0, set())


def test_a_cell_that_was_joined_into_another_does_not_come_to_lie_on_it() -> None:
    target, copy = analysed(), analysed()
    do(target, merging(target, ["c", "d"], "anna"))
    do(copy, label_edit(copy, "d", "blast", Act("bob", START)))
    result, plan = merged(target, copy)
    assert result.cells == target.cells
    assert result.labels == target.labels
    assert (plan.cells, plan.returned, plan.not_added) == (0, 0, 1)
    assert ("d", "not added", "lies mostly on a cell of the target; labelled blast by bob") in told(plan)


def test_the_part_that_was_split_off_does_not_come_to_lie_on_a_cell_that_was_drawn_here() -> None:
    target, copy = analysed(), analysed()
    whole = target.cells["a"]
    do(target, ChangeCells((whole,), (replace(whole, cell_mask=disc(10, 9, 9), source="anna"),), MERGE))
    do(copy, splitting(copy, "a", [(5, 24), (35, 24)], "bob"))
    result, plan = merged(target, copy)
    assert result.cells == target.cells
    assert plan.not_added == 1


def test_a_cell_that_lies_on_another_one_in_the_copy_too_is_brought() -> None:
    target, copy = analysed(), analysed()
    do(copy, ChangeCells((), (replace(cell("e", 11, 11), source="bob", procedure=""),), MERGE))
    result, plan = merged(target, copy)
    assert result.cells == copy.cells
    assert plan.not_added == 0


def _corrected(content: Content, cell_id: str, top: int, left: int, reader: str) -> None:
    own = content.cells[cell_id]
    do(content, ChangeCells((own,), (replace(own, cell_mask=disc(9, top, left), source=reader),), MERGE))


def test_an_outline_that_a_reader_corrected_in_the_copy_takes_the_place_of_a_segmenters() -> None:
    target, copy = analysed(), analysed()
    target.put_predictions(
        Prediction(name, "model", {"blast": 0.9, "normal": 0.1}, False) for name in ("a", "b")
    )
    _corrected(copy, "a", 13, 13, "bob")
    _corrected(copy, "b", 13, 63, "bob")
    _corrected(target, "b", 9, 59, "anna")
    target.put_predictions((Prediction("b", "model", {"blast": 0.9, "normal": 0.1}, False),))
    before = dict(target.cells)
    result, plan = merged(target, copy)
    assert result.cells == {**target.cells, "a": copy.cells["a"]}
    assert list(result.predictions["model"]) == ["b"]
    assert plan.outlines == 1
    assert [(found.what, found.cell_id) for found in plan.differences] == [("outline", "b")]
    do(result, CompositeEdit(tuple(plan.edits), "Merge").inverse(MERGE.at))
    assert result.cells == before


def test_a_corrected_outline_is_not_taken_where_it_lies_on_a_cell_of_the_target() -> None:
    target, copy = analysed(), analysed()
    do(target, ChangeCells((), (replace(cell("e", 10, 30), source="anna", procedure=""),), MERGE))
    _corrected(copy, "a", 11, 26, "bob")
    result, plan = merged(target, copy)
    assert result.cells == target.cells
    assert (plan.outlines, [found.what for found in plan.differences]) == (0, ["outline"])


def test_a_cell_that_was_split_in_the_copy_comes_in_both_parts() -> None:
    target, copy = analysed(), analysed()
    do(copy, splitting(copy, "a", [(5, 19), (35, 19)], "bob"))
    result, plan = merged(target, copy)
    assert result.cells == copy.cells
    assert (plan.cells, plan.returned, plan.not_added, plan.outlines) == (1, 0, 0, 1)
    assert plan.differences == []


def test_outlines_of_a_signed_smear_stay() -> None:
    target, copy = analysed(), analysed()
    _corrected(copy, "a", 13, 13, "bob")
    for cell_id in target.cells:
        do(target, label_edit(target, cell_id, "blast", Act("anna", START)))
    do(target, SignSmears.now(target, (SMEAR.id,), Act("anna", START)))
    result, plan = merged(target, copy)
    assert result.cells == target.cells
    assert plan.outlines == 0
