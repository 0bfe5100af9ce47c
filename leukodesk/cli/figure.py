"""One line of the speed table: what was measured, and a reference measured beside it in the same run."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """A measured time beside a reference, so that a slow machine does not look like slow code.

    Attributes:
        id: name in JSON.
        what: what was measured, in words.
        value_ms: the time.
        reference: what it is compared with, in words.
        reference_ms: the reference's time, measured in the same run.
    """

    id: str
    what: str
    value_ms: float
    reference: str
    reference_ms: float

    @property
    def ratio(self) -> float:
        """How many times the reference it took."""
        return self.value_ms / self.reference_ms

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return {
            "id": self.id,
            "what": self.what,
            "value": round(self.value_ms, 3),
            "unit": "ms",
            "reference": self.reference,
            "reference_value": round(self.reference_ms, 3),
            "ratio": round(self.ratio, 3),
        }


def side_by_side(
    work: Callable[[], object], reference: Callable[[], object], repeats: int
) -> tuple[float, float]:
    """Median times in ms of both, run in turn after one unmeasured round, so that load hits both alike."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(repeats + 1):
        for kept, function in zip(times, (work, reference), strict=True):
            start = time.perf_counter()
            function()
            if turn:
                kept.append(1000 * (time.perf_counter() - start))
    return statistics.median(times[0]), statistics.median(times[1])
