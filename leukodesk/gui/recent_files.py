"""Which of the files that were open lately are still there."""

import contextlib
from collections.abc import Iterable
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, Signal, Slot


class RecentFiles(QObject):
    """Looks for files beside the window, each on a thread of its own.

    Who asks a share that is gone for a file may wait a minute for the answer; neither the window nor the
    other files wait with it, nor the end of the program.

    Signals:
        changed: of another file it is known whether it is there.
    """

    changed = Signal()
    _answered = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_there: dict[str, bool] = {}
        self._asked: set[str] = set()
        self._answered.connect(self._take)

    def look(self, names: Iterable[str]) -> None:
        """Look again for the files with these paths."""
        for name in names:
            if name not in self._asked:
                self._asked.add(name)
                Thread(target=self._ask, args=(name,), name="recent", daemon=True).start()

    def is_there(self, name: str) -> bool | None:
        """Whether a file was there when it was last looked for; None as long as that is not known."""
        return self._is_there.get(name)

    def _ask(self, name: str) -> None:
        is_there = False
        with contextlib.suppress(OSError, ValueError):  # such as a path that only another system can have
            is_there = Path(name).exists()
        with contextlib.suppress(RuntimeError):  # the window has gone meanwhile
            self._answered.emit(name, is_there)

    @Slot(str, bool)
    def _take(self, name: str, is_there: bool) -> None:
        self._asked.discard(name)
        if self._is_there.get(name) != is_there:
            self._is_there[name] = is_there
            self.changed.emit()
