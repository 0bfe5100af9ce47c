"""Find a command by a few letters."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from leukodesk.gui.actions import Actions, key_text
from leukodesk.gui.typography import SPACE

_MOVES: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def matches(query: str, text: str) -> bool:
    """Whether every word of ``query`` begins a word of ``text``, whatever the case."""
    words = text.casefold().replace("…", "").split()
    return all(any(word.startswith(part) for word in words) for part in query.casefold().split())


class CommandPalette(QDialog):
    """A line to type in, and the commands that fit; Return runs the chosen one."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Find a command")
        self._actions = actions
        self._line = QLineEdit()
        self._line.setPlaceholderText("What do you want to do?")
        self._line.setAccessibleName("Find a command")
        self._list = QListWidget()
        self._list.setAccessibleName("Commands that fit")
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._line)
        layout.addWidget(self._list)
        self._line.textChanged.connect(self._fill)
        self._line.installEventFilter(self)
        self._list.itemActivated.connect(self._run)
        self._list.itemClicked.connect(self._run)
        self.resize(520, 380)
        self._fill("")

    def _fill(self, query: str) -> None:
        self._list.clear()
        for spec, action in self._actions:
            if spec.id != "palette" and action.isEnabled() and matches(query, f"{spec.menu} {spec.text}"):
                item = QListWidgetItem(action.icon(), _line_of(spec.menu, action, key_text(spec)))
                item.setData(Qt.ItemDataRole.UserRole, spec.id)
                item.setToolTip(spec.tip)
                self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _run(self, item: QListWidgetItem) -> None:
        self.accept()
        self._actions[item.data(Qt.ItemDataRole.UserRole)].trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move in the list while the line keeps the keyboard; Return runs."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self._list.event(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if item := self._list.currentItem():
                    self._run(item)
                return True
        return super().eventFilter(watched, event)


def _line_of(menu: str, action: QAction, keys: str) -> str:
    text = f"{menu} › {action.text().replace('&', '').rstrip('…')}"
    return f"{text}    {keys}" if keys else text
