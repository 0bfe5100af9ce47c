"""How smoothly the event loop runs: what a reader feels while work goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Final

import numpy as np
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, Qt, QTimer, Slot

from leukodesk.workspace.workspace import Workspace

_TICK_MS: Final = 5
_QUIET_MS: Final = 300


@dataclass(frozen=True)
class StallReport:
    """Times between two turns of the event loop, with a timer due every 5 ms.

    Attributes:
        p95_ms: 95 % of the intervals are shorter; 5 when nothing is in the way.
        longest_ms: the longest stall.
        elapsed_s: how long was measured.
        turns: number of intervals.
    """

    p95_ms: float
    longest_ms: float
    elapsed_s: float
    turns: int


class FrameClock(QObject):
    """Records when the event loop comes round."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turns: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin to measure."""
        self._turns = [perf_counter()]
        self._timer.start()

    def stop(self) -> StallReport:
        """End and report; a stall that is not over yet counts."""
        self._timer.stop()
        self._turns.append(perf_counter())
        intervals = np.diff(self._turns) * 1000
        return StallReport(
            p95_ms=float(np.percentile(intervals, 95)),
            longest_ms=float(intervals.max()),
            elapsed_s=self._turns[-1] - self._turns[0],
            turns=len(intervals),
        )

    @Slot()
    def _tick(self) -> None:
        self._turns.append(perf_counter())


def measure_stalls(
    workspace: Workspace, work: Callable[[Workspace], None], *, timeout_s: float = 600.0
) -> StallReport:
    """Start work and serve the event loop until the workspace has been idle for 0.3 s.

    Args:
        workspace: whose jobs and training are waited for.
        work: starts them, for example ``Workspace.analyze``.
        timeout_s: give up waiting after that long.
    """
    clock = FrameClock()
    deadline = QDeadlineTimer(int(timeout_s * 1000))
    loop = QEventLoop()
    quiet = QTimer()
    quiet.setSingleShot(True)
    quiet.timeout.connect(loop.quit)
    clock.start()
    work(workspace)
    while True:
        quiet.start(_QUIET_MS)
        loop.exec()
        if not workspace.is_busy or deadline.hasExpired():
            return clock.stop()
