"""Colours come out relative to the empty background, whatever the lamp."""

import cv2
import numpy as np
import pytest

from leukodesk.imaging.background import find_background, relative_colours

BACKGROUND, CELL = (180, 175, 160), (120, 80, 140)


def field(height, width):
    pixels = np.full((height, width, 3), BACKGROUND, np.uint8)
    for row in range(60, height - 30, 120):
        for column in range(60, width - 30, 120):
            cv2.circle(pixels, (column, row), 35, CELL, -1)
    return pixels


def test_the_background_becomes_white_and_cells_keep_their_share_of_it():
    pixels = field(600, 900)
    colours = relative_colours(pixels, find_background(pixels))
    np.testing.assert_allclose(colours[5, 5], 255, atol=2)
    np.testing.assert_allclose(
        colours[60, 60], [255 * c / b for c, b in zip(CELL, BACKGROUND, strict=True)], atol=3
    )


def test_uneven_light_is_evened():
    ramp = np.linspace(0.6, 1.2, 900)[None, :, None]
    pixels = (field(600, 900) * ramp).astype(np.uint8)
    green = relative_colours(pixels, find_background(pixels))[5, :, 1]
    assert green.min() > 242


@pytest.mark.parametrize("shape", [(1, 1), (1, 700), (700, 1), (37, 41), (500, 333)])
def test_any_shape_keeps_its_shape(shape):
    pixels = np.full((*shape, 3), 200, np.uint8)
    colours = relative_colours(pixels, find_background(pixels))
    assert colours.shape == pixels.shape
    assert colours.min() > 250


def test_a_cut_out_on_black_says_that_its_background_was_assumed():
    pixels = np.zeros((300, 300, 3), np.uint8)
    cv2.circle(pixels, (150, 150), 60, CELL, -1)
    assert find_background(pixels).surround_black


def test_all_black_has_no_background():
    background = find_background(np.zeros((50, 60, 3), np.uint8))
    assert background.colour.max() == 0
    assert not background.surround_black
