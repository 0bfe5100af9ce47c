"""How long a stage of a training still takes."""

import time
from collections.abc import Callable
from typing import Final

from leukodesk.workspace.words import tr, tr_n

_MINUTE_S: Final = 60


class Pace:
    """Reckons with the mean time of the epochs so far.

    Args:
        now: seconds by some clock.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._stage = ""
        self._first = (0, 0.0)

    def left(self, stage: str, epoch: int, epochs: int) -> str:
        """What is left of the stage, in words; empty while nobody can know, and at its end.

        Args:
            stage: a new one is reckoned anew.
            epoch: that was just finished, from 1.
            epochs: of the stage.
        """
        now = self._now()
        if stage != self._stage or epoch <= self._first[0]:
            self._stage, self._first = stage, (epoch, now)
        done = epoch - self._first[0]
        if not done or epoch >= epochs:
            return ""
        seconds = (now - self._first[1]) / done * (epochs - epoch)
        if seconds < _MINUTE_S:
            return tr("less than a minute left of this step")
        minutes = round(seconds / _MINUTE_S)
        return tr_n("about 1 minute left of this step", "about {n} minutes left of this step", minutes)
