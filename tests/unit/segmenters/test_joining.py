import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leukodesk.inference.segmenters.cells import CellLabels
from leukodesk.inference.segmenters.joining import whole_cells_joined


def labels_of(*ellipses, shape=(120, 160)):
    """Ellipses ((row, column), (half height, half width)), a pixel to the one it lies deepest in."""
    rows, columns = np.indices(shape)
    depth = [np.hypot((rows - y) / h, (columns - x) / w) for (y, x), (h, w) in ellipses]
    cells = np.where(np.min(depth, axis=0) < 1, np.argmin(depth, axis=0) + 1, 0).astype(np.int32)
    return CellLabels(
        cv2.erode(cells.astype(np.uint8), np.ones((5, 5))).astype(np.int32), cells, len(ellipses)
    )


def halved(whole, column):
    """One cell as two, parted along a column."""
    right = np.indices(whole.cells.shape)[1] >= column
    return CellLabels(*(region + (right & (region > 0)) for region in (whole.nuclei, whole.cells)), 2)


@settings(max_examples=25, deadline=None)
@given(
    height=st.integers(20, 40), width=st.integers(20, 40), share=st.floats(0.3, 0.7), more=st.integers(0, 1)
)
def test_a_cell_cut_straight_across_is_one_again(height, width, share, more):
    whole = labels_of(((60, 50), (height, width)))
    parts = halved(whole, round(50 - width + 2 * width * share))
    if more:
        parts.cells[60:64, 150:154] = 3
        parts = CellLabels(parts.nuclei, parts.cells, 3)
    joined = whole_cells_joined(parts)
    assert joined.count == 1 + more
    np.testing.assert_array_equal(joined.cells == 1, whole.cells == 1)
    np.testing.assert_array_equal(joined.nuclei, whole.nuclei)


@settings(max_examples=25, deadline=None)
@given(first=st.integers(18, 28), second=st.integers(18, 28), pressed=st.floats(0, 0.2))
def test_round_cells_that_press_on_each_other_stay_apart(first, second, pressed):
    across = (first + second) * (1 - pressed)
    apart = labels_of(((60, 40), (first, first)), ((60, 40 + across), (second, second)))
    joined = whole_cells_joined(apart)
    assert joined.count == 2
    np.testing.assert_array_equal(joined.cells, apart.cells)


def test_a_strip_of_a_cell_at_the_border_does_not_join_the_cell_it_touches():
    # What is left of the lower cell is much narrower than the cell was.
    apart = labels_of(((70, 80), (35, 35)), ((125, 80), (24, 24)))
    assert whole_cells_joined(apart).count == 2


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_to_join_is_left_as_it_is(count):
    labels = labels_of(((60, 50), (30, 30))) if count else CellLabels(*np.zeros((2, 9, 9), np.int32), 0)
    joined = whole_cells_joined(labels)
    assert joined.count == count
    np.testing.assert_array_equal(joined.cells, labels.cells)


def test_three_pieces_of_one_cell_are_one():
    whole = labels_of(((60, 80), (35, 45)))
    columns = np.indices(whole.cells.shape)[1]
    piece = (1 + (columns > 65) + (columns > 95)).astype(np.int32)
    joined = whole_cells_joined(CellLabels(whole.nuclei * piece, whole.cells * piece, 3))
    assert joined.count == 1
    np.testing.assert_array_equal(joined.cells, whole.cells)
