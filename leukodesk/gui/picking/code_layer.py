"""The letters of cells over the smear."""

from typing import Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from leukodesk.core.mask import BBox
from leukodesk.gui.picking.code_badges import CodeBadges
from leukodesk.workspace.workspace import Workspace

_BESIDE: Final = (-0.41, 0.41)
_ROOM: Final = 1.0


class CodeLayer(pg.GraphicsObject):
    """A keycap at the lower left of each cell that has a code, away from the letter of its class.

    Keycaps keep their size on the screen, and those of cells in view stay in view.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._badges = CodeBadges()
        self._boxes = np.empty((0, 4))
        self._places: dict[str, BBox] = {}
        self._order: list[str] = []
        workspace.picking.changed.connect(self._take)
        workspace.selection_changed.connect(self._show)
        workspace.smear_opened.connect(self._fit)

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
        if not self._order:
            return
        to_screen = painter.transform()
        painter.resetTransform()
        # A picture of a part of the field has a painter for that part alone.
        window = widget.rect() if widget else painter.viewport()
        corner = np.array((window.left(), window.top()))
        end = corner + np.array((window.width(), window.height()))
        badges = self._badges_now(painter.device().devicePixelRatioF())
        sizes = np.array([(badge.width(), badge.height()) for badge in badges]) / badges[0].devicePixelRatio()
        y0, x0, y1, x1 = self._boxes.T
        scale = np.abs((to_screen.m11(), to_screen.m22()))
        sides = np.stack((x1 - x0, y1 - y0), 1) * scale
        middles = np.stack((x0 + x1, y0 + y1), 1) / 2 * (to_screen.m11(), to_screen.m22())
        middles += (to_screen.dx(), to_screen.dy())
        seen = ((middles + sides / 2 >= corner) & (middles - sides / 2 <= end)).all(1)
        places = np.clip(middles + _BESIDE * sides - sizes / 2, corner, end - sizes).round().astype(int)
        for number in np.flatnonzero(seen).tolist():
            left, top = places[number].tolist()
            painter.drawPixmap(left, top, badges[number])
        painter.setTransform(to_screen)

    def _badges_now(self, ratio: float) -> list[QPixmap]:
        picking, picked = self._workspace.picking, frozenset(self._workspace.selection)
        return [
            self._badges.pixmap(picking.codes[cell_id], picking.typed, cell_id in picked, ratio)
            for cell_id in self._order
        ]

    def _take(self) -> None:
        cells = self._workspace.content.cells
        self._places = {cell_id: cells[cell_id].bbox for cell_id in self._workspace.picking.codes}
        self._show()

    def _show(self) -> None:
        if not self._places and not self._order:
            return
        picked = frozenset(self._workspace.selection)
        self._order = sorted(self._places, key=picked.__contains__)
        boxes = [self._places[cell_id] for cell_id in self._order]
        self._boxes = np.array(boxes, np.float64).reshape(-1, 4)
        self.update()

    def _fit(self, _smear_id: str = "") -> None:
        self.prepareGeometryChange()
