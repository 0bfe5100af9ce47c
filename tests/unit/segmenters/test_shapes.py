"""Holes are filled by their area; boxes are those of SciPy, and a disc opens and widens as OpenCV has it."""

import cv2
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import ndimage

from leukodesk.inference.segmenters.shapes import boxes_of, dilated, disc, without_holes, without_narrow

_MASKS = arrays.arrays(
    np.uint8, st.tuples(st.integers(1, 14), st.integers(1, 14)), elements=st.integers(0, 1)
)


@settings(max_examples=150, deadline=None)
@given(_MASKS, st.integers(0, 12))
def test_exactly_the_enclosed_gaps_up_to_the_area_are_filled(mask, largest_px):
    gaps, count = ndimage.label(np.pad(mask == 0, 1, constant_values=True))
    wanted = mask.astype(bool)
    for number in range(1, count + 1):
        gap = gaps == number
        if number != gaps[0, 0] and gap.sum() <= largest_px:
            wanted |= gap[1:-1, 1:-1]
    np.testing.assert_array_equal(without_holes(mask, largest_px) > 0, wanted)


@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 6), st.integers(0, 2**32 - 1))
def test_boxes_are_those_of_scipy(height: int, width: int, count: int, seed: int) -> None:
    labels = np.random.default_rng(seed).integers(0, count + 1, (height, width), np.int32)
    labels[np.random.default_rng(seed).random((height, width)) < 0.7] = 0
    assert boxes_of(labels, count) == ndimage.find_objects(labels, max_label=count or 1)[:count]


@settings(deadline=None)
@given(
    arrays.arrays(np.uint8, st.tuples(st.integers(1, 30), st.integers(1, 30))),
    st.floats(0, 12),
)
def test_narrow_ridges_go_as_opencv_opens_them(levels, half_width_px):
    wanted = cv2.morphologyEx(levels, cv2.MORPH_OPEN, disc(half_width_px))
    np.testing.assert_array_equal(without_narrow(levels, half_width_px), wanted)


@given(_MASKS, st.floats(0, 6))
def test_a_mask_is_widened_as_opencv_does(mask, radius_px):
    np.testing.assert_array_equal(dilated(mask, radius_px), cv2.dilate(mask, disc(radius_px)))
