"""What a merge makes of cells that were removed, split, joined or corrected in one of the copies."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.content import Content
from leukodesk.core.edits import Act, AddSmears, ChangeCells, CompositeEdit, Edit, RecordAnalysis, SignSmears
from leukodesk.core.procedures import Procedure
from leukodesk.core.results import Prediction
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.merge_outcome import MergePlan
from leukodesk.store.merge_plan import plan_merge
from leukodesk.workspace.drawing_edits import merging, splitting
from leukodesk.workspace.reviewing import removal
from tests.store.building import disc, encoded_image, label_edit, smear_of

_START = datetime(2026, 1, 1, tzinfo=UTC)
_ACT = Act("anna", _START + timedelta(days=1), "merge")
_FOUND_WITH = Procedure("0.1.0", "pivot-growing")
_SEGMENTERS = ("pivot-growing",)
_SMEAR = smear_of(encoded_image(0), "0.jpg")


def _do(content: Content, edit: Edit | None) -> None:
    assert edit is not None
    edit.check(content)
    edit.apply(content)


def _cell(name: str, top: int, left: int) -> Cell:
    mask = disc(9, top, left)
    return Cell(name, _SMEAR.id, mask, None, CellKind.LEUKOCYTE, "pivot-growing", _FOUND_WITH.id)


def _analysed(*, on_record: bool = True) -> Content:
    """Four cells of a segmenter, the last two side by side."""
    content = Content(BLAST_NORMAL)
    _do(content, AddSmears((_SMEAR,)))
    by = Act("seg", _START, "analysis")
    if on_record:
        _do(content, RecordAnalysis(_SMEAR.id, _FOUND_WITH, by))
    places = {"a": (10, 10), "b": (10, 60), "c": (60, 10), "d": (60, 28)}
    _do(content, ChangeCells((), tuple(_cell(name, *place) for name, place in places.items()), by))
    return content


def _merged(target: Content, copy: Content) -> tuple[Content, MergePlan]:
    plan = plan_merge(target, {Path("copy.h5"): copy}, _ACT, None, _SEGMENTERS)
    result = target.copy()
    _do(result, CompositeEdit(tuple(plan.edits), "Merge"))
    assert plan_merge(result, {Path("copy.h5"): copy}, _ACT, None, _SEGMENTERS).edits == []
    return result, plan


def _told(plan: MergePlan) -> set[tuple[str, str, str]]:
    return {(found.cell_id, str(found.kept), str(found.other)) for found in plan.differences}


@pytest.mark.parametrize("on_record", [True, False])
def test_a_cell_without_label_that_was_removed_comes_back_and_is_told_where_the_analysis_is_known(
    on_record: bool,
) -> None:
    target, copy = _analysed(on_record=on_record), _analysed(on_record=on_record)
    _do(target, removal(target, ["a"], "anna"))
    result, plan = _merged(target, copy)
    assert "a" in result.cells
    assert (plan.cells, plan.returned) == (1, int(on_record))
    assert _told(plan) == ({("a", "brought back", "was removed in the target")} if on_record else set())
    plan = plan_merge(copy, {Path("copy.h5"): target}, _ACT, None, _SEGMENTERS)
    assert (plan.edits, _told(plan)) == ([], {("a", "kept", "was removed")} if on_record else set())


def test_what_the_copy_found_by_itself_was_not_removed_here() -> None:
    target, copy = _analysed(), _analysed()
    _do(copy, RecordAnalysis(_SMEAR.id, _FOUND_WITH, Act("bob", _START + timedelta(hours=1), "analysis")))
    _do(copy, ChangeCells((), (_cell("e", 60, 80),), Act("bob", _START)))
    _, plan = _merged(target, copy)
    assert (plan.cells, plan.returned, _told(plan)) == (1, 0, set())


def test_a_cell_that_was_joined_into_another_does_not_come_to_lie_on_it() -> None:
    target, copy = _analysed(), _analysed()
    _do(target, merging(target, ["c", "d"], "anna"))
    _do(copy, label_edit(copy, "d", "blast", Act("bob", _START)))
    result, plan = _merged(target, copy)
    assert result.cells == target.cells
    assert result.labels == target.labels
    assert (plan.cells, plan.returned, plan.not_added) == (0, 0, 1)
    assert ("d", "not added", "lies mostly on a cell of the target; labelled blast by bob") in _told(plan)


def test_the_part_that_was_split_off_does_not_come_to_lie_on_a_cell_that_was_drawn_here() -> None:
    target, copy = _analysed(), _analysed()
    whole = target.cells["a"]
    _do(target, ChangeCells((whole,), (replace(whole, cell_mask=disc(10, 9, 9), source="anna"),), _ACT))
    _do(copy, splitting(copy, "a", [(5, 24), (35, 24)], "bob"))
    result, plan = _merged(target, copy)
    assert result.cells == target.cells
    assert plan.not_added == 1


def test_a_cell_that_lies_on_another_one_in_the_copy_too_is_brought() -> None:
    target, copy = _analysed(), _analysed()
    _do(copy, ChangeCells((), (replace(_cell("e", 11, 11), source="bob", procedure=""),), _ACT))
    result, plan = _merged(target, copy)
    assert result.cells == copy.cells
    assert plan.not_added == 0


def _corrected(content: Content, cell_id: str, top: int, left: int, reader: str) -> None:
    cell = content.cells[cell_id]
    _do(content, ChangeCells((cell,), (replace(cell, cell_mask=disc(9, top, left), source=reader),), _ACT))


def test_an_outline_that_a_reader_corrected_in_the_copy_takes_the_place_of_a_segmenters() -> None:
    target, copy = _analysed(), _analysed()
    target.put_predictions(
        Prediction(name, "model", {"blast": 0.9, "normal": 0.1}, False) for name in ("a", "b")
    )
    _corrected(copy, "a", 13, 13, "bob")
    _corrected(copy, "b", 13, 63, "bob")
    _corrected(target, "b", 9, 59, "anna")
    target.put_predictions((Prediction("b", "model", {"blast": 0.9, "normal": 0.1}, False),))
    before = dict(target.cells)
    result, plan = _merged(target, copy)
    assert result.cells == {**target.cells, "a": copy.cells["a"]}
    assert list(result.predictions["model"]) == ["b"]
    assert plan.outlines == 1
    assert [(found.what, found.cell_id) for found in plan.differences] == [("outline", "b")]
    _do(result, CompositeEdit(tuple(plan.edits), "Merge").inverse(_ACT.at))
    assert result.cells == before


def test_a_corrected_outline_is_not_taken_where_it_lies_on_a_cell_of_the_target() -> None:
    target, copy = _analysed(), _analysed()
    _do(target, ChangeCells((), (replace(_cell("e", 10, 30), source="anna", procedure=""),), _ACT))
    _corrected(copy, "a", 11, 26, "bob")
    result, plan = _merged(target, copy)
    assert result.cells == target.cells
    assert (plan.outlines, [found.what for found in plan.differences]) == (0, ["outline"])


def test_a_cell_that_was_split_in_the_copy_comes_in_both_parts() -> None:
    target, copy = _analysed(), _analysed()
    _do(copy, splitting(copy, "a", [(5, 19), (35, 19)], "bob"))
    result, plan = _merged(target, copy)
    assert result.cells == copy.cells
    assert (plan.cells, plan.returned, plan.not_added, plan.outlines) == (1, 0, 0, 1)
    assert plan.differences == []


def test_outlines_of_a_signed_smear_stay() -> None:
    target, copy = _analysed(), _analysed()
    _corrected(copy, "a", 13, 13, "bob")
    for cell_id in target.cells:
        _do(target, label_edit(target, cell_id, "blast", Act("anna", _START)))
    _do(target, SignSmears.now(target, (_SMEAR.id,), Act("anna", _START)))
    result, plan = _merged(target, copy)
    assert result.cells == target.cells
    assert plan.outlines == 0
