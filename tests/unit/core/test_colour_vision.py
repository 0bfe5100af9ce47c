"""Distances of colours and how they look with a red-green deficiency, against scikit-image and the paper."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from skimage.color import deltaE_ciede2000, rgb2lab

from leukodesk.core.colour_vision import ALIKE, VISIONS, difference, seen_with
from leukodesk.core.taxonomies import LEUKOCYTE8
from leukodesk.core.taxonomy import BLAST_NORMAL

colours = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


def in_lab(colour):
    return rgb2lab([[[int(pair, 16) / 255 for pair in re.findall("..", colour[1:])]]])[0, 0]


@given(colours, colours)
def test_the_distance_is_that_of_scikit_image(one, other):
    expected = float(deltaE_ciede2000(in_lab(one), in_lab(other)))
    assert difference(one, other) == pytest.approx(expected, abs=0.02)
    assert difference(one, other) == pytest.approx(difference(other, one), abs=1e-9)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("grey", ["#000000", "#7F7F7F", "#FFFFFF"])
def test_greys_look_the_same_to_everyone(vision, grey):
    assert seen_with(vision, grey) == grey


@given(colours, st.sampled_from(VISIONS))
def test_what_is_seen_is_a_colour(colour, vision):
    assert re.fullmatch("#[0-9A-F]{6}", seen_with(vision, colour))


def test_red_and_green_of_one_lightness_are_taken_for_one_another():
    red, green = "#A05A2C", "#5F7A2C"
    assert difference(red, green) > 25
    assert difference(red, green, "deuteranopia") < ALIKE
    assert difference("#FF0000", "#0000FF", "deuteranopia") > 40


def test_the_two_classes_of_a_new_dataset_are_told_apart_by_everyone():
    for vision in VISIONS:
        colours_ = [item.colour for item in BLAST_NORMAL.classes]
        assert all(difference(a, b, vision) > ALIKE for a in colours_ for b in colours_ if a != b)
    brown, red = LEUKOCYTE8["erythroblast"].colour, LEUKOCYTE8["eosinophil"].colour
    assert difference(brown, red, "protanopia") < ALIKE
