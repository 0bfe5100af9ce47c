"""One cell cut from the smear in view, for panels that show it large."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap

from leukodesk.core.cell import Cell
from leukodesk.gui.field.smear_item import qimage_of
from leukodesk.workspace.workspace import Workspace

_MARGIN: Final = 1.35


def cell_picture(
    workspace: Workspace, cell: Cell, side: int, ratio: float, margin: float = _MARGIN
) -> QPixmap:
    """A square with the cell in its middle, clear beyond the smear; empty while its smear is not in view.

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
    cut = max(1, int(margin * max(y1 - y0, x1 - x0)))
    top, left = (y0 + y1 - cut) // 2, (x0 + x1 - cut) // 2
    first_row, first_column = max(top, 0), max(left, 0)
    seen = qimage_of(pixels[first_row : top + cut, first_column : left + cut])
    # With an alpha channel, what lies beyond the smear comes out clear.
    whole = seen.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied).copy(
        left - first_column, top - first_row, cut, cut
    )
    image = whole.scaled(
        round(side * ratio),
        round(side * ratio),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    image.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(image)
