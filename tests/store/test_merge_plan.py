"""Merging copies in which anything may have happened: nothing is lost, and the order does not matter."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.conflicts import undecided_cells
from leukodesk.core.content import Content, Revision
from leukodesk.core.edits import (
    Act,
    AddSmears,
    ChangeCells,
    CompositeEdit,
    Edit,
    ReadBlind,
    ReadingChange,
    edit_from,
    record_of,
)
from leukodesk.core.readings import NOBODYS, readings
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.merge_plan import plan_merge
from tests.store.building import disc, encoded_image, label_edit, smear_of

_SOME = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
_START = datetime(2026, 1, 1, tzinfo=UTC)
MERGER = Act("merger", _START + timedelta(days=9), "merge")
OTHER = Path("other.h5")
SMEARS = [smear_of(encoded_image(number), f"{number}.jpg") for number in range(3)]


def cell_at(number: int, smear: int = 0, left: int = 20) -> Cell:
    """A cell apart from those of other numbers, whose id is its number."""
    return Cell(f"{smear}-{number}", SMEARS[smear].id, disc(9, 30 * number, left), None, CellKind.LEUKOCYTE)


def do(content: Content, edit: Edit) -> None:
    edit.check(content)
    edit.apply(content)


def master() -> Content:
    content = Content(BLAST_NORMAL)
    do(content, AddSmears((SMEARS[0],)))
    cells = tuple(cell_at(number) for number in range(4))
    do(content, ChangeCells((), cells, Act("seg", _START)))
    do(content, label_edit(content, "0-0", "blast", Act("first", _START)))
    do(content, label_edit(content, "0-1", "normal", Act("first", _START)))
    return content


@st.composite
def histories(draw: st.DrawFn, reader: str) -> Content:
    """A copy of the master that one reader went on with."""
    content = master()
    for minute in range(draw(st.integers(0, 5))):
        by = Act(reader, _START + timedelta(minutes=minute + 1))
        kind = draw(
            st.sampled_from(["label", "label", "label", "undo", "blind", "blind", "remove", "outline", "add"])
        )
        cell_id = draw(st.sampled_from(sorted(content.cells)))
        cell = content.cells[cell_id]
        relabel = label_edit(content, cell_id, draw(st.sampled_from(["blast", "normal", None])), by)
        if kind in ("label", "undo"):
            do(content, relabel)
        if kind == "undo":
            do(content, relabel.inverse(by.at))
            if draw(st.booleans()):
                do(content, relabel)
        elif kind == "blind" and cell_id in content.labels and content.labels[cell_id].annotator != reader:
            said = ReadingChange(cell_id, None, draw(st.sampled_from(["blast", "normal"])))
            read = ReadBlind.now((said,), reader, by.at)
            do(content, read)
            if draw(st.integers(0, 3)) == 0:
                do(content, read.inverse(by.at))
        elif kind == "remove" and len(content.cells) > 1:
            labels = ((cell_id, content.labels[cell_id]),) if cell_id in content.labels else ()
            do(content, ChangeCells((cell,), (), by, old_labels=labels))
        elif kind == "outline":
            moved = Cell(cell.id, cell.smear_id, disc(7, *cell.bbox[:2]), None, cell.kind, reader)
            do(content, ChangeCells((cell,), (moved,), by))
        elif kind == "add":
            place = draw(st.integers(1, 2))
            if SMEARS[place].id not in content.smears:
                do(content, AddSmears((SMEARS[place],)))
                do(content, ChangeCells((), (cell_at(0, place),), by))
    return content


def merged(content: Content, *others: Content, prefer: str | None = None) -> Content:
    numbered = {Path(f"{number}.h5"): other for number, other in enumerate(others)}
    plan = plan_merge(content, numbered, MERGER, prefer)
    result = content.copy()
    for edit in plan.edits:
        # Through the journal's form and back, since that is how a merge is replayed.
        do(result, edit_from(record_of(edit)))
    return result


def said(content: Content) -> Counter[Revision]:
    """The history without what merges added for themselves."""
    return Counter(row for row in content.revisions if row.reason not in NOBODYS)


def classes(content: Content) -> dict[str, str]:
    return {cell_id: label.cell_class for cell_id, label in content.labels.items()}


def undecided(content: Content) -> set[str]:
    return set(undecided_cells(content))


@_SOME
@given(histories("ann"), histories("bob"))
def test_nothing_is_overwritten_or_lost(ann: Content, bob: Content) -> None:
    both = merged(ann, bob)
    assert both.revisions[: len(ann.revisions)] == ann.revisions
    assert said(both) == said(ann) | said(bob)
    assert both.cells.keys() == ann.cells.keys() | bob.cells.keys()
    assert {**bob.cells, **ann.cells} == both.cells
    assert both.smears.keys() == ann.smears.keys() | bob.smears.keys()
    last = {row.cell_id: row.new for row in both.revisions}
    assert {cell_id: new for cell_id, new in last.items() if new} == classes(both)
    for cell_id in undecided(both):
        assert both.labels.get(cell_id) == ann.labels.get(cell_id)


@_SOME
@given(histories("ann"), histories("bob"))
def test_merging_again_changes_nothing(ann: Content, bob: Content) -> None:
    both = merged(ann, bob)
    plan = plan_merge(both, {OTHER: bob}, MERGER, None)
    assert (plan.edits, plan.predictions) == ([], [])
    assert {found.cell_id for found in plan.undecided} == undecided(both)


@_SOME
@given(histories("ann"), histories("bob"))
def test_the_direction_does_not_matter(ann: Content, bob: Content) -> None:
    one, other = merged(ann, bob), merged(bob, ann)
    assert said(one) == said(other)
    assert one.cells.keys() == other.cells.keys()
    assert one.smears == other.smears
    assert undecided(one) == undecided(other)
    settled = one.cells.keys() - undecided(one)
    assert {i: c for i, c in classes(one).items() if i in settled} == {
        i: c for i, c in classes(other).items() if i in settled
    }


@_SOME
@given(histories("ann"), histories("bob"), histories("cy"))
def test_nor_does_the_order_of_several_copies(ann: Content, bob: Content, cy: Content) -> None:
    one, other = merged(ann, bob, cy), merged(ann, cy, bob)
    assert said(one) == said(other)
    assert one.cells.keys() == other.cells.keys()
    assert undecided(one) == undecided(other)


@_SOME
@given(histories("ann"), histories("bob"))
def test_a_copy_that_takes_the_result_over_is_the_same(ann: Content, bob: Content) -> None:
    both = merged(ann, bob)
    back = merged(bob, both)
    assert classes(back) == classes(both)
    assert undecided(back) == undecided(both)


@_SOME
@given(histories("ann"), histories("bob"))
def test_undoing_a_merge_and_doing_it_again(ann: Content, bob: Content) -> None:
    plan = plan_merge(ann, {OTHER: bob}, MERGER, None)
    edit = CompositeEdit(tuple(plan.edits), "Merge")
    both = ann.copy()
    do(both, edit)
    labels, open_cells, length = classes(both), undecided(both), len(said(both))
    do(both, edit_from(record_of(edit.inverse(_START))))
    assert (both.labels, undecided(both)) == (ann.labels, undecided(ann))
    do(both, edit.inverse(_START).inverse(_START))
    assert (classes(both), undecided(both), len(said(both))) == (labels, open_cells, length)


@_SOME
@given(histories("ann"), histories("bob"))
def test_a_preferred_reader_decides(ann: Content, bob: Content) -> None:
    open_cells = undecided(merged(ann, bob))
    if not any(row.annotator == "bob" and row.new for row in bob.revisions):
        return
    both = merged(ann, bob, prefer="first")
    left = undecided(both)
    assert left <= open_cells
    for cell_id in open_cells - left:
        assert both.labels[cell_id].annotator == "first"
    assert merged(both, bob, prefer="first").revisions == both.revisions


def test_readers_who_differ_leave_the_cell_undecided() -> None:
    ann, bob = master(), master()
    do(ann, label_edit(ann, "0-2", "blast", Act("ann", _START)))
    do(bob, label_edit(bob, "0-2", "normal", Act("bob", _START)))
    do(bob, label_edit(bob, "0-0", "normal", Act("bob", _START)))
    plan = plan_merge(ann, {OTHER: bob}, MERGER, None)
    (conflict,) = plan.undecided
    assert (conflict.cell_id, conflict.kept, conflict.other) == ("0-2", "blast", "ann: blast; bob: normal")
    both = merged(ann, bob)
    assert both.labels["0-0"].annotator == "bob"
    assert both.labels["0-2"] == ann.labels["0-2"]
    decided = merged(ann, bob, prefer="bob")
    assert decided.labels["0-2"] == bob.labels["0-2"]
    told = plan_merge(ann, {OTHER: bob}, MERGER, "bob")
    assert (told.labels, told.decided) == (2, 1), "the preferred label counts as one that is now in force"
    kept = plan_merge(ann, {OTHER: bob}, MERGER, "ann")
    assert (kept.labels, kept.decided) == (1, 1)
    assert decided.revisions[-1].annotator == "merger"
    do(both, label_edit(both, "0-2", "normal", Act("cy", _START)))
    assert plan_merge(both, {OTHER: bob}, MERGER, None).undecided == []
    assert plan_merge(bob, {OTHER: both}, MERGER, None).undecided == []


def test_one_reader_who_went_on_in_two_copies_does_not_differ_with_himself() -> None:
    first, second = master(), master()
    do(first, label_edit(first, "0-0", "normal", Act("dave", _START + timedelta(hours=11))))
    do(second, label_edit(second, "0-0", "blast", Act("dave", _START + timedelta(hours=15))))
    for target, copy in ((first, second), (second, first)):
        both = merged(target, copy)
        assert both.labels["0-0"] == second.labels["0-0"]
        assert undecided(both) == set()
        assert readings(both.revisions)["dave"]["0-0"].cell_class == "blast"
        back = merged(copy, both)
        assert (back.labels["0-0"], undecided(back)) == (second.labels["0-0"], set())


def test_a_cell_that_was_found_anew_is_the_same_cell() -> None:
    ann, bob = master(), master()
    old = bob.cells["0-2"]
    anew = Cell("anew", old.smear_id, disc(9, 61, 21), None, old.kind)
    do(bob, ChangeCells((old,), (anew,), Act("bob", _START)))
    do(bob, label_edit(bob, "anew", "blast", Act("bob", _START)))
    both = merged(ann, bob)
    assert both.cells == ann.cells
    assert both.labels["0-2"] == bob.labels["anew"]
    (difference,) = plan_merge(ann, {OTHER: bob}, MERGER, None).differences
    assert (difference.what, difference.cell_id) == ("outline", "0-2")
    assert plan_merge(both, {OTHER: bob}, MERGER, None).edits == []


def test_copies_of_which_one_found_a_cell_anew_are_at_rest_once_each_knows_both() -> None:
    ann, bob = master(), master()
    said = label_edit(ann, "0-2", "blast", Act("ann", _START))
    do(ann, said)
    do(ann, said.inverse(_START))
    anew = Cell("anew", ann.cells["0-2"].smear_id, disc(9, 61, 21), None, CellKind.LEUKOCYTE)
    do(ann, ChangeCells((ann.cells["0-2"],), (anew,), Act("ann", _START)))
    for _ in range(2):
        ann, bob = merged(ann, bob), merged(bob, ann)
    assert merged(ann, bob).revisions == ann.revisions
    assert merged(bob, ann).revisions == bob.revisions


def test_a_labelled_cell_that_was_removed_and_drawn_anew_ends_with_its_new_label() -> None:
    ann, bob = master(), master()
    old = bob.cells["0-0"]
    anew = Cell("anew", old.smear_id, disc(9, 1, 21), None, old.kind)
    by = Act("bob", _START)
    do(bob, ChangeCells((), (anew,), by))
    do(bob, label_edit(bob, "anew", "normal", by))
    do(bob, ChangeCells((old,), (), by, old_labels=((old.id, bob.labels[old.id]),)))
    both = merged(ann, bob)
    assert classes(both) == {"0-0": "normal", "0-1": "normal"}
    assert undecided(both) == set()


@pytest.mark.parametrize("known", ["target", "copy"])
def test_what_is_known_of_a_smear_is_completed_and_never_overwritten(known: str) -> None:
    ann, bob = master(), master()
    (bob if known == "copy" else ann).smears.update(
        {SMEARS[0].id: type(SMEARS[0])(**{**vars(SMEARS[0]), "patient_id": "P1", "pixel_size_um": 0.2})}
    )
    both = merged(ann, bob)
    assert (both.smears[SMEARS[0].id].patient_id, both.smears[SMEARS[0].id].pixel_size_um) == ("P1", 0.2)
    ann.smears[SMEARS[0].id] = type(SMEARS[0])(**{**vars(both.smears[SMEARS[0].id]), "patient_id": "p1 "})
    assert plan_merge(ann, {OTHER: both}, MERGER, None).differences == []
    ann.smears[SMEARS[0].id] = type(SMEARS[0])(**{**vars(both.smears[SMEARS[0].id]), "patient_id": "P2"})
    (difference,) = plan_merge(ann, {OTHER: both}, MERGER, None).differences
    assert (difference.what, difference.kept, difference.other) == (
        "smear",
        "patient_id P2",
        "patient_id P1",
    )
