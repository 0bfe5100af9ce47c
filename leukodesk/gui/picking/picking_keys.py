"""The keyboard while cells are picked by letters."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from leukodesk.workspace.picking import Picker

_KEEPING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_GOING_ON: Final = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_PLAIN: Final = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier


class PickingKeys(QObject):
    """Takes letters, Return, Backspace and Esc from the views of cells while cells have codes.

    All other keys do what they always do, those of classes among them. Picking ends when the keyboard goes
    elsewhere in the window, and with Tab.

    Args:
        picking: takes what is typed.
        views: where cells are chosen; the first one gets the keyboard if none of them has it.
    """

    def __init__(self, picking: Picker, views: Sequence[QWidget]) -> None:
        super().__init__(views[0])
        self._picking = picking
        self._views = tuple(views)
        self._watches = False
        picking.changed.connect(self._follow)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what is about picking."""
        if not isinstance(event, QKeyEvent) or event.modifiers() & ~_PLAIN:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            if event.key() in _GOING_ON:
                self._picking.end()
            is_own = self._is_own(event.key())
            if is_own:
                event.accept()  # else the shortcut of that key acts
            return is_own
        if event.type() != QEvent.Type.KeyPress or not self._is_own(event.key()):
            return False
        if not event.isAutoRepeat():
            self._act(event.key())
        return True

    def _is_own(self, key: int) -> bool:
        return key in (*_KEEPING, Qt.Key.Key_Escape, Qt.Key.Key_Backspace) or self._sign(key) != ""

    def _sign(self, key: int) -> str:
        sign = chr(key) if key < 128 else ""
        return sign if sign and sign in self._picking.signs else ""

    def _act(self, key: int) -> None:
        if key in _KEEPING:
            self._picking.end()
        elif key == Qt.Key.Key_Escape:
            self._picking.cancel()
        elif key == Qt.Key.Key_Backspace:
            self._picking.step_back()
        else:
            self._picking.type(self._sign(key))

    def _follow(self) -> None:
        if self._picking.is_active == self._watches:
            return
        self._watches = self._picking.is_active
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        if not self._watches:
            application.focusChanged.disconnect(self._leave)
            for view in self._views:
                view.removeEventFilter(self)
            return
        for view in self._views:
            view.installEventFilter(self)
        if not any(view.hasFocus() for view in self._views):
            self._views[0].setFocus()
        application.focusChanged.connect(self._leave)

    def _leave(self, _old: QWidget | None, new: QWidget | None) -> None:
        # A dialog takes the keyboard for a while only.
        if new is not None and new.window() is self._views[0].window() and new not in self._views:
            self._picking.end()
