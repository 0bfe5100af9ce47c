"""A cell cut out on black is one leukocyte as large as what is shown, at any size and however tightly cut."""

import cv2
import numpy as np
import pytest

from leukodesk.core.cell import CellKind
from leukodesk.core.progress import no_progress
from leukodesk.core.smear import Smear
from leukodesk.imaging.phantom import render_phantom
from leukodesk.inference.registry import create_segmenter

MARGIN_PX = 60


@pytest.fixture(scope="module")
def cut_out():
    """A blast on black, and (h, w) where it is."""
    phantom = render_phantom(3, 900, 1100, white_cells=8)
    cell = next(
        cell for cell in phantom.cells if phantom.types[cell.id] == "blast" and not cell.is_cut(900, 1100)
    )
    y0, x0, y1, x1 = cell.bbox
    mask = np.pad(cell.cell_mask.pixels, MARGIN_PX)
    pixels = np.pad(phantom.pixels[y0:y1, x0:x1], ((MARGIN_PX,) * 2, (MARGIN_PX,) * 2, (0, 0)))
    return np.where(mask[..., None], pixels, np.uint8(0)), mask


def _tight(pixels, mask):
    rows, columns = np.nonzero(mask)
    window = np.s_[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    return np.ascontiguousarray(pixels[window]), mask[window]


def _twice(pixels, mask):
    large = cv2.resize(pixels, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    shown = np.repeat(np.repeat(mask, 2, axis=0), 2, axis=1)
    return np.where(shown[..., None], large, np.uint8(0)), shown


@pytest.mark.parametrize("shape", [lambda *shown: shown, _tight, _twice], ids=["wide", "tight", "twice"])
@pytest.mark.parametrize("segmenter", ["pivot-growing", "lab-kmeans", "unet-plr"])
def test_it_is_one_leukocyte(segmenter, shape, cut_out):
    pixels, mask = shape(*cut_out)
    height, width = mask.shape
    smear = Smear("0" * 16, "a.png", "0" * 64, width, height)
    found = create_segmenter(segmenter).segment(pixels, smear, pixel_size_um=None, progress=no_progress)
    (cell,) = found.cells
    assert cell.kind is CellKind.LEUKOCYTE
    assert not cell.cut
    shown = cell.cell_mask.window((0, 0, height, width))
    assert 2 * (shown & mask).sum() / (shown.sum() + mask.sum()) > 0.93
    assert any("cut-out on black" in warning for warning in found.warnings)
