"""Images that were left out of work on many, told of together."""

import logging
from typing import Final

from leukodesk.workspace.words import tr

_NAMED: Final = 10
"""So many are named; the log has all."""

_log = logging.getLogger(__name__)


class LeftOut:
    """Collects them until the work ends, since each message would take the place of the one before."""

    def __init__(self) -> None:
        self._all: list[tuple[str, str]] = []

    def add(self, name: str, sentence: str) -> None:
        """Remember the name of an image, and why it was left out, one sentence."""
        _log.warning("Left out: %s", sentence)
        self._all.append((name, sentence))

    def forget(self) -> None:
        """Nobody is to be told any more."""
        self._all.clear()

    def told(self) -> str:
        """What to tell of all of them, which are forgotten then; empty if there are none."""
        left_out, self._all = self._all, []
        if len(left_out) <= 1:
            return left_out[0][1] if left_out else ""
        names = [name for name, _ in left_out]
        named = ", ".join(names[:_NAMED])
        if len(names) > _NAMED:
            named = tr("{names} and {number} more", names=named, number=len(names) - _NAMED)
        return tr(
            "{number} images were left out: {names}. The last one: {sentence}",
            number=len(names),
            names=named,
            sentence=left_out[-1][1],
        )
