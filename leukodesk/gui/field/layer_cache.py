"""A layer over the smear that is drawn once and then only moved."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import Any, Final

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer
from PySide6.QtGui import QImage, QPainter, QTransform

from leukodesk.gui.field.outline_sheet import Canvas, View, blank_canvas, image_of

Draw = Callable[[Canvas, View, QRectF], Iterable[None] | None]
"""Draws a layer; args: a transparent canvas, how the smear lies on it, and the part of the smear in it.

What takes long is drawn in steps, as a generator that pauses after each turn's worth of work. It must not
mind what changes between two steps: what it drew of that is drawn anew afterwards.
"""

_MARGIN: Final = 0.5
_SETTLE_MS: Final = 90
_SAME_SCALE: Final = 1e-6
_SPILL_PX: Final = 28.0
"""How far lines and letters reach beyond the box of what they belong to, in units of line width."""


class Pace:
    """Says when a layer that is drawn in steps has done a turn's worth of work."""

    def __init__(self, a_turn: int) -> None:
        self._a_turn = a_turn
        self._done = 0

    def is_due(self, items: int = 1) -> bool:
        """Whether it is time to pause, now that so many more items are drawn."""
        self._done += items
        is_due = self._done >= self._a_turn
        if is_due:
            self._done = 0
        return is_due


@dataclass
class _Drawing:
    """A layer that is being drawn."""

    canvas: Canvas
    region: QRectF
    scale: float
    ratio: float
    steps: Iterator[None]

    def is_done(self) -> bool:
        """Draw one step more; whether that was the last."""
        return next(self.steps, self) is self


def exposed_part(option: Any) -> QRectF:
    """The part of an item that is painted now, in its own coordinates."""
    # The option's own attributes are missing from the type stubs of some versions.
    exposed: QRectF = option.exposedRect
    return exposed


def part_in_sight(painter: QPainter, exposed: QRectF) -> QRectF:
    """The part of ``exposed`` that lies on the screen, both in the painter's coordinates."""
    # What is rendered into a picture is told that all of it is exposed.
    return exposed.intersected(painter.clipBoundingRect()) if painter.hasClipping() else exposed


class LayerCache(QObject):
    """Keeps a layer as pixels, with a margin around what is in sight.

    Moving the smear copies pixels. While the zoom changes the kept pixels are stretched; once it rests they
    are drawn anew. So a frame costs the same with three cells and with three hundred. A layer that takes more
    than one step is drawn over several turns of the event loop, and the former picture stays until then.

    Args:
        redraw: asks for a new frame.
    """

    def __init__(self, redraw: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._redraw = redraw
        self._image: QImage | None = None
        self._canvas: Canvas | None = None
        self._is_old = False
        self._drawing: _Drawing | None = None
        self._region = QRectF()
        self._scale = 0.0
        self._stale = QRectF()
        self._stretched_to = 0.0
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.forget)
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)

    def forget(self) -> None:
        """The layer looks different now: draw it anew from the next frame on."""
        self._is_old = True
        self._stop()
        self._stale = QRectF()
        self._settle.stop()
        self._redraw()

    def forget_all(self) -> None:
        """Another layer is shown now: as :meth:`forget`, and the former one must not be seen any more."""
        self._image = self._canvas = None
        self.forget()

    def forget_part(self, part: QRectF) -> QRectF:
        """The layer looks different in a part of the smear: draw that anew with the next frame.

        Returns:
            The part with what reaches beyond it; the owner asks for that frame.
        """
        kept = [] if self._image is None else [(self._image.devicePixelRatio(), self._scale)]
        if self._drawing is not None:
            kept.append((self._drawing.ratio, self._drawing.scale))
        if not kept:
            self._redraw()
            return part
        spill = max(_SPILL_PX * ratio / scale for ratio, scale in kept)
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
        if self._drawing is not None and self._drawing.ratio != ratio:
            self._stop()
        if self._drawing is None:
            if self._must_begin(exposed, scale, ratio):
                self._begin(exposed, bounds, scale, ratio, draw)
            elif not self._stale.isEmpty():
                self._patch(self._stale.intersected(self._region), ratio, draw)
        if self._image is not None:
            self._show(painter, self._image, to_screen, scale, ratio)

    def _must_begin(self, exposed: QRectF, scale: float, ratio: float) -> bool:
        """Whether what is kept cannot be shown, or stretched for a while."""
        if self._image is None or self._is_old or self._image.devicePixelRatio() != ratio:
            return True
        return not self._is_stretched(scale) and not self._region.contains(exposed)

    def _is_stretched(self, scale: float) -> bool:
        return abs(scale - self._scale) > _SAME_SCALE * scale

    def _show(
        self, painter: QPainter, image: QImage, to_screen: QTransform, scale: float, ratio: float
    ) -> None:
        painter.save()
        painter.setWorldTransform(QTransform())
        if self._is_stretched(scale) or image.devicePixelRatio() != ratio:
            self._settle_at(scale)
            painter.drawImage(to_screen.mapRect(self._region), image)
        else:
            corner = to_screen.map(self._region.topLeft())
            painter.drawImage(
                QPointF(round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio), image
            )
        painter.restore()

    def _settle_at(self, scale: float) -> None:
        """Draw anew once the zoom rests: starting at every frame of a long zoom would never end."""
        is_coming = self._drawing is not None and abs(scale - self._drawing.scale) <= _SAME_SCALE * scale
        if not is_coming and (scale != self._stretched_to or not self._settle.isActive()):
            self._stretched_to = scale
            self._settle.start()

    def _begin(self, exposed: QRectF, bounds: QRectF, scale: float, ratio: float, draw: Draw) -> None:
        wide, high = _MARGIN * exposed.width(), _MARGIN * exposed.height()
        region = exposed.adjusted(-wide, -high, wide, high).intersected(bounds)
        canvas = blank_canvas(max(1, round(region.width() * scale)), max(1, round(region.height() * scale)))
        view = View(scale, -region.x() * scale, -region.y() * scale, ratio)
        self._stale = QRectF()
        drawing = _Drawing(canvas, region, scale, ratio, iter(draw(canvas, view, region) or ()))
        if drawing.is_done():
            self._finish(drawing)
        else:
            self._drawing = drawing
            self._turn.start()

    def _go_on(self) -> None:
        drawing = self._drawing
        if drawing is None:
            self._turn.stop()
        elif drawing.is_done():
            self._stop()
            self._finish(drawing)
            self._redraw()

    def _stop(self) -> None:
        self._drawing = None
        self._turn.stop()

    def _finish(self, drawing: _Drawing) -> None:
        self._canvas, self._region, self._scale = drawing.canvas, drawing.region, drawing.scale
        self._image = image_of(drawing.canvas, drawing.ratio)
        self._is_old = False

    def _patch(self, part: QRectF, ratio: float, draw: Draw) -> None:
        """Draw a part of the kept layer anew, in place; the whole where that part takes several steps."""
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
        steps = iter(draw(canvas, View(self._scale, -left, -top, ratio), part) or ())
        if next(steps, self) is self:
            self._canvas[y0:y1, x0:x1] = canvas
        else:
            self.forget()
