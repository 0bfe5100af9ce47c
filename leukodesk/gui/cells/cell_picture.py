"""One cell cut from the smear in view, for panels that show it large."""

from typing import Final

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from leukodesk.core.cell import Cell
from leukodesk.gui.field.smear_item import qimage_of
from leukodesk.workspace.workspace import Workspace

_MARGIN: Final = 1.35


def cell_picture(
    workspace: Workspace, cell: Cell, side: int, ratio: float, margin: float = _MARGIN
) -> QPixmap:
    """A square with the cell in its middle; empty while its smear is not in view.

    Args:
        workspace: has the pixels.
        cell: the cell.
        side: of the picture, in device-independent pixels.
        ratio: screen pixels per device-independent pixel.
        margin: how much larger than the cell the cut-out is.
    """
    pixels, smear = workspace.pixels, workspace.smear
    if pixels is None or smear is None or smear.id != cell.smear_id:
        return QPixmap()
    y0, x0, y1, x1 = cell.bbox
    height, width = pixels.shape[:2]
    cut = min(int(margin * max(y1 - y0, x1 - x0)), height, width)
    top = int(np.clip((y0 + y1 - cut) / 2, 0, height - cut))
    left = int(np.clip((x0 + x1 - cut) / 2, 0, width - cut))
    image = qimage_of(pixels[top : top + cut, left : left + cut]).scaled(
        round(side * ratio),
        round(side * ratio),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    image.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(image)
