"""The pixel size comes from the red cells, and says how sure it is."""

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


def test_nuclei_are_counted_apart():
    few, many = (np.full((600, 800, 3), BACKGROUND, np.uint8) for _ in range(2))
    cv2.circle(few, (400, 300), 20, NUCLEUS, -1, cv2.LINE_AA)
    for row in range(60, 600, 120):
        for column in range(60, 800, 120):
            cv2.circle(many, (column, row), 20, NUCLEUS, -1, cv2.LINE_AA)
            cv2.circle(many, (column + 38, row), 20, NUCLEUS, -1, cv2.LINE_AA)
    one, all_of_them = estimate_pixel_size(few), estimate_pixel_size(many)
    assert one.source == all_of_them.source == "nucleus"
    assert all_of_them.pixel_size_um == pytest.approx(one.pixel_size_um, rel=0.1)


@pytest.mark.parametrize("diameter_px", [16, 40, 80])
def test_cut_and_touching_red_cells_are_measured(diameter_px):
    side = round(3.4 * diameter_px)
    pixels = np.full((side, side, 3), BACKGROUND, np.uint8)
    # Pairs that touch; the outer ones are cut by the border.
    for row in (0.15, 1.45, 2.75):
        for column in (0.2, 1.18, 2.4, 3.38):
            centre = (round(column * diameter_px), round(row * diameter_px))
            cv2.circle(pixels, centre, round(diameter_px / 2), RED_CELL, -1, cv2.LINE_AA)
    estimate = estimate_pixel_size(cv2.GaussianBlur(pixels, (0, 0), 0.8))
    assert estimate.source == "red cells"
    assert estimate.pixel_size_um == pytest.approx(7.5 / diameter_px, rel=0.1)


@pytest.mark.parametrize("pixel_size_um", [0.06, 0.12, 0.2, 0.4])
def test_a_synthetic_smear_of_any_scale_is_measured(pixel_size_um):
    side = round(90 / pixel_size_um)
    phantom = render_phantom(5, side, side, pixel_size_um=pixel_size_um)
    assert estimate_pixel_size(phantom.pixels).pixel_size_um == pytest.approx(pixel_size_um, rel=0.1)


@pytest.mark.parametrize("pixel_size_um", [0.09, 0.18])
def test_crops_of_a_synthetic_smear_are_measured_on_cut_red_cells(pixel_size_um):
    phantom = render_phantom(7, 1000, 1000, pixel_size_um=pixel_size_um)
    side = round(24 / pixel_size_um)
    errors = []
    for top in range(0, 1000 - side, side):
        for left in range(0, 1000 - side, side):
            estimate = estimate_pixel_size(phantom.pixels[top : top + side, left : left + side])
            errors.append(abs(np.log(estimate.pixel_size_um / pixel_size_um)))
    assert np.median(errors) < 0.1


def _crop_round_a_cell(pixel_size_um, side_um=28):
    phantom = render_phantom(11, 900, 900, pixel_size_um=pixel_size_um)
    half = round(side_um / pixel_size_um / 2)
    inner = [
        (round(row), round(column))
        for row, column in (cell.centroid for cell in phantom.cells)
        if half <= min(row, column) and max(row, column) < 900 - half
    ]
    row, column = inner[0]
    return phantom.pixels[row - half : row + half, column - half : column + half]


@pytest.mark.parametrize("pixel_size_um", [0.1, 0.2])
@pytest.mark.parametrize("times", [4, 6, 8, 10])
def test_an_enlarged_crop_has_the_scale_of_the_crop(pixel_size_um, times):
    crop = _crop_round_a_cell(pixel_size_um)
    enlarged = cv2.resize(crop, None, fx=times, fy=times, interpolation=cv2.INTER_CUBIC)
    expected = estimate_pixel_size(crop).pixel_size_um / times
    assert estimate_pixel_size(enlarged).pixel_size_um == pytest.approx(expected, rel=0.15)


def test_a_field_out_of_focus_is_no_enlarged_crop():
    phantom = render_phantom(3, 1000, 1400)
    blurred = cv2.GaussianBlur(phantom.pixels, (0, 0), 8)
    assert estimate_pixel_size(blurred).pixel_size_um == pytest.approx(phantom.pixel_size_um, rel=0.15)


def test_the_same_image_gives_the_same_scale():
    pixels = render_phantom(2, 400, 400, pixel_size_um=0.2).pixels
    assert estimate_pixel_size(pixels) == estimate_pixel_size(pixels.copy())


@pytest.mark.parametrize("value", [0, 128, 255])
def test_an_even_image_gives_the_default(value):
    estimate = estimate_pixel_size(np.full((64, 80, 3), value, np.uint8))
    assert (estimate.pixel_size_um, estimate.confidence) == (DEFAULT_PIXEL_SIZE_UM, 0.0)
    assert (estimate.red_cells, estimate.source) == (0, "default")


@pytest.mark.parametrize("side_px", [400, 1300])
def test_a_large_black_image_gives_the_default_and_not_a_fraction_of_it(side_px):
    estimate = estimate_pixel_size(np.zeros((side_px, side_px, 3), np.uint8))
    assert (estimate.pixel_size_um, estimate.source) == (DEFAULT_PIXEL_SIZE_UM, "default")


def test_a_single_pixel_gives_the_default():
    assert estimate_pixel_size(np.zeros((1, 1, 3), np.uint8)).source == "default"
