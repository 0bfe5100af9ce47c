"""A mask holds exactly the pixels it was cut from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leukodesk.core.mask import Mask, runs_of
from tests.unit.core.datasets import HEIGHT, WIDTH, bool_pixels, masks

_FIELD = (0, 0, HEIGHT, WIDTH)


@given(bool_pixels(), st.integers(-20, 50), st.integers(-20, 50))
def test_a_mask_holds_the_pixels_it_was_cut_from(pixels: np.ndarray, top: int, left: int) -> None:
    mask = Mask.from_pixels(pixels, top, left)
    height, width = pixels.shape
    assert np.array_equal(mask.window((top, left, top + height, left + width)), pixels)
    assert mask.area_px == pixels.sum()
    rows, columns = np.nonzero(pixels)
    assert mask.centroid == pytest.approx((top + rows.mean(), left + columns.mean()))


@given(bool_pixels())
def test_the_box_is_tight(pixels: np.ndarray) -> None:
    inside = Mask.from_pixels(pixels).pixels
    for line in (inside[0], inside[-1], inside[:, 0], inside[:, -1]):
        assert line.any()


@given(bool_pixels())
def test_run_lengths_alternate_and_fill_the_box(pixels: np.ndarray) -> None:
    runs = runs_of(pixels)
    assert sum(runs) == pixels.size
    assert all(run > 0 for run in runs[1:])
    assert sum(runs[1::2]) == pixels.sum()


def test_runs_of_nothing() -> None:
    assert runs_of(np.zeros((0, 5), bool)) == ()


@given(masks(), masks())
def test_overlap_is_symmetric_and_counts_common_pixels(one: Mask, other: Mask) -> None:
    common = np.count_nonzero(one.window(_FIELD) & other.window(_FIELD))
    assert one.overlap_px(other) == other.overlap_px(one) == common
    assert one.overlap_px(one) == one.area_px


@given(masks(), st.data())
def test_a_window_is_that_part_of_the_field(mask: Mask, data: st.DataObject) -> None:
    y0, x0 = data.draw(st.integers(0, HEIGHT)), data.draw(st.integers(0, WIDTH))
    y1, x1 = data.draw(st.integers(y0, HEIGHT)), data.draw(st.integers(x0, WIDTH))
    assert np.array_equal(mask.window((y0, x0, y1, x1)), mask.window(_FIELD)[y0:y1, x0:x1])


@given(masks(), st.floats(-2, HEIGHT + 2), st.floats(-2, WIDTH + 2))
def test_contains_asks_the_pixel_under_the_point(mask: Mask, row: float, column: float) -> None:
    y, x = int(np.floor(row)), int(np.floor(column))
    inside = 0 <= y < HEIGHT and 0 <= x < WIDTH and bool(mask.window(_FIELD)[y, x])
    assert mask.contains(row, column) == inside


def test_pixels_cannot_be_written_to() -> None:
    mask = Mask.from_pixels(np.ones((2, 2), bool))
    with pytest.raises(ValueError, match="read-only"):
        mask.pixels[0, 0] = False


def test_a_mask_has_at_least_one_pixel() -> None:
    with pytest.raises(ValueError, match="at least one pixel"):
        Mask.from_pixels(np.zeros((3, 4), bool))


@given(bool_pixels(), st.integers(-3, 60), st.integers(-3, 80))
def test_fits_means_that_no_pixel_is_outside(pixels: np.ndarray, top: int, left: int) -> None:
    mask = Mask.from_pixels(pixels, top, left)
    rows, columns = np.nonzero(mask.pixels)
    rows, columns = rows + mask.top, columns + mask.left
    inside = rows.min() >= 0 and columns.min() >= 0 and rows.max() < HEIGHT and columns.max() < WIDTH
    assert mask.fits(HEIGHT, WIDTH) == inside
