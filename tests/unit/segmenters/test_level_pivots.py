"""The two pivots of levels are the best there are."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leukodesk.inference.segmenters.level_pivots import two_level_pivots
from leukodesk.inference.segmenters.pivots import find_pivots


@given(st.lists(st.integers(0, 255), min_size=1, max_size=40))
def test_no_other_two_levels_lie_closer_to_all(levels: list[int]) -> None:
    found = two_level_pivots(np.array(levels, np.uint8))
    if len(set(levels)) == 1:
        assert found is None
        return
    best = min(_spread(levels, pair) for pair in combinations(sorted(set(levels)), 2))
    assert found is not None
    assert found.low < found.high
    assert {found.low, found.high} <= set(levels)
    assert _spread(levels, (found.low, found.high)) == best


@given(st.lists(st.integers(0, 255), min_size=2, max_size=300).filter(lambda levels: len(set(levels)) > 1))
def test_how_far_apart_they_are_is_told_by_the_members_on_either_side(levels: list[int]) -> None:
    values = np.array(levels, np.uint8)
    found = two_level_pivots(values)
    assert found is not None
    above = values > (found.low + found.high) / 2
    means = np.where(above, values[above].mean(), values[~above].mean())
    assert found.share == pytest.approx(above.mean())
    assert found.gap == pytest.approx(np.ptp(means))
    assert found.separation == pytest.approx(means.var() / values.var())


@given(st.lists(st.integers(0, 255), min_size=2, max_size=300), st.integers(0, 5))
def test_they_are_at_least_as_good_as_pivots_from_any_start(levels: list[int], seed: int) -> None:
    points = np.array(levels, np.float64)[:, None]
    grown = find_pivots(points, np.ones(len(levels)), count=2, seed=seed)
    found = two_level_pivots(np.array(levels, np.uint8))
    if found is not None:
        assert _spread(levels, (found.low, found.high)) <= grown.objective[-1]


@pytest.mark.parametrize("scale", [1, 100_000])
def test_the_lowest_parting_of_equally_good_ones_counts(scale: int) -> None:
    found = two_level_pivots(np.repeat(np.array([10, 20, 30], np.uint8), scale))
    assert found is not None
    assert (found.low, found.high) == (10, 20)


def _spread(levels: list[int], pivots: tuple[int, ...]) -> int:
    return sum(min((level - pivot) ** 2 for pivot in pivots) for level in levels)
