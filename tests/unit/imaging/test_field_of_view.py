"""What lies outside a field that does not fill its image is no part of it."""

import cv2
import numpy as np
import pytest

from leukodesk.imaging.background import find_background, relative_colours
from leukodesk.imaging.phantom import render_phantom
from leukodesk.imaging.scale import estimate_pixel_size
from leukodesk.imaging.stain import statistics_of
from tests.unit.imaging.framed_field import FRAMES, framed
from tests.unit.imaging.round_field import lit_of, on_black

BACKGROUND, NUCLEUS = (180, 175, 160), (60, 20, 110)


@pytest.fixture(scope="module")
def phantom():
    return render_phantom(3, 1000, 1400)


@pytest.mark.parametrize("radius", [0.3, 0.4, 0.55])
@pytest.mark.parametrize("softness_px", [0, 5, 20])
def test_the_black_round_a_field_is_outside_and_empty(phantom, radius, softness_px):
    lit = lit_of((1000, 1400), radius, (0.5, 0.55), softness_px)
    pixels = on_black(phantom.pixels, lit)
    background = find_background(pixels)
    assert not background.surround_black
    outside = background.outside_in(pixels)
    assert outside is not None
    # But for slivers where the circle only just leaves the image.
    assert outside[lit < 0.5].mean() > 0.995
    # A soft edge is taken for three deviations wide, and the map is coarse.
    within = cv2.erode((lit > 0.5).astype(np.uint8), np.ones((3, 3)), iterations=3 * softness_px + 40) > 0
    assert not outside[within].any()
    colours, whole = (
        relative_colours(image, find_background(image)).astype(int) for image in (pixels, phantom.pixels)
    )
    assert (colours[outside] == 255).all()
    assert np.abs(colours - whole)[within].mean() < 4


def test_black_bars_are_outside(phantom):
    lit = np.zeros((1000, 1400), np.float32)
    lit[120:900] = 1
    pixels = on_black(phantom.pixels, lit)
    outside = find_background(pixels).outside_in(pixels)
    assert outside is not None
    assert outside[:115].all()
    assert outside[905:].all()
    assert not outside[150:870].any()


@pytest.mark.parametrize("blur_px", [0, 3])
def test_a_round_field_has_the_scale_and_the_stain_of_the_whole(phantom, blur_px):
    sharp = phantom.pixels
    seen = cv2.GaussianBlur(sharp, (0, 0), blur_px) if blur_px else sharp
    pixels = on_black(seen, lit_of((1000, 1400), 0.34, (0.5, 0.5), 8))
    estimate = estimate_pixel_size(pixels)
    assert estimate.source == "red cells"
    assert estimate.pixel_size_um == pytest.approx(phantom.pixel_size_um, rel=0.06)
    found, whole = statistics_of(pixels), statistics_of(phantom.pixels)
    np.testing.assert_allclose(found.background, whole.background, rtol=0.05)
    np.testing.assert_allclose(found.stained, whole.stained, rtol=0.15)


@pytest.mark.parametrize("kind", FRAMES)
def test_a_frame_is_outside_and_empty(phantom, kind):
    pixels, field = framed(phantom.pixels, kind)
    outside = find_background(pixels).outside_in(pixels)
    assert outside is not None
    # The map is coarse, and pixels at the edge are mixed of both.
    within = cv2.erode(field.astype(np.uint8), np.ones((3, 3)), iterations=15, borderValue=1) > 0
    assert not outside[within].any()
    assert outside[~field].mean() > 0.99
    colours = relative_colours(pixels, find_background(pixels))
    assert (colours[outside] == 255).all()


@pytest.mark.parametrize("kind", FRAMES)
def test_a_framed_field_has_the_scale_of_the_whole(phantom, kind):
    estimate = estimate_pixel_size(framed(phantom.pixels, kind)[0])
    assert estimate.source == "red cells"
    assert estimate.pixel_size_um == pytest.approx(phantom.pixel_size_um, rel=0.06)


def test_a_background_that_is_overexposed_is_no_frame(phantom):
    pixels = cv2.convertScaleAbs(phantom.pixels, alpha=1.45)
    assert (pixels[..., 1] == 255).mean() > 0.3
    assert find_background(pixels).outside is None


def test_cells_that_lie_in_the_middle_of_an_even_background_have_no_frame():
    pixels = np.full((900, 1200, 3), BACKGROUND, np.uint8)
    for row in range(300, 640, 52):
        for column in range(400, 840, 52):
            cv2.circle(pixels, (column, row), 30, (166, 138, 130), -1, cv2.LINE_AA)
    assert find_background(pixels).outside is None


def test_a_field_that_fills_its_image_has_nothing_outside(phantom):
    assert find_background(phantom.pixels).outside is None


def test_a_dark_cell_at_the_border_is_no_outside(phantom):
    pixels = phantom.pixels.copy()
    cv2.circle(pixels, (0, 500), 80, (20, 20, 20), -1)
    assert find_background(pixels).outside is None


def test_a_large_cut_out_on_black_is_no_field():
    pixels = np.zeros((900, 900, 3), np.uint8)
    cv2.circle(pixels, (450, 450), 260, (170, 110, 180), -1)
    cv2.circle(pixels, (450, 450), 180, NUCLEUS, -1)
    background = find_background(pixels)
    assert background.surround_black
    assert background.outside is None


def test_the_black_corner_of_a_turned_crop_is_outside():
    pixels = np.full((192, 192, 3), BACKGROUND, np.uint8)
    cv2.circle(pixels, (110, 110), 40, NUCLEUS, -1)
    assert find_background(pixels).outside is None
    cv2.fillPoly(pixels, [np.array([(0, 0), (60, 0), (0, 60)])], (0, 0, 0))
    background = find_background(pixels)
    assert not background.surround_black
    outside = background.outside_in(pixels)
    assert outside[:20, :20].all()
    assert not outside[64:].any()
    assert (relative_colours(pixels, background)[:20, :20] == 255).all()
