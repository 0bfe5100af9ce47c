"""Cells drawn over the smear: outlines, fills and class letters."""

from dataclasses import dataclass
from typing import Any, Final

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from leukodesk.core.edit import Changes
from leukodesk.core.taxonomy import CellClass
from leukodesk.gui.badges import Badges
from leukodesk.gui.cell_class import shown_class
from leukodesk.gui.display import Display
from leukodesk.gui.outline import CellShape, shape_of
from leukodesk.workspace.workspace import Workspace

_CELL_FILL_ALPHA: Final = 60
_NUCLEUS_FILL_ALPHA: Final = 90
_SMALLEST_LETTERED_PX: Final = 22.0
_LINE_WIDTH: Final = 1.6
_LABELLED_WIDTH: Final = 2.6
_HALO = QColor(255, 255, 255, 235)
_SHADE = QColor(0, 0, 0, 170)


@dataclass
class _Drawn:
    """One cell as it is drawn now."""

    shape: CellShape
    cell_class: CellClass
    labelled: bool


class CellOverlay(pg.GraphicsObject):
    """All cells of the smear in view.

    A thick line and a filled letter mean a reader's label; a thin line and an open letter a model's
    suggestion. The letter says what the colour says.
    """

    def __init__(self, workspace: Workspace, display: Display) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._workspace = workspace
        self._display = display
        self._drawn: dict[str, _Drawn] = {}
        self._badges = Badges()
        self._bounds = QRectF()
        workspace.smear_opened.connect(self.reload)
        workspace.changed.connect(self._follow)
        workspace.choice_changed.connect(self.reload_classes)
        workspace.selection_changed.connect(self.update)
        display.changed.connect(self.update)
        display.hovered_changed.connect(self.update)
        self.reload()

    def reload(self, _smear_id: str = "") -> None:
        """Draw the cells of another smear."""
        self.prepareGeometryChange()
        smear = self._workspace.smear
        self._bounds = QRectF(0, 0, smear.width, smear.height) if smear else QRectF()
        content = self._workspace.content
        self._drawn = {}
        if smear is not None:
            for cell in content.cells_of(smear.id):
                cell_class, labelled = shown_class(self._workspace, cell.id)
                self._drawn[cell.id] = _Drawn(shape_of(cell), cell_class, labelled)
        self.update()

    def reload_classes(self) -> None:
        """Draw the same cells in the colours of their present classes."""
        for cell_id, drawn in self._drawn.items():
            if cell_id in self._workspace.content.cells:
                drawn.cell_class, drawn.labelled = shown_class(self._workspace, cell_id)
        self.update()

    def cell_at(self, row: float, column: float) -> str:
        """Id of the smallest cell under a point of the smear, or empty."""
        content = self._workspace.content
        point = QPointF(column, row)
        found = [
            content.cells[cell_id]
            for cell_id, drawn in self._drawn.items()
            if drawn.shape.box.contains(point) and cell_id in content.cells
        ]
        hit = [cell for cell in found if cell.cell_mask.contains(row, column)]
        return min(hit, key=lambda cell: cell.cell_area_px).id if hit else ""

    def boundingRect(self) -> QRectF:
        """The smear's size."""
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint what is exposed."""
        if self._display.hidden:
            return
        exposed: QRectF = _any(option).exposedRect
        visible = [
            (cell_id, drawn) for cell_id, drawn in self._drawn.items() if drawn.shape.box.intersects(exposed)
        ]
        selection = set(self._workspace.selection)
        if self._display.fills:
            self._paint_fills(painter, visible)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for cell_id, drawn in visible:
            if cell_id in selection or cell_id == self._display.hovered:
                _stroke(painter, drawn, _HALO, 6.0 if cell_id in selection else 4.0)
            if cell_id in selection:
                _stroke(painter, drawn, _SHADE, 4.0)
            if self._display.contours or cell_id in selection:
                self._paint_contour(painter, drawn)
        if self._display.letters:
            self._paint_letters(painter, visible)

    def _paint_fills(self, painter: QPainter, visible: list[tuple[str, _Drawn]]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        for _, drawn in visible:
            colour = QColor(drawn.cell_class.colour)
            colour.setAlpha(_CELL_FILL_ALPHA)
            painter.setBrush(colour)
            painter.drawPath(drawn.shape.cell)
            colour.setAlpha(_NUCLEUS_FILL_ALPHA)
            painter.setBrush(colour)
            painter.drawPath(drawn.shape.nucleus)

    def _paint_contour(self, painter: QPainter, drawn: _Drawn) -> None:
        colour = QColor(drawn.cell_class.colour)
        _stroke(painter, drawn, colour, _LABELLED_WIDTH if drawn.labelled else _LINE_WIDTH)
        painter.setPen(_pen(colour, 1.1))
        painter.drawPath(drawn.shape.nucleus)

    def _paint_letters(self, painter: QPainter, visible: list[tuple[str, _Drawn]]) -> None:
        to_screen = painter.worldTransform()
        painter.save()
        painter.setWorldTransform(QTransform())
        ratio = painter.device().devicePixelRatioF()
        for _, drawn in visible:
            corner = to_screen.map(drawn.shape.box.topRight())
            width = drawn.shape.box.width() * to_screen.m11()
            if width < _SMALLEST_LETTERED_PX:
                continue
            badge = self._badges.pixmap(drawn.cell_class, drawn.labelled, ratio)
            side = badge.width() / ratio
            painter.drawPixmap(QPointF(round(corner.x() - side / 2), round(corner.y() - side / 2)), badge)
        painter.restore()

    def _follow(self, changes: Changes, _initiator: object) -> None:
        smear = self._workspace.smear
        content = self._workspace.content
        for cell_id in changes.cells:
            cell = content.cells.get(cell_id)
            if cell is None or smear is None or cell.smear_id != smear.id:
                self._drawn.pop(cell_id, None)
            else:
                cell_class, labelled = shown_class(self._workspace, cell_id)
                self._drawn[cell_id] = _Drawn(shape_of(cell), cell_class, labelled)
        for cell_id in changes.labels | changes.predictions:
            if cell_id in self._drawn and cell_id in content.cells:
                drawn = self._drawn[cell_id]
                drawn.cell_class, drawn.labelled = shown_class(self._workspace, cell_id)
        self.update()


def _stroke(painter: QPainter, drawn: _Drawn, colour: QColor, width: float) -> None:
    painter.setPen(_pen(colour, width))
    painter.drawPath(drawn.shape.cell)


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    return pen


def _any(thing: Any) -> Any:
    # The option's own attributes are missing from the type stubs of some versions.
    return thing
