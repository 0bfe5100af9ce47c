"""Masks as lines that Qt can draw."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from leukodesk.core.cell import Cell
from leukodesk.core.mask import Mask

_TOLERANCE_PX: Final = 0.6


@dataclass(frozen=True)
class CellShape:
    """What is drawn of one cell, in smear coordinates.

    Attributes:
        cell, nucleus: outlines; the nucleus may be empty.
        box: around the whole cell.
    """

    cell: QPainterPath
    nucleus: QPainterPath
    box: QRectF


def shape_of(cell: Cell) -> CellShape:
    """The outlines of ``cell``."""
    y0, x0, y1, x1 = cell.bbox
    nucleus = outline_of(cell.nucleus_mask) if cell.nucleus_mask else QPainterPath()
    return CellShape(outline_of(cell.cell_mask), nucleus, QRectF(x0, y0, x1 - x0, y1 - y0))


def outline_of(mask: Mask) -> QPainterPath:
    """Closed lines through the border pixels' centres, holes included, simplified by about half a pixel."""
    pixels = mask.pixels.astype(np.uint8)
    found, _ = cv2.findContours(pixels, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    path = QPainterPath()
    for line in found:
        points = cv2.approxPolyDP(line, _TOLERANCE_PX, closed=True)[:, 0, :] + (
            mask.left + 0.5,
            mask.top + 0.5,
        )
        polygon = QPolygonF([QPointF(x, y) for x, y in points])
        path.addPolygon(polygon)
        path.closeSubpath()
    return path
