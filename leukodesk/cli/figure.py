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
        value: the time, or what else was measured.
        reference: what it is compared with, in words.
        reference_value: the reference's, measured in the same run.
        unit: of both values.
    """

    id: str
    what: str
    value: float
    reference: str
    reference_value: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the reference it took."""
        return self.value / self.reference_value

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return {
            "id": self.id,
            "what": self.what,
            "value": _short(self.value),
            "unit": self.unit,
            "reference": self.reference,
            "reference_value": _short(self.reference_value),
            "ratio": _short(self.ratio),
        }


def _short(value: float) -> float:
    """Four digits that count: some figures are far below one."""
    return float(f"{value:.4g}")


def side_by_side(
    work: Callable[[], object], reference: Callable[[], object], repeats: int
) -> tuple[float, float]:
    """Median times in ms of both, run in turn after one unmeasured round, so that load hits both alike."""
    return in_turn(lambda: work, reference, repeats)


def in_turn(
    prepare: Callable[[], Callable[[], object]], reference: Callable[[], object], repeats: int
) -> tuple[float, float]:
    """As :func:`side_by_side`, with the work made anew each time; making it is not measured."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(repeats + 1):
        for kept, function in zip(times, (prepare(), reference), strict=True):
            start = time.perf_counter()
            function()
            if turn:
                kept.append(1000 * (time.perf_counter() - start))
    return statistics.median(times[0]), statistics.median(times[1])
