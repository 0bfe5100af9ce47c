"""The pixel size comes from the red cells, and says how sure it is."""

import time

import cv2
import numpy as np
import pytest

from leukodesk.imaging.phantom import render_phantom
from leukodesk.imaging.scale import DEFAULT_PIXEL_SIZE_UM, estimate_pixel_size

BACKGROUND, RED_CELL, NUCLEUS = (180, 178, 168), (166, 138, 130), (84, 44, 128)


def red_cells(diameter_px, height=900, width=1200):
    pixels = np.full((height, width, 3), BACKGROUND, np.uint8)
    step = round(diameter_px * 1.5)
    for row in range(step, height - step, step):
        for column in range(step, width - step, step):
            cv2.circle(pixels, (column, row), round(diameter_px / 2), RED_CELL, -1, cv2.LINE_AA)
            cv2.circle(pixels, (column, row), round(diameter_px / 8), BACKGROUND, -1, cv2.LINE_AA)
    return cv2.GaussianBlur(pixels, (0, 0), 1.0)


@pytest.mark.parametrize("diameter_px", [30, 60, 100])
def test_a_red_cell_is_seven_and_a_half_micrometres(diameter_px):
    estimate = estimate_pixel_size(red_cells(diameter_px))
    assert estimate.pixel_size_um == pytest.approx(7.5 / diameter_px, rel=0.06)
    assert estimate.source == "red cells"
    assert estimate.confidence > 0.5


def test_many_platelets_and_some_white_cells_do_not_mislead_it():
    pixels = red_cells(60)
    for row in range(30, 900, 90):
        for column in range(90, 1200, 90):
            cv2.circle(pixels, (column, row + 15), 6, NUCLEUS, -1, cv2.LINE_AA)
    for column in (200, 600, 1000):
        cv2.circle(pixels, (column, 450), 50, NUCLEUS, -1, cv2.LINE_AA)
    assert estimate_pixel_size(pixels).pixel_size_um == pytest.approx(0.125, rel=0.06)


def test_a_synthetic_smear_is_measured_as_it_was_drawn():
    phantom = render_phantom(3, 1000, 1400)
    assert estimate_pixel_size(phantom.pixels).pixel_size_um == pytest.approx(phantom.pixel_size_um, rel=0.06)


def test_a_close_up_is_measured_on_its_nucleus_without_confidence():
    pixels = np.full((257, 257, 3), BACKGROUND, np.uint8)
    cv2.circle(pixels, (128, 128), 50, NUCLEUS, -1, cv2.LINE_AA)
    estimate = estimate_pixel_size(pixels)
    assert estimate.source == "nucleus"
    assert estimate.pixel_size_um == pytest.approx(0.09, rel=0.05)
    assert estimate.confidence < 0.2


@pytest.mark.parametrize("value", [0, 128, 255])
def test_an_even_image_gives_the_default(value):
    estimate = estimate_pixel_size(np.full((64, 80, 3), value, np.uint8))
    assert (estimate.pixel_size_um, estimate.confidence) == (DEFAULT_PIXEL_SIZE_UM, 0.0)
    assert (estimate.red_cells, estimate.source) == (0, "default")


def test_a_single_pixel_gives_the_default():
    assert estimate_pixel_size(np.zeros((1, 1, 3), np.uint8)).source == "default"


def test_a_large_field_is_measured_in_a_moment():
    pixels = cv2.resize(red_cells(60, 972, 1296), (2592, 1944))
    times = []
    for _ in range(5):
        start = time.perf_counter()
        estimate_pixel_size(pixels)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.15
