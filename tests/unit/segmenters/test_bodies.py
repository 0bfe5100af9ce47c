"""The whole body of a cell whose cytoplasm has the colour of red cells."""

import cv2
import numpy as np
import pytest

from leukodesk.inference.segmenters.bodies import whole_bodies
from leukodesk.inference.segmenters.cells import CellLabels
from leukodesk.inference.segmenters.regions import Region
from leukodesk.inference.segmenters.relief import Relief
from leukodesk.training.segmentation.overlap import dice

PIXEL_SIZE_UM = 0.2
CYTOPLASM_TAKEN = 110
NUCLEUS_TAKEN = 200


def disc(centre, radius_um):
    """(160, 160) 1 inside."""
    out = np.zeros((160, 160), np.uint8)
    return cv2.circle(out, centre[::-1], round(radius_um / PIXEL_SIZE_UM), 1, -1)


def found_body(cell, nucleus, beside, known):
    """The body found for a cell whose cytoplasm takes as much light as what lies beside it.

    What is known by colour is the nucleus and perhaps some cytoplasm round it.
    """
    regions = np.full(cell.shape, Region.BACKGROUND, np.uint8)
    regions[(cell | beside) > 0] = Region.RED_CELL
    regions[known > 0] = Region.CYTOPLASM
    regions[nucleus > 0] = Region.NUCLEUS
    taken = (cell | beside) * CYTOPLASM_TAKEN
    taken[nucleus > 0] = NUCLEUS_TAKEN
    labels = CellLabels(nucleus.astype(np.int32), known.astype(np.int32), 1)
    smooth = cv2.GaussianBlur(taken, (5, 5), 0)
    return whole_bodies(labels, regions, Relief(smooth, PIXEL_SIZE_UM), reach_um=8.0) > 0


@pytest.mark.parametrize("width_um", [2.8, 3.4])
def test_what_a_neck_joins_to_a_body_is_cut_off(width_um):
    cell = disc((80, 70), 6.5)
    bent = disc((68, 62), 2.2) | disc((80, 55), 2.2) | disc((92, 62), 2.2)
    red_cells = np.zeros_like(cell)
    half = round(width_um / 2 / PIXEL_SIZE_UM)
    red_cells[80 - half : 80 + half, 100:] = 1
    body = found_body(cell, bent, red_cells, bent)
    assert dice(body, cell > 0) > 0.95


def test_a_round_body_is_kept_where_only_what_lies_round_the_nucleus_is_no_red_cell_by_colour():
    cell = disc((80, 80), 6.5)
    nucleus = disc((80, 68), 2.8)
    known = disc((80, 68), 4.1) & cell
    body = found_body(cell, nucleus, np.zeros_like(cell), known)
    assert dice(body, cell > 0) > 0.97
