"""A picture that is scaled once for the screen and then only moved."""

from collections import OrderedDict
from collections.abc import Callable
from math import floor
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QTransform

from leukodesk.gui.field.layer_cache import part_in_sight

Draw = Callable[[QPainter, QRectF, bool], None]
"""Draws a part of the picture; args: a painter in its coordinates, the part in them, whether in haste."""

_SIDE: Final = 256
_SETTLE_MS: Final = 90
_SAME_ZOOM: Final = 1e-6
_SAME_PLACE_PX: Final = 1 / 32
_SPARE: Final = 64
_STEPS_OF_ZOOM: Final = 2
"""Frames of another zoom, one soon after the other, that are drawn without haste."""


class MovedPicture(QObject):
    """Keeps what is in sight in blocks of screen pixels while the picture moves at one zoom.

    A frame then copies pixels, and only what comes into sight is scaled. Blocks lie on whole screen pixels,
    so a picture on its way may be half a pixel off. While the zoom runs, the picture is drawn in haste. Once
    it rests it is drawn as it should be. At most twice the blocks of one screen are kept, and some to spare.

    Args:
        redraw: asks for a new frame.
    """

    def __init__(self, redraw: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._redraw = redraw
        self._blocks: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._zoom = self._ratio = 0.0
        self._corner = QPointF()
        self._origin = QPointF()
        self._zooms = 0
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._rest)

    def forget(self) -> None:
        """The picture looks different now."""
        self._blocks.clear()
        self._zooms = 0
        self._settle.stop()

    def paint(self, painter: QPainter, exposed: QRectF, bounds: QRectF, draw: Draw) -> None:
        """Paint the picture.

        Args:
            painter: in the picture's coordinates, which it scales and moves but does not turn.
            exposed: the part in sight, in those coordinates.
            bounds: the whole picture.
            draw: draws what is not kept.
        """
        to_screen = painter.worldTransform()
        ratio = painter.device().devicePixelRatioF()
        zoom, corner = to_screen.m11() * ratio, to_screen.map(QPointF(0, 0)) * ratio
        if ratio != self._ratio or abs(zoom - self._zoom) > _SAME_ZOOM * zoom:
            self._zoom, self._ratio = zoom, ratio
            self._blocks.clear()
            self._zooms += 1
            self._settle.start()
        elif corner != self._corner:
            if not self._blocks:
                self._origin = corner
            self._zooms = 0
            self._settle.start()
        self._corner = corner
        if self._settle.isActive() and not self._zooms:
            self._paint_blocks(painter, exposed, bounds, draw)
        else:
            draw(painter, exposed, self._zooms > _STEPS_OF_ZOOM)

    def _paint_blocks(self, painter: QPainter, exposed: QRectF, bounds: QRectF, draw: Draw) -> None:
        seen = painter.worldTransform().mapRect(part_in_sight(painter, exposed).intersected(bounds))
        ratio = self._ratio
        left, top = round(self._corner.x()), round(self._corner.y())
        columns = range(
            floor((seen.left() * ratio - left) / _SIDE), floor((seen.right() * ratio - left) / _SIDE) + 1
        )
        rows = range(
            floor((seen.top() * ratio - top) / _SIDE), floor((seen.bottom() * ratio - top) / _SIDE) + 1
        )
        painter.save()
        painter.setWorldTransform(QTransform())
        for row in rows:
            for column in columns:
                place = QPointF((left + column * _SIDE) / ratio, (top + row * _SIDE) / ratio)
                painter.drawImage(place, self._block(column, row, bounds, draw))
        painter.restore()
        while len(self._blocks) > 2 * len(rows) * len(columns) + _SPARE:
            self._blocks.popitem(last=False)

    def _block(self, column: int, row: int, bounds: QRectF, draw: Draw) -> QImage:
        place = column, row
        if place not in self._blocks:
            self._blocks[place] = self._drawn(column, row, bounds, draw)
        self._blocks.move_to_end(place)
        return self._blocks[place]

    def _drawn(self, column: int, row: int, bounds: QRectF, draw: Draw) -> QImage:
        # Within a screen pixel as the first frame of this move had it.
        x = self._origin.x() - round(self._origin.x()) - column * _SIDE
        y = self._origin.y() - round(self._origin.y()) - row * _SIDE
        scale, ratio = self._zoom / self._ratio, self._ratio
        to_block = QTransform(scale, 0, 0, scale, x / ratio, y / ratio)
        to_picture, _ = to_block.inverted()
        part = to_picture.mapRect(QRectF(0, 0, _SIDE / ratio, _SIDE / ratio))
        is_full = bounds.contains(part)
        opaque, clear = QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied
        image = QImage(_SIDE, _SIDE, opaque if is_full else clear)
        image.setDevicePixelRatio(ratio)
        if not is_full:
            image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setWorldTransform(to_block)
        draw(painter, part.intersected(bounds), False)
        painter.end()
        return image

    def _rest(self) -> None:
        moved = self._corner - self._origin
        off = max(abs(moved.x() - round(moved.x())), abs(moved.y() - round(moved.y())))
        is_right = self._zooms <= _STEPS_OF_ZOOM if self._zooms else off <= _SAME_PLACE_PX
        self.forget()
        if not is_right:
            self._redraw()
