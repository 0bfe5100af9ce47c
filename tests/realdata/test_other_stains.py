"""Marked cells stay leukocytes where the stain or the camera deepens, dulls or turns the colours a little."""

import cv2
import numpy as np
import pytest

from leukodesk.core.cell import CellKind
from leukodesk.core.progress import no_progress
from leukodesk.imaging.reader import read_smear
from leukodesk.inference.registry import create_segmenter
from leukodesk.inference.scaling import scale_of
from leukodesk.training.segmentation.judging import match_points
from leukodesk.training.segmentation.scores import MARK_TOLERANCE_UM
from leukodesk.training.segmentation.sets import find_sets

pytestmark = [pytest.mark.realdata, pytest.mark.slow]

EVERY = 4


def saturated(pixels, times):
    grey = pixels.mean(axis=2, keepdims=True)
    return np.clip(grey + (pixels - grey) * times, 0, 255).astype(np.uint8)


def turned(pixels, degrees):
    hues = cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV)
    hues[..., 0] = (hues[..., 0].astype(int) + degrees // 2) % 180
    return cv2.cvtColor(hues, cv2.COLOR_HSV2RGB)


LOOKS = {
    "as it is": lambda pixels: pixels,
    "deeper": lambda pixels: saturated(pixels, 1.4),
    "duller": lambda pixels: saturated(pixels, 0.7),
    "bluer": lambda pixels: turned(pixels, -10),
    "redder": lambda pixels: turned(pixels, 10),
}


@pytest.mark.parametrize("look", LOOKS)
def test_marked_cells_are_found(shared_data, look):
    segmenter = create_segmenter("pivot-growing")
    (fields,) = find_sets(shared_data / "all_idb1")
    points, hit, extra = 0, 0, 0
    marked = [field for field in fields.part("test").marked if field.white_cells][::EVERY]
    marked += [field for field in fields.part("train").marked if field.white_cells][::EVERY]
    for field in marked:
        image = read_smear(field.image)
        pixels = np.ascontiguousarray(LOOKS[look](image.pixels))
        size_um = scale_of(image).pixel_size_um
        found = segmenter.segment(pixels, image.smear, pixel_size_um=size_um, progress=no_progress)
        cells = [cell for cell in found.cells if cell.kind is CellKind.LEUKOCYTE]
        match = match_points(cells, field.white_cells, tolerance_px=MARK_TOLERANCE_UM / size_um)
        points, hit = points + match.points, hit + match.hit
        extra += match.cells - match.matched
    print(look, points, hit, extra)
    assert hit >= 0.95 * points
    # Without colour to go by more smudges pass, but not many.
    assert extra <= 1.5 * len(marked)
