"""A round field has the cells that the whole one has inside the circle, and none of the black outside."""

import numpy as np
import pytest

from leukodesk.core.cell import CellKind
from leukodesk.core.progress import no_progress
from leukodesk.core.smear import Smear
from leukodesk.imaging.phantom import render_phantom
from leukodesk.inference.registry import create_segmenter
from tests.unit.imaging.framed_field import framed
from tests.unit.imaging.round_field import lit_of, on_black

SHAPE, RADIUS, CENTRE, SOFTNESS_PX = (1300, 1700), 0.4, (0.45, 0.5), 10


@pytest.fixture(scope="module")
def phantom():
    return render_phantom(4, *SHAPE, white_cells=14)


def _segmented(segmenter, pixels):
    smear = Smear("0" * 16, "a.jpg", "0" * 64, SHAPE[1], SHAPE[0])
    return create_segmenter(segmenter).segment(pixels, smear, pixel_size_um=None, progress=no_progress)


def _leukocytes(segmentation, within):
    return [
        cell
        for cell in segmentation.cells
        if cell.kind is CellKind.LEUKOCYTE and within[cell.cell_mask.window((0, 0, *SHAPE))].all()
    ]


def _iou(one, other):
    shared = one.overlap_px(other)
    return shared / (one.area_px + other.area_px - shared)


@pytest.mark.parametrize("segmenter", ["pivot-growing", "lab-kmeans", "unet-plr"])
def test_a_round_field_has_the_cells_of_the_whole(segmenter, phantom):
    lit = lit_of(SHAPE, RADIUS, CENTRE, SOFTNESS_PX)
    round_one = _segmented(segmenter, on_black(phantom.pixels, lit))
    assert any("does not fill the image" in warning for warning in round_one.warnings)
    within = lit_of(SHAPE, RADIUS - 0.025, CENTRE, 0) > 0
    whole = _segmented(segmenter, phantom.pixels)
    expected, found = _leukocytes(whole, within), _leukocytes(round_one, within)
    assert len(expected) >= 3
    for cell in expected:
        assert max(_iou(cell.cell_mask, other.cell_mask) for other in found) > 0.85
    # Pieces of cells that the edge cuts may count; the black outside never does.
    for cell in found:
        assert any(cell.cell_mask.overlap_px(other.cell_mask) for other in whole.cells)
    assert not any(cell.cut for cell in found)
    beyond = lit_of(SHAPE, RADIUS, CENTRE, 0) == 0
    reaching = [cell for cell in whole.cells if beyond[cell.cell_mask.window((0, 0, *SHAPE))].mean() > 0.25]
    partly = [
        cell
        for cell in round_one.cells
        if any(cell.cell_mask.overlap_px(other.cell_mask) for other in reaching)
    ]
    assert partly
    assert all(cell.cut for cell in partly)
    dark = lit < 0.3
    assert not any(dark[cell.cell_mask.window((0, 0, *SHAPE))].mean() > 0.1 for cell in round_one.cells)


@pytest.mark.parametrize("segmenter", ["pivot-growing", "lab-kmeans", "unet-plr"])
def test_a_framed_field_has_the_cells_of_the_whole(segmenter, phantom):
    pixels, field = framed(phantom.pixels, "white")
    whole = _segmented(segmenter, phantom.pixels)
    smear = Smear("0" * 16, "a.png", "0" * 64, pixels.shape[1], pixels.shape[0])
    found = create_segmenter(segmenter).segment(pixels, smear, pixel_size_um=None, progress=no_progress)
    assert any("does not fill the image" in warning for warning in found.warnings)
    box = (0, 0, *field.shape)
    assert all(field[cell.cell_mask.window(box)].mean() > 0.95 for cell in found.cells)
    cut = [cell.is_cut(*SHAPE) for cell in whole.cells]
    assert any(cut)
    # The frame's inner edge is the border; a cell that only grazes it may count in one and not in the other.
    assert abs(sum(cell.cut for cell in found.cells) - sum(cut)) <= 1
    numbers = [
        sum(cell.kind is CellKind.LEUKOCYTE for cell in segmentation.cells) for segmentation in (whole, found)
    ]
    # A cell that the border cuts may count in one and not in the other.
    assert abs(numbers[0] - numbers[1]) <= 1
    assert numbers[0] >= 10


def test_an_empty_round_field_is_told_empty():
    rng = np.random.default_rng(2)
    even = np.clip(rng.normal(200, 1, (*SHAPE, 3)), 0, 255).astype(np.uint8)
    pixels = on_black(even, lit_of(SHAPE, RADIUS, CENTRE, SOFTNESS_PX), noise=1)
    assert any("The image is empty" in warning for warning in _segmented("pivot-growing", pixels).warnings)
