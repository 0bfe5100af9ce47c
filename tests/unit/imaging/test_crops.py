"""Crops show the right place at the right scale, and map back to it."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from leukodesk.core.cell import Cell
from leukodesk.core.mask import Mask
from leukodesk.imaging import crops as cropping
from leukodesk.imaging.crops import (
    CropSpec,
    background_colour,
    crop_at,
    crop_cells,
    field_box,
    mask_crop,
)

_GLASS = (205, 210, 215)


def glass(height: int = 200, width: int = 240) -> np.ndarray:
    return np.full((height, width, 3), _GLASS, np.uint8)


def disc(field: np.ndarray, centre: tuple[float, float], radius: float) -> np.ndarray:
    """Draw a soft dark disc whose centre of mass is exactly ``centre`` (index coordinates)."""
    y, x = np.mgrid[0 : field.shape[0], 0 : field.shape[1]]
    cover = np.clip(radius - np.hypot(y - centre[0], x - centre[1]) + 0.5, 0, 1)[..., None]
    return np.round(field * (1 - cover) + np.array([60, 20, 90]) * cover).astype(np.uint8)


def dark_centre(crop: np.ndarray) -> tuple[float, float]:
    """Centre of mass of what is darker than glass, in the crop's edge coordinates."""
    weight = np.clip(_GLASS[1] - crop[..., 1].astype(float), 0, None)
    y, x = np.mgrid[0 : crop.shape[0], 0 : crop.shape[1]] + 0.5
    return float((y * weight).sum() / weight.sum()), float((x * weight).sum() / weight.sum())


def back_in_field(
    point: tuple[float, float], box: tuple[float, float, float, float], size: int
) -> tuple[float, float]:
    """A point of the crop in edge coordinates, as index coordinates of the field."""
    row = box[0] + point[0] * (box[2] - box[0]) / size - 0.5
    column = box[1] + point[1] * (box[3] - box[1]) / size - 0.5
    return row, column


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(
    offset=st.tuples(st.floats(-18, 18), st.floats(-18, 18)),
    centre=st.tuples(st.floats(60, 140), st.floats(60, 180)),
    field_um=st.floats(0.05, 0.25),
    crop_um=st.floats(0.05, 0.25),
    size=st.sampled_from([64, 97, 128]),
)
def test_what_is_seen_in_a_crop_maps_back_to_where_it_is(offset, centre, field_um, crop_um, size) -> None:
    spec = CropSpec(size, crop_um)
    extent = size * crop_um / field_um
    spot = (centre[0] + offset[0] * extent / 64, centre[1] + offset[1] * extent / 64)
    radius = max(4.0, 0.06 * extent)
    assume(all(radius + 1 < s < limit - radius - 2 for s, limit in zip(spot, (200, 240), strict=True)))
    field = disc(glass(), spot, radius)
    crop = crop_at(field, centre, field_um, spec, fill=_GLASS)
    found = back_in_field(dark_centre(crop), field_box(centre, field_um, spec), size)
    assert found == pytest.approx(spot, abs=0.15)


@pytest.mark.parametrize("scale", [0.4, 0.75, 1.0, 1.3, 2.0, 3.7])
def test_a_region_seen_through_a_crop_lies_where_the_crop_shows_it(scale: float) -> None:
    centre = (99.3, 121.7)
    field = disc(glass(), (92.0, 130.0), 14)
    mask = Mask.from_pixels(field[..., 1] < 110)
    spec = CropSpec(96, 0.1 * scale)
    seen = mask_crop(mask, centre, 0.1, spec)
    shown = crop_at(field, centre, 0.1, spec, fill=_GLASS)[..., 1] < 115
    assert seen.dtype == bool
    assert seen.shape == (96, 96)
    assert np.count_nonzero(seen != shown) <= 0.1 * np.count_nonzero(shown) + 4
    expected_area = np.pi * 14**2 / scale**2
    assert seen.sum() == pytest.approx(expected_area, rel=0.12)


def test_the_field_itself_comes_back_at_its_own_scale() -> None:
    field = np.random.default_rng(1).integers(0, 256, (90, 90, 3), dtype=np.uint8)
    # A crop of even size is centred between pixels.
    assert np.array_equal(crop_at(field, (44.5, 44.5), 0.1, CropSpec(60, 0.1)), field[15:75, 15:75])
    assert np.array_equal(crop_at(field, (44, 44), 0.1, CropSpec(61, 0.1)), field[14:75, 14:75])
    assert field_box((44.5, 44.5), 0.1, CropSpec(60, 0.1)) == pytest.approx((15, 15, 75, 75))


def test_shrinking_averages_and_does_not_skip_pixels() -> None:
    stripes = glass(240, 240)
    stripes[:, ::2] = 0
    crop = crop_at(stripes, (119.5, 119.5), 0.05, CropSpec(64, 0.15))
    mean = stripes[..., 1].mean()
    assert np.abs(crop[..., 1].astype(float) - mean).max() < 40
    assert crop[..., 1].mean() == pytest.approx(mean, abs=3)


@pytest.mark.parametrize("centre", [(0, 0), (0, 120), (199, 239), (-40, 50), (100, 290), (600, 600)])
def test_outside_the_field_there_is_glass_and_no_black(centre: tuple[float, float]) -> None:
    field = disc(glass(), (100, 120), 40)
    crop = crop_at(field, centre, 0.1, CropSpec(64, 0.1))
    assert np.abs(crop.astype(int) - _GLASS).max() <= 1


def test_a_cell_at_the_border_keeps_its_place() -> None:
    field = disc(glass(), (3.0, 120.0), 12)
    crop = crop_at(field, (3.0, 120.0), 0.1, CropSpec(64, 0.1))
    dark = crop[..., 1] < 110
    rows = np.flatnonzero(dark.any(axis=1))
    assert rows[0] == 29  # the field's first row: three above the centre, which lies between rows 31 and 32
    assert np.all(np.abs(crop[:28].astype(int) - _GLASS) <= 1)


def test_background_is_the_glass_of_a_crowded_field() -> None:
    field = glass(400, 400)
    rng = np.random.default_rng(4)
    for _ in range(70):
        field = disc(field, tuple(rng.uniform(0, 400, 2)), 22)
    assert np.mean(field[..., 1] < 150) > 0.4
    assert background_colour(field) == _GLASS


def test_one_crop_per_cell_in_their_order() -> None:
    places = [(60.0, 70.0), (150.0, 200.0), (8.0, 5.0)]
    field = glass()
    cells = []
    for index, place in enumerate(places):
        field = disc(field, place, 6)
        only = disc(glass(), place, 6)[..., 1] < 110
        cells.append(Cell(f"{index:032x}", "s", Mask.from_pixels(only), None))
    spec = CropSpec(48, 0.2)
    crops = crop_cells(field, cells, 0.15, spec)
    assert crops.shape == (3, 48, 48, 3)
    assert crops.dtype == np.uint8
    for cell, crop in zip(cells, crops, strict=True):
        expected = crop_at(field, cell.centroid, 0.15, spec, fill=background_colour(field))
        assert np.array_equal(crop, expected)
    for crop in crops[:2]:
        assert dark_centre(crop) == pytest.approx((24, 24), abs=0.2)
    assert crop_cells(field, [], 0.15, spec).shape == (0, 48, 48, 3)


@pytest.mark.parametrize("field_um", [0.001, 0.00001, 1e-9])
def test_a_crop_far_larger_than_the_field_takes_no_more_than_the_field(field_um: float) -> None:
    field = disc(glass(), (100, 120), 60)
    spec = CropSpec(112, 0.2)
    crop = crop_at(field, (99.5, 119.5), field_um, spec, fill=_GLASS)
    dark = crop[..., 1].astype(int) < _GLASS[1] - 2
    beside = np.ones_like(dark)
    beside[54:58, 54:58] = False
    assert not dark[beside].any()
    assert dark.any() == (field_um == 0.001)
    assert not mask_crop(Mask.from_pixels(field[..., 1] < 110), (99.5, 119.5), field_um, spec).any()


@pytest.mark.parametrize("field_um", [0.0048, 0.002])
def test_a_vast_crop_shows_the_mean_of_what_each_of_its_pixels_covers(field_um: float) -> None:
    field = np.random.default_rng(2).integers(0, 256, (700, 900, 3), dtype=np.uint8)
    spec, centre = CropSpec(112, 0.2), (341.3, 502.8)
    crop = crop_at(field, centre, field_um, spec, fill=_GLASS).astype(float)
    y0, x0, _, _ = field_box(centre, field_um, spec)
    side = spec.pixel_size_um / field_um
    for row, column in ((52, 50), (56, 56), (59, 61)):
        rows = np.floor(y0 + (row + (np.arange(800) + 0.5) / 800) * side).astype(int)
        columns = np.floor(x0 + (column + (np.arange(800) + 0.5) / 800) * side).astype(int)
        seen = field[np.clip(rows, 0, 699)][:, np.clip(columns, 0, 899)].astype(float)
        seen[(rows < 0) | (rows > 699)] = _GLASS
        seen[:, (columns < 0) | (columns > 899)] = _GLASS
        assert crop[row, column] == pytest.approx(seen.mean(axis=(0, 1)), abs=1)


def test_a_vast_crop_shows_a_region_where_the_field_shows_it() -> None:
    field = disc(np.full((1400, 1400, 3), 205, np.uint8), (640.0, 730.0), 400)
    mask = Mask.from_pixels(field[..., 1] < 110)
    spec = CropSpec(112, 0.2)
    seen = mask_crop(mask, (700.2, 700.7), 0.004, spec)
    shown = crop_at(field, (700.2, 700.7), 0.004, spec, fill=(205, 205, 205))[..., 1] < 112
    assert seen.sum() == pytest.approx(np.pi * 8**2, rel=0.05)
    assert np.count_nonzero(seen != shown) <= 6


@pytest.mark.parametrize("size_px", [24, 96, 112, 256, 512])
def test_crops_at_the_scales_of_microscopes_are_sampled(monkeypatch, size_px: int) -> None:
    """They feed classifiers, and may not change by a single value."""
    monkeypatch.setattr(cropping, "area_means", lambda *_: pytest.fail("a mean over areas"))
    field = disc(glass(), (100, 120), 40)
    mask = Mask.from_pixels(field[..., 1] < 110)
    for field_um in (0.02, 0.04, 0.106, 0.25, 1.0, 2.0):
        for side_um in (18.0, 20.0, 22.4, 51.2):
            spec = CropSpec(size_px, side_um / size_px)
            crop_at(field, (100, 120), field_um, spec)
            mask_crop(mask, (100, 120), field_um, spec)


def test_impossible_scales_are_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        CropSpec(0, 0.1)
    with pytest.raises(ValueError, match="positive"):
        CropSpec(64, 0.0)
    for wrong in (0.0, -1.0, float("nan")):
        with pytest.raises(ValueError, match="pixel size"):
            crop_at(glass(), (50, 50), wrong, CropSpec(64, 0.1))


def test_a_crop_knows_how_much_of_the_field_it_shows() -> None:
    spec = CropSpec(96, 0.25)
    assert spec.size_um == 24
    top, left, bottom, right = field_box((50, 60), 0.1, spec)
    assert (bottom - top, right - left) == pytest.approx((spec.size_um / 0.1,) * 2)
