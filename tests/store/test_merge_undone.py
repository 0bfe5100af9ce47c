"""A merge that was undone is as if nobody had merged: for who did, for later merges and for the copy."""

from datetime import timedelta
from pathlib import Path

from leukodesk.core.analysis_edits import segmentings_of
from leukodesk.core.conflicts import undecided_cells
from leukodesk.core.content import Content
from leukodesk.core.edits import Act, AddSmears, CompositeEdit, edit_from, record_of
from leukodesk.core.freezing import FreezeSmears, frozen_smears
from leukodesk.core.signatures import signatures
from leukodesk.core.signing import SignSmears
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.dataset import Dataset
from leukodesk.store.merge_plan import plan_merge
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.store.analysed_copies import FOUND_WITH, MERGE, SMEAR, START, analysed, analysing, do, merged
from tests.store.building import encoded_image, label_edit

_LATER = MERGE.at + timedelta(minutes=1)


def _by(name: str, hour: int) -> Act:
    return Act(name, START + timedelta(hours=hour))


def _label(content: Content, cell_id: str, cell_class: str | None, by: Act) -> None:
    do(content, label_edit(content, cell_id, cell_class, by))


def _merge(target: Content, copy: Content) -> tuple[Content, CompositeEdit]:
    plan = plan_merge(target, {Path("copy.h5"): copy}, MERGE, None, (FOUND_WITH.segmenter,))
    result, edit = target.copy(), CompositeEdit(tuple(plan.edits), "Merge")
    do(result, edit)
    return result, edit


def _merged_and_undone(target: Content, copy: Content) -> Content:
    """What the target holds then; through the form that edits have in the journal."""
    result, edit = _merge(target, copy)
    do(result, edit_from(record_of(edit.inverse(_LATER))))
    assert (result.cells, result.labels, result.smears) == (target.cells, target.labels, target.smears)
    assert undecided_cells(result) == undecided_cells(target)
    assert signatures(result) == signatures(target)
    assert frozen_smears(result) == frozen_smears(target)
    return result


def test_labels_come_with_the_next_merge_and_stay_where_they_were_made() -> None:
    anna, bob = analysed(), analysed()
    _label(bob, "a", "blast", _by("bob", 1))
    first, _ = merged(anna, bob)
    anna = _merged_and_undone(anna, bob)
    assert merged(bob, anna)[0].labels == bob.labels
    again, _ = merged(anna, bob)
    assert again.labels == first.labels == bob.labels
    assert merged(bob, again)[0].labels == bob.labels


def test_so_do_cells_that_only_the_copy_has() -> None:
    anna = Content(BLAST_NORMAL)
    do(anna, AddSmears((SMEAR,)))
    bob = anna.copy()
    do(bob, analysing())
    _label(bob, "a", "blast", _by("bob", 1))
    anna = _merged_and_undone(anna, bob)
    assert segmentings_of(anna, SMEAR.id) == []
    back, plan = merged(bob, anna)
    assert (back.cells, back.labels, plan.removed) == (bob.cells, bob.labels, 0)
    again, plan = merged(anna, bob)
    assert (again.cells, again.labels, plan.stayed_removed) == (bob.cells, bob.labels, 0)


def test_readers_who_differ_do_so_again_with_the_next_merge_and_in_the_copy() -> None:
    anna, bob = analysed(), analysed()
    _label(anna, "a", "normal", _by("anna", 1))
    _label(bob, "a", "blast", _by("bob", 2))
    anna = _merged_and_undone(anna, bob)
    for target, copy in ((anna, bob), (bob, anna)):
        result, _ = merged(target, copy)
        assert undecided_cells(result) == ["a"]
        assert result.labels == target.labels


def test_what_was_labelled_and_undone_in_between_takes_no_label_from_the_copy() -> None:
    anna, bob = analysed(), analysed()
    _label(bob, "a", "blast", _by("bob", 1))
    anna, edit = _merge(anna, bob)
    said = label_edit(anna, "a", "normal", Act("anna", _LATER))
    do(anna, said)
    do(anna, said.inverse(_LATER + timedelta(minutes=1)))
    do(anna, edit.inverse(_LATER + timedelta(minutes=2)))
    result, _ = merged(bob, anna)
    assert result.labels == bob.labels
    assert undecided_cells(result) == ["a"]


def test_a_smear_that_was_kept_for_judging_by_the_merge_is_let_go_and_the_copy_keeps_it() -> None:
    anna, bob = analysed(), analysed()
    do(bob, FreezeSmears((SMEAR.id,), frozen=True, act=_by("bob", 1)))
    anna = _merged_and_undone(anna, bob)
    assert frozen_smears(merged(bob, anna)[0]) == {SMEAR.id}
    assert frozen_smears(merged(anna, bob)[0]) == {SMEAR.id}


def test_a_signature_that_the_merge_brought_does_not_keep_it_from_being_undone() -> None:
    anna, bob = analysed(), analysed()
    for cell_id in bob.cells:
        _label(bob, cell_id, "blast", _by("bob", 1))
    do(bob, SignSmears.now(bob, (SMEAR.id,), _by("bob", 2)))
    anna = _merged_and_undone(anna, bob)
    assert signatures(merged(bob, anna)[0]) == signatures(bob)
    assert signatures(merged(anna, bob)[0]) == signatures(bob)


def test_a_signature_that_the_merge_lifted_is_that_of_who_signed() -> None:
    anna, bob = analysed(), analysed()
    for cell_id in anna.cells:
        _label(anna, cell_id, "blast", _by("anna", 1))
    do(anna, SignSmears.now(anna, (SMEAR.id,), _by("anna", 2)))
    _label(bob, "a", "normal", _by("bob", 3))
    assert signatures(_merge(anna, bob)[0]) == {}
    _merged_and_undone(anna, bob)


def test_done_again_it_is_as_it_was() -> None:
    anna, bob = analysed(), analysed()
    _label(anna, "a", "normal", _by("anna", 1))
    _label(bob, "a", "blast", _by("bob", 2))
    _label(bob, "b", "blast", _by("bob", 3))
    do(bob, FreezeSmears((SMEAR.id,), frozen=True, act=_by("bob", 4)))
    first, edit = _merge(anna, bob)
    again = first.copy()
    for _ in range(2):
        do(again, edit.inverse(_LATER))
        do(again, edit.inverse(_LATER).inverse(_LATER))
    assert (again.labels, undecided_cells(again)) == (first.labels, undecided_cells(first))
    assert frozen_smears(again) == frozen_smears(first)
    assert merged(again, bob)[1].edits == []
    assert merged(bob, again)[0].labels["b"] == bob.labels["b"]


def test_it_is_so_after_a_crash_and_a_checkpoint_as_well(tmp_path: Path) -> None:
    bob = analysed()
    _label(bob, "a", "blast", _by("bob", 1))
    do(bob, FreezeSmears((SMEAR.id,), frozen=True, act=_by("bob", 2)))
    path = tmp_path / "anna.h5"
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        dataset.add_image(SMEAR, encoded_image(0))
        dataset.append(AddSmears((SMEAR,)))
        dataset.append(analysing())
        _, edit = _merge(dataset.content, bob)
        dataset.append(edit)
        dataset.append(edit.inverse(_LATER))
        journalled = load_content(path)
    for content in (journalled, load_content(path)):
        assert frozen_smears(content) == set()
        assert merged(content, bob)[0].labels == bob.labels
        assert merged(bob, content)[0].labels == bob.labels
    assert verify(path) == []
