"""The scale bar in the corner of the field."""

from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from leukodesk.gui.look.typography import SPACE, font_of
from leukodesk.workspace.numerals import written

_WIDEST: Final = 140.0
_STEPS: Final = (1, 2, 5)


@dataclass(frozen=True)
class Bar:
    """A scale bar of round length.

    Attributes:
        length: on the screen, in device-independent pixels.
        text: the length it stands for, with its unit.
    """

    length: float
    text: str


def bar_for(zoom: float, pixel_size_um: float | None) -> Bar:
    """The longest bar of 1, 2 or 5 times a power of ten that fits.

    Args:
        zoom: screen pixels per smear pixel.
        pixel_size_um: micrometres per smear pixel; None gives a bar in smear pixels.
    """
    unit, per_unit = ("µm", zoom / pixel_size_um) if pixel_size_um else ("px", zoom)
    lengths = [step * 10.0**power for power in range(-3, 6) for step in _STEPS]
    length = max((length for length in lengths if length * per_unit <= _WIDEST), default=lengths[0])
    return Bar(length * per_unit, f"{written(length, 'g')} {unit}")


def bar_box(viewport: QRectF, bar: Bar) -> QRectF:
    """Where ``bar`` is painted: the lower left corner."""
    metrics = QFontMetricsF(font_of("small"))
    width = max(bar.length, metrics.horizontalAdvance(bar.text)) + 2 * SPACE
    height = metrics.height() + 2.5 * SPACE
    return QRectF(viewport.left() + 1.5 * SPACE, viewport.bottom() - height - 1.5 * SPACE, width, height)


def paint_bar(painter: QPainter, viewport: QRectF, bar: Bar) -> None:
    """Paint ``bar`` into the lower left corner, legible on light and dark ground."""
    box = bar_box(viewport, bar)
    painter.save()
    _paint_ground(painter, box, bar)
    _paint_text(painter, box, bar, font_of("small"))
    painter.restore()


class KeptBar:
    """A scale bar whose ground is painted once: it changes with the zoom, not while the smear is moved."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._box = QRectF()
        self._place = QPointF()
        self._ground = QImage()
        self._font = font_of("small")

    def paint(self, painter: QPainter, viewport: QRectF, bar: Bar) -> None:
        """As :func:`paint_bar`, with a painter that neither scales nor moves."""
        ratio = painter.device().devicePixelRatioF()
        wanted = (bar, viewport.getRect(), ratio)
        if wanted != self._of:
            self._of = wanted
            self._render(viewport, bar, ratio)
        painter.drawImage(self._place, self._ground)
        # Not kept with the ground: Qt sets letters thinner where nothing opaque lies under them.
        _paint_text(painter, self._box, bar, self._font)

    def _render(self, viewport: QRectF, bar: Bar, ratio: float) -> None:
        self._font = font_of("small")
        box = self._box = bar_box(viewport, bar)
        left, top = floor(box.left() * ratio) - 1, floor(box.top() * ratio) - 1
        width, height = ceil(box.right() * ratio) + 1 - left, ceil(box.bottom() * ratio) + 1 - top
        self._place = QPointF(left / ratio, top / ratio)
        self._ground = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        self._ground.setDevicePixelRatio(ratio)
        self._ground.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._ground)
        painter.translate(-self._place)
        _paint_ground(painter, box, bar)
        painter.end()


def _paint_ground(painter: QPainter, box: QRectF, bar: Bar) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 150))
    painter.drawRoundedRect(box, 4, 4)
    left = QPointF(box.center().x() - bar.length / 2, box.bottom() - SPACE)
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawRect(QRectF(left.x(), left.y() - 1.5, bar.length, 3))


def _paint_text(painter: QPainter, box: QRectF, bar: Bar, font: QFont) -> None:
    painter.setFont(font)
    painter.setPen(QColor("#FFFFFF"))
    text_box = QRectF(box.left(), box.top() + SPACE / 2, box.width(), box.height() - 2.5 * SPACE)
    painter.drawText(text_box, Qt.AlignmentFlag.AlignCenter, bar.text)
