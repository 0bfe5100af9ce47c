"""Wherever parts join, each cell comes out once and whole."""

import math
from unittest import mock

import cv2
import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from leukodesk.core.cell import Cell, CellKind, new_cell_id
from leukodesk.core.mask import Mask
from leukodesk.core.results import Segmentation
from leukodesk.core.smear import Smear
from leukodesk.imaging.phantom import render_phantom
from leukodesk.imaging.pyramid import ArraySource
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.scaling import Scale
from leukodesk.jobs import in_parts
from leukodesk.jobs.analyst import Analyst
from leukodesk.jobs.choice import Choice
from leukodesk.jobs.in_parts import Region, gather
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.large_analysis import analyze_region
from leukodesk.jobs.smear_result import SmearResult

SIDE, SIZE_UM = 900, 0.2

centres = st.lists(
    st.tuples(st.integers(0, SIDE - 1), st.integers(0, SIDE - 1), st.integers(15, 60)),
    min_size=1,
    max_size=12,
)
regions = st.tuples(*(st.integers(0, SIDE) for _ in range(4))).filter(
    lambda box: box[0] + 50 < box[2] and box[1] + 50 < box[3]
)


def _drawn(discs):
    """A field with discs that do not touch, and how many were drawn."""
    pixels, kept = np.full((SIDE, SIDE, 3), 230, np.uint8), []
    for row, column, radius in discs:
        if all(math.dist((row, column), other[:2]) > radius + other[2] + 12 for other in kept):
            cv2.circle(pixels, (column, row), radius, (90, 40, 110), -1)
            kept.append((row, column, radius))
    return pixels


def _cells_of(pixels, ragged):
    """The discs of a field; ``ragged`` takes some pixels off each, as another surround does to an outline."""
    mask = (pixels[..., 0] < 128).astype(np.uint8)
    count, labels = cv2.connectedComponents(mask)
    for n in range(1, count):
        found = (labels == n).astype(np.uint8)
        eaten = cv2.erode(found, np.ones((1 + ragged, 1 + ragged), np.uint8), borderValue=1)
        if eaten.any():
            shape = Mask.from_pixels(eaten.astype(bool))
            yield Cell(new_cell_id(), "part", shape, None, CellKind.LEUKOCYTE, source="discs")


@settings(max_examples=60, deadline=None)
@given(discs=centres, box=regions, share=st.integers(150, 700), seed=st.integers(0, 2**16))
def test_every_cell_centred_in_a_region_comes_out_once_and_whole(discs, box, share, seed):
    pixels, chance = _drawn(discs), np.random.default_rng(seed)
    smear = Smear("s" * 16, "s.tif", "s" * 64, SIDE, SIDE, SIZE_UM)

    def look(image, _progress):
        cells = tuple(_cells_of(image.pixels, int(chance.integers(0, 4))))
        return SmearResult(
            image.smear.id, Segmentation(cells, "discs"), (), SIZE_UM, "metadata", "", False, ()
        )

    with mock.patch.object(in_parts, "SHARE_PX", share):
        found = gather(Region(smear, ArraySource([pixels]), box), Scale(SIZE_UM, "metadata"), look, None)
    # A cell whose centre lies on the edge of the region may be in or out, by its ragged outline.
    whole = list(_cells_of(pixels, 0))
    for cell in whole:
        row, column = cell.centroid
        inside = min(row - box[0], box[2] - row, column - box[1], box[3] - column)
        matches = [
            other
            for other in found.segmentation.cells
            if other.cell_mask.overlap_px(cell.cell_mask) > 0.5 * other.cell_area_px
        ]
        assert len(matches) <= 1
        if inside > 3:
            assert len(matches) == 1
            assert matches[0].cell_area_px > 0.6 * cell.cell_area_px
        elif inside < -3:
            assert not matches
    assert len(found.segmentation.cells) <= len(whole)


@pytest.mark.slow
def test_the_real_segmenter_finds_every_cell_once_and_whole_wherever_the_seams_lie():
    """Whether it is a leukocyte or a smudge may depend on what else a part shows; that it is there, never."""
    phantom = render_phantom(8, 1000, 1000, white_cells=16, smudges=0, dye_clumps=0)
    smear = Smear("p" * 16, "p.tif", "p" * 64, 1000, 1000, phantom.pixel_size_um)
    region = Region(smear, ArraySource([phantom.pixels]), (0, 0, 1000, 1000))
    analyst, choice = Analyst(ModelLibrary.default()), Choice("pivot-growing", None, "cpu")
    chance = np.random.default_rng(4)
    whole = [cell for cell in phantom.cells if cell.kind is CellKind.LEUKOCYTE]
    for _ in range(12):
        with mock.patch.object(in_parts, "_cuts", lambda start, end: _random_cuts(chance, start, end)):
            found = analyze_region(JobContext(), analyst, region, choice).segmentation.cells
        for cell in whole:
            matches = [
                other
                for other in found
                if other.cell_mask.overlap_px(cell.cell_mask)
                > 0.5 * min(other.cell_area_px, cell.cell_area_px)
            ]
            assert len(matches) == 1
            shared = matches[0].cell_mask.overlap_px(cell.cell_mask)
            assert shared / (cell.cell_area_px + matches[0].cell_area_px - shared) > 0.7
        assert len(found) == len(whole)


def _random_cuts(chance, start, end):
    return [start, int(chance.integers(start + 350, end - 350)), end]
