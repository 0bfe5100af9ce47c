"""Pictures for the clipboard: one cell with a scale bar."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from leukodesk.core.cell import Cell
from leukodesk.gui.field.scale_bar import bar_for, paint_bar
from leukodesk.gui.field.smear_item import qimage_of

_SIDE: Final = 512
_ROOM: Final = 1.7


def picture_to_copy(pixels: npt.NDArray[np.uint8], cell: Cell, pixel_size_um: float | None) -> QImage:
    """A square picture of a cell with some surroundings, enlarged to 512 pixels.

    Args:
        pixels: RGB, (h, w, 3), of the field.
        cell: lies in it; at the border the picture shows more of the other side.
        pixel_size_um: micrometres per field pixel; None gives a bar in pixels.
    """
    height, width = pixels.shape[:2]
    y0, x0, y1, x1 = cell.bbox
    side = min(round(max(y1 - y0, x1 - x0) * _ROOM), height, width)
    top = int(np.clip((y0 + y1 - side) // 2, 0, height - side))
    left = int(np.clip((x0 + x1 - side) // 2, 0, width - side))
    image = qimage_of(pixels[top : top + side, left : left + side])
    smooth = Qt.TransformationMode.SmoothTransformation
    picture = image.scaled(_SIDE, _SIDE, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    painter = QPainter(picture)
    paint_bar(painter, QRectF(picture.rect()), bar_for(_SIDE / side, pixel_size_um))
    painter.end()
    return picture
