"""Cells come out whole, apart and with their own nucleus."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leukodesk.core.cell import CellKind
from leukodesk.training.segmentation.judging import match_points
from leukodesk.training.segmentation.overlap import dice, union
from tests.unit.segmenters import painting
from tests.unit.segmenters.painting import field, finished, paint, paint_red_cells, paint_white_cell, segment


def assert_sound(cells, height, width):
    taken = np.zeros((height, width), dtype=int)
    for cell in cells:
        assert cell.cell_mask.fits(height, width)
        taken += cell.cell_mask.window((0, 0, height, width))
        if cell.nucleus_mask is not None:
            assert cell.nucleus_mask.overlap_px(cell.cell_mask) == cell.nucleus_mask.area_px
    assert taken.max(initial=0) <= 1


def test_a_white_cell_among_red_cells_is_outlined_with_nucleus_and_cytoplasm():
    pixels = field()
    paint_red_cells(pixels, avoid=[(300, 400)])
    paint_white_cell(pixels, (300, 400))
    cells = segment(finished(pixels)).cells
    assert [cell.kind for cell in cells] == [CellKind.LEUKOCYTE]
    nucleus, whole = (field(background=(0, 0, 0)) for _ in range(2))
    paint(nucleus, (300, 400), 4.5, (255, 255, 255))
    paint(whole, (300, 400), 5.5, (255, 255, 255))
    assert dice(union(cells, (600, 800), nucleus=True), nucleus[..., 0] > 127) > 0.96
    assert dice(union(cells, (600, 800), nucleus=False), whole[..., 0] > 127) > 0.96


def test_cytoplasm_stops_at_a_red_cell_that_touches_it():
    pixels = field()
    paint_red_cells(pixels, avoid=[(300, 400)])
    paint(pixels, (300, 490), 3.75, painting.RED_CELL)
    paint_white_cell(pixels, (300, 400))
    (cell,) = segment(finished(pixels)).cells
    assert not cell.cell_mask.contains(300, 490)
    assert cell.bbox[3] < 475


def test_three_lobes_in_one_cytoplasm_are_one_cell():
    pixels = field()
    paint_red_cells(pixels, avoid=[(300, 400)])
    paint(pixels, (300, 400), 6.5, painting.CYTOPLASM)
    for lobe in ((270, 385), (310, 370), (320, 425)):
        paint(pixels, lobe, 2.1, painting.NUCLEUS)
    cells = segment(finished(pixels)).cells
    assert len(cells) == 1
    assert all(cells[0].nucleus_mask.contains(*lobe) for lobe in ((270, 385), (310, 370), (320, 425)))


LOBES = ((262, 378), (318, 365), (322, 432))


def paint_granulocyte(pixels, centre, lobes, cell_um=6.5):
    """A cell whose cytoplasm has the colour of red cells."""
    paint(pixels, centre, cell_um, painting.RED_CELL)
    for lobe in lobes:
        paint(pixels, lobe, 2.1, painting.NUCLEUS)


def test_lobes_in_cytoplasm_of_the_colour_of_red_cells_are_one_cell():
    pixels = field()
    paint_red_cells(pixels, avoid=[(300, 400)])
    paint_granulocyte(pixels, (300, 400), LOBES)
    (cell,) = segment(finished(pixels)).cells
    whole = field(background=(0, 0, 0))
    paint(whole, (300, 400), 6.5, (255, 255, 255))
    assert all(cell.nucleus_mask.contains(*lobe) for lobe in LOBES)
    assert dice(union([cell], (600, 800), nucleus=False), whole[..., 0] > 127) > 0.95


def test_two_cells_with_cytoplasm_of_the_colour_of_red_cells_that_touch_stay_two():
    pixels = field()
    paint_red_cells(pixels, avoid=[(300, 340), (300, 460)])
    # Each nucleus lies towards the other cell, as near as lobes do.
    paint_granulocyte(pixels, (300, 340), [(285, 370), (315, 370)], cell_um=6)
    paint_granulocyte(pixels, (300, 458), [(285, 430), (315, 430)], cell_um=6)
    cells = segment(finished(pixels)).cells
    sides = [[cell.nucleus_mask.contains(285, column) for column in (370, 430)] for cell in cells]
    assert sorted(sides) == [[False, True], [True, False]]


def test_touching_blasts_are_parted():
    pixels = field()
    centres = [(250, 300), (250, 385), (325, 342), (325, 427)]
    paint_red_cells(pixels, avoid=centres)
    for centre in centres:
        paint_white_cell(pixels, centre, nucleus_um=4.3, cell_um=4.4)
    found = match_points(segment(finished(pixels)).cells, centres, tolerance_px=0)
    assert (found.hit, found.cells, found.splits, found.merges) == (4, 4, 0, 0)


def test_platelets_are_no_cells():
    pixels = field()
    paint_red_cells(pixels)
    for centre in ((100, 100), (300, 400), (500, 200)):
        paint(pixels, centre, 1.2, painting.NUCLEUS)
    assert segment(finished(pixels)).cells == ()


def test_a_burned_in_arrow_is_no_cell():
    pixels = field()
    paint_red_cells(pixels)
    cv2.arrowedLine(pixels, (400, 400), (400, 250), (255, 170, 60), 30)
    assert segment(finished(pixels)).cells == ()


def test_magenta_frayed_remains_are_a_smudge():
    pixels = field()
    paint_red_cells(pixels, avoid=[(300, 400)])
    outline = [
        (400 + round(r * np.cos(a)), 300 + round(r * np.sin(a)))
        for a, r in zip(np.linspace(0, 2 * np.pi, 24, endpoint=False), [75, 30] * 12, strict=True)
    ]
    cv2.fillPoly(pixels, [np.array(outline)], (150, 80, 140))
    assert {cell.kind for cell in segment(finished(pixels)).cells} == {CellKind.SMUDGE}


def test_two_hundred_clumped_blasts_are_found():
    pixels = field(1400, 1400)
    centres = [
        (80 + 88 * row + 44 * (column % 2), 80 + 80 * column) for row in range(14) for column in range(15)
    ]
    for centre in centres:
        paint_white_cell(pixels, centre, nucleus_um=4.3, cell_um=4.45)
    result = segment(finished(pixels))
    found = match_points([c for c in result.cells if c.kind is CellKind.LEUKOCYTE], centres, tolerance_px=0)
    assert found.hit > 0.97 * found.points
    assert found.merges <= 4
    assert found.splits == 0


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 500), st.floats(1.5, 6.5), st.floats(0, 3)), max_size=12
    )
)
def test_masks_are_disjoint_inside_the_field_and_hold_their_nuclei(drawn):
    pixels = field(401, 503)
    paint_red_cells(pixels)
    for row, column, nucleus_um, cytoplasm_um in drawn:
        paint_white_cell(pixels, (row, column), nucleus_um, nucleus_um + cytoplasm_um)
    cells = segment(finished(pixels)).cells
    assert_sound(cells, 401, 503)
    assert [cell.bbox[:2] for cell in cells] == sorted(cell.bbox[:2] for cell in cells)


@pytest.mark.parametrize("pixel_size_um", [0.05, 0.1, 0.2])
def test_sizes_are_physical(pixel_size_um):
    pixels = field()
    paint_red_cells(pixels, avoid=[(300, 400)])
    paint_white_cell(pixels, (300, 400))
    scale = painting.PIXEL_SIZE_UM / pixel_size_um
    resized = cv2.resize(finished(pixels), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    (cell,) = segment(resized, pixel_size_um).cells
    assert cell.nucleus_area_px * pixel_size_um**2 == pytest.approx(np.pi * 4.5**2, rel=0.06)
