"""Cells in groups: who comes first, who stays, and that nobody is lost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leukodesk.core.gallery import UNJUDGED, GalleryCell, GalleryOrder, groups_of
from leukodesk.core.taxonomy import BLAST_NORMAL, UNIDENTIFIED

GROUPS = tuple(item.id for item in groups_of(BLAST_NORMAL))
SAID = st.none() | st.floats(0, 1)


@st.composite
def gallery_cells(draw, number=0):
    confidence = draw(SAID)
    return GalleryCell(
        cell_id=f"cell {number}",
        smear_id="smear",
        group=draw(st.sampled_from(GROUPS)),
        reviewed=draw(st.booleans()),
        abstained=confidence is not None and draw(st.booleans()),
        confidence=confidence,
        unfamiliar=draw(st.booleans()),
        order=number,
    )


@st.composite
def many(draw, most=25):
    return [draw(gallery_cells(number)) for number in range(draw(st.integers(0, most)))]


def shown(order):
    return {group: order.ids(group) for group in GROUPS}


def check(order, cells):
    known = {cell.cell_id: cell for cell in cells}
    listed = [cell_id for group in GROUPS for cell_id in order.ids(group)]
    assert sorted(listed) == sorted(known)
    assert len(order) == len(known)
    for group in GROUPS:
        members = order.ids(group)
        assert order.count(group) == len(members)
        assert order.reviewed(group) == sum(known[i].reviewed for i in members)
        assert order.doubtful(group) == sum(known[i].unfamiliar and not known[i].reviewed for i in members)
        assert all(known[i].group == group for i in members)
        assert [order.place_of(i) for i in members] == [(group, n) for n in range(len(members))]


@given(many())
def test_every_cell_is_in_its_group_and_the_doubtful_come_first(cells):
    order = GalleryOrder()
    order.extend(cells)
    check(order, cells)
    for group in GROUPS:
        members = [order[i] for i in order.ids(group)]
        keys = [(cell.reviewed, not cell.abstained, -cell.doubt) for cell in members]
        assert keys == sorted(keys)


@given(many(), st.data())
def test_one_by_one_is_as_all_at_once(cells, data):
    at_once, singly = GalleryOrder(), GalleryOrder()
    at_once.extend(cells)
    for cell in data.draw(st.permutations(cells)):
        singly.put(cell)
    assert shown(at_once) == shown(singly)


@settings(deadline=None)
@given(many(), st.lists(st.tuples(st.integers(0, 30), gallery_cells(), st.sampled_from("pkd")), max_size=30))
def test_nobody_is_lost_whatever_is_said(cells, acts):
    order = GalleryOrder()
    order.extend(cells)
    known = {cell.cell_id: cell for cell in cells}
    for number, said, act in acts:
        cell = replace(said, cell_id=f"cell {number}", order=number)
        if act == "d":
            order.drop(cell.cell_id)
            known.pop(cell.cell_id, None)
        else:
            order.put(cell, keep_place=act == "k")
            known[cell.cell_id] = cell
        check(order, known.values())
    order.settle()
    fresh = GalleryOrder()
    fresh.extend(known.values())
    assert shown(order) == shown(fresh)


def cell(name, group="blast", *, reviewed=False, confidence=0.9, abstained=False, order=0):
    return GalleryCell(name, "smear", group, reviewed, abstained, confidence, False, order)


def test_a_cell_labelled_as_it_was_shown_stays_until_the_order_is_settled():
    order = GalleryOrder()
    order.extend([cell("a", confidence=0.6), cell("b", confidence=0.7), cell("c", confidence=0.8)])
    order.put(cell("a", confidence=0.6, reviewed=True), keep_place=True)
    assert order.ids("blast") == ["a", "b", "c"]
    assert order.reviewed("blast") == 1
    order.settle()
    assert order.ids("blast") == ["b", "c", "a"]


def test_a_cell_labelled_otherwise_goes_to_the_reviewed_ones_of_the_other_group():
    order = GalleryOrder()
    order.extend([cell("a", UNIDENTIFIED, abstained=True), cell("b"), cell("c", UNJUDGED, confidence=None)])
    order.put(cell("a", reviewed=True, abstained=True), keep_place=True)
    assert order.ids(UNIDENTIFIED) == []
    assert order.ids("blast") == ["b", "a"]


@given(many(), st.sampled_from([1, -1]))
def test_the_walk_meets_every_unreviewed_cell_once_and_no_other(cells, step):
    order = GalleryOrder()
    order.extend(cells)
    waiting = {item.cell_id for item in cells if not item.reviewed}
    seen, here = [], None
    for _ in range(len(waiting)):
        here = order.next_unreviewed(GROUPS, here, step)
        seen.append(here)
    assert set(seen) == waiting
    assert order.next_unreviewed(GROUPS, here, step) == (seen[0] if seen else None)
    listed = [i for group in GROUPS for i in order.ids(group) if i in waiting]
    assert seen == (listed if step > 0 else listed[::-1])


def test_the_walk_goes_on_from_a_reviewed_cell():
    order = GalleryOrder()
    order.extend([cell("a", confidence=0.6), cell("b", confidence=0.7), cell("z", "normal")])
    order.put(cell("a", confidence=0.6, reviewed=True), keep_place=True)
    assert order.next_unreviewed(GROUPS, "a", 1) == "b"
    assert order.next_unreviewed(GROUPS, "a", -1) == "z"


def test_an_unknown_cell_has_no_place():
    with pytest.raises(KeyError):
        GalleryOrder().place_of("nobody")
