"""One bar per class a model chose between."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leukodesk.core.taxonomy import CellClass
from leukodesk.gui.cells.cell_delegate import paint_bar
from leukodesk.gui.look.badges import paint_badge
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.numerals import written
from leukodesk.workspace.words import tr


class ProbabilityBars(QWidget):
    """Probabilities of all classes, the most probable first."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._values: list[tuple[CellClass, float]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_values(self, values: Sequence[tuple[CellClass, float]]) -> None:
        """Show classes with their probabilities, 0 to 1."""
        self._values = sorted(values, key=lambda pair: -pair[1])
        self.setAccessibleName(
            ", ".join(f"{tr(item.title)} {written(value, '.0%')}" for item, value in self._values)
        )
        self.setVisible(bool(self._values))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line per class."""
        return QSize(160, self._line_height() * len(self._values))

    def minimumSizeHint(self) -> QSize:
        """All lines, always."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars."""
        painter = QPainter(self)
        colours = self._theme.colours
        metrics = self.fontMetrics()
        height = self._line_height()
        figure_width = metrics.horizontalAdvance("100.0 %") + SPACE // 2
        for number, (cell_class, value) in enumerate(self._values):
            box = QRectF(0, number * height, self.width(), height)
            paint_badge(painter, QRectF(0, box.center().y() - 8, 16, 16), cell_class, filled=True)
            name_width = (box.width() - 24 - figure_width) * 0.5
            name_box = QRectF(24, box.top(), name_width - SPACE, height)
            painter.setPen(QColor(colours.text))
            name = metrics.elidedText(
                tr(cell_class.title), Qt.TextElideMode.ElideRight, int(name_box.width())
            )
            painter.drawText(name_box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            track = QRectF(24 + name_width, box.center().y() - 3, name_width, 6)
            paint_bar(painter, track, value, colours.line, cell_class.colour)
            painter.setPen(QColor(colours.text))
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, align, written(value, ".1%"))
        painter.end()

    def _line_height(self) -> int:
        return round(self.fontMetrics().height() * 1.5)
