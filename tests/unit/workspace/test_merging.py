"""A new analysis never touches what a reader said or drew."""

from datetime import UTC, datetime

import hypothesis.strategies as st
import numpy as np
from hypothesis import given

from leukodesk.core.cell import Cell, Label, new_cell_id
from leukodesk.core.content import Content
from leukodesk.core.edits import Act
from leukodesk.core.mask import Mask
from leukodesk.core.results import Segmentation
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.workspace.merging import analysis_edit

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
    edit = analysis_edit(Segmentation(found, "machine"), SMEAR.id, content, {"machine", "older"}, ACT)
    if edit is not None:
        edit.check(content)
        edit.apply(content)
    return edit


def test_unlabelled_machine_cells_are_replaced():
    old, new = square(0, 0), square(3, 3)
    content = content_with(old, square(50, 50, source="older"))
    edit = merged(content, new)
    assert list(content.cells_of(SMEAR.id)) == [new]
    assert edit.act.reason == "analysis"


def test_labelled_cell_stays_and_its_double_is_dropped():
    labelled = square(0, 0)
    content = content_with(labelled, labelled=[labelled])
    apart = square(100, 100)
    merged(content, square(2, 2), apart)
    assert set(content.cells) == {labelled.id, apart.id}
    assert content.labels[labelled.id].cell_class == "blast"


def test_drawn_cell_stays_without_a_label():
    drawn = square(0, 0, source="Grace")
    content = content_with(drawn)
    merged(content, square(1, 1))
    assert list(content.cells) == [drawn.id]


def test_overlap_counts_from_the_smaller_cell():
    labelled = square(0, 0, side=40)
    content = content_with(labelled, labelled=[labelled])
    inside, half_out = square(30, 0, side=8), square(30, 10, side=20)
    merged(content, inside, half_out)
    assert set(content.cells) == {labelled.id, half_out.id}


def test_cells_of_other_smears_stay():
    elsewhere = square(0, 0, smear=OTHER)
    content = content_with(elsewhere)
    merged(content, square(0, 0))
    assert elsewhere.id in content.cells
    assert len(content.cells) == 2


def test_nothing_found_and_nothing_known_is_no_edit():
    drawn = square(0, 0, source="Grace")
    assert merged(content_with()) is None
    assert merged(content_with(drawn), square(0, 0)) is None


places = st.tuples(st.integers(0, 160), st.integers(0, 160), st.integers(1, 40))


@given(st.lists(places, max_size=8), st.sets(st.integers(0, 7)), st.lists(places, max_size=8))
def test_readers_cells_survive_and_new_ones_are_no_doubles(known, labelled, found):
    cells = [square(*place) for place in known]
    mine = [cell for n, cell in enumerate(cells) if n in labelled]
    content = content_with(*cells, labelled=mine)
    new = [square(*place) for place in found]
    edit = merged(content, *new)
    assert {cell.id for cell in mine} <= set(content.cells)
    assert set(content.labels) == {cell.id for cell in mine}
    for cell in new:
        doubles = any(
            2 * cell.cell_mask.overlap_px(other.cell_mask) > min(cell.cell_area_px, other.cell_area_px)
            for other in mine
        )
        assert (cell.id in content.cells) == (not doubles)
    if edit is not None:
        edit.inverse(NOW).check(content)
        edit.inverse(NOW).apply(content)
        assert set(content.cells) == {cell.id for cell in cells}
