"""One calm sentence above the field when something could not be done."""

from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class _Notice:
    """See :meth:`Banner.add_notice`."""

    sentence: str
    smear_id: str = ""
    offer: Offer | None = None


class Banner(QFrame):
    """Shows the latest message; a notice goes by itself, a failure stays until it is closed.

    An analysis has several notices to tell, one after the other; they are shown together, first the one that
    has a button, of which there is never more than one.

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
        self._notices: list[_Notice] = []
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
        self._show_notices([_Notice(sentence)])

    def add_notice(self, sentence: str, smear_id: str = "", offer: Offer | None = None) -> None:
        """Something worth knowing beside the notices that are shown or wait, the latest last.

        Args:
            sentence: what.
            smear_id: the smear whose analysis noticed it; see :meth:`forget_analysis`.
            offer: text of a button and what it does; a notice with one stays until it is closed.
        """
        notice = _Notice(sentence, smear_id, offer)
        earlier = [] if self.isHidden() and not self._is_question else self._notices
        said = [*(other for other in earlier if other.sentence != notice.sentence), notice]
        offering = [other for other in said if other.offer][-1:]
        plain = [other for other in said if not other.offer]
        self._show_notices([*offering, *plain[len(offering) - _MOST_NOTICES :]])

    def forget_analysis(self, smear_id: str) -> None:
        """Take back what earlier analyses of a smear noticed."""
        self._keep_notices([notice for notice in self._notices if notice.smear_id != smear_id])

    def leave_smear(self) -> None:
        """Take back the notices that go by themselves."""
        self._keep_notices([notice for notice in self._notices if notice.offer])

    def _keep_notices(self, notices: list[_Notice]) -> None:
        if notices == self._notices:
            return
        if self._is_question or self.isHidden():
            self._notices = notices
        elif notices:
            self._show_notices(notices)
        else:
            self.hide()

    def _show_notices(self, notices: list[_Notice]) -> None:
        if self._is_question:
            self._notices = notices
            return
        offer = next((notice.offer for notice in notices if notice.offer), None)
        text = "\n".join(notice.sentence for notice in notices)
        self._show(text, "danger" if offer else "", offer)
        self._notices = notices
        if not offer:
            self._timer.start(_NOTICE_MS * len(notices))
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
        was_notice = not self._is_question and any(notice.offer for notice in self._notices)
        others = [notice for notice in self._notices if not notice.offer] if was_notice else []
        self.hide()
        self.withdraw()
        if others:
            self._show_notices(others)
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
