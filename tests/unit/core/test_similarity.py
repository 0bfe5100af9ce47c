"""Which cells look alike."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leukodesk.core.similarity import most_alike


def vectors(seed, count, width=6):
    rows = np.random.default_rng(seed).normal(size=(count, width)).astype(np.float32)
    return {f"cell{number}": row for number, row in enumerate(rows)}


def test_a_copy_is_the_nearest_and_the_opposite_the_farthest():
    known = vectors(0, 6)
    known["copy"] = known["cell0"].copy()
    found = most_alike(known, "cell0", 10)
    assert found[0][0] == "copy"
    assert found[0][1] == pytest.approx(1.0)
    assert len(found) == 6


def test_nobody_is_alike_where_nobody_else_is():
    assert most_alike(vectors(0, 1), "cell0", 5) == []


def test_a_search_among_thousands_takes_little_more_room_than_the_features():
    known = vectors(0, 2000, 200)
    tracemalloc.start()
    try:
        most_alike(known, "cell0", 5)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3 * sum(row.nbytes for row in known.values())


@given(st.integers(0, 50), st.integers(2, 12), st.integers(1, 15), st.floats(0.1, 1000))
def test_neighbours_come_in_order_and_do_not_depend_on_the_size_of_features(seed, cells, count, factor):
    known = vectors(seed, cells)
    found = most_alike(known, "cell0", count)
    cosines = [cosine for _, cosine in found]
    assert len(found) == min(count, cells - 1)
    assert cosines == sorted(cosines, reverse=True)
    scaled = {name: row * np.float32(factor) + np.float32(3) for name, row in known.items()}
    again = most_alike(scaled, "cell0", count)
    assert [cosine for _, cosine in again] == pytest.approx(cosines, abs=1e-3)


def test_a_feature_that_is_large_everywhere_drowns_no_other():
    known = vectors(1, 9)
    units = np.float32([1, 1000, 1, 0.01, 1, 50])
    other_units = {name: row * units for name, row in known.items()}
    found, again = most_alike(known, "cell0", 9), most_alike(other_units, "cell0", 9)
    assert [name for name, _ in again] == [name for name, _ in found]
    assert [cosine for _, cosine in again] == pytest.approx([cosine for _, cosine in found], abs=1e-4)
