"""The two pivots of the levels in one cell, the best there are.

On a line, members of a cluster lie side by side, so all clusterings in two are known by where they part. The
best of them is found at once, for which :func:`leukodesk.inference.segmenters.pivots.find_pivots` would have
to start from many first pivots.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.inference.segmenters.shapes import Bytes

FloatArray = npt.NDArray[np.float64]

_ROUNDING: Final = 1e-12
_POWERS: Final = np.arange(256, dtype=np.float64) ** np.arange(3)[:, None]


@dataclass(frozen=True)
class LevelPivots:
    """Two pivots of levels, and how far apart are the members on either side of half-way between them.

    Attributes:
        low, high: the pivots.
        share: of the members that lie above half-way.
        gap: between the means of the two sides.
        separation: share of the variance that lies between the sides, 0 to 1.
    """

    low: int
    high: int
    share: float
    gap: float
    separation: float

    @property
    def half_way(self) -> float:
        """The level in the middle between them."""
        return (self.low + self.high) / 2


def two_level_pivots(levels: Bytes) -> LevelPivots | None:
    """The two medoids with the least sum of squared distances J(P) (Asaad et al., Eq. 3).

    Args:
        levels: uint8 of any shape, not empty.

    Returns:
        None where all levels are one. Of equally good pairs the one that parts lowest.
    """
    counts = np.bincount(levels.ravel(), minlength=256)
    present = np.flatnonzero(counts)
    if len(present) < 2:
        return None
    # How many members lie up to each level, the sum of their levels and of the squares of these.
    reached = np.cumsum(_POWERS[:, present] * counts[present], axis=1)
    below = reached[:, :-1]
    sizes, sums, squares = parts = np.stack([below, reached[:, -1:] - below], axis=1)
    medoids = _medoids(present.astype(np.float64), parts)
    objective = (squares - 2 * medoids * sums + sizes * medoids**2).sum(axis=0)
    # Equally good pairs differ in the last digits of these large sums.
    best = int(np.flatnonzero(objective - objective.min() <= _ROUNDING * reached[2, -1])[0])
    low, high = (int(medoid) for medoid in medoids[:, best])
    last_below = int(np.searchsorted(present, (low + high) / 2, side="right")) - 1
    return LevelPivots(low, high, *_apart(reached[:, last_below].tolist(), reached[:, -1].tolist()))


def _apart(below: list[float], total: list[float]) -> tuple[float, float, float]:
    """Share above, gap and separation; number, sum and sum of squares of what lies below and of all."""
    size, whole, squares = total
    share = 1 - below[0] / size
    gap = (whole - below[1]) / (size - below[0]) - below[1] / below[0]
    variance = squares / size - (whole / size) ** 2
    return share, gap, share * (1 - share) * gap**2 / variance


def _medoids(values: FloatArray, parts: FloatArray) -> FloatArray:
    """(2, n) the value nearest to the mean of each of (3, 2, n) parts (least in Eq. 5); the lower of two."""
    sizes, sums, _ = parts
    means = sums / sizes
    next_above = np.clip(np.searchsorted(values, means), 1, len(values) - 1)
    lower, upper = values[next_above - 1], values[next_above]
    nearest: FloatArray = np.where(means - lower <= upper - means, lower, upper)
    return nearest
