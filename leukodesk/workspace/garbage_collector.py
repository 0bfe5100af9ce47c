"""Collects garbage on the window's thread while other threads run."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from leukodesk.garbage import collect_automatically, collect_by_hand, collect_due

_EVERY_MS: Final = 1000


class GarbageCollector(QObject):
    """Looks for garbage once a second, and lets no other thread do so until it is stopped.

    See :mod:`leukodesk.garbage`.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        collect_by_hand()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()

    def stop(self) -> None:
        """Let Python collect on its own again; a second call does nothing."""
        if self._timer.isActive():
            self._timer.stop()
            collect_automatically()
