"""One line in which the next key pressed becomes an action's key."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit, QWidget

from leukodesk.workspace.words import tr

_MODIFIERS: Final = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
)


class KeyField(QKeySequenceEdit):
    """Takes one combination of keys; Tab and Esc keep their meaning, so that no one is caught in it.

    Signals:
        chosen: arg: the key in Qt's portable spelling, or empty for none.
    """

    chosen = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumSequenceLength(1)
        self.setClearButtonEnabled(True)
        self.setAccessibleName(tr("Key for {action}", action=title))
        self.setAccessibleDescription(tr("Press the new key."))
        self._line = self.findChildren(QLineEdit)[0]
        self._line.setAccessibleName(self.accessibleName())
        self.editingFinished.connect(self._tell)

    def show_key(self, key: str) -> None:
        """Show a key without choosing it."""
        self.setKeySequence(QKeySequence(key, QKeySequence.SequenceFormat.PortableText))
        # Qt puts a text of its own there each time.
        self._line.setPlaceholderText(tr("no key"))

    def event(self, event: QEvent) -> bool:
        """Leave Tab to the way from field to field, and Esc to the dialog; a modifier alone is no key yet."""
        if isinstance(event, QKeyEvent) and event.key() in _MODIFIERS:
            return True  # at such a key Qt forgets the one that is shown, also on the way back by Shift+Tab
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
            if event.key() == Qt.Key.Key_Escape:
                event.ignore()
                return False
        return super().event(event)

    def _tell(self) -> None:
        self.chosen.emit(self.keySequence().toString(QKeySequence.SequenceFormat.PortableText))
