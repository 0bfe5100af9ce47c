"""Pivots of a colour histogram: exact k-medoids with squared Euclidean distance.

The sum of squared distances from a member to all members of its cluster is the cluster's spread plus
its size times the member's squared distance to the mean, so the medoid (Asaad et al., Eq. 5) is the
member nearest the mean. Over a histogram that costs what k-means costs.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial.distance import cdist

FloatArray = npt.NDArray[np.float64]
IndexArray = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Pivots:
    """The outcome of :func:`find_pivots` over n points.

    Attributes:
        members: (k,) which point is the pivot of each cluster, in order of increasing index.
        assignment: (n,) the cluster of each point (Eq. 4); equal distances go to the lower cluster.
        squared_distance: (n,) squared distance of each point to its pivot.
        objective: J(P) of Eq. 3 after each assignment, first to last; it never increases.
    """

    members: IndexArray
    assignment: IndexArray
    squared_distance: FloatArray
    objective: tuple[float, ...]


def find_pivots(
    points: FloatArray,
    weights: FloatArray,
    *,
    count: int,
    seed: int,
    epsilon: float = 0.0,
    spread: bool = True,
    max_iterations: int = 50,
) -> Pivots:
    """Choose ``count`` of the points as pivots that minimise J(P) (Asaad et al., Eq. 2 to 5 and 8).

    Args:
        points: (n, d) features of the distinct colours, n at least 1.
        weights: (n,) how often each occurs, all positive.
        count: number of pivots; fewer are chosen where there are fewer distinct points.
        seed: of the random choice of the first pivots; the same seed gives the same pivots.
        epsilon: stop when no pivot moved farther than this, in feature units (Eq. 8).
        spread: draw each first pivot with a chance that grows with its squared distance from those
            already drawn; else all of them by their weight alone, which over pixels is evenly.
        max_iterations: stop after this many updates in any case.

    Raises:
        ValueError: there is no point, a weight is not positive or ``count`` is not.
    """
    if len(points) == 0 or count < 1 or not np.all(weights > 0):
        raise ValueError("pivots need at least one point, positive weights and a positive count")
    rng = np.random.default_rng(seed)
    members = (_spread if spread else _drawn)(points, weights, count, rng)
    assignment, nearest = _assign(points, members)
    objective = [float(weights @ nearest)]
    for _ in range(max_iterations):
        moved = _medoids(points, weights, assignment, len(members))
        shift = float(np.sqrt(((points[moved] - points[members]) ** 2).sum(axis=1)).max())
        members = np.sort(moved)
        assignment, nearest = _assign(points, members)
        objective.append(float(weights @ nearest))
        if shift <= epsilon:
            break
    return Pivots(members, assignment, nearest, tuple(objective))


def _drawn(points: FloatArray, weights: FloatArray, count: int, rng: np.random.Generator) -> IndexArray:
    """Distinct points, drawn as the paper has it."""
    members = rng.choice(len(points), size=min(count, len(points)), replace=False, p=weights / weights.sum())
    return np.sort(members.astype(np.intp))


def _spread(points: FloatArray, weights: FloatArray, count: int, rng: np.random.Generator) -> IndexArray:
    """Drawn evenly, a rare colour such as a lone nucleus seldom gets a pivot of its own."""
    chosen = [_one_drawn(weights, rng)]
    gap = _squared_distances(points, points[chosen[0]])
    while len(chosen) < count and gap.max() > 0:
        chosen.append(_one_drawn(gap * weights, rng))
        gap = np.minimum(gap, _squared_distances(points, points[chosen[-1]]))
    return np.sort(np.array(chosen, dtype=np.intp))


def _one_drawn(weights: FloatArray, rng: np.random.Generator) -> int:
    """As ``rng.choice`` draws it, but for its checks, which take longer than the draw."""
    reached = (weights / weights.sum()).cumsum()
    return int((reached / reached[-1]).searchsorted(rng.random(), side="right"))


def _squared_distances(points: FloatArray, others: FloatArray) -> FloatArray:
    """(n,) of each point to its own or to the same other one."""
    # Axis by axis: numpy is slow to sum over an axis of three.
    total = np.zeros(len(points))
    for axis, other in zip(points.T, others.T, strict=True):
        total += (axis - other) ** 2
    return total


def _assign(points: FloatArray, members: IndexArray) -> tuple[IndexArray, FloatArray]:
    """Eq. 4: each point to its nearest pivot."""
    away = cdist(points, points[members], "sqeuclidean")
    assignment = away.argmin(axis=1)
    # A pivot is in its own cluster, whatever else has its place.
    assignment[members] = np.arange(len(members))
    return assignment, np.take_along_axis(away, assignment[:, None], axis=1)[:, 0]


def _medoids(points: FloatArray, weights: FloatArray, assignment: IndexArray, k: int) -> IndexArray:
    """Eq. 5: the member with the least sum of squared distances, which is the one nearest the mean."""
    total = np.bincount(assignment, weights, k)
    sums = [np.bincount(assignment, weights * axis, k) for axis in points.T]
    means = np.stack(sums, axis=1) / total[:, None]
    away = _squared_distances(points, means[assignment])
    order = np.lexsort((away, assignment))
    firsts: IndexArray = order[np.searchsorted(assignment[order], np.arange(k))]
    return firsts
