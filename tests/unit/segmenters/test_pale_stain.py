"""Cells are found where the stain is pale, and no field of a usual stain is changed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.extra import numpy as arrays

from leukodesk.core.cell import CellKind
from leukodesk.imaging.pale_stain import strength_lacking, strengthened
from leukodesk.imaging.phantom import render_phantom
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

BACKGROUND = 235


def paled(pixels, share):
    """The same field with that share of its optical densities."""
    light = np.clip(pixels / BACKGROUND, 1 / 255, 1)
    return (BACKGROUND * light**share).round().astype(np.uint8)


def pale_smear(share):
    pixels = field(background=(BACKGROUND,) * 3)
    paint_red_cells(pixels, avoid=CENTRES, colour=(205, 185, 180))
    for centre in CENTRES:
        paint_white_cell(pixels, centre)
    return finished(paled(pixels, share))


@pytest.mark.parametrize("share", [0.35, 0.3])
def test_cells_of_a_pale_stain_are_found_and_the_reader_is_told(share):
    result = segment(pale_smear(share))
    found = match_points(result.cells, CENTRES, tolerance_px=0)
    assert found.hit == found.matched == found.cells == 3
    assert any("stain of this image is pale" in warning for warning in result.warnings)


def test_the_reader_can_have_colours_left_as_they_are():
    phantom = render_phantom(3, 1000, 1400, white_cells=10, smudges=5, dye_clumps=2)
    wanted = [cell.centroid for cell in phantom.cells if cell.kind is CellKind.LEUKOCYTE]
    pale = paled(phantom.pixels, 0.25)

    def hits(*, usual_stain):
        cells = segment(pale, phantom.pixel_size_um, usual_stain=usual_stain).cells
        leukocytes = [cell for cell in cells if cell.kind is CellKind.LEUKOCYTE]
        return match_points(leukocytes, wanted, tolerance_px=0).hit

    assert hits(usual_stain=True) >= 8
    assert hits(usual_stain=False) <= 3


def test_pale_red_cells_alone_are_no_white_cells():
    pixels = field(background=(BACKGROUND,) * 3)
    paint_red_cells(pixels, colour=(205, 185, 180))
    assert segment(finished(paled(pixels, 0.35))).cells == ()


def test_a_usual_stain_is_left_as_it_is():
    assert strength_lacking(usual_smear(CENTRES)) is None
    assert not any("pale" in warning for warning in segment(usual_smear(CENTRES)).warnings)


@settings(max_examples=50, deadline=None)
@given(arrays.arrays(np.uint8, arrays.array_shapes(min_dims=2, max_dims=2).map(lambda shape: (*shape, 3))))
def test_any_colours_can_be_asked_and_strengthened(colours):
    factor = strength_lacking(colours)
    assert factor is None or 1 < factor <= 4
    darker = strengthened(colours, factor or 2.0)
    assert darker.dtype == np.uint8
    assert (darker <= colours).all()
    assert (darker[colours == 255] == 255).all()
