"""Percentiles of bytes are those of numpy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leukodesk.imaging.levels import percentile_of


@given(st.lists(st.integers(0, 255), min_size=1, max_size=60), st.sampled_from([0, 0.01, 37.5, 75, 99, 100]))
def test_counted_percentiles_are_those_of_sorted_pixels(levels, percent):
    pixels = np.array(levels, np.uint8)
    assert percentile_of(pixels, percent) == pytest.approx(np.percentile(pixels, percent))
