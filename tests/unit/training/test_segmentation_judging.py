"""Points and masks are judged as the words say."""

import numpy as np
import pytest

from leukodesk.core.cell import Cell
from leukodesk.core.mask import Mask
from leukodesk.training.segmentation.judging import distance_px, match_points
from leukodesk.training.segmentation.overlap import dice, union


def cell(top, left, size=10):
    mask = Mask.from_pixels(np.ones((size, size), dtype=bool), top, left)
    return Cell("c", "s", mask, None)


def test_points_inside_and_near_count_and_far_ones_do_not():
    found = match_points([cell(0, 0), cell(100, 100)], [(5, 5), (100, 124), (100, 126), (300, 300)])
    assert (found.points, found.hit, found.cells, found.matched) == (4, 2, 2, 2)


def test_two_points_in_one_cell_are_a_merge():
    assert match_points([cell(0, 0)], [(2, 2), (7, 7)]).merges == 1


def test_two_cells_on_one_point_are_a_split():
    found = match_points([cell(0, 0), cell(0, 10)], [(5, 10)])
    assert (found.hit, found.splits, found.merges) == (1, 1, 0)


def test_where_nothing_is_marked_no_cell_is_matched():
    found = match_points([cell(0, 0)], [])
    assert (found.points, found.hit, found.cells, found.matched) == (0, 0, 1, 0)


def test_distance_is_to_the_nearest_pixel():
    assert distance_px(cell(0, 0), (4, 4)) == 0
    assert distance_px(cell(0, 0), (9, 12)) == 3
    assert distance_px(cell(0, 0), (12, 13)) == 5


def test_dice_of_halves():
    left, both = np.array([[True, False]]), np.array([[True, True]])
    assert dice(left, both) == pytest.approx(2 / 3)
    assert dice(~both, ~both) == 1.0
    assert dice(left, ~left) == 0.0


def test_union_draws_cells_and_nuclei():
    body = cell(2, 2, 4)
    with_nucleus = Cell("c", "s", body.cell_mask, Mask.from_pixels(np.ones((2, 2), dtype=bool), 3, 3))
    assert union([with_nucleus], (8, 8), nucleus=False).sum() == 16
    assert union([with_nucleus, body], (8, 8), nucleus=True).sum() == 4
