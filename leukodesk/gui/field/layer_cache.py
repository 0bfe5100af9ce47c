"""A layer over the smear that is drawn once and then only moved."""

from collections.abc import Callable
from math import ceil, floor
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer
from PySide6.QtGui import QImage, QPainter, QTransform

from leukodesk.gui.field.outline_sheet import Canvas, View, blank_canvas, image_of

Draw = Callable[[Canvas, View, QRectF], None]
"""Draws a layer; args: a transparent canvas, how the smear lies on it, and the part of the smear in it."""

_MARGIN: Final = 0.5
_SETTLE_MS: Final = 90
_SPILL_PX: Final = 28.0
"""How far lines and letters reach beyond the box of what they belong to, in units of line width."""


def part_in_sight(painter: QPainter, exposed: QRectF) -> QRectF:
    """The part of ``exposed`` that lies on the screen, both in the painter's coordinates."""
    # What is rendered into a picture is told that all of it is exposed.
    return exposed.intersected(painter.clipBoundingRect()) if painter.hasClipping() else exposed


class LayerCache(QObject):
    """Keeps a layer as pixels, with a margin around what is in sight.

    Moving the smear copies pixels. While the zoom changes the kept pixels are stretched; once it rests they
    are drawn anew. So a frame costs the same with three cells and with three hundred.

    Args:
        redraw: asks for a new frame.
    """

    def __init__(self, redraw: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._redraw = redraw
        self._image: QImage | None = None
        self._canvas: Canvas | None = None
        self._region = QRectF()
        self._scale = 0.0
        self._stale = QRectF()
        self._stretched_to = 0.0
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.forget)

    def forget(self) -> None:
        """The layer looks different now: draw it anew with the next frame."""
        self._image = self._canvas = None
        self._stale = QRectF()
        self._settle.stop()
        self._redraw()

    def forget_part(self, part: QRectF) -> QRectF:
        """The layer looks different in a part of the smear: draw that anew with the next frame.

        Returns:
            The part with what reaches beyond it; the owner asks for that frame.
        """
        if self._image is None:
            return part
        spill = _SPILL_PX * self._image.devicePixelRatio() / self._scale
        part = part.adjusted(-spill, -spill, spill, spill)
        self._stale = self._stale.united(part)
        return part

    def paint(self, painter: QPainter, exposed: QRectF, bounds: QRectF, draw: Draw) -> None:
        """Paint the layer.

        Args:
            painter: in smear coordinates.
            exposed: the part in sight, in smear coordinates.
            bounds: the whole smear.
            draw: draws it where nothing fitting is kept.
        """
        exposed = part_in_sight(painter, exposed)
        to_screen = painter.worldTransform()
        ratio = painter.device().devicePixelRatioF()
        scale = to_screen.m11() * ratio
        image = self._image
        stretched = abs(scale - self._scale) > 1e-6 * scale
        fits = image is not None and image.devicePixelRatio() == ratio
        if image is None or not fits or (not stretched and not self._region.contains(exposed)):
            image = self._render(exposed, bounds, scale, ratio, draw)
            stretched = False
        elif not self._stale.isEmpty():
            self._patch(self._stale.intersected(self._region), ratio, draw)
        painter.save()
        painter.setWorldTransform(QTransform())
        corner = to_screen.map(self._region.topLeft())
        if stretched:
            # Starting anew at every frame of a long zoom: drawn again only when it rests.
            if scale != self._stretched_to or not self._settle.isActive():
                self._stretched_to = scale
                self._settle.start()
            painter.drawImage(to_screen.mapRect(self._region), image)
        else:
            painter.drawImage(
                QPointF(round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio), image
            )
        painter.restore()

    def _render(self, exposed: QRectF, bounds: QRectF, scale: float, ratio: float, draw: Draw) -> QImage:
        wide, high = _MARGIN * exposed.width(), _MARGIN * exposed.height()
        region = exposed.adjusted(-wide, -high, wide, high).intersected(bounds)
        canvas = blank_canvas(max(1, round(region.width() * scale)), max(1, round(region.height() * scale)))
        view = View(scale, -region.x() * scale, -region.y() * scale, ratio)
        draw(canvas, view, region)
        self._canvas, self._region, self._scale = canvas, region, scale
        self._stale = QRectF()
        self._image = image_of(canvas, ratio)
        return self._image

    def _patch(self, part: QRectF, ratio: float, draw: Draw) -> None:
        """Draw a part of the kept layer anew, in place."""
        self._stale = QRectF()
        assert self._canvas is not None
        height, width = self._canvas.shape[:2]
        moved = part.translated(-self._region.topLeft())
        x0, y0 = max(0, floor(moved.left() * self._scale)), max(0, floor(moved.top() * self._scale))
        x1, y1 = (
            min(width, ceil(moved.right() * self._scale)),
            min(height, ceil(moved.bottom() * self._scale)),
        )
        if x0 >= x1 or y0 >= y1:
            return
        canvas = blank_canvas(x1 - x0, y1 - y0)
        left, top = self._region.x() * self._scale + x0, self._region.y() * self._scale + y0
        draw(canvas, View(self._scale, -left, -top, ratio), part)
        self._canvas[y0:y1, x0:x1] = canvas
