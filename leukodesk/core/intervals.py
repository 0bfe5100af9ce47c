"""Intervals of shares, and when others know too little."""

from collections.abc import Sequence
from math import isclose, sqrt
from statistics import NormalDist
from typing import Final

Interval = tuple[float, float]

FEW_UNITS: Final = 10
"""Below so many patients, fields or blocks a bootstrap that draws them knows too little."""

_Z: Final = NormalDist().inv_cdf(0.975)


def wilson(share: float, count: float) -> Interval:
    """Wilson's 95 % interval of a share among ``count`` independent cells (JASA 1927).

    Args:
        share: 0 to 1.
        count: at least 1; a mean may be worth a number between two.
    """
    middle = (share + _Z * _Z / (2 * count)) / (1 + _Z * _Z / count)
    reach = _Z / (1 + _Z * _Z / count) * sqrt(share * (1 - share) / count + _Z * _Z / (4 * count * count))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def has_width(ends: Sequence[float]) -> bool:
    """Whether an interval tells anything: what a bootstrap draws of a single field is always the same.

    The ends may differ by how their sums were rounded.
    """
    return not isclose(ends[0], ends[1], rel_tol=1e-9, abs_tol=1e-9)


def caution_of_few(count: int, units: int, noun: str) -> str:
    """A sentence where so few units were judged that intervals say little, else empty.

    Args:
        count: how many cells or fields were judged.
        units: of how many patients, fields or blocks.
        noun: what ``count`` counts.
    """
    if units >= FEW_UNITS:
        return ""
    judged = "1 patient or field" if units == 1 else f"{units} patients or fields"
    return (
        f"Only {count} {noun} of {judged} were judged, too few to tell how the model does on others; "
        "intervals of shares and of AUC are widened accordingly, those of other figures are too narrow."
    )
