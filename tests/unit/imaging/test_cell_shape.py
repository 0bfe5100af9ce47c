"""Measures of cells agree with shapes whose measures are known, at any size and turn."""

import cv2
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from leukodesk.core.cell import Cell
from leukodesk.core.mask import Mask
from leukodesk.imaging.cell_shape import circularity, eccentricity, measure
from leukodesk.imaging.nucleus_lobes import count_lobes
from leukodesk.imaging.phantom import render_phantom

RADII = st.floats(8, 90)
SHIFTS = st.floats(-0.5, 0.5)
TURNS = st.floats(0, np.pi)


def ellipse(long_px, short_px, turn=0.0, shift=(0.0, 0.0)):
    side = int(2 * long_px) + 6
    rows, columns = np.mgrid[:side, :side] - (side - 1) / 2 - np.reshape(shift, (2, 1, 1))
    along = columns * np.cos(turn) + rows * np.sin(turn)
    across = rows * np.cos(turn) - columns * np.sin(turn)
    return (along / long_px) ** 2 + (across / short_px) ** 2 <= 1


def chain(lobes, radius_px, bridge_share, turn):
    """Discs in a row, joined by straight bridges of that share of their width."""
    step = 2.5 * radius_px
    side = int(step * lobes + 4 * radius_px)
    offsets = (np.arange(lobes) - (lobes - 1) / 2) * step
    centres = [(round(side / 2 + o * np.cos(turn)), round(side / 2 + o * np.sin(turn))) for o in offsets]
    pixels = np.zeros((side, side), np.uint8)
    if lobes > 1:
        cv2.line(pixels, centres[0], centres[-1], 1, max(2, round(2 * radius_px * bridge_share)))
    for centre in centres:
        cv2.circle(pixels, centre, radius_px, 1, -1)
    return pixels > 0


@given(RADII, SHIFTS, SHIFTS)
def test_a_disc_is_round_at_any_size_and_place(radius, down, right):
    disc = ellipse(radius, radius, shift=(down, right))
    assert 0.97 <= circularity(disc) <= 1
    assert eccentricity(disc) < 0.35


@given(st.floats(20, 80), st.floats(0.3, 0.9), TURNS)
def test_turning_an_ellipse_changes_little_and_the_measures_are_the_ellipses(long, aspect, turn):
    assume(long * aspect >= 10)
    turned = ellipse(long, long * aspect, turn)
    # Ramanujan's perimeter of an ellipse.
    around = np.pi * (3 * (1 + aspect) - np.sqrt((3 + aspect) * (1 + 3 * aspect))) * long
    assert circularity(turned) == pytest.approx(min(1, 4 * np.pi**2 * long**2 * aspect / around**2), abs=0.04)
    assert eccentricity(turned) == pytest.approx(np.sqrt(1 - aspect**2), abs=0.03)


@given(st.floats(10, 40), st.floats(0.4, 1.0), TURNS)
def test_twice_the_size_leaves_ratios_as_they_are(long, aspect, turn):
    whole = ellipse(long, long * aspect, turn)
    twice = np.kron(whole, np.ones((2, 2), dtype=bool))
    assert circularity(twice) == pytest.approx(circularity(whole), abs=0.04)
    assert eccentricity(twice) == pytest.approx(eccentricity(whole), abs=0.03)


def test_a_square_is_less_round_and_a_thread_hardly():
    assert circularity(np.ones((60, 60), dtype=bool)) == pytest.approx(np.pi / 4, abs=0.1)
    assert circularity(np.ones((3, 200), dtype=bool)) < 0.1
    assert eccentricity(np.ones((3, 200), dtype=bool)) > 0.99
    assert circularity(np.ones((1, 1), dtype=bool)) <= 1


def test_a_hole_does_not_make_a_cell_less_round():
    disc = ellipse(30, 30)
    ring = disc.copy()
    ring[25:40, 25:40] = False
    assert circularity(ring) == circularity(disc)


@settings(deadline=None)
@given(st.integers(1, 5), st.integers(8, 60), st.floats(0.15, 0.5), TURNS)
def test_discs_joined_by_bridges_are_lobes(lobes, radius, bridge, turn):
    assert count_lobes(chain(lobes, radius, bridge, turn)) == lobes


@given(st.floats(10, 60), st.floats(0.5, 1.0), TURNS)
def test_an_ellipse_has_one_lobe(long, aspect, turn):
    assert count_lobes(ellipse(long, long * aspect, turn)) == 1


def test_pieces_and_dents():
    pair = np.zeros((60, 120), np.uint8)
    cv2.circle(pair, (30, 30), 20, 1, -1)
    cv2.circle(pair, (85, 30), 20, 1, -1)
    assert count_lobes(pair > 0) == 2
    cv2.circle(pair, (57, 10), 3, 1, -1)
    assert count_lobes(pair > 0) == 2, "a splinter is no lobe"
    bean = np.zeros((100, 120), np.uint8)
    cv2.ellipse(bean, (60, 50), (50, 35), 0, 0, 360, 1, -1)
    cv2.circle(bean, (60, 8), 18, 0, -1)
    assert count_lobes(bean > 0) == 1
    assert count_lobes(np.zeros((5, 5), dtype=bool)) == 0
    assert count_lobes(np.ones((1, 1), dtype=bool)) == 1


def test_a_cell_is_measured_in_micrometres_where_the_scale_is_known():
    body = Mask.from_pixels(ellipse(40, 40), 10, 20)
    cell = Cell("c", "s", body, Mask.from_pixels(ellipse(20, 20), 30, 40))
    shape = measure(cell, 200, 300, 0.1)
    assert shape.diameter_um == pytest.approx(8, abs=0.05)
    assert shape.area_um2 == pytest.approx(np.pi * 16, rel=0.01)
    assert (shape.lobes, shape.at_border) == (1, False)
    unknown = measure(cell, body.bbox[2], 300, None)
    assert (unknown.diameter_um, unknown.area_um2, unknown.at_border) == (None, None, True)
    assert measure(Cell("c", "s", body, None), 200, 300, None).lobes == 0


@pytest.mark.parametrize("pixel_size_um", [0.09, 0.18])
def test_the_phantoms_cells_are_what_they_were_drawn_as(pixel_size_um):
    side = round(100 / pixel_size_um)
    phantom = render_phantom(2, side, side, pixel_size_um=pixel_size_um, white_cells=12, blast_share=0.5)
    for cell in phantom.cells:
        drawn_as = phantom.types[cell.id]
        shape = measure(cell, side, side, pixel_size_um)
        if shape.at_border:
            continue
        if drawn_as in ("blast", "lymphocyte", "monocyte"):
            assert shape.lobes == 1
            assert shape.circularity > 0.9
        elif drawn_as == "eosinophil":
            assert shape.lobes == 2
