"""Nuclei grown from their colour, and outlines tidied, on a synthetic smear whose cells are known."""

import numpy as np
import pytest

from leukodesk.core.cell import CellKind
from leukodesk.core.mask import Mask
from leukodesk.core.mask_edits import CellMasks
from leukodesk.imaging.mask_finishing import smoothed, without_holes, without_specks
from leukodesk.imaging.nucleus_growing import grow_nucleus
from leukodesk.imaging.phantom import render_phantom


@pytest.fixture(scope="module")
def phantom():
    return render_phantom(3, 700, 900, white_cells=6, smudges=0, dye_clumps=0)


def overlap(one, other):
    shared = one.overlap_px(other)
    return shared / (one.area_px + other.area_px - shared)


def test_a_click_anywhere_in_a_nucleus_gives_that_nucleus(phantom):
    found = []
    for cell in phantom.cells:
        if cell.kind is CellKind.LEUKOCYTE and not cell.is_cut(700, 900):
            rows, columns = np.nonzero(cell.nucleus_mask.pixels)
            place = len(rows) // 3
            row, column = cell.nucleus_mask.top + rows[place], cell.nucleus_mask.left + columns[place]
            grown = grow_nucleus(phantom.pixels, float(row), float(column), phantom.pixel_size_um)
            assert grown is not None
            assert grown.nucleus.overlap_px(grown.cell) == grown.nucleus.area_px
            assert grown.cell.fits(700, 900)
            found.append(overlap(grown.nucleus, cell.nucleus_mask))
    assert len(found) >= 3
    assert np.median(found) > 0.75


def test_where_there_is_no_contrast_nothing_is_grown():
    flat = np.full((300, 300, 3), 220, np.uint8)
    assert grow_nucleus(flat, 150, 150, 0.1) is None
    dark = np.full((300, 300, 3), 90, np.uint8)
    dark[:2] = 230
    assert grow_nucleus(dark, 150, 150, 0.1) is None


def test_a_speck_is_no_nucleus():
    field = np.full((300, 300, 3), 230, np.uint8)
    field[148:153, 148:153] = (80, 40, 120)
    assert grow_nucleus(field, 150, 150, 0.1) is None


def test_finishing_keeps_the_nucleus_in_the_cell():
    pixels = np.zeros((40, 40), bool)
    pixels[5:35, 5:35] = True
    pixels[15:20, 15:20] = False
    pixels[0, 0] = True
    nucleus = np.zeros((40, 40), bool)
    nucleus[10:30, 10:30] = True
    nucleus[0, 0] = True
    ragged = CellMasks(Mask.from_pixels(pixels, 50, 60), Mask.from_pixels(nucleus & pixels, 50, 60))
    tidy = smoothed(without_holes(without_specks(ragged)), 200, 200)
    assert tidy.cell.bbox == (55, 65, 85, 95)
    assert tidy.cell.contains(67, 77)
    assert tidy.nucleus.overlap_px(tidy.cell) == tidy.nucleus.area_px
    whole = Mask.from_pixels(np.ones((9, 9), bool))
    assert without_specks(CellMasks(whole)).cell is whole
