"""Find a command by a few letters."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from leukodesk.gui.commands.actions import Actions, key_text
from leukodesk.gui.look.icons import blank_icon
from leukodesk.gui.look.room import give_room
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.words import tr

_MOVES: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ICON: Final = 16
_ID_ROLE: Final = Qt.ItemDataRole.UserRole


def matches(query: str, text: str) -> bool:
    """Whether every word of ``query`` begins a word of ``text``, whatever the case."""
    words = text.casefold().replace("…", "").split()
    return all(any(word.startswith(part) for word in words) for part in query.casefold().split())


class CommandPalette(QDialog):
    """A line to type in, and the commands that fit with their keys; Return runs the chosen one."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Find a command"))
        self._actions = actions
        self._line = QLineEdit()
        self._line.setPlaceholderText(tr("What do you want to do?"))
        self._line.setAccessibleName(tr("Find a command"))
        self._list = _list()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._line)
        layout.addWidget(self._list)
        self._line.textChanged.connect(self._fill)
        self._line.installEventFilter(self)
        self._list.itemClicked.connect(self._run)
        give_room(self, QSize(560, 440))
        self._fill("")

    def _fill(self, query: str) -> None:
        self._list.clear()
        blank = blank_icon(_ICON)
        for spec, action in self._actions:
            if spec.id != "palette" and action.isEnabled() and matches(query, f"{tr(spec.menu)} {spec.text}"):
                text = f"{tr(spec.menu)} › {action.text().rstrip('…')}"
                item = QTreeWidgetItem([text, key_text(spec)])
                item.setIcon(0, blank if action.icon().isNull() else action.icon())
                item.setData(0, _ID_ROLE, spec.id)
                item.setToolTip(0, spec.tip)
                item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self._list.addTopLevelItem(item)
        if first := self._list.topLevelItem(0):
            self._list.setCurrentItem(first)
        else:
            none = QTreeWidgetItem([tr("No command fits. Some need a smear, or a selected cell.")])
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            none.setFirstColumnSpanned(True)
            self._list.addTopLevelItem(none)

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the list out again: it was filled before the style said how high rows are."""
        super().showEvent(event)
        self._list.doItemsLayout()

    def _run(self, item: QTreeWidgetItem) -> None:
        self.accept()
        self._actions[item.data(0, _ID_ROLE)].trigger()

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


def _list() -> QTreeWidget:
    made = QTreeWidget()
    made.setAccessibleName(tr("Commands that fit"))
    made.setColumnCount(2)
    made.setHeaderHidden(True)
    made.setRootIsDecorated(False)
    made.setUniformRowHeights(True)
    made.setIconSize(QSize(_ICON, _ICON))
    made.setIndentation(0)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.header().setStretchLastSection(False)
    made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    made.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    return made
