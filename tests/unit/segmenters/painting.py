"""Small painted fields: discs of known place and colour on an empty background."""

import cv2
import numpy as np

from leukodesk.core.progress import no_progress
from leukodesk.core.smear import Smear
from leukodesk.inference.segmenters.pivot_growing import build_pivot_growing

BACKGROUND = (180, 178, 168)
RED_CELL = (166, 138, 130)
NUCLEUS = (84, 44, 128)
CYTOPLASM = (150, 142, 172)
PIXEL_SIZE_UM = 0.1
CENTRES = ((150, 200), (300, 400), (450, 640))
"""Places of three white cells in a field of the usual size."""


def field(height=600, width=800, background=BACKGROUND):
    return np.full((height, width, 3), background, dtype=np.uint8)


def paint(pixels, centre, radius_um, colour):
    row, column = centre
    cv2.circle(pixels, (column, row), round(radius_um / PIXEL_SIZE_UM), colour, -1, cv2.LINE_AA)


def paint_red_cells(pixels, avoid=(), clear_um=14, colour=RED_CELL):
    for row in range(50, pixels.shape[0] - 40, 100):
        for column in range(50, pixels.shape[1] - 40, 100):
            if all(np.hypot(row - r, column - c) > clear_um / PIXEL_SIZE_UM for r, c in avoid):
                paint(pixels, (row, column), 3.75, colour)


def paint_white_cell(pixels, centre, nucleus_um=4.5, cell_um=5.5, *, nucleus=NUCLEUS, cytoplasm=CYTOPLASM):
    paint(pixels, centre, cell_um, cytoplasm)
    paint(pixels, centre, nucleus_um, nucleus)


def usual_smear(centres):
    """White cells among red cells in the colours of a usual stain."""
    pixels = field()
    paint_red_cells(pixels, avoid=centres)
    for centre in centres:
        paint_white_cell(pixels, centre)
    return finished(pixels)


def finished(pixels, sigma=1.2):
    blurred = cv2.GaussianBlur(pixels, (0, 0), sigma)
    noise = np.random.default_rng(0).normal(0, 2, pixels.shape)
    return np.clip(blurred + noise, 0, 255).astype(np.uint8)


def segment(pixels, pixel_size_um=PIXEL_SIZE_UM, progress=no_progress, **parameters):
    height, width = pixels.shape[:2]
    smear = Smear("0" * 16, "painted.png", "0" * 64, width, height)
    return build_pivot_growing(**parameters).segment(
        pixels, smear, pixel_size_um=pixel_size_um, progress=progress
    )
