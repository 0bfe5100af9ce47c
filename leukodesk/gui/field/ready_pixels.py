"""Pixels in the format that Qt paints fastest, as far as they were looked at."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

ImageArray = npt.NDArray[np.uint8]

_SIDE: Final = 512


class ReadyPixels:
    """An image whose parts are made ready for painting when they are painted first.

    All of a field of 24 megapixels takes a fifth of a second, what a window shows of it a few milliseconds.
    What was not looked at takes no memory either: the system gives out pages when they are written to.

    Args:
        pixels: RGB, (h, w, 3).
    """

    def __init__(self, pixels: ImageArray) -> None:
        self._pixels = pixels
        height, width = pixels.shape[:2]
        self._canvas = np.empty((height, width, 4), np.uint8)
        self._image = QImage(self._canvas.data, width, height, 4 * width, QImage.Format.Format_RGB32)
        self._is_ready = np.zeros((-(-height // _SIDE), -(-width // _SIDE)), np.bool_)

    @property
    def size(self) -> tuple[int, int]:
        """Height and width in pixels."""
        height, width = self._pixels.shape[:2]
        return height, width

    def image_for(self, part: QRect) -> QImage:
        """All of the image, of which ``part`` may be painted; keep this object while it is used."""
        rows = slice(max(0, part.top()) // _SIDE, max(0, part.bottom()) // _SIDE + 1)
        columns = slice(max(0, part.left()) // _SIDE, max(0, part.right()) // _SIDE + 1)
        for row, column in np.argwhere(~self._is_ready[rows, columns]).tolist():
            top, left = (rows.start + row) * _SIDE, (columns.start + column) * _SIDE
            tile = np.s_[top : top + _SIDE, left : left + _SIDE]
            self._canvas[tile] = cv2.cvtColor(self._pixels[tile], cv2.COLOR_RGB2BGRA)
        self._is_ready[rows, columns] = True
        return self._image
