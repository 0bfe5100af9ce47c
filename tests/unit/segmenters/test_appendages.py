"""What hangs on a cell by a neck is no part of it."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leukodesk.inference.segmenters.appendages import without_appendages
from leukodesk.inference.segmenters.cells import CellLabels
from tests.unit.segmenters.painting import CENTRES, segment, usual_smear

PIXEL_SIZE_UM = 0.2
MIDDLE = (100, 100)


def disc(column, row, radius_um):
    canvas = np.zeros((200, 200), np.uint8)
    return cv2.circle(canvas, (round(column), round(row)), round(radius_um / PIXEL_SIZE_UM), 1, -1) > 0


def labels(cell, nucleus_um=4.0):
    nucleus = disc(*MIDDLE, nucleus_um) & cell
    return CellLabels(nucleus.astype(np.int32), cell.astype(np.int32), 1)


@pytest.mark.parametrize("radius_um", [1.5, 2.5, 3.75])
def test_a_disc_that_touches_the_cell_goes(radius_um):
    alone = disc(*MIDDLE, 6)
    beside = disc(MIDDLE[0] + (6 + radius_um - 0.2) / PIXEL_SIZE_UM, MIDDLE[1], radius_um)
    left = without_appendages(labels(alone | beside), PIXEL_SIZE_UM) > 0
    assert np.count_nonzero(left ^ alone) < 0.03 * np.count_nonzero(alone)


def test_a_thread_stays():
    cell = disc(*MIDDLE, 6)
    cell[98:102, 100:150] = True
    assert np.array_equal(without_appendages(labels(cell), PIXEL_SIZE_UM), cell.astype(np.int32))


def test_a_waist_of_one_cell_stays():
    # Two halves of a dividing cell: what is left of it without either is as notched as it was.
    cell = disc(*MIDDLE, 6) | disc(MIDDLE[0] + 45, MIDDLE[1], 6)
    nucleus = (disc(*MIDDLE, 3) | disc(MIDDLE[0] + 45, MIDDLE[1], 3)).astype(np.int32)
    both = CellLabels(nucleus, cell.astype(np.int32), 1)
    assert np.array_equal(without_appendages(both, PIXEL_SIZE_UM), both.cells)


@given(st.lists(st.tuples(st.integers(20, 180), st.integers(20, 180), st.integers(2, 30)), max_size=5))
def test_nothing_is_added_and_no_nucleus_is_lost(discs):
    cell = disc(*MIDDLE, 5)
    for row, column, radius_px in discs:
        cell |= disc(column, row, radius_px * PIXEL_SIZE_UM)
    _, pieces = cv2.connectedComponents(cell.astype(np.uint8), connectivity=4)
    cell = pieces == pieces[MIDDLE]
    before = labels(cell)
    after = without_appendages(before, PIXEL_SIZE_UM)
    assert not np.any((after > 0) & ~cell)
    assert np.all(after[before.nuclei > 0] == 1)
    count, _ = cv2.connectedComponents((after > 0).astype(np.uint8), connectivity=4)
    assert count == 2


def test_a_platelet_on_a_cell_is_no_part_of_it():
    pixels = usual_smear(CENTRES)
    whole = {cell.cell_area_px for cell in segment(pixels).cells}
    row, column = CENTRES[0]
    cv2.circle(pixels, (column + 74, row), 20, (150, 142, 172), -1, cv2.LINE_AA)
    cells = segment(pixels).cells
    assert len(cells) == len(CENTRES)
    for cell in cells:
        assert min(abs(cell.cell_area_px / area - 1) for area in whole) < 0.04
