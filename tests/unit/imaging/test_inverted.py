"""Negatives are told by their colours; fields, whatever lamp, frame or marks they have, are none."""

import cv2
import numpy as np
import pytest

from leukodesk.imaging.inverted import is_inverted
from leukodesk.imaging.phantom import render_phantom
from tests.unit.imaging.framed_field import FRAMES, framed
from tests.unit.imaging.round_field import lit_of, on_black


def field(seed=4, **more):
    return render_phantom(seed, 700, 900, **more).pixels


def round_field(pixels):
    return on_black(pixels, lit_of(pixels.shape[:2], 0.36, (0.5, 0.5), 4))


@pytest.mark.parametrize("seed", range(4))
def test_a_negative_is_told_and_the_field_itself_is_not(seed):
    pixels = field(seed)
    assert is_inverted(255 - pixels)
    assert not is_inverted(pixels)


def test_one_white_cell_in_a_field_is_enough():
    pixels = field(white_cells=1, smudges=0, dye_clumps=0)
    assert is_inverted(255 - pixels)
    assert not is_inverted(pixels)


def test_a_negative_within_an_eyepiece_s_circle_is_told():
    assert is_inverted(round_field(255 - field()))
    assert not is_inverted(round_field(field()))


@pytest.mark.parametrize(
    "light", [(0.75, 1, 0.75), (1, 0.8, 1), (1, 0.85, 0.7), (0.3, 0.3, 0.3), (0.12, 0.12, 0.12)]
)
def test_another_lamp_makes_no_negative(light):
    assert not is_inverted((field() * np.array(light)).astype(np.uint8))


@pytest.mark.parametrize("kind", FRAMES)
def test_a_frame_makes_no_negative(kind):
    assert not is_inverted(framed(field(), kind)[0])


@pytest.mark.parametrize(
    "colour", [(255, 255, 0), (0, 255, 0), (120, 255, 120), (0, 255, 255), (255, 255, 255)]
)
@pytest.mark.parametrize("white_cells", [0, 9])
def test_marks_that_were_drawn_into_a_field_make_no_negative(colour, white_cells):
    pixels = field(white_cells=white_cells, smudges=0, dye_clumps=0)
    cv2.rectangle(pixels, (300, 200), (600, 500), colour, 6)
    assert not is_inverted(pixels)


def test_a_cell_cut_out_on_black_is_no_negative():
    pixels = np.zeros((300, 300, 3), np.uint8)
    cv2.circle(pixels, (150, 150), 90, (170, 120, 190), -1)
    cv2.circle(pixels, (150, 150), 60, (84, 44, 128), -1)
    assert not is_inverted(pixels)


@pytest.mark.parametrize("value", [0, 128, 255])
@pytest.mark.parametrize("side_px", [1, 2, 500])
def test_an_even_image_is_no_negative(value, side_px):
    assert not is_inverted(np.full((side_px, side_px, 3), value, np.uint8))


def test_without_colours_nothing_tells_a_negative():
    grey = cv2.cvtColor(field(), cv2.COLOR_RGB2GRAY)
    assert not is_inverted(255 - np.dstack([grey] * 3))
