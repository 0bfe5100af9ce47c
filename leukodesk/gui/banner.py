"""One calm sentence above the field when something could not be done."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from leukodesk.gui.look.panel import Tone, button, set_tone, text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.words import tr

_NOTICE_MS: Final = 12_000
_MOST_NOTICES: Final = 3

Offer = tuple[str, Callable[[], object]]
"""Text of a button, and what it does."""


class Banner(QFrame):
    """Shows the latest message; a notice goes by itself, a failure stays until it is closed.

    An analysis has several notices to tell, one after the other; they are shown together.

    Signals:
        noticed: a notice is shown.
    """

    noticed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._theme = theme
        self._tone: Tone = ""
        self._mark = QLabel()
        self._text = text_label(wrap=True)
        self._offer = button("", "")
        self._offered: Callable[[], object] | None = None
        self._offer.clicked.connect(self._take_offer)
        self._other = button("", "")
        self._otherwise: Callable[[], object] | None = None
        self._other.clicked.connect(self._take_other)
        self._decline = button(tr("Not now"), tr("Leave everything as it is"))
        self._decline.clicked.connect(self.withdraw)
        self._is_question = self._is_hint = False
        self._notices: list[str] = []
        self._close = QToolButton()
        self._close.setAccessibleName(tr("Close this message"))
        self._close.setToolTip(tr("Close this message"))
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE * 3 // 2, SPACE // 2, SPACE, SPACE // 2)
        layout.setSpacing(SPACE)
        layout.addWidget(self._mark)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._offer)
        layout.addWidget(self._other)
        layout.addWidget(self._decline)
        layout.addWidget(self._close)
        theme.changed.connect(self._redraw)
        self._redraw()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown, or empty while nothing is."""
        return self._text.text() if not self.isHidden() else ""

    def show_notice(self, sentence: str) -> None:
        """Something worth knowing, instead of what is shown; while a question is open, it waits."""
        self._show_notices([sentence])

    def add_notice(self, sentence: str) -> None:
        """Something worth knowing beside the notices that are shown or wait, the latest last."""
        earlier = self._notices if self._is_question or self.has_notice else []
        others = [said for said in earlier if said != sentence]
        self._show_notices([*others, sentence][-_MOST_NOTICES:])

    def _show_notices(self, sentences: list[str]) -> None:
        if self._is_question:
            self._notices = sentences
            return
        self._show("\n".join(sentences), "", None)
        self._notices = sentences
        self._timer.start(_NOTICE_MS * len(sentences))
        self.noticed.emit()

    def show_failure(
        self,
        title: str,
        sentence: str,
        offer: Offer | None = None,
        other: Offer | None = None,
    ) -> None:
        """Something that could not be done.

        Args:
            title: what was tried, in a few words; left out if the sentence says it.
            sentence: why, and the way out.
            offer: text of a button and what it does.
            other: of a second one; the message stays when it is pressed.
        """
        self._show(f"{title}: {sentence}" if title else sentence, "danger", offer)
        if other is not None:
            text, self._otherwise = other
            self._other.setText(text)
            self._other.show()

    def show_hint(self, sentence: str, offer: Offer | None = None) -> None:
        """What is still to be done, with the way to it; nothing failed, and it stays until it is closed."""
        self._show(sentence, "", offer)
        self._is_hint = True

    @property
    def has_notice(self) -> bool:
        """Whether the message shown is a notice."""
        return self._timer.isActive() and not self.isHidden()

    @property
    def has_hint(self) -> bool:
        """Whether the message shown is a hint."""
        return self._is_hint and not self.isHidden()

    def ask(self, sentence: str, text: str, tip: str, action: Callable[[], object]) -> None:
        """A question that stays until it is answered.

        Args:
            sentence: what is so.
            text: of the button that does something about it; the other one is ``Not now``.
            tip: its tool tip.
            action: what it does.
        """
        self._show(sentence, "", (text, action))
        self._is_question = True
        self._offer.setToolTip(tip)
        self._decline.show()
        self._close.hide()

    def withdraw(self) -> None:
        """End the question, if one is open."""
        if self._is_question:
            self._is_question = False
            self.hide()
            if self._notices:
                self._show_notices(self._notices)

    def offer(self, text: str, action: Callable[[], object]) -> None:
        """Put a button beside the message that is shown; with another message it goes."""
        self._offered = action
        self._offer.setText(text)
        self._offer.show()

    def _show(self, text: str, tone: Tone, offer: Offer | None) -> None:
        self._timer.stop()
        self._is_question = self._is_hint = False
        self._notices = []
        self._tone = tone
        set_tone(self, tone)
        self._text.setText(text)
        self._offered = None
        self._offer.hide()
        self._offer.setToolTip("")
        self._other.hide()
        self._decline.hide()
        self._close.show()
        if offer is not None:
            self.offer(*offer)
        self.setAccessibleName(text)
        self._redraw()
        self.show()

    def _take_offer(self) -> None:
        offered = self._offered
        self.hide()
        self.withdraw()
        if offered:
            offered()

    def _take_other(self) -> None:
        if self._otherwise:
            self._otherwise()

    def _redraw(self) -> None:
        colours = self._theme.colours
        failed = self._tone == "danger"
        icon = self._theme.icon(
            "attention" if failed else "about", colour=colours.danger if failed else colours.accent
        )
        self._mark.setPixmap(icon.pixmap(18, 18))
        self._close.setIcon(self._theme.icon("close"))
