"""The two pivots of the levels in one cell, the best there are.

On a line, members of a cluster lie side by side, so all clusterings in two are known by where they part. The
best of them is found at once, for which :func:`leukodesk.inference.segmenters.pivots.find_pivots` would have
to start from many first pivots.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.inference.segmenters.shapes import Bytes

_ROUNDING: Final = 1e-12


def two_level_pivots(levels: Bytes) -> tuple[int, int] | None:
    """The two medoids with the least sum of squared distances J(P) (Asaad et al., Eq. 3), lower one first.

    Args:
        levels: uint8 of any shape, not empty.

    Returns:
        None where all levels are one. Of equally good pairs the one that parts lowest.
    """
    counts = np.bincount(levels.ravel(), minlength=256)
    present = np.flatnonzero(counts)
    if len(present) < 2:
        return None
    weights = counts[present].astype(np.float64)
    values = present.astype(np.float64)
    sizes, sums, squares = (np.cumsum(weights * values**power) for power in (0, 1, 2))
    below = [each[:-1] for each in (sizes, sums, squares)]
    above = [each[-1] - each[:-1] for each in (sizes, sums, squares)]
    low, high = _medoids(values, below), _medoids(values, above)
    objective = _objective(below, low) + _objective(above, high)
    # Equally good pairs differ in the last digits of these large sums.
    best = int(np.flatnonzero(objective - objective.min() <= _ROUNDING * squares[-1])[0])
    return int(low[best]), int(high[best])


def _medoids(
    values: npt.NDArray[np.float64], parts: list[npt.NDArray[np.float64]]
) -> npt.NDArray[np.float64]:
    """The value nearest to the mean of each part, which minimises Eq. 5; the lower of two."""
    sizes, sums, _ = parts
    means = sums / sizes
    next_above = np.clip(np.searchsorted(values, means), 1, len(values) - 1)
    lower, upper = values[next_above - 1], values[next_above]
    return np.where(means - lower <= upper - means, lower, upper)


def _objective(
    parts: list[npt.NDArray[np.float64]], medoids: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    sizes, sums, squares = parts
    return squares - 2 * medoids * sums + sizes * medoids**2
