"""The pixels of a smear in the scene, quick and clean at every zoom."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from leukodesk.gui.field.layer_cache import exposed_part
from leukodesk.gui.field.moved_picture import MovedPicture
from leukodesk.gui.field.ready_pixels import ReadyPixels

ImageArray = npt.NDArray[np.uint8]

_SMALLEST_PX: Final = 256
_PIXELS_SHOW_FROM: Final = 4.0


def qimage_of(pixels: ImageArray) -> QImage:
    """A copy of RGB pixels (h, w, 3) in the format that Qt paints fastest."""
    rgb = np.ascontiguousarray(pixels)
    height, width = rgb.shape[:2]
    image = QImage(rgb.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)


class SmearItem(pg.GraphicsObject):
    """One smear; a smear pixel is one unit of the scene, the first at (0, 0).

    Halved copies are kept, and the one nearest to the zoom is painted: a field of five megapixels that is
    fitted into a window is neither sampled raggedly nor scaled down anew for every frame. Each part of them
    is made ready for painting when it is painted first: nobody waits for pixels that are not in sight.
    While the smear is moved, pixels of the screen are copied.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._levels: list[ImageArray] = []
        self._ready: dict[int, ReadyPixels] = {}
        self._moved = MovedPicture(self.update, self)

    def show_pixels(self, pixels: ImageArray | None) -> None:
        """Show RGB pixels (h, w, 3), or nothing."""
        self.prepareGeometryChange()
        self._levels = [] if pixels is None else _halved(pixels)
        self._ready = {}
        self._moved.forget()
        self.update()

    def boundingRect(self) -> QRectF:
        """The smear's size."""
        height, width = self._levels[0].shape[:2] if self._levels else (0, 0)
        return QRectF(0, 0, width, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint the exposed part from the level nearest to the zoom."""
        if self._levels:
            whole = self.boundingRect()
            self._moved.paint(painter, exposed_part(option).intersected(whole), whole, self._draw)

    def _draw(self, painter: QPainter, part: QRectF, in_haste: bool) -> None:
        zoom = painter.worldTransform().m11() * painter.device().devicePixelRatioF()
        depth = int(np.clip(np.floor(np.log2(1 / max(zoom, 1e-9))), 0, len(self._levels) - 1))
        if depth not in self._ready:
            self._ready[depth] = ReadyPixels(self._levels[depth])
        level = self._ready[depth]
        smooth = zoom < _PIXELS_SHOW_FROM and not in_haste
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        whole = self.boundingRect()
        high, wide = level.size
        across, down = wide / whole.width(), high / whole.height()
        # Whole pixels of the level and one around, so that neighbouring parts join without a seam.
        source = QRectF(part.x() * across, part.y() * down, part.width() * across, part.height() * down)
        around = source.toAlignedRect().adjusted(-1, -1, 1, 1).intersected(QRect(0, 0, wide, high))
        target = QRectF(
            around.x() / across, around.y() / down, around.width() / across, around.height() / down
        )
        image = level.image_for(around)
        painter.drawImage(target, image, QRectF(around), Qt.ImageConversionFlag.NoFormatConversion)


def _halved(pixels: ImageArray) -> list[ImageArray]:
    levels = [pixels]
    while min(levels[-1].shape[:2]) > 2 * _SMALLEST_PX:
        height, width = levels[-1].shape[:2]
        smaller = cv2.resize(levels[-1], (width // 2, height // 2), interpolation=cv2.INTER_AREA)
        levels.append(np.asarray(smaller, np.uint8))
    return levels
