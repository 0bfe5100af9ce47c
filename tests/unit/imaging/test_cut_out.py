"""A cell cut out on black is told from a field, and the black round it from what is dark in it."""

import cv2
import numpy as np

from leukodesk.imaging.background import find_background, relative_colours
from leukodesk.imaging.cut_out import black_around, is_cut_out
from leukodesk.imaging.scale import estimate_pixel_size

CYTOPLASM, NUCLEUS, EMPTY = (170, 110, 180), (90, 40, 120), (215, 205, 200)


def cut_out(side, radius):
    pixels = np.zeros((side, side, 3), np.uint8)
    cv2.circle(pixels, (side // 2, side // 2), radius, CYTOPLASM, -1)
    cv2.circle(pixels, (side // 2, side // 2), 3 * radius // 4, NUCLEUS, -1)
    return pixels


def test_a_cell_on_black_is_a_cut_out_however_tightly_it_was_cut():
    for radius in (60, 120, 150, 180):
        assert is_cut_out(cut_out(300, radius))


def test_a_cell_of_pale_cytoplasm_is_a_cut_out_as_well():
    pixels = cut_out(300, 120)
    pixels[(pixels == CYTOPLASM).all(axis=2)] = (190, 185, 205)
    assert is_cut_out(pixels)


def test_a_field_with_a_black_corner_is_none():
    pixels = np.full((300, 300, 3), EMPTY, np.uint8)
    cv2.circle(pixels, (150, 150), 60, NUCLEUS, -1)
    assert not is_cut_out(pixels)
    cv2.fillPoly(pixels, [np.array([(0, 0), (120, 0), (0, 120)])], (0, 0, 0))
    assert not is_cut_out(pixels)


def test_what_is_black_inside_belongs_to_the_cell():
    pixels = cut_out(300, 120)
    cv2.circle(pixels, (150, 150), 10, (0, 0, 0), -1)
    around = black_around(pixels)
    assert around[0, 0]
    assert not around[150, 150]


def test_round_it_nothing_is_stained():
    pixels = cut_out(300, 120)
    colours = relative_colours(pixels, find_background(pixels))
    assert (colours[black_around(pixels)] == 255).all()
    assert (colours[150, 150] < 160).all()


def test_its_scale_is_that_of_its_nucleus():
    # Black once counted as the nucleus, and cells of all sizes had one scale.
    scales = [estimate_pixel_size(cut_out(450, radius)) for radius in (80, 160)]
    assert {scale.source for scale in scales} == {"nucleus"}
    assert 1.7 < scales[0].pixel_size_um / scales[1].pixel_size_um < 2.3
