"""The outlines that other settings would give, dashed over the smear."""

from typing import Final

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from leukodesk.gui.field.display import Display
from leukodesk.gui.field.layer_cache import LayerCache, exposed_part
from leukodesk.gui.field.outline import outlines_of
from leukodesk.gui.field.outline_sheet import Canvas, OutlineSheet, View, dashes, stroke
from leukodesk.jobs.preview import Preview
from leukodesk.workspace.workspace import Workspace

_DASH: Final = QColor(255, 255, 255)
_UNDER: Final = QColor(20, 20, 24)
_ON_PX: Final = 6.0
_OFF_PX: Final = 5.0


class PreviewLayer(pg.GraphicsObject):
    """Cells that are not there yet: a line of white and dark dashes, which no class colour looks like."""

    def __init__(self, workspace: Workspace, display: Display) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._display = display
        self._workspace = workspace
        self._cells = OutlineSheet()
        self._nuclei = OutlineSheet()
        self._bounds = QRectF()
        self._is_shown = False
        self._cache = LayerCache(self.update, self)
        workspace.preview_changed.connect(self._show)
        display.changed.connect(self._cache.forget)

    def boundingRect(self) -> QRectF:
        """The smear's size."""
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint what is exposed."""
        if self._is_shown and not self._display.hidden:
            self._cache.paint(painter, exposed_part(option), self._bounds, self._draw)

    def _draw(self, canvas: Canvas, view: View, _region: QRectF) -> None:
        cells, nuclei = self._cells.placed(view), self._nuclei.placed(view)
        stroke(canvas, cells, _UNDER, 2 * view.ratio)
        for lines, width in ((cells, 2.0), (nuclei, 1.0)):
            parts = dashes(lines, _ON_PX * view.ratio, _OFF_PX * view.ratio)
            stroke(canvas, parts, _DASH, width * view.ratio, closed=False)

    def _show(self, preview: Preview | None) -> None:
        self.prepareGeometryChange()
        smear = self._workspace.smear
        self._is_shown = preview is not None and smear is not None and smear.id == preview.smear_id
        self._bounds = QRectF(0, 0, smear.width, smear.height) if smear else QRectF()
        found = preview.cells if preview is not None and self._is_shown else ()
        self._cells = OutlineSheet(line for cell in found for line in outlines_of(cell.cell_mask))
        self._nuclei = OutlineSheet(
            line for cell in found if cell.nucleus_mask for line in outlines_of(cell.nucleus_mask)
        )
        self._cache.forget()
