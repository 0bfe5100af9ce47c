"""Cells drawn over the smear: outlines, fills and class letters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from leukodesk.core.edit import Changes
from leukodesk.core.taxonomy import CellClass
from leukodesk.gui.cells.cell_class import shown_classes
from leukodesk.gui.field.display import Display
from leukodesk.gui.field.layer_cache import LayerCache, Pace, exposed_part
from leukodesk.gui.field.outline import CellShape, Line
from leukodesk.gui.field.outline_sheet import Canvas, OutlineSheet, Points, View
from leukodesk.gui.field.outlining import Outlining
from leukodesk.gui.field.placed_cells import (
    LABELLED_WIDTH,
    PlacedCell,
    draw_fills,
    draw_letters,
    draw_lines,
    draw_outlines,
    lines_of,
)
from leukodesk.gui.look.badges import Badges
from leukodesk.workspace.workspace import Workspace

_SPILL_PX: Final = 28.0
_REDRAWN_ONE_BY_ONE: Final = 20
_DRAWN_A_TURN: Final = 1500
_CROWD: Final = 500
_HALO: Final = QColor(255, 255, 255)
_SHADE: Final = QColor(20, 20, 24)


@dataclass
class _Drawn:
    """One cell as it is drawn now.

    Its lines are ``first`` to ``last`` of the sheet; those of the nucleus begin at ``middle``.
    """

    shape: CellShape
    cell_class: CellClass
    labelled: bool
    first: int = 0
    middle: int = 0
    last: int = 0


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
        self._sheet = OutlineSheet()
        self._badges = Badges()
        self._cache = LayerCache(self.update, self)
        self._outlining = Outlining(self)
        self._outlining.found.connect(self._take_outlines)
        self._bounds = QRectF()
        self._selected: tuple[str, ...] = ()
        self._left_out = ""
        self._ids: list[str] = []
        self._corners = np.empty((0, 4))
        workspace.smear_opened.connect(self.reload)
        workspace.changed.connect(self._follow)
        workspace.choice_changed.connect(self._reload_classes)
        workspace.selection_changed.connect(self._show_selection)
        display.draft.replaced_changed.connect(self._leave_out)
        display.changed.connect(self._cache.forget)
        display.hovered_changed.connect(self._show_hovered)
        self.reload()

    def reload(self, _smear_id: str = "") -> None:
        """Draw the cells of another smear."""
        self.prepareGeometryChange()
        smear = self._workspace.smear
        self._bounds = QRectF(0, 0, smear.width, smear.height) if smear else QRectF()
        self._drawn = {}
        self._outlining.forget_all()
        if smear is not None:
            cells = {cell.id: cell for cell in self._workspace.content.cells_of(smear.id)}
            self._draw_from_now(self._outlining.of(cells))
        self._lay_out()
        self._cache.forget_all()

    def cell_at(self, row: float, column: float) -> str:
        """Id of the smallest cell under a point of the smear, or empty."""
        cells = self._workspace.content.cells
        found = [cells[cell_id] for cell_id in self.cells_in(QRectF(column, row, 0, 0))]
        hit = [cell for cell in found if cell.cell_mask.contains(row, column)]
        return min(hit, key=lambda cell: cell.cell_area_px).id if hit else ""

    def cells_in(self, box: QRectF) -> list[str]:
        """Ids of the cells whose boxes reach into a box of the smear."""
        cells = self._workspace.content.cells
        near = [*self._reaching_into(box), *self._outlining.waiting_in(box)]
        return [cell_id for cell_id in near if cell_id in cells]

    def boundingRect(self) -> QRectF:
        """The smear's size."""
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint what is exposed."""
        if self._display.hidden or not self._drawn:
            return
        self._cache.paint(painter, exposed_part(option), self._bounds, self._draw)
        hovered = self._drawn.get(self._display.hovered)
        if hovered and self._display.hovered != self._left_out:
            self._paint_hovered(painter, hovered)

    def _draw(self, canvas: Canvas, view: View, region: QRectF) -> Iterator[None]:
        if len(self._ids) > _CROWD:
            yield  # the frame that asks is not held up by where thousands of lines lie
        spill = _SPILL_PX * view.ratio / view.scale
        near = region.adjusted(-spill, -spill, spill, spill)
        lines = self._sheet.placed(view)
        visible = self._placed(lines, self._reaching_into(near))
        chosen = self._placed(lines, self._workspace.selection)
        shown = visible if self._display.contours else chosen
        pace, width = Pace(_DRAWN_A_TURN), view.ratio
        if len(visible) > _CROWD:
            yield
        if self._display.fills:
            yield from draw_fills(canvas, visible, pace)
        for colour, thickness in ((_SHADE, 5), (_HALO, 3)):
            yield from draw_lines(canvas, lines_of(chosen), colour, thickness * width, pace)
        yield from draw_outlines(canvas, shown, width, pace)
        if self._display.letters:
            yield from draw_letters(canvas, view, self._bounds, visible, self._badges, pace)

    def _placed(self, lines: list[Points], cells: Iterable[str]) -> list[PlacedCell]:
        """Those of the cells that are drawn, less the one whose outline is being corrected."""
        found = (self._drawn[i] for i in cells if i in self._drawn and i != self._left_out)
        return [
            PlacedCell(
                drawn.cell_class,
                drawn.labelled,
                drawn.shape.box,
                lines[drawn.first : drawn.middle],
                lines[drawn.middle : drawn.last],
            )
            for drawn in found
        ]

    def _paint_hovered(self, painter: QPainter, drawn: _Drawn) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((_HALO, 5.0), (QColor(drawn.cell_class.colour), LABELLED_WIDTH)):
            pen = QPen(colour, width)
            pen.setCosmetic(True)
            painter.setPen(pen)
            for line in drawn.shape.cell:
                painter.drawPolygon([QPointF(x, y) for x, y in line.tolist()])

    def _follow(self, changes: Changes) -> None:
        smear = self._workspace.smear
        content = self._workspace.content
        touched = changes.cells | changes.labels | changes.predictions
        before = self._boxes(touched)
        now = {i: content.cells[i] for i in changes.cells if i in content.cells}
        if self._display.hovered in changes.cells and self._display.hovered not in content.cells:
            self._display.hover("")  # keys are meant for the cell under the pointer
        here = {i: cell for i, cell in now.items() if smear is not None and cell.smear_id == smear.id}
        gone = changes.cells - here.keys()
        self._outlining.forget(gone)
        for cell_id in gone:
            self._drawn.pop(cell_id, None)
        self._draw_from_now(self._outlining.of(here))
        self._reload_class_of(changes.labels | changes.predictions)
        if changes.classes:
            self._reload_classes()
        if changes.cells:
            self._lay_out()
        if changes.classes or len(touched) > _REDRAWN_ONE_BY_ONE:
            self._cache.forget()
        else:
            self._redraw_parts(before + self._boxes(touched))

    def _draw_from_now(self, shapes: dict[str, CellShape]) -> None:
        classes = shown_classes(self._workspace, shapes)
        for cell_id, shape in shapes.items():
            self._drawn[cell_id] = _Drawn(shape, *classes[cell_id])

    def _take_outlines(self, shapes: dict[str, CellShape]) -> None:
        self._draw_from_now(shapes)
        self._lay_out()
        self._cache.forget()

    def _boxes(self, cells: Iterable[str]) -> list[QRectF]:
        return [self._drawn[cell_id].shape.box for cell_id in cells if cell_id in self._drawn]

    def _reaching_into(self, box: QRectF) -> list[str]:
        left, top, right, bottom = self._corners.T
        across = (left <= box.x() + box.width()) & (right >= box.x())
        near = across & (top <= box.y() + box.height()) & (bottom >= box.y())
        return [self._ids[place] for place in np.flatnonzero(near).tolist()]

    def _redraw_parts(self, boxes: Iterable[QRectF]) -> None:
        part = QRectF()
        for box in boxes:
            part = part.united(box)
        if not part.isEmpty():
            self.update(self._cache.forget_part(part))

    def _show_selection(self) -> None:
        before, self._selected = self._selected, self._workspace.selection
        changed = set(before) ^ set(self._selected)
        if len(changed) > _REDRAWN_ONE_BY_ONE:
            self._cache.forget()
        else:
            self._redraw_parts(self._boxes(changed))

    def _leave_out(self) -> None:
        before, self._left_out = self._left_out, self._display.draft.sketch.instead_of
        self._redraw_parts(self._boxes((before, self._left_out)))

    def _show_hovered(self, _cell_id: str) -> None:
        self.update()

    def _reload_classes(self) -> None:
        self._reload_class_of(self._drawn)
        self._cache.forget()

    def _reload_class_of(self, cells: Iterable[str]) -> None:
        known = self._workspace.content.cells
        shown = [cell_id for cell_id in cells if cell_id in self._drawn and cell_id in known]
        for cell_id, (cell_class, is_labelled) in shown_classes(self._workspace, shown).items():
            drawn = self._drawn[cell_id]
            drawn.cell_class, drawn.labelled = cell_class, is_labelled

    def _lay_out(self) -> None:
        lines: list[Line] = []
        self._ids = list(self._drawn)
        boxes = [drawn.shape.box for drawn in self._drawn.values()]
        corners = [(box.x(), box.y(), box.x() + box.width(), box.y() + box.height()) for box in boxes]
        self._corners = np.array(corners, np.float64).reshape(-1, 4)
        for drawn in self._drawn.values():
            drawn.first = len(lines)
            drawn.middle = drawn.first + len(drawn.shape.cell)
            drawn.last = drawn.middle + len(drawn.shape.nucleus)
            lines += [*drawn.shape.cell, *drawn.shape.nucleus]
        self._sheet = OutlineSheet(lines)
