"""Shows that the keyboard leads a view which draws all of itself, as the field does."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

_BY_KEYS: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_FOR_A_MOMENT: Final = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class FocusRing(QFrame):
    """A line round a view from when keys led to it until they lead on or the mouse is used in it.

    Whoever clicks knows where the keys go, and a line round what is looked at would be in the way.
    """

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self.setObjectName("focusRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._view = view
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the view; nothing is kept from it."""
        kind = event.type()
        if kind is QEvent.Type.MouseButtonPress:
            self.hide()
        elif kind is QEvent.Type.Resize:
            self.setGeometry(self._view.rect())
        elif isinstance(event, QFocusEvent) and event.reason() not in _FOR_A_MOMENT:
            self.setGeometry(self._view.rect())
            self.setVisible(event.gotFocus() and event.reason() in _BY_KEYS)
            self.raise_()
        return False
