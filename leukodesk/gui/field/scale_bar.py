"""The scale bar in the corner of the field."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

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
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font_of("small"))
    metrics = QFontMetricsF(painter.font())
    box = bar_box(viewport, bar)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 150))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor("#FFFFFF"))
    text_box = QRectF(box.left(), box.top() + SPACE / 2, box.width(), metrics.height())
    painter.drawText(text_box, Qt.AlignmentFlag.AlignCenter, bar.text)
    left = QPointF(box.center().x() - bar.length / 2, box.bottom() - SPACE)
    painter.setBrush(QColor("#FFFFFF"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRect(QRectF(left.x(), left.y() - 1.5, bar.length, 3))
    painter.restore()
