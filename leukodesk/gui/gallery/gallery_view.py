"""The gallery under a reader's hands: choosing with mouse and keys, and dragging crops to a class."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QWidget

from leukodesk.gui.field.display import Display
from leukodesk.gui.gallery.cell_drag import cells_in, start_drag
from leukodesk.gui.gallery.gallery_canvas import GalleryCanvas
from leukodesk.gui.gallery.gallery_pointer import GalleryPointer
from leukodesk.gui.look.focus_ring import FocusRing
from leukodesk.gui.look.theme import Theme
from leukodesk.workspace.workspace import Workspace


class GalleryView(GalleryCanvas):
    """The gallery of the workspace.

    Attributes:
        pointer: what the mouse does.

    Signals:
        menu_requested: the reader asks for the menu of the chosen cells; arg: where on the screen.
        zoom_requested: a crop was clicked twice.
    """

    menu_requested = Signal(object)
    zoom_requested = Signal()

    def __init__(
        self, workspace: Workspace, display: Display, theme: Theme, tile: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, display, theme, tile, parent)
        self.pointer = GalleryPointer(self, self.choose)
        self.setAcceptDrops(True)
        FocusRing(self)

    def paint_over(self, painter: QPainter) -> None:
        """Paint the rubber band."""
        self.pointer.paint(painter, self.scrolled, self._theme.colours.accent)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from crop to crop, with Shift they take along what lies between."""
        key = Qt.Key(event.key())
        page, total = self.rows_in_sight, len(self._gallery.order)
        steps: dict[Qt.Key, tuple[int, int]] = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
            Qt.Key.Key_PageUp: (0, -page),
            Qt.Key.Key_PageDown: (0, page),
            Qt.Key.Key_Home: (-total, 0),
            Qt.Key.Key_End: (total, 0),
        }
        if key == Qt.Key.Key_Escape:
            self.choose([], False)
        elif key in steps:
            self._walk(*steps[key], extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _walk(self, across: int, down: int, *, extend: bool) -> None:
        leading = self.chosen[0] if self.chosen else None
        if cell_id := self.cell_beside(leading, across, down):
            self.pointer.go_to(cell_id, extend=extend)
            self.bring_into_sight(cell_id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See :class:`GalleryPointer`."""
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at a cell, draw a rubber band, or begin to drag crops."""
        place = event.position().toPoint()
        if event.buttons() == Qt.MouseButton.NoButton:
            self._display.hover(self.cell_at(place))
        elif self.pointer.move(event):
            start_drag(self, self.chosen)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See :class:`GalleryPointer`."""
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the cell closely in the field."""
        if self.cell_at(event.position().toPoint()):
            self.zoom_requested.emit()

    def leaveEvent(self, event: Any) -> None:
        """The pointer is over no cell any more."""
        super().leaveEvent(event)
        self._display.hover("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame of the chosen ones shows where keys go."""
        super().focusInEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Choose the cell under the pointer and ask for the menu."""
        cell_id = self.cell_at(event.pos())
        if cell_id and cell_id not in self.chosen:
            self.choose([cell_id], True)
        if cell_id:
            self.menu_requested.emit(event.globalPos())
        event.accept()

    # Crops dropped on a group

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Crops of this program may be dropped here."""
        if cells_in(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show the group that crops would go to."""
        class_id = self.class_at(event.position().toPoint())
        self.aim(class_id)
        event.setAccepted(bool(class_id))

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """They would go nowhere."""
        self.aim("")

    def dropEvent(self, event: QDropEvent) -> None:
        """Label all that was dropped as the class of the group, as one change."""
        cells, class_id = cells_in(event.mimeData()), self.class_at(event.position().toPoint())
        self.aim("")
        if cells and class_id:
            event.acceptProposedAction()
            self._workspace.label(cells, class_id)
