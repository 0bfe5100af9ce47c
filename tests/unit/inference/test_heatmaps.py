import numpy as np
import pytest

from leukodesk.imaging.crops import CropSpec, crop_at, field_box
from leukodesk.inference.heatmaps import field_heat


def test_nothing_gives_a_cold_field():
    heat = field_heat((5, 7), [])
    assert heat.shape == (5, 7)
    assert heat.dtype == np.float32
    assert not heat.any()


def test_a_heatmap_at_the_fields_own_scale_is_pasted_as_it_is():
    patch = np.random.default_rng(0).random((4, 4), dtype=np.float32)
    field = field_heat((10, 12), [((3.0, 5.0, 7.0, 9.0), patch)])
    np.testing.assert_allclose(field[3:7, 5:9], patch, atol=1e-6)
    field[3:7, 5:9] = 0
    assert not field.any()


@pytest.mark.parametrize("corner", [(-2, -2), (-2, 6), (6, 6)])
def test_what_lies_outside_is_cut_off(corner):
    patch = np.random.default_rng(0).random((4, 4), dtype=np.float32)
    y, x = corner
    large = field_heat((30, 30), [((y + 10.0, x + 10.0, y + 14.0, x + 14.0), patch)])
    small = field_heat((8, 8), [((float(y), float(x), y + 4.0, x + 4.0), patch)])
    np.testing.assert_allclose(small, large[10:18, 10:18], atol=1e-6)


def test_a_heatmap_wholly_outside_is_left_out():
    assert not field_heat((8, 8), [((20.0, 20.0, 24.0, 24.0), np.ones((4, 4), np.float32))]).any()


def test_the_hotter_of_two_shows():
    mild, hot = np.full((4, 4), 0.3, np.float32), np.full((4, 4), 0.9, np.float32)
    for order in ([mild, hot], [hot, mild]):
        boxes = [(0.0, 0.0, 4.0, 4.0) if patch is mild else (2.0, 2.0, 6.0, 6.0) for patch in order]
        field = field_heat((6, 6), list(zip(boxes, order, strict=True)))
        assert field[3, 3] == np.float32(0.9)
        assert field[0, 0] == np.float32(0.3)


@pytest.mark.parametrize("pixel_size_um", [0.1, 0.25, 0.4])
def test_a_spot_of_a_crop_comes_back_to_where_it_was_cut(pixel_size_um):
    """There and back: a bright spot in the field, cut as a crop, used as heat, pasted."""
    field = np.zeros((200, 240, 3), np.uint8)
    field[107:114, 123:130] = 255
    spec = CropSpec(64, 0.2)
    centre = (100.3, 120.7)
    heat = crop_at(field, centre, pixel_size_um, spec, fill=(0, 0, 0))[:, :, 0].astype(np.float32) / 255
    back = field_heat((200, 240), [(field_box(centre, pixel_size_um, spec), heat)])
    assert back.any()
    rows, columns = np.indices(back.shape)
    assert (back * rows).sum() / back.sum() == pytest.approx(110, abs=0.3)
    assert (back * columns).sum() / back.sum() == pytest.approx(126, abs=0.3)
