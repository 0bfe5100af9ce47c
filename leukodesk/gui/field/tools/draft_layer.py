"""The draft drawn over the cells: outlines to be, lines, the brush, and cells that are being looked for."""

from collections.abc import Iterable, Sequence
from typing import Final

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from leukodesk.core.mask import Mask
from leukodesk.core.mask_edits import Point
from leukodesk.gui.field.display import Display
from leukodesk.gui.field.outline import outlines_of
from leukodesk.workspace.drawing import Pending
from leukodesk.workspace.workspace import Workspace

_WHITE: Final = QColor(255, 255, 255)
_UNDER: Final = QColor(20, 20, 24, 190)
_TINT: Final = QColor(255, 255, 255, 34)
_NUCLEUS_TINT: Final = QColor(255, 255, 255, 44)
_SPILL_PX: Final = 6.0
_CORNER_PX: Final = 2.5
_PLUS_PX: Final = 4.0


class DraftLayer(pg.GraphicsObject):
    """White lines on dark ones, which no class colour looks like; only what changes is painted anew."""

    def __init__(self, workspace: Workspace, display: Display) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._workspace = workspace
        self._draft = display.draft
        self._cell = self._nucleus = self._line = self._marked = QPainterPath()
        self._bounds = QRectF()
        self._sketched = self._circled = self._awaited = QRectF()
        self._draft.changed.connect(self._show_sketch)
        self._draft.circle_changed.connect(self._show_circle)
        workspace.drawing.pending_changed.connect(self._show_pending)
        workspace.smear_opened.connect(self._show_smear)
        self._show_smear()

    def boundingRect(self) -> QRectF:
        """The smear's size."""
        return self._bounds

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint the draft."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(self._cell, _TINT)
        painter.fillPath(self._nucleus, _NUCLEUS_TINT)
        for path, width in ((self._marked, 2.5), (self._cell, 2.0), (self._nucleus, 1.2), (self._line, 1.6)):
            _outline(painter, path, width)
        for at in self._draft.sketch.line[:-1] if self._draft.sketch.is_closed else ():
            self._paint_corner(painter, at)
        if circle := self._draft.circle:
            _outline(painter, _disc(circle.at, circle.radius_px), 1.2)
            if circle.is_new:
                _outline(painter, self._plus(circle.at), 1.6)
        for pending in self._pending():
            _outline(painter, _disc(pending.at, pending.radius_px), 1.6, dashed=True)

    def _show_sketch(self) -> None:
        sketch = self._draft.sketch
        masks, cells = sketch.masks, self._workspace.content.cells
        self._cell = _path_round([masks.cell] if masks else ())
        self._nucleus = _path_round([masks.nucleus] if masks and masks.nucleus else ())
        self._marked = _path_round(cells[cell_id].cell_mask for cell_id in sketch.marked if cell_id in cells)
        self._line = _path_along(sketch.line, is_closed=sketch.is_closed)
        box = QRectF()
        for path in (self._cell, self._line, self._marked):
            box = box.united(path.controlPointRect())
        self._sketched = self._renew(self._sketched, box)

    def _show_circle(self) -> None:
        circle = self._draft.circle
        box = _disc(circle.at, circle.radius_px).controlPointRect() if circle else QRectF()
        self._circled = self._renew(self._circled, box)

    def _show_pending(self) -> None:
        box = QRectF()
        for pending in self._pending():
            box = box.united(_disc(pending.at, pending.radius_px).controlPointRect())
        self._awaited = self._renew(self._awaited, box)

    def _renew(self, before: QRectF, now: QRectF) -> QRectF:
        """Have both parts painted anew; gives the latter with the width of its lines."""
        if not now.isNull():
            spill = _SPILL_PX / self._zoom()
            now = now.adjusted(-spill, -spill, spill, spill)
        self.update(before.united(now))
        return now

    def _show_smear(self, _smear_id: str = "") -> None:
        self.prepareGeometryChange()
        smear = self._workspace.smear
        # A brush at the edge of the smear reaches beyond it.
        self._bounds = (
            QRectF(-smear.width, -smear.height, 3 * smear.width, 3 * smear.height) if smear else QRectF()
        )
        self._show_sketch()
        self._show_pending()

    def _pending(self) -> list[Pending]:
        smear = self._workspace.smear
        return [item for item in self._workspace.drawing.pending if smear and item.smear_id == smear.id]

    def _zoom(self) -> float:
        return float(self.sceneTransform().m11()) or 1.0

    def _plus(self, at: Point) -> QPainterPath:
        arm = _PLUS_PX / self._zoom()
        path = QPainterPath(QPointF(at[1] - arm, at[0]))
        path.lineTo(at[1] + arm, at[0])
        path.moveTo(at[1], at[0] - arm)
        path.lineTo(at[1], at[0] + arm)
        return path

    def _paint_corner(self, painter: QPainter, at: Point) -> None:
        half = _CORNER_PX / self._zoom()
        painter.fillRect(QRectF(at[1] - half, at[0] - half, 2 * half, 2 * half), _WHITE)


def _outline(painter: QPainter, path: QPainterPath, width: float, *, dashed: bool = False) -> None:
    if path.isEmpty():
        return
    for colour, thickness in ((_UNDER, width + 2), (_WHITE, width)):
        pen = QPen(colour, thickness)
        pen.setCosmetic(True)
        if dashed and colour is _WHITE:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.strokePath(path, pen)


def _path_round(masks: Iterable[Mask]) -> QPainterPath:
    path = QPainterPath()
    for mask in masks:
        for line in outlines_of(mask):
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in line.tolist()]))
            path.closeSubpath()
    return path


def _path_along(points: Sequence[Point], *, is_closed: bool) -> QPainterPath:
    path = QPainterPath()
    if len(points) > 1:
        path.addPolygon(QPolygonF([QPointF(column, row) for row, column in points]))
        if is_closed:
            path.closeSubpath()
    return path


def _disc(at: Point, radius_px: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(at[1], at[0]), radius_px, radius_px)
    return path
