"""Cells that the edge of a field cuts where the field does not fill its image, as in an eyepiece."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell
from leukodesk.inference.segmenters.outlines import LEAST_AT_BORDER_UM2

_NEAR_UM: Final = 0.5
_LEAST_CONTACT_UM2: Final = 0.5


def cut_by_edge(
    cells: Sequence[Cell], outside: npt.NDArray[np.bool_], reduction: float, pixel_size_um: float
) -> tuple[Cell, ...]:
    """The cells, those told as cut that lie against the edge of the field.

    One of which the edge leaves less than 28 µm² cannot be judged and is left out, as at the image's border.

    Args:
        cells: in smear pixels.
        outside: (h, w) True outside the field, at the working size.
        reduction: smear pixels per working pixel.
        pixel_size_um: of the working pixels.
    """
    depth_um = cv2.distanceTransform((~outside).astype(np.uint8), cv2.DIST_L2, 5) * pixel_size_um
    px_um2 = (pixel_size_um / reduction) ** 2
    kept = []
    for cell in cells:
        places = np.argwhere(cell.cell_mask.pixels) + cell.bbox[:2]
        rows, columns = np.minimum((places / reduction).astype(int), np.subtract(outside.shape, 1)).T
        contact_um2 = np.count_nonzero(depth_um[rows, columns] <= _NEAR_UM) * px_um2
        if contact_um2 < _LEAST_CONTACT_UM2:
            kept.append(cell)
        elif cell.cell_area_px * px_um2 >= LEAST_AT_BORDER_UM2:
            kept.append(replace(cell, cut=True))
    return tuple(kept)
