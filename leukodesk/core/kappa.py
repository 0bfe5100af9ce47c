"""How far readers agree beyond chance, with intervals that know how few smears there are.

Cohen's kappa of two readers (Educational and Psychological Measurement 1960) and Fleiss' kappa of several
who read the same cells (Psychological Bulletin 1971). Both are computed from sums over smears, so that a
bootstrap only adds up other smears.
"""

from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from leukodesk.core.intervals import FEW_UNITS, has_width, wilson
from leukodesk.core.sentence import sentence

Counts = npt.NDArray[Any]
FloatArray = npt.NDArray[np.float64]

RESAMPLES: Final = 1000
_LEVELS: Final = (2.5, 97.5)
_COUNTS_AT_ONCE: Final = 1_000_000


@dataclass(frozen=True)
class Kappa:
    """Agreement beyond chance.

    Attributes:
        value: 1 for full agreement, 0 for what chance gives; None where it is undefined.
        interval: 95 % interval, or None where only one smear tells anything.
        undefined: why there is no value, as a clause, else empty.
    """

    value: float | None
    interval: tuple[float, float] | None = None
    undefined: str = ""


def cohen(tables: Counts) -> FloatArray:
    """Cohen's kappa of each table.

    Args:
        tables: (..., k, k) counts of cells; rows one reader, columns the other.

    Returns:
        (...,), NaN where only one class was used, or none.
    """
    return _beyond_chance(*Cohens().shares(tables))


def one_class(tables: Counts, index: int) -> Counts:
    """The tables of one class against the rest: (..., k, k) to (..., 2, 2)."""
    both = tables[..., index, index]
    first = tables[..., index, :].sum(axis=-1) - both
    second = tables[..., :, index].sum(axis=-1) - both
    rest = tables.sum(axis=(-2, -1)) - both - first - second
    return np.stack([both, first, second, rest], axis=-1).reshape(*tables.shape[:-2], 2, 2)


def fleiss(votes: Counts, readers: int) -> FloatArray:
    """Fleiss' kappa of each set of sums over cells.

    Args:
        votes: (..., k, 2); of each class the number of votes, and the sum over cells of that cell's votes
            squared.
        readers: how many read each cell, at least 2.

    Returns:
        (...,), NaN where only one class was used, or none.
    """
    return _beyond_chance(*Fleiss(readers).shares(votes))


def one_vote(votes: Counts, readers: int, index: int) -> Counts:
    """The sums of one class against the rest: (..., k, 2) to (..., 2, 2), see :func:`fleiss`."""
    number, squares = votes[..., index, 0], votes[..., index, 1]
    total = votes[..., 0].sum(axis=-1)
    # Of the n readers of a cell, n - v voted otherwise: the sum of (n - v)² over all cells.
    rest = total * readers - 2 * readers * number + squares
    return np.stack([number, squares, total - number, rest], axis=-1).reshape(*votes.shape[:-2], 2, 2)


class Statistic(Protocol):
    """A kappa of sums of counts, as told by what it is made of."""

    def shares(self, sums: Counts) -> tuple[FloatArray, FloatArray]:
        """Share of pairs of readings that agree, and what chance gives, (...,) each; NaN without cells."""

    def cells(self, sums: Counts) -> Counts:
        """Number of cells, (...,)."""

    def tells(self, sums: Counts) -> npt.NDArray[np.bool_]:
        """(smears,), whether any reader saw anything else than the commonest class in a smear."""


@dataclass(frozen=True)
class Cohens:
    """See :func:`cohen`."""

    def shares(self, sums: Counts) -> tuple[FloatArray, FloatArray]:
        """See :class:`Statistic`; sums are tables (..., k, k)."""
        total = self.cells(sums)
        by_chance = (sums.sum(axis=-1) * sums.sum(axis=-2)).sum(axis=-1)
        return _ratio(np.trace(sums, axis1=-2, axis2=-1), total), _ratio(by_chance, total**2)

    def cells(self, sums: Counts) -> Counts:
        """See :class:`Statistic`."""
        return np.asarray(sums.sum(axis=(-2, -1)))

    def tells(self, sums: Counts) -> npt.NDArray[np.bool_]:
        """See :class:`Statistic`."""
        commonest = int(np.diagonal(sums.sum(axis=0)).argmax())
        return np.asarray(self.cells(sums) > sums[:, commonest, commonest])


@dataclass(frozen=True)
class Fleiss:
    """See :func:`fleiss`.

    Attributes:
        readers: how many read each cell, at least 2.
    """

    readers: int

    def shares(self, sums: Counts) -> tuple[FloatArray, FloatArray]:
        """See :class:`Statistic`; sums are votes (..., k, 2)."""
        total = sums[..., 0].sum(axis=-1)
        pairs = (sums[..., 1].sum(axis=-1) - total) / (self.readers - 1)
        return _ratio(pairs, total), _ratio((sums[..., 0] ** 2).sum(axis=-1), total**2)

    def cells(self, sums: Counts) -> Counts:
        """See :class:`Statistic`."""
        return np.asarray(sums[..., 0].sum(axis=-1) / self.readers)

    def tells(self, sums: Counts) -> npt.NDArray[np.bool_]:
        """See :class:`Statistic`."""
        votes = sums[..., 0]
        return np.asarray(votes.sum(axis=-1) > votes[:, votes.sum(axis=0).argmax()])


def measured(statistic: Statistic, sums: Counts, seed: int) -> Kappa:
    """Kappa of all smears, with a 95 % percentile interval of a bootstrap that draws whole smears.

    Cells of one smear resemble each other; drawing cells would make intervals look narrower than the
    evidence is (Field and Welsh, JRSS B 2007). Draws for which kappa is undefined are left out. Where fewer
    than ten smears tell anything, or all draws agree, the bootstrap knows too little: the interval then
    reaches as far as Wilson's (JASA 1927) of the share of readings that agree, for as many independent cells
    as there are such smears. A smear in which everybody saw the commonest class alone tells nothing.

    Args:
        statistic: what is measured.
        sums: (smears, ...) counts of each smear.
        seed: of the drawing.
    """
    value = float(_beyond_chance(*statistic.shares(sums.sum(axis=0))))
    if not np.isfinite(value):
        return Kappa(None, undefined=_undefined(sums))
    telling = int(statistic.tells(sums).sum())
    if telling < 2:
        return Kappa(value)
    drawn = _drawn(statistic, sums, seed)
    low, high = (float(bound) for bound in np.percentile(drawn[np.isfinite(drawn)], _LEVELS))
    if telling < FEW_UNITS or not has_width((low, high)):
        lowest, highest = _as_of_few(statistic, sums)
        low, high = min(low, lowest), max(high, highest)
    return Kappa(value, (low, high))


def _drawn(statistic: Statistic, sums: Counts, seed: int) -> FloatArray:
    """Kappa of each draw of as many smears as there are, (RESAMPLES,)."""
    random, number = np.random.default_rng(seed), len(sums)
    chances = np.full(number, 1 / number)
    # As floating point numbers, which are exact here and multiply a hundred times faster than integers.
    flat = sums.reshape(number, -1).astype(np.float64)
    # A few draws at a time: all of a hundred thousand smears would be gigabytes.
    at_once = max(1, _COUNTS_AT_ONCE // number)
    resampled = [
        random.multinomial(number, chances, size=min(at_once, RESAMPLES - done)).astype(np.float64) @ flat
        for done in range(0, RESAMPLES, at_once)
    ]
    return _beyond_chance(*statistic.shares(np.concatenate(resampled).reshape(RESAMPLES, *sums.shape[1:])))


def _as_of_few(statistic: Statistic, sums: Counts) -> tuple[float, float]:
    """How far kappa may lie if each smear that tells anything were worth one cell."""
    telling = sums[statistic.tells(sums)]
    total, of_telling = sums.sum(axis=0), telling.sum(axis=0)
    agreed, _ = statistic.shares(of_telling)
    _, by_chance = statistic.shares(total)
    # In the others everybody agrees, so that what is disagreed on lies in these.
    disagreeing = float(statistic.cells(of_telling) / statistic.cells(total) / (1 - by_chance))
    low, high = (1 - disagreeing * (1 - share) for share in wilson(float(agreed), len(telling)))
    return max(-1.0, low), min(1.0, high)


def _beyond_chance(observed: FloatArray, by_chance: FloatArray) -> FloatArray:
    return _ratio(observed - by_chance, 1 - by_chance)


def _ratio(above: Counts, below: Counts) -> FloatArray:
    values: FloatArray = np.full(np.shape(below), np.nan)
    np.divide(above, below, out=values, where=np.asarray(below) != 0)
    return values


def _undefined(sums: Counts) -> str:
    return sentence("only one class was used") if sums.any() else sentence("no cells")
