"""Holes are filled by their area, and what is open to the border is none."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import ndimage

from leukodesk.inference.segmenters.shapes import without_holes

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
