"""A new analysis never loses what a reader said, and never touches what a reader drew."""

import json
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import hypothesis.strategies as st
import numpy as np
from hypothesis import given, settings

from leukodesk.core.cell import Cell, Label, new_cell_id
from leukodesk.core.content import Content
from leukodesk.core.edits import Act, AddSmears, ChangeCells, edit_from, record_of
from leukodesk.core.mask import Mask
from leukodesk.core.results import Prediction, Segmentation
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.dataset import Dataset
from leukodesk.workspace.merging import kept_sentence, merge

SMEAR = Smear("a" * 16, "a.png", "a" * 64, 200, 200)
OTHER = Smear("b" * 16, "b.png", "b" * 64, 200, 200)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ACT = Act("Ada", NOW)


def square(top, left, side=20, source="machine", smear=SMEAR):
    mask = Mask.from_pixels(np.ones((side, side), dtype=bool), top, left)
    return Cell(new_cell_id(), smear.id, mask, None, source=source)


def content_with(*cells, labelled=()):
    content = Content(BLAST_NORMAL, smears={SMEAR.id: SMEAR, OTHER.id: OTHER})
    for cell in cells:
        content.put_cell(cell)
    for cell in labelled:
        content.labels[cell.id] = Label("blast", "Ada", NOW)
    return content


def merged(content, *found):
    merge_now = merge(Segmentation(found, "machine"), SMEAR.id, content, {"machine", "older"}, ACT)
    if merge_now.edit is not None:
        merge_now.edit.check(content)
        merge_now.edit.apply(content)
    return merge_now


def test_unlabelled_machine_cells_are_replaced():
    old, new = square(0, 0), square(3, 3)
    content = content_with(old, square(50, 50, source="older"))
    assert merged(content, new).edit.act.reason == "analysis"
    assert list(content.cells_of(SMEAR.id)) == [new]


def test_labelled_cell_takes_the_outline_of_its_counterpart_and_stays_itself():
    labelled, apart, found = square(0, 0, source="older"), square(100, 100), square(2, 2)
    content = content_with(labelled, labelled=[labelled])
    told = merged(content, found, apart)
    now = content.cells[labelled.id]
    assert set(content.cells) == {labelled.id, apart.id}
    assert (now.cell_mask, now.source) == (found.cell_mask, "machine")
    assert content.labels[labelled.id].cell_class == "blast"
    assert content.revisions == []
    assert told.kept == ()
    said = told.predictions([Prediction(found.id, "m", {"blast": 1.0}, abstained=False)])
    assert [item.cell_id for item in said] == [labelled.id]


def test_labelled_cell_that_is_not_found_again_stays_and_is_named():
    labelled = square(0, 0)
    content = content_with(labelled, labelled=[labelled])
    told = merged(content, square(100, 100))
    assert told.kept == (labelled.id,)
    assert content.cells[labelled.id] == labelled
    assert kept_sentence(1) == "1 labelled cell has no counterpart in the new segmentation and was kept."
    assert kept_sentence(2) == "2 labelled cells have no counterpart in the new segmentation and were kept."


def test_of_two_labelled_cells_in_one_new_outline_the_better_match_takes_it():
    large, small = square(0, 0, side=30), square(0, 30, side=10)
    content = content_with(small, large, labelled=[small, large])
    both = Cell(
        new_cell_id(), SMEAR.id, Mask.from_pixels(np.ones((30, 40), dtype=bool)), None, source="machine"
    )
    told = merged(content, both)
    assert content.cells[large.id].cell_mask == both.cell_mask
    assert content.cells[small.id] == small
    assert told.kept == (small.id,)
    assert set(content.cells) == {large.id, small.id}


def test_labelled_cell_that_was_split_takes_the_larger_part_and_the_other_is_new():
    whole = square(0, 0, side=30)
    content = content_with(whole, labelled=[whole])
    large, small = (
        Cell(new_cell_id(), SMEAR.id, Mask.from_pixels(np.ones((30, width), dtype=bool), 0, left), None)
        for left, width in ((0, 20), (20, 10))
    )
    told = merged(content, small, large)
    assert content.cells[whole.id].cell_mask == large.cell_mask
    assert set(content.cells) == {whole.id, small.id}
    assert set(content.labels) == {whole.id}
    assert told.kept == ()


def test_drawn_cell_stays_as_it_is_with_and_without_a_label():
    plain, named = square(0, 0, source="Grace"), square(50, 50, source="Grace")
    content = content_with(plain, named, labelled=[named])
    told = merged(content, square(1, 1), square(52, 52))
    assert list(content.cells.values()) == [plain, named]
    assert told.edit is None
    assert told.kept == ()


def test_a_small_drawn_cell_does_not_keep_a_label_from_its_counterpart():
    labelled, drawn = square(0, 0, side=40), square(5, 5, side=6, source="Grace")
    content = content_with(labelled, drawn, labelled=[labelled])
    again = square(1, 0, side=40)
    told = merged(content, again)
    assert content.cells[labelled.id].cell_mask == again.cell_mask
    assert content.cells[drawn.id] == drawn
    assert told.kept == ()


def test_cells_of_other_smears_stay():
    elsewhere = square(0, 0, smear=OTHER)
    content = content_with(elsewhere)
    merged(content, square(0, 0))
    assert elsewhere.id in content.cells
    assert len(content.cells) == 2


def test_what_is_found_again_just_so_is_no_edit():
    drawn, labelled = square(0, 0, source="Grace"), square(50, 50)
    again = replace(labelled, id=new_cell_id())
    assert merged(content_with()).edit is None
    assert merged(content_with(drawn), square(0, 0)).edit is None
    assert merged(content_with(labelled, labelled=[labelled]), again).edit is None


places = st.tuples(st.integers(0, 160), st.integers(0, 160), st.integers(1, 40))
known_cells = st.lists(
    st.tuples(places, st.booleans(), st.sampled_from(["machine", "older", "Grace"])), max_size=8
)


def _content_of(known):
    cells = [square(*place, source=source) for place, _, source in known]
    labelled = [cell for cell, (_, is_labelled, _) in zip(cells, known, strict=True) if is_labelled]
    return content_with(*cells, labelled=labelled)


def _shared(cell, other):
    return cell.cell_mask.overlap_px(other.cell_mask)


@given(known_cells, st.lists(places, max_size=8))
def test_no_label_is_lost_and_undo_restores_everything(known, found):
    content = _content_of(known)
    cells, labels = dict(content.cells), dict(content.labels)
    new = [square(*place) for place in found]
    told = merged(content, *new)
    assert content.labels == labels
    assert labels.keys() <= content.cells.keys()
    assert content.revisions == []
    for cell_id, cell in cells.items():
        if cell.source == "Grace" or cell_id in told.kept:
            assert content.cells[cell_id] == cell
        elif cell_id in labels:
            now = content.cells[cell_id]
            assert [now.cell_mask] == [
                other.cell_mask for other in new if told.taken.get(other.id) == cell_id
            ]
        else:
            assert cell_id not in content.cells
    assert len(set(told.taken.values())) == len(told.taken)
    assert not set(told.kept) & set(told.taken.values())
    ids = [cell.id for cell in content.cells_of(SMEAR.id)]
    assert sorted(ids) == sorted(content.cells)
    assert len(ids) == len(set(ids))
    if told.edit is not None:
        back = told.edit.inverse(NOW)
        back.check(content)
        back.apply(content)
    assert (content.cells, content.labels) == (cells, labels)


@given(known_cells, st.lists(places, max_size=8))
def test_what_stays_is_not_found_twice(known, found):
    content = _content_of(known)
    stays = [cell for cell in content.cells.values() if cell.source == "Grace"]
    new = [square(*place) for place in found]
    told = merged(content, *new)
    stays += [content.cells[cell_id] for cell_id in told.kept]
    for cell in new:
        if cell.id in content.cells:
            assert not any(
                2 * _shared(cell, other) > min(cell.cell_area_px, other.cell_area_px) for other in stays
            )


@given(known_cells, st.lists(places, max_size=8))
def test_merging_is_the_same_every_time(known, found):
    content = _content_of(known)
    new = [square(*place) for place in found]
    first, second = (
        merge(Segmentation(tuple(new), "machine"), SMEAR.id, content, {"machine", "older"}, ACT) for _ in "12"
    )
    assert first == second


@settings(max_examples=10, deadline=None)
@given(known_cells, st.lists(places, max_size=8))
def test_a_merge_comes_back_from_the_journal_just_so(known, found):
    content = _content_of(known)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reading.h5"
        dataset = Dataset.create(path, BLAST_NORMAL)
        for edit in _edits_that_make(content):
            dataset.append(edit)
        told = merged(content, *(square(*place) for place in found))
        if told.edit is not None:
            assert edit_from(json.loads(json.dumps(record_of(told.edit)))) == told.edit
            dataset.append(told.edit)
        with Dataset.open(path, read_only=True) as journalled:
            assert (journalled.content.cells, journalled.content.labels) == (content.cells, content.labels)
        dataset.close()
        with Dataset.open(path, read_only=True) as again:
            assert (again.content.cells, again.content.labels) == (content.cells, content.labels)


def _edits_that_make(content):
    cells = tuple(content.cells.values())
    yield AddSmears((SMEAR, OTHER))
    yield ChangeCells((), cells, ACT, new_labels=tuple(content.labels.items()))
