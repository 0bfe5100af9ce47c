"""Cells found at the working size, brought back to the pixels of the field."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leukodesk.core.smear import Smear
from leukodesk.inference.segmenters.outlines import outlined
from leukodesk.inference.segmenters.unet_cells import cells_of

UM = 0.16


def smear(height, width):
    return Smear("s", "", "0" * 64, width, height)


def brought_back(maps, threshold, reduction, *, with_margins=True):
    """The cells of such maps, in a field of which a working pixel is ``reduction`` pixels."""
    shape = tuple(round(side * reduction) for side in maps.shape[1:])
    labels = cells_of(maps, threshold, 0.025, UM)
    white = np.full((*maps.shape[1:], 3), 255, np.uint8)
    margins = maps[:2] - threshold if with_margins else None
    return outlined(labels, white, smear(*shape), reduction, UM, "x", margins=margins), shape


def blurred_disc(radius, softness):
    """Maps of a round cell whose chance falls evenly across its outline, its nucleus half as wide."""
    rows, columns = np.indices((120, 120))
    away = np.hypot(rows - 59.3, columns - 60.2)
    nucleus, cell = (np.clip(0.5 + (r - away) / softness, 0, 1) for r in (radius / 2, radius))
    return np.stack([nucleus, cell, np.clip(1 - away / radius, 0, 1)]).astype(np.float32)


def masks(cell, shape):
    return [mask.window((0, 0, *shape)) for mask in (cell.cell_mask, cell.nucleus_mask)]


@pytest.mark.parametrize("reduction", [0.7, 1.6, 2.5])
@pytest.mark.parametrize("radius", [30.2, 33.5, 38.8])
def test_an_outline_runs_where_the_chance_passes_the_threshold(radius, reduction):
    maps = blurred_disc(radius, softness=6)

    def wrong(*, with_margins):
        (cell,), shape = brought_back(maps, 0.5, reduction, with_margins=with_margins)
        rows, columns = (np.indices(shape) + 0.5) / reduction - 0.5
        away = np.hypot(rows - 59.3, columns - 60.2)
        pairs = zip(masks(cell, shape), (radius, radius / 2), strict=True)
        return sum(np.count_nonzero(mask != (away < r)) for mask, r in pairs)

    smooth = wrong(with_margins=True)
    assert smooth <= 0.03 * np.pi * radius**2 * min(reduction, 1) ** 2
    assert reduction < 1 or smooth < 0.7 * wrong(with_margins=False)


def test_a_higher_threshold_draws_the_outline_closer_by_less_than_a_working_pixel():
    maps = blurred_disc(35, softness=8)
    areas = [brought_back(maps, share, 2.0)[0][0].cell_area_px for share in (0.5, 0.53, 0.56)]
    radii = np.sqrt(np.array(areas) / np.pi) / 2
    np.testing.assert_allclose(radii, 35 - 8 * np.array([0, 0.03, 0.06]), atol=0.05)


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    threshold=st.floats(0.2, 0.8),
    reduction=st.sampled_from([0.43, 0.8, 1.0, 1.37, 2.0, 2.6]),
)
def test_no_two_cells_share_a_pixel_and_nuclei_stay_inside(seed, threshold, reduction):
    rng = np.random.default_rng(seed)
    rows, columns = np.indices((90, 110))
    maps = np.zeros((3, 90, 110), np.float32)
    for _ in range(5):
        y, x, radius = rng.uniform(15, 75), rng.uniform(15, 95), rng.uniform(14, 26)
        inside = 1 - np.hypot(rows - y, columns - x) / radius
        grown = np.stack([inside * 3 - 0.8, inside * 4, inside])
        maps = np.maximum(maps, np.clip(grown, 0, 1).astype(np.float32))
    maps[:2] = np.clip(maps[:2] + rng.normal(0, 0.1, maps[:2].shape), 0, 1)
    cells, shape = brought_back(maps, threshold, reduction)
    covered = np.zeros(shape, int)
    for cell in cells:
        covered += cell.cell_mask.window((0, 0, *shape))
        if cell.nucleus_mask is not None:
            assert cell.cell_mask.window((0, 0, *shape))[cell.nucleus_mask.window((0, 0, *shape))].all()
    assert covered.max(initial=0) <= 1
