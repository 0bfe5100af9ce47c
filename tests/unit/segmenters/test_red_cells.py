"""What red cells look like is measured at any scale, also where there is nothing nuclear."""

import cv2
import numpy as np
import pytest

from leukodesk.core.progress import no_progress
from leukodesk.core.smear import Smear
from leukodesk.inference.registry import create_segmenter
from leukodesk.inference.segmenters.colour_codes import CODES, colour_codes, colours_of
from leukodesk.inference.segmenters.red_cells import find_red_cells

RED_CELL = (225, 170, 165)


def red_cells_alone(pixel_size_um):
    """(h, w, 3) relative RGB of 90 µm with six rows of red cells."""
    side = round(90 / pixel_size_um)
    colours = np.full((side, side, 3), 255, np.uint8)
    for row in range(6):
        for column in range(6):
            centre = (round((8 + 15 * column) / pixel_size_um), round((8 + 15 * row) / pixel_size_um))
            cv2.circle(colours, centre, round(3.6 / pixel_size_um), RED_CELL, cv2.FILLED)
    return colours


@pytest.mark.parametrize("pixel_size_um", [0.2, 0.45, 0.7, 1.0])
def test_red_cells_are_measured_where_nothing_is_nuclear(pixel_size_um):
    every = colours_of(np.arange(CODES)) / 255
    taken, blueness = 1 - every[:, 1], every[:, 2] - every[:, 0]
    codes = colour_codes(red_cells_alone(pixel_size_um))
    found = find_red_cells(codes, taken > 0.5, taken, blueness, pixel_size_um)
    assert found is not None
    assert found.dark == pytest.approx(1 - 170 / 255, abs=0.02)
    assert found.slope == pytest.approx((165 - 225) / (255 - 170), abs=0.06)


@pytest.mark.parametrize("pixel_size_um", [0.7, 1.4])
def test_a_coarse_crop_without_anything_nuclear_is_looked_at(pixel_size_um):

    pixels = red_cells_alone(pixel_size_um)
    side = pixels.shape[0]
    about = Smear("0" * 16, "crop.png", "0" * 64, side, side)
    segmenter = create_segmenter("pivot-growing")
    result = segmenter.segment(pixels, about, pixel_size_um=pixel_size_um, progress=no_progress)
    assert result.cells == ()
