"""Many small steps that the reader sees as one job."""

from collections import deque
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance


class JobSeries(QObject):
    """Hands out items one at a time, so that other jobs get their turn between them.

    Whoever started the series works on each item with jobs of its own and then calls :meth:`advance`.

    Attributes:
        id: its number among the jobs.
        title: what the status bar says.

    Signals:
        item_due: the next item's turn; arg: the item.
        ended: all items had their turn, or the series was cancelled; arg: whether it was cancelled.
    """

    item_due = Signal(object)
    ended = Signal(bool)

    def __init__(
        self, number: int, title: str, items: Sequence[Any], progress: SignalInstance, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.id = number
        self.title = title
        self._items = deque(items)
        self._total = len(items)
        self._progress = progress
        self.is_over = False

    def advance(self, text: str = "") -> None:
        """Begin the next item, described by ``text``, or end the series."""
        if self.is_over:
            return
        if not self._items:
            self._end(cancelled=False)
            return
        self._progress.emit(self.id, self._total - len(self._items), self._total, text)
        self.item_due.emit(self._items.popleft())

    def extend(self, items: Sequence[Any]) -> None:
        """Append items to a series that is not over."""
        self._items.extend(items)
        self._total += len(items)

    def cancel(self) -> None:
        """End the series after the step that is on its way."""
        if not self.is_over:
            self._end(cancelled=True)

    def _end(self, *, cancelled: bool) -> None:
        self.is_over = True
        self._items.clear()
        self.ended.emit(cancelled)
