"""What a hand does to masks, on random masks and strokes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leukodesk.core.mask import Mask
from leukodesk.core.mask_edits import (
    CellMasks,
    cut,
    erased,
    joined,
    painted,
    polygon,
    shared,
    stroke,
    union,
    without,
)
from tests.unit.core.datasets import HEIGHT, WIDTH, masks

WHOLE = (0, 0, HEIGHT, WIDTH)

points = st.tuples(st.floats(-20, HEIGHT + 20), st.floats(-20, WIDTH + 20))
strokes = st.builds(
    lambda way, radius: stroke(way, radius, HEIGHT, WIDTH),
    st.lists(points, min_size=1, max_size=4),
    st.floats(0, 15),
)


@st.composite
def cell_masks(draw):
    """A cell with a nucleus inside it, or without any."""
    cell = draw(masks())
    return CellMasks(cell, shared(cell, draw(masks())))


def seen(mask):
    return mask.window(WHOLE) if mask else np.zeros((HEIGHT, WIDTH), bool)


def is_sound(result):
    """The nucleus lies in the cell and the cell in the smear, boxes tight."""
    inside = result.cell.fits(HEIGHT, WIDTH) and result.cell == Mask.from_pixels(seen(result.cell))
    return inside and (result.nucleus is None or not (seen(result.nucleus) & ~seen(result.cell)).any())


@given(st.lists(points, min_size=1, max_size=4), st.floats(0, 15))
def test_a_stroke_covers_what_is_near_its_way_and_stays_on_the_smear(way, radius):
    covered = seen(stroke(way, radius, HEIGHT, WIDTH))
    rows, columns = np.indices((HEIGHT, WIDTH)) + 0.5
    distance = np.full((HEIGHT, WIDTH), np.inf)
    for start, end in zip(way, way[1:] or way, strict=False):
        for share in np.linspace(0, 1, 40):
            row, column = np.array(start) + share * (np.array(end) - np.array(start))
            distance = np.minimum(distance, np.hypot(rows - row, columns - column))
    assert covered[distance <= radius].all()
    # A hundred pixels in forty steps: the true way is at most 1.5 pixels nearer than the steps.
    assert not covered[distance > radius + 1.5].any()


def test_the_smallest_brush_draws_the_pixel_under_it():
    assert stroke([(3.2, 7.9)], 0, HEIGHT, WIDTH) == Mask(3, 7, 1, 1, (0, 1))


def test_a_stroke_beside_the_smear_is_nothing():
    assert stroke([(-30, 10), (-30, 20)], 5, HEIGHT, WIDTH) is None
    assert polygon([(-9, 1), (-2, 5), (-9, 9)], HEIGHT, WIDTH) is None
    assert polygon([(1, 1), (9, 9)], HEIGHT, WIDTH) is None


@given(masks(), masks())
def test_set_operations_are_those_of_the_pixels(one, other):
    assert (seen(union(one, other)) == seen(one) | seen(other)).all()
    assert (seen(without(one, other)) == seen(one) & ~seen(other)).all()
    assert (seen(shared(one, other)) == seen(one) & seen(other)).all()


@given(cell_masks(), strokes, st.booleans())
def test_painting_only_adds(before, brush, nucleus):
    if brush is None:
        return
    after = painted(before, brush, nucleus=nucleus)
    assert is_sound(after)
    assert (seen(after.cell) == seen(before.cell) | seen(brush)).all()
    wanted = seen(before.nucleus) | (seen(brush) if nucleus else False)
    assert (seen(after.nucleus) == wanted).all()
    alone = painted(None, brush, nucleus=nucleus)
    assert alone == CellMasks(brush, brush if nucleus else None)


@given(cell_masks(), strokes, st.booleans())
def test_erasing_only_takes_and_nothing_is_no_cell(before, eraser, nucleus):
    if eraser is None:
        return
    after = erased(before, eraser, nucleus=nucleus)
    left = seen(before.cell) & ~(seen(eraser) if not nucleus else False)
    if after is None:
        assert not left.any()
        return
    assert is_sound(after)
    assert (seen(after.cell) == left).all()
    assert (seen(after.nucleus) == seen(before.nucleus) & ~seen(eraser)).all()


@given(cell_masks(), st.lists(points, min_size=1, max_size=4))
def test_parts_of_a_cut_are_disjoint_and_cover(before, line):
    parts = cut(before, line)
    if parts is None:
        return
    larger, smaller = parts
    assert larger.cell.area_px >= smaller.cell.area_px
    assert all(map(is_sound, parts))
    for whole, one, other in (
        (before.cell, larger.cell, smaller.cell),
        (before.nucleus, larger.nucleus, smaller.nucleus),
    ):
        assert not (seen(one) & seen(other)).any()
        assert (seen(one) | seen(other) == seen(whole)).all()
    assert joined(parts) == before


def test_a_straight_line_cuts_where_it_runs():
    square = CellMasks(Mask.from_pixels(np.ones((20, 20), bool), 10, 10))
    for line in ([(14, 8), (14, 32)], [(14, 15), (14, 16)]):  # a short line goes on beyond its ends
        larger, smaller = cut(square, line)
        assert (larger.cell.bbox, smaller.cell.bbox) == ((14, 10, 30, 30), (10, 10, 14, 30))
    assert cut(square, [(2, 2), (2, 40)]) is None
    assert cut(square, [(14, 14)]) is None


@pytest.mark.parametrize("turned", [False, True])
def test_a_polygon_is_filled_whichever_way_it_is_drawn(turned):
    corners = [(10, 10), (10, 30), (20, 30), (20, 10)]
    filled = polygon(corners[::-1] if turned else corners, HEIGHT, WIDTH)
    assert filled == Mask.from_pixels(np.ones((10, 20), bool), 10, 10)


@given(st.lists(points, min_size=3, max_size=6))
def test_a_polygon_stays_on_the_smear_and_in_its_box(corners):
    filled = polygon(corners, HEIGHT, WIDTH)
    if filled is not None:
        assert filled.fits(HEIGHT, WIDTH)
        y0, x0, y1, x1 = filled.bbox
        rows, columns = zip(*corners, strict=True)
        assert min(rows) <= y0 + 0.5
        assert y1 - 0.5 <= max(rows)
        assert min(columns) <= x0 + 0.5
        assert x1 - 0.5 <= max(columns)


@given(st.lists(cell_masks(), min_size=1, max_size=4))
def test_a_joined_cell_covers_its_parts_and_nothing_else(parts):
    whole = joined(parts)
    assert is_sound(whole)
    assert (seen(whole.cell) == np.any([seen(part.cell) for part in parts], axis=0)).all()
    assert (seen(whole.nucleus) == np.any([seen(part.nucleus) for part in parts], axis=0)).all()
