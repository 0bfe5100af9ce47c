"""Mouse and keys on the field, as far as they are about a tool."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from leukodesk.core.mask_edits import Point
from leukodesk.gui.field.tools.toolbox import SELECT, Toolbox

_FINISHING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN_KEYS: Final = (*_FINISHING, Qt.Key.Key_Backspace)


class Hand(QObject):
    """Holds the chosen tool: takes the left button's events from the field, leaves it all others.

    Right button and Esc forget what is begun; Esc once more puts the tool away.
    """

    def __init__(
        self,
        toolbox: Toolbox,
        field: QAbstractScrollArea,
        place: Callable[[QPointF], Point],
        may_draw: Callable[[], bool],
    ) -> None:
        """Watch a field.

        Args:
            toolbox: has the chosen tool.
            field: the view of the smear.
            place: where on the smear a point of its viewport lies.
            may_draw: the left button is not needed for something else now.
        """
        super().__init__(field)
        self._toolbox = toolbox
        self._field = field
        self._place = place
        self._may_draw = may_draw
        self._is_down = False
        field.installEventFilter(self)
        field.viewport().installEventFilter(self)
        toolbox.changed.connect(self.show_cursor)

    def show_cursor(self) -> None:
        """Let the pointer look like a tool, or like none."""
        if self._toolbox.has_tool:
            self._field.viewport().setCursor(Qt.CursorShape.CrossCursor)
        else:
            self._field.viewport().unsetCursor()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what is about the tool."""
        kind = event.type()
        if not self._toolbox.has_tool:
            return False
        if isinstance(event, QWheelEvent):
            return self._resize_brush(event)
        if isinstance(event, QKeyEvent):
            return self._take_key(event)
        if kind == QEvent.Type.Leave:
            self._toolbox.leave()
        elif kind == QEvent.Type.ContextMenu:
            return self._toolbox.cancel()
        elif isinstance(event, QMouseEvent):
            return self._take_mouse(event)
        return False

    def _take_mouse(self, event: QMouseEvent) -> bool:
        at = self._place(event.position())
        if event.type() == QEvent.Type.MouseMove:
            self._toolbox.move(at, is_down=self._is_down)
            return self._is_down
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            was_down, self._is_down = self._is_down, False
            if was_down:
                self._toolbox.release(at)
            return was_down
        if not self._may_draw():
            return False
        if event.type() == QEvent.Type.MouseButtonDblClick and self._toolbox.is_busy:
            self._toolbox.finish()
            return True
        self._is_down = True
        self._toolbox.press(at)
        return True

    def _resize_brush(self, event: QWheelEvent) -> bool:
        if not (self._toolbox.has_brush and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            return False
        self._toolbox.easel.resize(1 if event.angleDelta().y() > 0 else -1)
        return True

    def _take_key(self, event: QKeyEvent) -> bool:
        key, is_own = event.key(), self._toolbox.is_busy and event.key() in _OWN_KEYS
        if event.type() == QEvent.Type.ShortcutOverride:
            if is_own:
                event.accept()  # else the shortcut of that key acts
            return is_own
        if event.type() != QEvent.Type.KeyPress:
            return False
        if key == Qt.Key.Key_Escape:
            if not self._toolbox.cancel():
                self._toolbox.choose(SELECT)
            return True
        if is_own:
            self._toolbox.finish() if key in _FINISHING else self._toolbox.step_back()
        return is_own
