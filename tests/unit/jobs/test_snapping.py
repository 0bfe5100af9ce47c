"""Cells that a reader points at: found in a whole smear and in one that is read in parts."""

import pytest

from leukodesk.core.cell import CellKind
from leukodesk.core.smear import Smear
from leukodesk.imaging.phantom import render_phantom
from leukodesk.imaging.pyramid import ArraySource
from leukodesk.imaging.reader import SmearImage
from leukodesk.jobs.choice import Choice
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.snapping import snap_cell, snap_in_part

HEIGHT, WIDTH = 500, 1900
CHOICE = Choice("pivot-growing", None, "cpu")


@pytest.fixture(scope="module")
def phantom():
    return render_phantom(5, HEIGHT, WIDTH, white_cells=8, smudges=0, dye_clumps=0)


@pytest.fixture(scope="module")
def smear():
    return Smear("a" * 16, "field.png", "a" * 64, WIDTH, HEIGHT)


@pytest.fixture(scope="module")
def cell(phantom):
    """A whole cell in the right part, which only a second part of the smear shows."""
    whole = [cell for cell in phantom.cells if cell.kind is CellKind.LEUKOCYTE]
    return max((c for c in whole if not c.is_cut(HEIGHT, WIDTH)), key=lambda c: c.centroid[1])


def overlap(one, other):
    shared = one.overlap_px(other)
    return shared / (one.area_px + other.area_px - shared)


def test_the_cell_at_the_point_is_found_also_in_a_part(phantom, smear, cell):
    at, size_um = cell.nucleus_mask.centroid, phantom.pixel_size_um
    image = SmearImage(smear, phantom.pixels, b"")
    whole = snap_cell(JobContext(), image, CHOICE, at, (), size_um, False)
    assert at[1] > 1400
    part = snap_in_part(JobContext(), ArraySource([phantom.pixels]), smear, CHOICE, at, (), size_um, False)
    for found in (whole, part):
        assert found.how == "segmenter"
        assert found.at == at
        assert overlap(found.masks.cell, cell.cell_mask) > 0.7
        assert overlap(found.masks.nucleus, cell.nucleus_mask) > 0.7


def test_what_is_there_already_is_not_found_twice(phantom, smear, cell):
    at = cell.nucleus_mask.centroid
    found = snap_in_part(
        JobContext(), ArraySource([phantom.pixels]), smear, CHOICE, at, [cell], phantom.pixel_size_um, False
    )
    assert found.masks is None or not found.masks.cell.overlap_px(cell.cell_mask)


def test_a_segmenter_that_cannot_be_used_keeps_nobody_from_marking(phantom, smear, cell):
    image = SmearImage(smear, phantom.pixels, b"")
    at = cell.nucleus_mask.centroid
    missing = Choice("no-such-segmenter", None, "cpu")
    found = snap_cell(JobContext(), image, missing, at, (), phantom.pixel_size_um, False)
    assert found.how == "colour"
    assert overlap(found.masks.nucleus, cell.nucleus_mask) > 0.6
