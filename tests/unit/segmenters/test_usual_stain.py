"""Cells are found where a stain or a camera shows red cells grey or blue, and nothing changes elsewhere."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.extra import numpy as arrays

from leukodesk.imaging.usual_stain import UnusualStain, find_unusual_stain
from leukodesk.inference.registry import segmenter_preset
from leukodesk.training.segmentation.judging import match_points
from tests.unit.segmenters.painting import (
    CENTRES,
    field,
    finished,
    paint_red_cells,
    paint_white_cell,
    segment,
    usual_smear,
)

# Colours as the fields of Aria et al. show them: empty background, red cell, nucleus, cytoplasm.
STAINS = {
    "grey red cells": ((245, 248, 252), (180, 189, 221), (158, 133, 249), (185, 185, 240)),
    "blue red cells": ((245, 250, 252), (163, 187, 235), (161, 143, 249), (180, 195, 245)),
    "pale": ((253, 253, 253), (203, 211, 228), (220, 150, 250), (228, 205, 245)),
}


def unusual(stain, white_cells=CENTRES):
    background, red_cell, nucleus, cytoplasm = STAINS[stain]
    pixels = field(background=background)
    paint_red_cells(pixels, avoid=white_cells, colour=red_cell)
    for centre in white_cells:
        paint_white_cell(pixels, centre, nucleus=nucleus, cytoplasm=cytoplasm)
    pixels[570:576, 700:780] = 0  # a scale bar, darker than any nucleus
    return finished(pixels)


@pytest.mark.parametrize("stain", STAINS)
def test_white_cells_are_found_and_red_cells_are_not(stain):
    result = segment(unusual(stain))
    found = match_points(result.cells, CENTRES, tolerance_px=0)
    assert (found.hit, found.cells, found.splits, found.merges) == (3, 3, 0, 0)
    for cell in result.cells:
        assert cell.kind.value == "leukocyte"
        assert np.sqrt(cell.nucleus_area_px / np.pi) == pytest.approx(45, rel=0.1)
    assert any("grey or blue" in warning for warning in result.warnings)


@pytest.mark.parametrize("stain", STAINS)
def test_red_cells_alone_are_no_white_cells(stain):
    assert segment(unusual(stain, white_cells=())).cells == ()


def test_the_reader_can_have_colours_left_as_they_are():
    result = segment(unusual("grey red cells"), usual_stain=False)
    assert match_points(result.cells, CENTRES, tolerance_px=0).hit < 3
    assert not any("grey or blue" in warning for warning in result.warnings)


def test_the_presets_of_the_paper_leave_colours_as_they_are():
    for preset in ("paper", "paper-position"):
        assert segmenter_preset("pivot-growing", preset)["usual_stain"] is False


def test_a_usual_stain_is_left_as_it_is():
    pixels = usual_smear(CENTRES)
    turning, leaving = (segment(pixels, usual_stain=usual_stain) for usual_stain in (True, False))
    assert turning.warnings == leaving.warnings
    assert [cell.cell_mask for cell in turning.cells] == [cell.cell_mask for cell in leaving.cells]
    assert len(turning.cells) == 3


@settings(max_examples=50, deadline=None)
@given(arrays.arrays(np.uint8, arrays.array_shapes(min_dims=2, max_dims=2).map(lambda shape: (*shape, 3))))
def test_any_colours_can_be_asked_and_turned(colours):
    stain = find_unusual_stain(colours)
    if stain is not None:
        turned = stain.turned(colours)
        assert turned.shape == colours.shape
        assert turned.dtype == np.uint8


def test_what_is_typical_becomes_typical_and_empty_stays_empty():
    red_cell, nucleus = np.array([0.31, 0.27, 0.13]), np.array([0.44, 0.62, 0.05])
    colours = np.stack([np.exp(-red_cell), np.exp(-nucleus), np.ones(3)])[None] * 255
    turned = UnusualStain(red_cell, nucleus).turned(colours.round().astype(np.uint8))
    red, green, blue = turned[0].astype(int).T
    assert red[0] > green[0]
    assert blue[0] < red[0] - 20
    assert green[1] < red[1] < blue[1]
    assert turned[0, 2].min() >= 250
