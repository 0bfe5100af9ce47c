"""The N:C area ratio of found cells is that of the cells as they were drawn."""

import numpy as np

from leukodesk.core.progress import no_progress
from leukodesk.core.smear import Smear
from leukodesk.imaging.phantom import render_phantom
from leukodesk.inference.registry import create_segmenter
from leukodesk.training.segmentation.figures import summarise
from leukodesk.training.segmentation.scores import drawn_terms


def test_ratios_on_phantoms_are_off_by_little():
    terms = []
    for seed in (1, 2, 3):
        phantom = render_phantom(seed, 900, 1200, pixel_size_um=0.1, smudges=0, dye_clumps=0)
        height, width = phantom.pixels.shape[:2]
        drawn = np.zeros((height, width), np.uint8)
        for cell in phantom.cells:
            drawn[cell.cell_mask.window((0, 0, height, width))] = 1
        for cell in phantom.cells:
            drawn[cell.nucleus_mask.window((0, 0, height, width))] = 2
        smear = Smear("0" * 16, "phantom.png", "0" * 64, width, height)
        segmenter = create_segmenter("pivot-growing")
        found = segmenter.segment(phantom.pixels, smear, pixel_size_um=0.1, progress=no_progress)
        terms.append(drawn_terms(found.cells, drawn, 0.1))
    figures = summarise(terms, ["1", "2", "3"]).values
    assert figures["nc_ratio_error"] <= 0.04
    assert figures["drawn_cells_found"] >= 0.75
