"""Many small steps that the reader sees as one job."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance


class JobSeries(QObject):
    """Hands out items one at a time, so that other jobs get their turn between them.

    Whoever started the series works on each item with jobs of its own and then calls :meth:`advance`.

    Attributes:
        id: its number among the jobs.
        when_cancelled: what the reader who stops it is told.

    Signals:
        item_due: the next item's turn; arg: the item.
        ended: all items had their turn, or the series was cancelled; arg: whether it was cancelled.
    """

    item_due = Signal(object)
    ended = Signal(bool)

    def __init__(
        self,
        number: int,
        items: Sequence[Any],
        describe: Callable[[Any], str],
        progress: SignalInstance,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.id = number
        self.when_cancelled = ""
        self._describe = describe
        self._items = deque(items)
        self._total = len(items)
        self._progress = progress
        self.is_over = False

    @property
    def following(self) -> Any:
        """The item whose turn is next, or None after the last."""
        return self._items[0] if self._items else None

    def advance(self) -> None:
        """Begin the next item, or end the series."""
        if self.is_over:
            return
        if not self._items:
            self._end(cancelled=False)
            return
        done = self._total - len(self._items)
        item = self._items.popleft()
        self._progress.emit(self.id, done, self._total, self._describe(item))
        self.item_due.emit(item)

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
