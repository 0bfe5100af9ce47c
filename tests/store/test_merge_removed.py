"""What a merge makes of cells that a reader removed in one of the copies."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from leukodesk.core.analysis_edits import segmentings_of
from leukodesk.core.cell import Label
from leukodesk.core.conflicts import undecided_cells
from leukodesk.core.content import Content
from leukodesk.core.edits import (
    Act,
    AddSmears,
    ChangeCells,
    CompositeEdit,
    RecordAnalysis,
    RemoveSmears,
    SignSmears,
)
from leukodesk.core.signatures import signatures
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.merge_cells import once_held
from leukodesk.workspace.drawing_edits import merging
from leukodesk.workspace.reviewing import removal
from tests.counting import calls_of
from tests.store.analysed_copies import (
    FOUND_WITH,
    MERGE,
    SMEAR,
    START,
    analysed,
    analysing,
    cell,
    do,
    merged,
    told,
)
from tests.store.building import encoded_image, label_edit, smear_of

_BY_ANNA = Act("anna", START + timedelta(hours=1))
_BY_BOB = Act("bob", START + timedelta(hours=1))


def _bob_after(minutes: int) -> Act:
    return Act("bob", START + timedelta(minutes=minutes))


def _comes_to_rest(one: Content, two: Content) -> None:
    """Once each knows the other, neither has anything new to tell."""
    two, _ = merged(two, one)
    assert merged(one, two)[1].edits == []


def _labelled() -> Content:
    content = analysed()
    do(content, label_edit(content, "a", "blast", Act("anna", START)))
    return content


def test_a_cell_that_was_removed_here_stays_removed_where_nobody_changed_it_in_the_copy() -> None:
    target, copy = analysed(), analysed()
    do(target, removal(target, ["a"], "anna"))
    result, plan = merged(target, copy)
    assert result.cells == target.cells
    assert (plan.cells, plan.stayed_removed) == (0, 1)
    assert told(plan) == {("a", "stays removed", "was not changed")}


def test_a_cell_that_was_removed_in_the_copy_goes_here_and_comes_back_with_an_undo() -> None:
    target, copy = analysed(), analysed()
    do(copy, removal(copy, ["a"], "bob"))
    before = dict(target.cells)
    result, plan = merged(target, copy)
    assert result.cells == copy.cells
    assert (plan.removed, told(plan)) == (1, {("a", "removed", "was removed")})
    do(result, CompositeEdit(tuple(plan.edits), "Merge").inverse(MERGE.at))
    assert result.cells == before


def test_where_no_analysis_tells_that_the_cell_was_there_it_comes_back() -> None:
    target, copy = analysed(on_record=False), analysed(on_record=False)
    do(target, removal(target, ["a"], "anna"))
    result, plan = merged(target, copy)
    assert "a" in result.cells
    assert (plan.cells, plan.returned, told(plan)) == (1, 0, set())
    assert "a" in merged(copy, target)[0].cells


def test_a_removed_cell_comes_back_with_the_label_that_somebody_gave_it_in_the_copy() -> None:
    target, copy = analysed(), analysed()
    do(target, removal(target, ["a"], "anna"))
    do(copy, label_edit(copy, "a", "blast", _BY_BOB))
    result, plan = merged(target, copy)
    assert result.labels == copy.labels
    assert (plan.cells, plan.returned, plan.stayed_removed) == (1, 1, 0)
    assert told(plan) == {("a", "brought back", "was removed in the target")}


def test_a_removed_cell_comes_back_with_the_outline_that_somebody_drew_of_it_in_the_copy() -> None:
    target, copy = analysed(), analysed()
    do(target, removal(target, ["a"], "anna"))
    own = copy.cells["a"]
    do(
        copy,
        ChangeCells((own,), (replace(own, cell_mask=cell("a", 12, 12).cell_mask, source="bob"),), _BY_BOB),
    )
    result, plan = merged(target, copy)
    assert result.cells["a"] == copy.cells["a"]
    assert plan.returned == 1


def test_a_cell_with_a_label_that_both_know_goes_with_what_the_copy_says_of_it() -> None:
    target, copy = _labelled(), _labelled()
    do(copy, removal(copy, ["a"], "bob"))
    labels = dict(target.labels)
    result, plan = merged(target, copy)
    assert result.cells == copy.cells
    assert list(result.revisions) == list(copy.revisions)
    do(result, CompositeEdit(tuple(plan.edits), "Merge").inverse(MERGE.at))
    assert (result.cells, result.labels) == (target.cells, labels)


def test_a_cell_goes_here_too_where_its_last_word_came_here_before_its_first() -> None:
    one, two = analysed(), analysed()
    do(one, label_edit(one, "a", "blast", _bob_after(1)))
    do(two, label_edit(two, "a", "normal", _bob_after(2)))
    do(two, label_edit(two, "a", None, _bob_after(3)))
    target = two.copy()
    one, _ = merged(one, two)
    do(one, removal(one, ["a"], "bob"))
    result, plan = merged(target, one)
    assert "a" not in result.cells
    assert (plan.removed, "a" in result.labels) == (1, False)
    assert Counter(one.revisions) <= Counter(result.revisions)
    _comes_to_rest(result, one)
    do(result, CompositeEdit(tuple(plan.edits), "Merge").inverse(MERGE.at))
    assert (result.cells, result.labels) == (target.cells, target.labels)


def test_a_cell_goes_here_too_where_one_drawn_in_its_place_told_its_history_in_another_order() -> None:
    drawer, remover, target = analysed(), analysed(), analysed()
    do(drawer, removal(drawer, ["a"], "bob"))
    drawn = replace(cell("z", 10, 11), source="bob")
    label = Label("blast", "bob", _bob_after(1).at)
    do(drawer, ChangeCells((), (drawn,), _bob_after(1), new_labels=((drawn.id, label),)))
    remover, _ = merged(remover, drawer)
    do(remover, removal(remover, ["a"], "bob"))
    drawer, _ = merged(drawer, remover)
    target, _ = merged(target, drawer)
    assert target.labels["a"] == label
    result, plan = merged(target, remover)
    assert "a" not in result.cells
    assert (plan.removed, "a" in result.labels) == (1, False)
    _comes_to_rest(result, remover)
    do(result, CompositeEdit(tuple(plan.edits), "Merge").inverse(MERGE.at))
    assert (result.cells, result.labels) == (target.cells, target.labels)


def test_a_cell_that_was_labelled_here_meanwhile_is_kept() -> None:
    target, copy = analysed(), analysed()
    do(target, label_edit(target, "a", "blast", _BY_ANNA))
    do(copy, removal(copy, ["a"], "bob"))
    result, plan = merged(target, copy)
    assert (result.cells, result.labels) == (target.cells, target.labels)
    assert (plan.removed, told(plan)) == (0, {("a", "kept", "was removed")})


def test_a_removal_in_the_copy_lifts_a_signature_and_tells_so() -> None:
    target = analysed()
    for cell_id in target.cells:
        do(target, label_edit(target, cell_id, "blast", _BY_ANNA))
    copy = target.copy()
    do(target, SignSmears.now(target, (SMEAR.id,), _BY_ANNA))
    do(copy, removal(copy, ["b"], "bob"))
    result, plan = merged(target, copy)
    assert result.cells == copy.cells
    assert not signatures(result)
    assert ("b", "removed", "was removed") in told(plan)
    assert ("", "not signed", "signed by anna with other cells or labels") in told(plan)


def test_what_another_analysis_in_the_copy_did_not_find_again_is_kept() -> None:
    target, copy = analysed(), analysed()
    do(copy, RecordAnalysis(SMEAR.id, replace(FOUND_WITH, segmenter="unet-plr"), _BY_BOB))
    do(copy, removal(copy, ["a"], "bob"))
    result, plan = merged(target, copy)
    assert result.cells == target.cells
    assert told(plan) == {("a", "kept", "was removed")}


def test_cells_that_were_joined_in_the_copy_are_joined_here() -> None:
    target, copy = analysed(), analysed()
    do(copy, merging(copy, ["c", "d"], "bob"))
    result, plan = merged(target, copy)
    assert result.cells == copy.cells
    assert (plan.removed, plan.outlines) == (1, 1)


def test_copies_can_be_merged_after_a_cell_on_which_readers_differed_was_removed_in_both() -> None:
    anna, bob = analysed(), analysed()
    said = label_edit(anna, "a", "normal", _BY_ANNA)
    do(anna, said)
    do(anna, said.inverse(START + timedelta(hours=2)))
    do(bob, label_edit(bob, "a", "blast", _BY_BOB))
    anna, _ = merged(anna, bob)
    assert undecided_cells(anna) == ["a"]
    for content, reader in ((anna, "anna"), (bob, "bob")):
        do(content, removal(content, ["a"], reader))
    for target, copy in ((bob, anna), (anna, bob)):
        result, plan = merged(target, copy)
        assert result.cells == target.cells
        do(result, CompositeEdit(tuple(plan.edits), "Merge").inverse(MERGE.at))
        assert (result.cells, result.labels) == (target.cells, target.labels)


@pytest.mark.parametrize("went_on", [True, False])
def test_a_copy_in_which_an_analysis_was_taken_back_that_both_knew_can_be_merged(went_on: bool) -> None:
    before, target = Content(BLAST_NORMAL), Content(BLAST_NORMAL)
    for content in (before, target):
        do(content, AddSmears((SMEAR,)))
    do(target, analysis := analysing())
    copy = target.copy()
    do(copy, analysis.inverse(START + timedelta(hours=1)))
    if went_on:
        do(target, label_edit(target, "a", "blast", _BY_ANNA))
    result, _ = merged(target, copy)
    assert list(result.cells) == (["a"] if went_on else [])
    assert [look.procedure_id for look in segmentings_of(result, SMEAR.id)] == [FOUND_WITH.id] * went_on
    back, _ = merged(copy, result)
    assert (back.cells, back.labels) == (result.cells, result.labels)


@pytest.mark.parametrize("here", [True, False])
def test_a_smear_that_was_removed_as_a_whole_is_there_with_all_its_cells(here: bool) -> None:
    target, copy = analysed(), analysed()
    without = target if here else copy
    do(without, removal(without, list(without.cells), "anna"))
    do(without, RemoveSmears((SMEAR,)))
    result, plan = merged(target, copy)
    assert len(result.cells) == 4
    assert (plan.removed, plan.stayed_removed) == (0, 0)


def _of_many(smears: int) -> Content:
    content = Content(BLAST_NORMAL)
    for number in range(smears):
        smear = smear_of(encoded_image(number), f"{number}.jpg")
        do(content, AddSmears((smear,)))
        do(content, RecordAnalysis(smear.id, FOUND_WITH, Act("seg", START, "analysis")))
    return content


def test_what_analyses_both_copies_know_is_found_smear_by_smear() -> None:
    def calls(smears: int) -> int:
        target, copy = _of_many(smears), _of_many(smears)
        return calls_of(lambda: once_held(target, copy, ()))

    assert calls(80) < 8.5 * calls(10)
