"""Rings round the cells that two models or readers name otherwise."""

from typing import Final

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from leukodesk.gui.field.display import Display
from leukodesk.workspace.workspace import Workspace

_UNDER: Final = QColor(20, 20, 24)
_RING: Final = QColor(255, 255, 255)
_ROOM: Final = 1.25
_LINES: Final = ((_UNDER, 5.0), (_RING, 2.5))


class CompareLayer(pg.GraphicsObject):
    """A white ring with a dark rim where both name a class, and not the same."""

    def __init__(self, workspace: Workspace, display: Display) -> None:
        super().__init__()
        self._workspace = workspace
        self._display = display
        self._rings: list[QRectF] = []
        workspace.comparing.changed.connect(self._show)
        workspace.smear_opened.connect(self._clear)
        display.changed.connect(self.update)

    def boundingRect(self) -> QRectF:
        """The smear's size."""
        smear = self._workspace.smear
        return QRectF(0, 0, smear.width, smear.height) if smear else QRectF()

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint the rings."""
        if self._display.hidden:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box in self._rings:
            for colour, width in _LINES:
                pen = QPen(colour, width)
                pen.setCosmetic(True)
                painter.setPen(pen)
                painter.drawEllipse(box)

    def _clear(self, _smear_id: str) -> None:
        self.prepareGeometryChange()
        self._rings = []

    def _show(self) -> None:
        self.prepareGeometryChange()
        found = self._workspace.comparing.comparison
        self._rings = [self._ring(cell.cell_id) for cell in found.differing] if found else []
        self.update()

    def _ring(self, cell_id: str) -> QRectF:
        cell = self._workspace.content.cells[cell_id]
        y0, x0, y1, x1 = cell.bbox
        side = _ROOM * max(y1 - y0, x1 - x0)
        return QRectF((x0 + x1 - side) / 2, (y0 + y1 - side) / 2, side, side)
