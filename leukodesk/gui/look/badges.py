"""Small squares with a class letter, painted once and reused."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from leukodesk.core.taxonomy import CellClass
from leukodesk.gui.look.colours import readable_on
from leukodesk.gui.look.typography import font_of

_SIDE: Final = 17


def paint_badge(painter: QPainter, box: QRectF, cell_class: CellClass, filled: bool) -> None:
    """Paint the letter of a class on its colour, or framed by its colour on white."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(cell_class.colour)
    painter.setPen(QPen(colour, 1.6))
    painter.setBrush(colour if filled else QColor("#FFFFFF"))
    painter.drawRoundedRect(box.adjusted(0.8, 0.8, -0.8, -0.8), 3.5, 3.5)
    font = font_of("strong")
    font.setPixelSize(max(8, round(box.height() * 0.62)))
    painter.setFont(font)
    painter.setPen(QColor(readable_on(cell_class.colour) if filled else "#1C2026"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cell_class.letter)
    painter.restore()


class Badges:
    """Badges as pixmaps, one per class, state and screen density."""

    def __init__(self) -> None:
        self._pixmaps: dict[tuple[CellClass, bool, float], QPixmap] = {}

    def pixmap(self, cell_class: CellClass, filled: bool, ratio: float) -> QPixmap:
        """The badge of a class; ``ratio`` is the number of screen pixels per unit."""
        key = (cell_class, filled, ratio)
        if key not in self._pixmaps:
            pixmap = QPixmap(round(_SIDE * ratio), round(_SIDE * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            paint_badge(painter, QRectF(0, 0, _SIDE, _SIDE), cell_class, filled)
            painter.end()
            self._pixmaps[key] = pixmap
        return self._pixmaps[key]
