"""Granules as dark as the nucleus beside them are no part of it; the edge of a nucleus is."""

import cv2
import numpy as np
import pytest

from leukodesk.inference.segmenters.granules import without_granules
from tests.unit.segmenters.painting import (
    NUCLEUS,
    PIXEL_SIZE_UM,
    field,
    finished,
    paint,
    paint_red_cells,
    segment,
)

CENTRE = (300, 400)
EOSIN_GRANULES = (140, 62, 84)
PALE_CYTOPLASM = (176, 146, 134)


def eosinophil(granules=EOSIN_GRANULES):
    """A nucleus in the left half of its cell, granules in the right one, and the truth of the nucleus."""
    pixels = field()
    paint_red_cells(pixels, avoid=(CENTRE,))
    row, column = CENTRE
    paint(pixels, CENTRE, 7.0, PALE_CYTOPLASM)
    paint(pixels, (row, column + 28), 3.4, granules)
    paint(pixels, (row, column - 28), 3.2, NUCLEUS)
    nucleus = np.zeros(pixels.shape[:2], np.uint8)
    cv2.circle(nucleus, (column - 28, row), round(3.2 / PIXEL_SIZE_UM), 1, -1)
    return finished(pixels), nucleus > 0


def test_granules_are_no_nucleus():
    pixels, truth = eosinophil()
    (cell,) = segment(pixels).cells
    found = cell.nucleus_mask.window((0, 0, *truth.shape))
    shared = np.count_nonzero(found & truth)
    assert 2 * shared / (np.count_nonzero(found) + np.count_nonzero(truth)) > 0.9


def test_a_second_lobe_is_nucleus():
    pixels, truth = eosinophil(granules=NUCLEUS)
    (cell,) = segment(pixels).cells
    assert cell.nucleus_area_px > 1.8 * np.count_nonzero(truth)


@pytest.mark.parametrize("blur_px", [1.0, 2.0, 3.0])
def test_the_blurred_edge_of_a_nucleus_in_yellow_cytoplasm_stays(blur_px):
    colours = np.full((160, 160, 3), 255, np.uint8)
    cv2.circle(colours, (80, 80), 60, (235, 180, 100), -1)
    cv2.circle(colours, (80, 80), 35, (120, 50, 160), -1)
    cell = cv2.circle(np.zeros((160, 160), np.uint8), (80, 80), 60, 1, -1) > 0
    blurred = cv2.GaussianBlur(colours, (0, 0), blur_px)
    core = cell & (blurred[..., 1] < 120)
    assert np.array_equal(without_granules(core, cell, cell, blurred), core)


def test_a_cell_that_is_all_nucleus_stays_whole():
    pixels, _ = eosinophil()
    core = np.zeros(pixels.shape[:2], dtype=bool)
    core[280:320, 350:390] = True
    assert without_granules(core, core, core, pixels) is core
