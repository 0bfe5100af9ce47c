"""What the reader is told above the field: what stays until it is closed, and what goes by itself."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leukodesk.gui.look.panel import Tone
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.message_bar import Choice, MessageBar
from leukodesk.workspace.words import tr

_NOTICE_MS: Final = 12_000
_MOST_NOTICES: Final = 3
_HINT: Final = "hint"

Offer = tuple[str, Callable[[], object]]
"""Text of a button, and what it does."""


@dataclass(frozen=True)
class _Standing:
    """A message that stays: a failure, a hint or a question.

    Attributes:
        about: a newer message about the same takes its place.
        text: its words.
        tone: how urgent it is.
        offer: a button; the message goes when it is pressed.
        other: another one; a failure stays when it is pressed, a question goes.
        tip: tool tip of the first.
        is_question: it is answered by one of its buttons, and has no cross.
    """

    about: str
    text: str
    tone: Tone = ""
    offer: Offer | None = None
    other: Offer | None = None
    tip: str = ""
    is_question: bool = False


@dataclass(frozen=True)
class _Notice:
    """See :meth:`Banner.show_notice`."""

    sentence: str
    smear_id: str = ""
    offer: Offer | None = None
    stays: bool = False


class Banner(QWidget):
    """Two lines of messages, so that none takes the place of another before it was seen.

    A failure, a hint or a question stays until it is closed or answered; a newer one covers it, and it is
    back when that one is closed. Below it stand the notices, several together, which go by themselves.

    Signals:
        noticed: a notice is shown.
    """

    noticed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing: list[_Standing] = []
        self._notices: list[_Notice] = []
        self._upper, self._lower = MessageBar(theme), MessageBar(theme)
        self._upper.closed.connect(self._close_standing)
        self._lower.closed.connect(self._close_notices)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._close_notices)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._upper)
        layout.addWidget(self._lower)

    @property
    def text(self) -> str:
        """All that is shown, line by line; empty while nothing is."""
        return "\n".join(filter(None, (self._upper.text, self._lower.text)))

    # What stays

    def show_failure(
        self,
        title: str,
        sentence: str,
        offer: Offer | None = None,
        other: Offer | None = None,
    ) -> None:
        """Something that could not be done; a newer failure of the same title takes its place.

        Args:
            title: what was tried, in a few words; left out if the sentence says it.
            sentence: why, and the way out.
            offer: text of a button and what it does.
            other: of a second one; the message stays when it is pressed.
        """
        text = f"{title}: {sentence}" if title else sentence
        self._stand(_Standing(title or sentence, text, "danger", offer, other))

    def show_hint(self, sentence: str, offer: Offer | None = None) -> None:
        """What is still to be done, with the way to it; nothing failed, and a newer hint takes its place."""
        self._stand(_Standing(_HINT, sentence, offer=offer))

    def told_about(self, about: str = _HINT) -> str:
        """The message about something that is to be seen or waits, or the hint; empty if there is none."""
        return next((message.text for message in self._standing if message.about == about), "")

    def ask(
        self,
        about: str,
        sentence: str,
        text: str,
        tip: str,
        action: Callable[[], object],
        otherwise: Offer | None = None,
    ) -> None:
        """A question that stays until it is answered.

        Args:
            about: what it is about, see :meth:`withdraw`; a newer question about it takes its place.
            sentence: what is so.
            text: of the button that does something about it.
            tip: its tool tip.
            action: what it does.
            otherwise: text of the other button and what it does; else that is ``Not now`` and does nothing.
        """
        self._stand(_Standing(about, sentence, "", (text, action), otherwise, tip, is_question=True))

    def withdraw(self, about: str = _HINT) -> None:
        """Take back the question about something, the failure of a title, or the hint."""
        self._standing = [message for message in self._standing if message.about != about]
        self._show_standing()

    def offer(self, text: str, action: Callable[[], object]) -> None:
        """Put a button beside the failure that was shown last."""
        self._stand(replace(self._standing[-1], offer=(text, action)))

    def _stand(self, message: _Standing) -> None:
        others = [known for known in self._standing if known.about != message.about]
        self._standing = [*others, message]
        self._show_standing()
        self._keep_notices([notice for notice in self._notices if notice.sentence != message.text])

    def _show_standing(self) -> None:
        if not self._standing:
            self._upper.hide()
            return
        message = self._standing[-1]
        choices = []
        if message.offer is not None:
            text, action = message.offer
            choices.append(Choice(text, lambda: self._answer(message, action), message.tip))
        if message.other is not None:
            text, otherwise = message.other
            if message.is_question:
                choices.append(Choice(text, lambda: self._answer(message, otherwise)))
            else:
                choices.append(Choice(text, otherwise))
        elif message.is_question:
            leave = Choice(tr("Not now"), self._close_standing, tr("Leave everything as it is"))
            choices.append(leave)
        self._upper.show_message(
            message.text,
            message.tone,
            choices,
            waiting=len(self._standing) - 1,
            has_cross=not message.is_question,
        )

    def _answer(self, message: _Standing, action: Callable[[], object]) -> None:
        self.withdraw(message.about)
        action()

    def _close_standing(self) -> None:
        self._standing = self._standing[:-1]
        self._show_standing()

    # What goes by itself

    def show_notice(
        self, sentence: str, smear_id: str = "", offer: Offer | None = None, *, stays: bool = False
    ) -> None:
        """Something worth knowing beside the notices that are shown, the latest last.

        Args:
            sentence: what.
            smear_id: the smear whose analysis noticed it; see :meth:`forget_analysis`.
            offer: text of a button and what it does; of several notices the first one shown has its button.
            stays: it stays until it is closed, and all others with it.
        """
        notice = _Notice(sentence, smear_id, offer, stays)
        said = [*(other for other in self._notices if other.sentence != sentence), notice]
        first = [other for other in said if other.stays][-1:] or [other for other in said if other.offer][-1:]
        plain = [other for other in said if other not in first and not other.stays]
        self._show_notices([*first, *plain[len(first) - _MOST_NOTICES :]])

    def forget_analysis(self, smear_id: str) -> None:
        """Take back what earlier analyses of a smear noticed."""
        self._keep_notices([notice for notice in self._notices if notice.smear_id != smear_id])

    def leave_smear(self) -> None:
        """Take back the notices that go by themselves."""
        self._keep_notices([notice for notice in self._notices if notice.stays])

    def _keep_notices(self, notices: list[_Notice]) -> None:
        if notices != self._notices:
            self._show_notices(notices)

    def _show_notices(self, notices: list[_Notice]) -> None:
        self._timer.stop()
        self._notices = notices
        if not notices:
            self._lower.hide()
            return
        first = notices[0]
        choices = []
        if first.offer is not None:
            text, action = first.offer
            choices.append(Choice(text, lambda: self._take_offer(first, action)))
        sentences = "\n".join(notice.sentence for notice in notices)
        self._lower.show_message(sentences, "danger" if first.stays else "", choices)
        if not first.stays:
            self._timer.start(_NOTICE_MS * len(notices))
        self.noticed.emit()

    def _take_offer(self, notice: _Notice, action: Callable[[], object]) -> None:
        self._keep_notices([other for other in self._notices if other != notice])
        action()

    def _close_notices(self) -> None:
        self._show_notices([])
