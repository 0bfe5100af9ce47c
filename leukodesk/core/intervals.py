"""Intervals of shares, and when others know too little."""

from math import sqrt
from statistics import NormalDist
from typing import Final

Interval = tuple[float, float]

FEW_UNITS: Final = 10
"""Below so many patients, fields or blocks a bootstrap that draws them knows too little."""

_Z: Final = NormalDist().inv_cdf(0.975)


def wilson(share: float, count: int) -> Interval:
    """Wilson's 95 % interval of a share among ``count`` independent cells (JASA 1927).

    Args:
        share: 0 to 1.
        count: at least 1.
    """
    middle = (share + _Z * _Z / (2 * count)) / (1 + _Z * _Z / count)
    reach = _Z / (1 + _Z * _Z / count) * sqrt(share * (1 - share) / count + _Z * _Z / (4 * count * count))
    return max(0.0, middle - reach), min(1.0, middle + reach)
