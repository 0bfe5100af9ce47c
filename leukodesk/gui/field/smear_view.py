"""The field: one smear with everything drawn over it."""

from math import ceil, floor
from typing import Any, Final

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QGraphicsObject, QWidget

from leukodesk.core.mask_edits import Point
from leukodesk.gui.field.display import Display
from leukodesk.gui.field.heatmap_layer import HeatmapLayer
from leukodesk.gui.field.overlay import CellOverlay
from leukodesk.gui.field.preview_layer import PreviewLayer
from leukodesk.gui.field.scale_bar import KeptBar, bar_for
from leukodesk.gui.field.smear_item import SmearItem
from leukodesk.gui.field.tile_layer import TileLayer
from leukodesk.gui.field.tools.draft_layer import DraftLayer
from leukodesk.gui.field.tools.easel import Easel
from leukodesk.gui.field.tools.hand import Hand
from leukodesk.gui.field.tools.toolbox import Toolbox
from leukodesk.gui.look.focus_ring import FocusRing
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace

_STEP: Final = 1.4
_CELL_SHARE: Final = 0.25
_CLOSEST_PX: Final = 24.0
_TOLERANCE: Final = 8.0
_BAR_ROOM: Final = 16 * SPACE


class SmearView(pg.GraphicsView):
    """Shows the smear in view; row 0 is on top, and pixels are square.

    With a tool in hand the left button draws, unless Space is held.

    Attributes:
        toolbox: the drawing tools.

    Signals:
        zoom_changed: arg: screen pixels per smear pixel.
        menu_requested: the reader asks for the menu of the selection; arg: where on the screen.
    """

    zoom_changed = Signal(float)
    menu_requested = Signal(object)

    def __init__(
        self, workspace: Workspace, display: Display, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, background=theme.colours.field)
        self._workspace = workspace
        self._display = display
        self._theme = theme
        self._space_held = False
        self._fitted = True
        self._last_id = ""
        self._room_left = self._room_height = 0
        self._bar = KeptBar()
        self._box = pg.ViewBox(lockAspect=True, invertY=True, enableMenu=False, defaultPadding=0)
        self.setCentralItem(self._box)
        FocusRing(self)
        self._smear_item = SmearItem()
        self._tiles = TileLayer(workspace.tiles)
        self._heatmap = HeatmapLayer(workspace, display)
        self._overlay = CellOverlay(workspace, display)
        self._preview = PreviewLayer(workspace, display)
        draft = DraftLayer(workspace, display)
        for item in (self._smear_item, self._tiles, self._heatmap, self._overlay, self._preview, draft):
            self._box.addItem(item, ignoreBounds=True)
        easel = Easel(workspace, display, self._overlay.cell_at, self._overlay.cells_in, self)
        self.toolbox = Toolbox(easel, self)
        self._hand = Hand(self.toolbox, self, self._place, lambda: not self._space_held)
        self.setAccessibleName(tr("Smear"))
        self.setAccessibleDescription(tr("The smear in view with its cells. Wheel zooms, dragging moves."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._box.sigRangeChanged.connect(self._report_zoom)
        self._box.sigRangeChangedManually.connect(self._leave_fit)
        self.scene().sigMouseClicked.connect(self._click)
        workspace.smear_opened.connect(self._show_smear)
        workspace.stain.pixels_changed.connect(self._show_pixels)
        workspace.selection_changed.connect(self._follow_selection)
        workspace.scale_changed.connect(self.viewport().update)
        theme.changed.connect(lambda: self.setBackground(theme.colours.field))
        self._show_smear()

    @property
    def zoom(self) -> float:
        """Screen pixels per smear pixel."""
        left, right = self._box.viewRange()[0]
        return float(self._box.width() / (right - left)) if right > left else 1.0

    @property
    def view_box(self) -> Any:
        """The pyqtgraph ViewBox, for measurements."""
        return self._box

    def fit(self) -> None:
        """Show the whole smear."""
        if smear := self._workspace.smear:
            whole = QRectF(0, 0, smear.width, smear.height)
            room = max(1.0, self._box.width() - self._room_left) / max(1.0, self._box.width())
            whole.setLeft(-smear.width * (1 / room - 1))
            self._box.setRange(whole, padding=0.01)
            self._fitted = True

    def leave_room(self, width: int, height: int) -> None:
        """Keep that much of the left edge free when the whole smear is shown: a tool strip lies there."""
        self._room_left, self._room_height = width, height
        if self._fitted:
            self.fit()

    def add_below_outlines(self, item: QGraphicsObject) -> None:
        """Draw ``item``, in smear pixels, over the smear and below outlines and class letters."""
        self._box.addItem(item, ignoreBounds=True)
        item.stackBefore(self._overlay)

    def add_on_top(self, item: QGraphicsObject) -> None:
        """Draw ``item``, in smear pixels, over everything else."""
        self._box.addItem(item, ignoreBounds=True)

    def cells_in_sight(self) -> list[str]:
        """Ids of the cells that are in view at least in part."""
        return self.toolbox.easel.cells_in(self._display.seen)

    def bar_place(self) -> QRectF:
        """Where the scale bar lies in the corner: beside the tool strip if the field is too low for both."""
        place = QRectF(self.viewport().rect())
        if place.height() < self._room_height + _BAR_ROOM:
            place.setLeft(place.left() + self._room_left)
        return place

    def zoom_by(self, factor: float) -> None:
        """Look ``factor`` times closer at the middle of the view."""
        self._box.scaleBy((1 / factor, 1 / factor))
        self._fitted = False

    def zoom_in(self) -> None:
        """Look a step closer."""
        self.zoom_by(_STEP)

    def zoom_out(self) -> None:
        """See a step more."""
        self.zoom_by(1 / _STEP)

    def zoom_to_pixels(self) -> None:
        """One smear pixel per screen pixel."""
        self.zoom_by(1 / (self.zoom * self.devicePixelRatioF()))

    def zoom_to_selection(self) -> None:
        """Show the leading selected cell with some surroundings."""
        if cell := self._leading_cell():
            y0, x0, y1, x1 = cell.bbox
            side = max(y1 - y0, x1 - x0) / _CELL_SHARE
            row, column = cell.centroid
            self._box.setRange(QRectF(column - side / 2, row - side / 2, side, side), padding=0)
            self._fitted = False

    def to_screen(self, row: float, column: float) -> QPointF:
        """Where a point of the smear lies in this widget."""
        scene = self._box.mapViewToScene(QPointF(column, row))
        return QPointF(self.mapFromScene(scene))

    def _place(self, position: QPointF) -> Point:
        """Where on the smear a point of the viewport lies."""
        place = self._box.mapSceneToView(self.mapToScene(position.toPoint()))
        return place.y(), place.x()

    # Following the workspace

    def _show_smear(self, _smear_id: str = "") -> None:
        self._show_pixels()
        smear = self._workspace.smear
        if smear is not None:
            longest = max(smear.width, smear.height)
            self._box.setLimits(
                xMin=-longest,
                xMax=smear.width + longest,
                yMin=-longest,
                yMax=smear.height + longest,
                minXRange=_CLOSEST_PX,
                minYRange=_CLOSEST_PX,
            )
            # One that was only read anew is still looked at in the same place.
            if self._fitted or smear.id != self._last_id:
                self.fit()
            self._last_id = smear.id
        self._display.hover("")
        self.viewport().update()

    def _show_pixels(self) -> None:
        self._smear_item.show_pixels(self._workspace.stain.pixels)

    def _follow_selection(self) -> None:
        cell = self._leading_cell()
        if cell is None:
            return
        left, right = self._box.viewRange()[0]
        top, bottom = self._box.viewRange()[1]
        y0, x0, y1, x1 = cell.bbox
        if x0 < left or x1 > right or y0 < top or y1 > bottom:
            row, column = cell.centroid
            width, height = right - left, bottom - top
            self._box.setRange(
                QRectF(column - width / 2, row - height / 2, width, height), padding=0, disableAutoRange=True
            )

    def _leading_cell(self) -> Any:
        selection = self._workspace.selection
        return self._workspace.content.cells.get(selection[0]) if selection else None

    def _report_zoom(self, *_: Any) -> None:
        self.zoom_changed.emit(self.zoom)
        self.toolbox.easel.tolerance_px = _TOLERANCE / self.zoom
        (left, right), (top, bottom) = self._box.viewRange()
        self._display.see((floor(top), floor(left), ceil(bottom), ceil(right)))

    def _leave_fit(self, *_: Any) -> None:
        self._fitted = False

    # Mouse and keys

    def _cell_under(self, scene_position: QPointF) -> str:
        point = self._box.mapSceneToView(scene_position)
        return self._overlay.cell_at(point.y(), point.x())

    def _click(self, event: Any) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._space_held or self._workspace.smear is None:
            return
        cell_id = self._cell_under(event.scenePos())
        selection = self._workspace.selection
        if event.double():
            if cell_id:
                self.zoom_to_selection()
            else:
                self.fit()
        elif event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            if cell_id in selection:
                self._workspace.select([other for other in selection if other != cell_id])
            elif cell_id:
                self._workspace.select([cell_id, *selection])
        else:
            self._workspace.select([cell_id] if cell_id else [])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Notice which cell the pointer is over."""
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            self._display.hover(self._cell_under(self.mapToScene(event.position().toPoint())))

    def leaveEvent(self, event: Any) -> None:
        """The pointer is over no cell any more."""
        super().leaveEvent(event)
        self._display.hover("")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Select the cell under the pointer and ask for the menu."""
        cell_id = self._cell_under(self.mapToScene(event.pos()))
        if cell_id and cell_id not in self._workspace.selection:
            self._workspace.select([cell_id])
        if cell_id:
            self.menu_requested.emit(event.globalPos())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space turns the pointer into a hand: a click then selects nothing, and no tool draws."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space_held = True
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif event.key() == Qt.Key.Key_Escape:
            self._workspace.select([])
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The pointer is an arrow again, or a tool."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._let_space_go()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Space is let go elsewhere then, which nobody tells."""
        super().focusOutEvent(event)
        self._let_space_go()

    def _let_space_go(self) -> None:
        if self._space_held:
            self._space_held = False
            self._hand.show_cursor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A smear that was shown whole stays whole."""
        super().resizeEvent(event)
        if getattr(self, "_fitted", False):
            self.fit()

    def drawForeground(self, painter: QPainter, _rect: QRectF) -> None:
        """The scale bar stays in its corner."""
        smear = self._workspace.smear
        if smear is None:
            return
        size = self._workspace.pixel_size
        painter.save()
        painter.resetTransform()
        self._bar.paint(painter, self.bar_place(), bar_for(self.zoom, size[0] if size else None))
        painter.restore()
