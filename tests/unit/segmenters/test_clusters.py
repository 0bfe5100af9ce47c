"""Clusters grow connected from their pivots, never beyond the threshold; pivots are pixels of the field."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from leukodesk.imaging.phantom import render_phantom
from leukodesk.inference.registry import segmenter_preset, segmenter_presets
from leukodesk.inference.segmenters.clusters import find_clusters, grow
from leukodesk.inference.segmenters.parameters import PivotGrowingParameters
from tests.unit.segmenters.painting import segment

_THRESHOLD = 400.0
_LEVELS = arrays.arrays(np.uint8, st.tuples(st.integers(2, 12), st.integers(2, 12)))
_SPACES = st.sampled_from(["colour", "intensity", "colour-position", "intensity-position"])


def _grey(levels):
    return np.repeat(levels[..., None], 3, axis=2)


def _reached(within, seeds):
    """All pixels within that a walk over side neighbours reaches from the seeds."""
    found = np.zeros(within.shape, dtype=bool)
    waiting = [tuple(place) for place in np.argwhere(seeds & within)]
    while waiting:
        row, column = waiting.pop()
        inside = 0 <= row < within.shape[0] and 0 <= column < within.shape[1]
        if inside and within[row, column] and not found[row, column]:
            found[row, column] = True
            waiting += [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
    return found


@settings(max_examples=60, deadline=None)
@given(_LEVELS, st.lists(st.integers(0, 255), min_size=1, max_size=4, unique=True), st.booleans())
def test_growing_takes_what_a_walk_from_the_pivots_reaches(levels, pivots, connected):
    squared = [(levels.astype(float) - pivot) ** 2 for pivot in pivots]
    clusters = ((np.s_[:, :], away, levels == pivot) for away, pivot in zip(squared, pivots, strict=True))
    owner = grow(levels.shape, clusters, _THRESHOLD, connected=connected)
    reached = []
    for away, pivot in zip(squared, pivots, strict=True):
        within = away <= _THRESHOLD
        reached.append(np.where(_reached(within, levels == pivot) if connected else within, away, np.inf))
    nearest = np.min(reached, axis=0)
    np.testing.assert_array_equal(owner == 0, np.isinf(nearest))
    for number, away in enumerate(reached, start=1):
        assert (away[owner == number] == nearest[owner == number]).all()


@settings(max_examples=60, deadline=None)
@given(_LEVELS, _SPACES, st.sampled_from(["nearest", "connected"]), st.integers(0, 3))
def test_pivots_are_colours_of_the_field_and_their_clusters_stay_within_the_threshold(
    levels, space, growing, seed
):
    parameters = PivotGrowingParameters(
        pivots=4, threshold=_THRESHOLD, feature_space=space, growing=growing, seed=seed
    )
    colours = _grey(levels)
    clusters = find_clusters(colours, parameters, 0.2, grey=parameters.by_intensity)
    # Without position, colours are told to within one step of five or six bits.
    step = 0 if parameters.with_position else 8
    present = np.unique(levels).astype(float)
    for number, pivot in enumerate(clusters.pivots, start=1):
        assert np.abs(present - pivot[1]).min() <= step
        own = levels[clusters.owner == number].astype(float)
        assert (np.abs(own - pivot[1]) <= np.sqrt(_THRESHOLD) + 2 * step).all()


@settings(max_examples=30, deadline=None)
@given(_LEVELS, st.integers(0, 3))
def test_with_position_connected_clusters_make_no_more_pieces_than_pivots(levels, seed):
    parameters = PivotGrowingParameters(
        pivots=3, feature_space="colour-position", growing="connected", seed=seed
    )
    owner = find_clusters(_grey(levels), parameters, 0.2, grey=False).owner
    covered, _ = cv2.connectedComponents((owner > 0).astype(np.uint8), connectivity=4)
    assert covered - 1 <= 3


def test_what_is_far_away_is_another_cluster_only_when_position_counts():
    levels = np.full((40, 200), 255, np.uint8)
    levels[10:30, 10:30] = levels[10:30, 170:190] = 60
    owners = {
        space: find_clusters(
            _grey(levels),
            PivotGrowingParameters(pivots=16, feature_space=space, position_weight=2.0),
            0.5,
            grey=True,
        ).owner
        for space in ("intensity", "intensity-position")
    }
    assert owners["intensity"][20, 20] == owners["intensity"][20, 180] > 0
    left, right = (
        owners["intensity-position"][10:30, columns] for columns in (slice(10, 30), slice(170, 190))
    )
    assert left.all()
    assert right.all()
    assert not set(left.ravel()) & set(right.ravel())


@pytest.mark.parametrize("name", ["paper", "paper-position"])
def test_the_presets_of_the_paper_end_in_cells(name):
    assert name in segmenter_presets("pivot-growing")
    pixels = render_phantom(1, 900, 1200, white_cells=9).pixels
    result = segment(pixels, pixel_size_um=None, **segmenter_preset("pivot-growing", name))
    assert len(result.cells) >= 3
    assert all(cell.nucleus_mask is not None for cell in result.cells)
    assert result.warnings == ()
