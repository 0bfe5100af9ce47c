"""All classes as readers with and without a red-green deficiency see them."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leukodesk.core.colour_vision import VISIONS, seen_with
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.gui.classes.class_words import VISION_TITLES
from leukodesk.gui.look.badges import paint_badge
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE, font_of
from leukodesk.workspace.words import tr

_SIDE: Final = 19
_STEP: Final = 26
_LINE: Final = 27
_LEAST: Final = 15
"""Places for badges in a line of the least width."""


class VisionPreview(QWidget):
    """One line of badges for each way of seeing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._taxonomy: Taxonomy | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(
            tr(
                "How class colours look with a red-green deficiency, simulated after Machado and others "
                "(2009); about one man in twelve has some."
            )
        )

    def show_classes(self, taxonomy: Taxonomy) -> None:
        """Show the badges of these classes."""
        self._taxonomy = taxonomy
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a line each, or two where there are many classes."""
        return QSize(self._left() + _LEAST * _STEP, len(VISIONS) * _LINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines."""
        if self._taxonomy is None:
            return
        painter = QPainter(self)
        classes, left = self._taxonomy.classes, self._left()
        step = min(_STEP, (self.width() - left) / max(len(classes), 1))
        side = min(_SIDE, step - 2)
        for number, vision in enumerate(VISIONS):
            top = number * _LINE
            painter.setPen(QColor(self._theme.colours.muted))
            painter.setFont(font_of("small"))
            align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, top, left, _LINE), align, tr(VISION_TITLES[vision]))
            for place, item in enumerate(classes):
                box = QRectF(left + place * step, top + (_LINE - side) / 2, side, side)
                seen = replace(item, colour=seen_with(vision, item.colour))
                paint_badge(painter, box, seen, filled=True)
        painter.end()

    def _left(self) -> int:
        titles = (tr(title) for title in VISION_TITLES.values())
        return max(self.fontMetrics().horizontalAdvance(title) for title in titles) + 2 * SPACE
