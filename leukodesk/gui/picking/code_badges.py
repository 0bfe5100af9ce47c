"""The letters a cell is picked by, as they are shown at it: painted once and reused."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap

from leukodesk.gui.look.colours import DARK
from leukodesk.gui.look.typography import font_of

_HEIGHT: Final = 20.0
_LETTER_PX: Final = 13
_PADDING: Final = 5.0
_GROUND: Final = QColor(24, 26, 32)
_PICKED: Final = QColor(DARK.accent)
_ON_PICKED: Final = QColor(DARK.on_accent)
_WHITE: Final = QColor(255, 255, 255)
_TYPED_ALPHA: Final = 130
_FAINT: Final = 0.35


class CodeBadges:
    """Dark keycaps, violet ones for picked cells, the same in both themes since they lie on the smear.

    Their round ends and dark ground tell them from the square badges of classes.
    """

    def __init__(self) -> None:
        self._pixmaps: dict[tuple[str, str, bool, float], QPixmap] = {}

    def pixmap(self, code: str, typed: str, picked: bool, ratio: float) -> QPixmap:
        """The keycap of a code.

        Args:
            code: one or two letters.
            typed: what is typed of some code; the same beginning here is dimmed, a code that does not begin
                so is faint as a whole.
            picked: its cell is.
            ratio: screen pixels per unit.
        """
        key = (code, typed, picked, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = _painted(*key)
        return self._pixmaps[key]


def _painted(code: str, typed: str, picked: bool, ratio: float) -> QPixmap:
    font = font_of("strong")
    font.setPixelSize(_LETTER_PX)
    metrics = QFontMetricsF(font)
    wide = max(_HEIGHT, round(metrics.horizontalAdvance(code) + 2 * _PADDING))
    pixmap = QPixmap(round(wide * ratio), round(_HEIGHT * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not code.startswith(typed):
        painter.setOpacity(_FAINT)
    box = QRectF(0, 0, wide, _HEIGHT)
    painter.setPen(QPen(_WHITE, 1.5))
    painter.setBrush(_PICKED if picked else _GROUND)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), _HEIGHT / 2 - 1, _HEIGHT / 2 - 1)
    painter.setFont(font)
    begun = typed if code.startswith(typed) else ""
    left = (wide - metrics.horizontalAdvance(code)) / 2
    place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    for part, alpha in ((begun, _TYPED_ALPHA), (code[len(begun) :], 255)):
        colour = QColor(_ON_PICKED if picked else _WHITE)
        colour.setAlpha(alpha)
        painter.setPen(colour)
        painter.drawText(QRectF(left, 0, wide, _HEIGHT), place, part)
        left += metrics.horizontalAdvance(part)
    painter.end()
    return pixmap
