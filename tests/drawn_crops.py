"""A synthetic crop whose cells an expert, so to say, drew."""

from pathlib import Path

import cv2
import numpy as np

from leukodesk.imaging.phantom import render_phantom, write_phantom


def write_drawn_crops(folder: Path, *numbers: int) -> None:
    """Write ``<number>.png`` with ``<number>_mask.png``: 1 cytoplasm, 2 nucleus."""
    folder.mkdir()
    phantom = render_phantom(seed=3, height=480, width=640, pixel_size_um=0.18)
    mask = np.zeros((480, 640), np.uint8)
    for cell in phantom.cells:
        mask[cell.cell_mask.window((0, 0, 480, 640))] = 1
        if cell.nucleus_mask is not None:
            mask[cell.nucleus_mask.window((0, 0, 480, 640))] = 2
    for number in numbers:
        write_phantom(phantom, folder / f"{number}.png")
        cv2.imwrite(str(folder / f"{number}_mask.png"), mask)
