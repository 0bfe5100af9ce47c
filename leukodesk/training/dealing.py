"""Deal few units to parts one by one, where cutting at random leaves a part without a class."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.training.samples import IntArray

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

_STARTS: Final = 40
_STARTS_OF_MANY: Final = 3
_FEW: Final = 40
_LOOKED_AT: Final = 5000
_LOOKED_AT_AGAIN: Final = 200
_STEPS: Final = 500
_MOST_SWAPPED: Final = 400
_DIGITS: Final = 9


def dealt_one_by_one(
    labels: IntArray, units: npt.NDArray[np.str_], shares: Sequence[float], seed: int
) -> list[IntArray] | None:
    """Parts that each have every class, no unit torn apart, with sizes as near ``shares`` as a search finds.

    Args:
        labels: (n,) class of each cell.
        units: (n,) name of what is dealt as a whole.
        shares: wanted fraction of the cells of each part; they add up to 1.
        seed: of the starts of the search.

    Returns:
        Indices of the cells of each part in rising order, or nothing where no such deal was found; it always
        is where each class has as many units of its own as there are parts.
    """
    names, unit_of = np.unique(units, return_inverse=True)
    classes, class_of = np.unique(labels, return_inverse=True)
    counts = np.zeros((len(names), len(classes)), np.int64)
    np.add.at(counts, (unit_of, class_of), 1)
    random = np.random.default_rng(seed)
    best: tuple[float, IntArray] | None = None
    # Few units are soon searched, and soon stuck where a part may not lose its only unit of a class.
    for start in range(_STARTS if len(names) <= _FEW else _STARTS_OF_MANY):
        order, parts = random.permutation(len(names)), random.permutation(len(shares))
        covering = _covering(counts > 0, parts, order, lean=start == 0)
        if covering is None and start == 0:
            return None
        if covering is None:
            continue
        search = _Search(counts, covering, np.asarray(shares))
        search.run()
        if best is None or search.distance < best[0]:
            best = search.distance, search.part_of
    if best is None:
        return None
    return [np.flatnonzero(best[1][unit_of] == part) for part in range(len(shares))]


def _covering(has: BoolArray, parts: IntArray, order: IntArray, *, lean: bool) -> IntArray | None:
    """(units,) part of those units that give every part every class, -1 for the others.

    Args:
        has: (units, classes) whether a unit has cells of a class.
        parts: in the order in which they are looked at.
        order: of the units.
        lean: units of few classes first, and longer: those of one class alone are then enough where there
            are as many as parts.
    """
    if lean:
        order = order[np.argsort(has[order].sum(axis=1), kind="stable")]
    part_of = np.full(len(has), -1)
    missing = np.ones((len(parts), has.shape[1]), bool)
    looked_at, most = 0, _LOOKED_AT if lean else _LOOKED_AT_AGAIN

    def deal() -> bool:
        nonlocal looked_at
        if not missing.any():
            return True
        looked_at += 1
        spare = has[part_of < 0].sum(axis=0) - missing.sum(axis=0)
        if looked_at > most or spare.min() < 0:
            return False
        scarcest = int(np.argmin(np.where(missing.any(axis=0), spare, np.iinfo(spare.dtype).max)))
        part = parts[np.argmax(missing[parts, scarcest])]
        tried: set[bytes] = set()
        for unit in order[(part_of[order] < 0) & has[order, scarcest]]:
            # Units of the same classes are as good as each other here; their sizes count afterwards.
            if (kind := has[unit].tobytes()) in tried:
                continue
            tried.add(kind)
            before = missing[part].copy()
            missing[part] &= ~has[unit]
            part_of[unit] = part
            if deal():
                return True
            missing[part], part_of[unit] = before, -1
        return False

    return part_of if deal() else None


class _Search:
    """Deals the units left over, then moves and swaps units while that brings the sizes nearer.

    A unit is a vector of its share of all cells and of the cells of each class, so the distance of a deal
    is the sum of squares of how much each part has too much of.

    Attributes:
        counts: (units, classes) cells.
        part_of: (units,) part of each unit, -1 where it is not dealt yet.
    """

    def __init__(self, counts: IntArray, part_of: IntArray, shares: FloatArray) -> None:
        self.counts, self.part_of = counts, part_of
        by_class = counts / counts.sum(axis=0) / np.sqrt(counts.shape[1])
        self._vectors: FloatArray = np.column_stack([counts.sum(axis=1) / counts.sum(), by_class])
        self._held = np.zeros((len(shares), counts.shape[1]), np.int64)
        self._excess: FloatArray = -np.outer(shares, self._vectors.sum(axis=0))
        for unit in np.flatnonzero(part_of >= 0):
            self._add(int(unit), int(part_of[unit]))

    @property
    def distance(self) -> float:
        """How far the parts are from the wanted sizes, rounded so that no machine decides otherwise."""
        return round(float((self._excess**2).sum()), _DIGITS)

    def run(self) -> None:
        """Deal every unit, then better the deal as long as a step does."""
        left = np.flatnonzero(self.part_of < 0)
        for unit in left[np.argsort(-self.counts[left].sum(axis=1), kind="stable")]:
            self._add(unit, int(np.argmin(np.round(self._excess @ self._vectors[unit], _DIGITS))))
        for _ in range(_STEPS):
            if not (self._moved() or self._swapped()):
                return

    def _add(self, unit: int, part: int, times: int = 1) -> None:
        self.part_of[unit] = part if times > 0 else -1
        self._held[part] += times * self.counts[unit]
        self._excess[part] += times * self._vectors[unit]

    def _moved(self) -> bool:
        along = self._vectors @ self._excess.T
        here = along[np.arange(len(along)), self.part_of][:, None]
        squares = (self._vectors**2).sum(axis=1)[:, None]
        gains = np.round(2 * (along - here + squares), _DIGITS)
        gains[np.arange(len(along)), self.part_of] = 0
        for unit, part in _lowest_first(gains):
            source = self.part_of[unit]
            if (self._held[source] > self.counts[unit]).all():
                self._add(unit, source, -1)
                self._add(unit, part)
                return True
        return False

    def _swapped(self) -> bool:
        if len(self.counts) > _MOST_SWAPPED:
            return False
        along = self._vectors @ self._excess[self.part_of].T
        products = self._vectors @ self._vectors.T
        own, squares = np.diag(along), np.diag(products)
        apart = squares[:, None] + squares[None] - 2 * products
        gains = np.round(2 * (along + along.T - own[:, None] - own[None] + apart), _DIGITS)
        gains[self.part_of[:, None] == self.part_of[None]] = 0
        for one, other in _lowest_first(gains):
            here, there = self.part_of[one], self.part_of[other]
            given = self.counts[one] - self.counts[other]
            if (self._held[here] > given).all() and (self._held[there] > -given).all():
                self._add(one, here, -1)
                self._add(other, there, -1)
                self._add(one, there)
                self._add(other, here)
                return True
        return False


def _lowest_first(gains: FloatArray) -> list[tuple[int, int]]:
    """Places of what lowers the distance, the best step first."""
    rows, columns = np.nonzero(gains < 0)
    order = np.argsort(gains[rows, columns], kind="stable")
    return list(zip(rows[order].tolist(), columns[order].tolist(), strict=True))
