"""Each cell cut out on black is found as one leukocyte, as large as whoever cut it out drew it."""

import numpy as np
import pytest

from leukodesk.core.cell import CellKind
from leukodesk.core.progress import no_progress
from leukodesk.imaging.cut_out import black_around
from leukodesk.imaging.reader import read_smear
from leukodesk.inference.devices import prepare_torch
from leukodesk.inference.registry import create_segmenter

pytestmark = pytest.mark.realdata

EVERY = 12


@pytest.mark.parametrize("name", ["pivot-growing", "lab-kmeans", "unet-plr"])
def test_each_is_one_leukocyte(name, shared_data):
    prepare_torch()
    segmenter = create_segmenter(name)
    overlaps = []
    paths = sorted((shared_data / "c_nmc").iterdir())[::EVERY]
    for path in paths:
        image = read_smear(path)
        found = segmenter.segment(image.pixels, image.smear, pixel_size_um=None, progress=no_progress)
        assert [cell.kind for cell in found.cells] == [CellKind.LEUKOCYTE], path.name
        drawn = ~black_around(image.pixels)
        shown = found.cells[0].cell_mask.window((0, 0, *drawn.shape))
        overlaps.append(2 * (shown & drawn).sum() / (shown.sum() + drawn.sum()))
    assert len(overlaps) >= 20
    assert np.mean(overlaps) > 0.95


@pytest.mark.parametrize("name", ["pivot-growing", "unet-plr"])
def test_black_corners_of_turned_pictures_are_no_cells(name, shared_data):
    prepare_torch()
    segmenter = create_segmenter(name)
    leukocytes, others = 0, 0
    paths = sorted((shared_data / "leukocyte4_64px" / "test").glob("*/*"))[::EVERY]
    for path in paths:
        image = read_smear(path)
        found = segmenter.segment(image.pixels, image.smear, pixel_size_um=None, progress=no_progress)
        is_leukocyte = [cell.kind is CellKind.LEUKOCYTE for cell in found.cells]
        leukocytes += any(is_leukocyte)
        others += len(is_leukocyte) - sum(is_leukocyte)
    assert len(paths) >= 15
    # Reduced to a tenth, some show too little of a cell; each has two to four such corners.
    assert leukocytes >= 0.6 * len(paths)
    assert others <= 0.25 * len(paths)
