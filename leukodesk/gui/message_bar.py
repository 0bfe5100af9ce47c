"""A message above the field: its words, what may be done about it, and the cross that closes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from leukodesk.gui.look.panel import Tone, button, set_tone, text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.words import tr, tr_n

_MOST_CHOICES: Final = 2


@dataclass(frozen=True)
class Choice:
    """A button beside a message.

    Attributes:
        text: what stands on it.
        action: what it does.
        tip: its tool tip.
    """

    text: str
    action: Callable[[], object]
    tip: str = ""


class MessageBar(QFrame):
    """Shows one message.

    Signals:
        closed: the reader pressed the cross.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._theme = theme
        self._tone: Tone = ""
        self._mark = QLabel()
        self._text = text_label(wrap=True)
        self._more = text_label("", "small", "muted")
        self._actions: list[Callable[[], object]] = []
        self._buttons = [button("", "") for _ in range(_MOST_CHOICES)]
        self._buttons[0].clicked.connect(lambda: self._take(0))
        self._buttons[1].clicked.connect(lambda: self._take(1))
        self._close = QToolButton()
        self._close.setAccessibleName(tr("Close this message"))
        self._close.setToolTip(tr("Close this message"))
        self._close.clicked.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE * 3 // 2, SPACE // 2, SPACE, SPACE // 2)
        layout.setSpacing(SPACE)
        layout.addWidget(self._mark)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._more)
        for choice in self._buttons:
            layout.addWidget(choice)
        layout.addWidget(self._close)
        theme.changed.connect(self._redraw)
        self._redraw()
        self.hide()

    @property
    def text(self) -> str:
        """What is shown, or empty while nothing is."""
        return "" if self.isHidden() else self._text.text()

    def show_message(
        self, text: str, tone: Tone, choices: Sequence[Choice], *, waiting: int = 0, has_cross: bool = True
    ) -> None:
        """Show a message in the place of the one that is shown.

        Args:
            text: its words.
            tone: how urgent it is.
            choices: what may be done about it, at most two.
            waiting: how many others come when this one is closed.
            has_cross: it may be closed without any of the choices.
        """
        self._tone = tone
        set_tone(self, tone)
        self._text.setText(text)
        self._actions = [choice.action for choice in choices]
        for shown, choice in zip(self._buttons, [*choices, *[None] * _MOST_CHOICES], strict=False):
            shown.setVisible(choice is not None)
            if choice is not None:
                shown.setText(choice.text)
                shown.setToolTip(choice.tip)
        self._more.setText(tr_n("1 more message", "{n} more messages", waiting))
        self._more.setVisible(waiting > 0)
        self._close.setVisible(has_cross)
        self.setAccessibleName(text)
        self._redraw()
        self.show()
        # The keyboard stays where it is, so a screen reader would say nothing of it by itself.
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _take(self, number: int) -> None:
        self._actions[number]()

    def _redraw(self) -> None:
        colours = self._theme.colours
        failed = self._tone == "danger"
        icon = self._theme.icon(
            "attention" if failed else "about", colour=colours.danger if failed else colours.accent
        )
        self._mark.setPixmap(icon.pixmap(18, 18))
        self._close.setIcon(self._theme.icon("close"))
