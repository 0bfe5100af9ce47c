"""The letters of cells over the smear."""

from typing import Final

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from leukodesk.gui.picking.code_badges import CodeBadges
from leukodesk.workspace.workspace import Workspace

_BESIDE: Final = 0.41
_ROOM: Final = 1.0


class CodeLayer(pg.GraphicsObject):
    """A keycap at the lower left of each cell that has a code, away from the letter of its class.

    Keycaps keep their size on the screen, and those of cells in view stay in view.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._badges = CodeBadges()
        workspace.picking.changed.connect(self._show)
        workspace.selection_changed.connect(self._show)
        workspace.smear_opened.connect(self._fit)
        self._fit()

    def boundingRect(self) -> QRectF:
        """The smear and as much round it: keycaps reach beyond its border."""
        smear = self._workspace.smear
        if smear is None:
            return QRectF()
        wide, high = _ROOM * smear.width, _ROOM * smear.height
        return QRectF(0, 0, smear.width, smear.height).adjusted(-wide, -high, wide, high)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the keycaps, the picked ones on top."""
        picking, cells = self._workspace.picking, self._workspace.content.cells
        if not picking.is_active:
            return
        to_screen, ratio = painter.transform(), painter.device().devicePixelRatioF()
        painter.resetTransform()
        # A picture of a part of the field has a painter for that part alone.
        window = QRectF(widget.rect() if widget else painter.viewport())
        picked = frozenset(self._workspace.selection)
        for cell_id in sorted(picking.codes, key=picked.__contains__):
            y0, x0, y1, x1 = cells[cell_id].bbox
            box = to_screen.mapRect(QRectF(x0, y0, x1 - x0, y1 - y0))
            if not box.intersects(window):
                continue
            badge = self._badges.pixmap(picking.codes[cell_id], picking.typed, cell_id in picked, ratio)
            wide, high = badge.deviceIndependentSize().toTuple()
            left = box.center().x() - _BESIDE * box.width() - wide / 2
            top = box.center().y() + _BESIDE * box.height() - high / 2
            left = min(max(left, window.left()), window.right() - wide)
            top = min(max(top, window.top()), window.bottom() - high)
            painter.drawPixmap(QPointF(round(left), round(top)), badge)
        painter.setTransform(to_screen)

    def _show(self) -> None:
        if self._workspace.picking.is_active or self.isVisible():
            self.setVisible(self._workspace.picking.is_active)
            self.update()

    def _fit(self, _smear_id: str = "") -> None:
        self.prepareGeometryChange()
        self._show()
