"""Pivots are exact k-medoids of the colours that occur."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leukodesk.inference.segmenters.pivots import find_pivots

_COLOUR = st.tuples(*[st.integers(0, 255)] * 3)
_COLOURS = st.lists(_COLOUR, min_size=1, max_size=24, unique=True)


def _points(colours):
    return np.array(colours, dtype=float)


def _objective(points, weights, members):
    squared = ((points[:, None] - points[list(members)][None]) ** 2).sum(axis=2)
    return float(weights @ squared.min(axis=1))


@settings(max_examples=60, deadline=None)
@given(_COLOURS, st.integers(1, 8), st.integers(0, 5))
def test_the_objective_never_increases_and_pivots_are_given_colours(colours, count, seed):
    points = _points(colours)
    weights = np.arange(1.0, len(points) + 1)
    found = find_pivots(points, weights, count=count, seed=seed)
    assert all(later <= earlier for earlier, later in zip(found.objective, found.objective[1:], strict=False))
    assert len(set(found.members.tolist())) == len(found.members) == min(count, len(points))
    assert set(found.members.tolist()) <= set(range(len(points)))
    assert found.objective[-1] == pytest.approx(_objective(points, weights, found.members))


@settings(max_examples=60, deadline=None)
@given(_COLOURS, st.integers(1, 5), st.integers(0, 5))
def test_each_pivot_is_the_medoid_of_its_cluster(colours, count, seed):
    points = _points(colours)
    found = find_pivots(points, np.ones(len(points)), count=count, seed=seed, max_iterations=1000)
    for cluster, member in enumerate(found.members):
        inside = points[found.assignment == cluster]
        cost = ((inside[:, None] - inside[None]) ** 2).sum(axis=(1, 2))
        own = ((inside - points[member]) ** 2).sum()
        assert own == pytest.approx(cost.min())


@settings(max_examples=60, deadline=None)
@given(_COLOURS, st.integers(1, 5), st.integers(0, 5), st.integers(0, 3), st.booleans())
def test_each_step_takes_the_medoids_that_brute_force_finds(colours, count, seed, steps, spread):
    points = _points(colours)
    before, after = (
        find_pivots(
            points,
            np.ones(len(points)),
            count=count,
            seed=seed,
            epsilon=-1.0,
            spread=spread,
            max_iterations=n,
        ).members
        for n in (steps, steps + 1)
    )
    squared = ((points[:, None] - points[None]) ** 2).sum(axis=2)
    cluster_of = squared[:, before].argmin(axis=1)
    for cluster in range(len(before)):
        inside = np.flatnonzero(cluster_of == cluster)
        costs = squared[np.ix_(inside, inside)].sum(axis=1)
        (chosen,) = set(after.tolist()) & set(inside.tolist())
        # Two members may be equally good.
        assert costs[inside.tolist().index(chosen)] == pytest.approx(costs.min())


def test_first_pivots_drawn_evenly_miss_a_rare_colour_that_spread_ones_find():
    points = np.array([[0.0], [1.0], [2.0], [3.0], [200.0]])
    weights = np.array([1000.0, 1000, 1000, 1000, 1])
    start = {"count": 2, "max_iterations": 0}
    found = {
        spread: sum(
            4 in find_pivots(points, weights, seed=s, spread=spread, **start).members for s in range(30)
        )
        for spread in (True, False)
    }
    assert found[True] > 20
    assert found[False] < 5


@settings(max_examples=40, deadline=None)
@given(_COLOURS, st.integers(1, 5), st.integers(0, 5))
def test_the_same_seed_gives_the_same_pivots(colours, count, seed):
    points = _points(colours)
    first, second = (find_pivots(points, np.ones(len(points)), count=count, seed=seed) for _ in range(2))
    np.testing.assert_array_equal(first.members, second.members)
    np.testing.assert_array_equal(first.assignment, second.assignment)


@settings(max_examples=30, deadline=None)
@given(st.lists(_COLOUR, min_size=3, max_size=9, unique=True), st.integers(1, 3))
def test_the_best_of_many_seeds_is_the_best_there_is(colours, count):
    points = _points(colours)
    weights = np.ones(len(points))
    best = min(_objective(points, weights, m) for m in combinations(range(len(points)), count))
    reached = min(find_pivots(points, weights, count=count, seed=seed).objective[-1] for seed in range(60))
    assert reached <= best * 1.15 + 1e-6


def test_three_plain_colours_are_their_own_pivots():
    points = np.array([[0, 0, 0], [4, 0, 0], [200, 0, 0], [204, 0, 0], [0, 200, 0]], dtype=float)
    weights = np.array([10.0, 1, 1, 10, 5])
    found = find_pivots(points, weights, count=3, seed=3)
    assert found.members.tolist() == [0, 3, 4]
    assert found.assignment.tolist() == [0, 0, 1, 1, 2]
    assert found.squared_distance.tolist() == [0, 16, 16, 0, 0]


@pytest.mark.parametrize(
    ("points", "weights", "count"),
    [
        (np.empty((0, 3)), np.empty(0), 2),
        (np.ones((2, 3)), np.array([1.0, 0.0]), 2),
        (np.ones((1, 3)), np.ones(1), 0),
    ],
)
def test_nothing_to_choose_from_is_refused(points, weights, count):
    with pytest.raises(ValueError, match="pivots need"):
        find_pivots(points, weights, count=count, seed=0)
