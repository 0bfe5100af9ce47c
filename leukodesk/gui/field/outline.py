"""Masks as closed lines."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF

from leukodesk.core.cell import Cell
from leukodesk.core.mask import Mask

Line = npt.NDArray[np.float32]
"""Corners (n, 2) of a closed line as (x, y) in smear coordinates."""

_TOLERANCE_PX: Final = 0.35
_SMOOTHED_FROM: Final = 12

# A quarter, a half and a quarter, twice. In one step, because each is a turn in which another thread goes on.
_TWICE_TO_THE_MIDDLE: Final = np.array([[1], [4], [6], [4], [1]], np.float32) / 16


@dataclass(frozen=True)
class CellShape:
    """What is drawn of one cell, in smear coordinates.

    Attributes:
        cell, nucleus: outlines; the nucleus may have none.
        box: around the whole cell.
    """

    cell: tuple[Line, ...]
    nucleus: tuple[Line, ...]
    box: QRectF


def shape_of(cell: Cell) -> CellShape:
    """The outlines of ``cell``."""
    nucleus = outlines_of(cell.nucleus_mask) if cell.nucleus_mask else ()
    return CellShape(outlines_of(cell.cell_mask), nucleus, shape_box(cell))


def shape_box(cell: Cell) -> QRectF:
    """Around the whole cell, in smear coordinates."""
    y0, x0, y1, x1 = cell.bbox
    return QRectF(x0, y0, x1 - x0, y1 - y0)


def outlines_of(mask: Mask) -> tuple[Line, ...]:
    """Closed lines through the border pixels' centres, holes included.

    The staircase of the pixels is smoothed away; the line stays within a pixel of the mask's border.
    """
    found, _ = cv2.findContours(mask.pixels.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    corner = np.array((mask.left + 0.5, mask.top + 0.5), np.float32)
    return tuple(_simplified(line[:, 0, :]) + corner for line in found)


def _simplified(line: npt.NDArray[np.int32]) -> Line:
    smooth = _smoothed(line.astype(np.float32))
    corners: Line = cv2.approxPolyDP(smooth[:, None, :], _TOLERANCE_PX, closed=True)[:, 0, :]
    return corners


def _smoothed(points: Line) -> Line:
    """Each point moved twice towards the middle of its neighbours."""
    if len(points) < _SMOOTHED_FROM:
        return points
    around = np.concatenate((points[-2:], points, points[:2]))
    smooth: Line = cv2.filter2D(around, -1, _TWICE_TO_THE_MIDDLE)[2:-2]
    return smooth
