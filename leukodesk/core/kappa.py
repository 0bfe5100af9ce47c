"""How far readers agree beyond chance, with intervals that know how few smears there are.

Cohen's kappa of two readers (Educational and Psychological Measurement 1960) and Fleiss' kappa of several
who read the same cells (Psychological Bulletin 1971). Both are computed from sums over smears, so that a
bootstrap only adds up other smears.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from leukodesk.core.sentence import sentence

Counts = npt.NDArray[Any]
FloatArray = npt.NDArray[np.float64]

RESAMPLES: Final = 1000
_LEVELS: Final = (2.5, 97.5)


@dataclass(frozen=True)
class Kappa:
    """Agreement beyond chance.

    Attributes:
        value: 1 for full agreement, 0 for what chance gives; None where it is undefined.
        interval: 95 % interval, or None where smears are too few to tell.
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
    total = tables.sum(axis=(-2, -1))
    agreed = np.trace(tables, axis1=-2, axis2=-1)
    by_chance = (tables.sum(axis=-1) * tables.sum(axis=-2)).sum(axis=-1)
    return _ratio(total * agreed - by_chance, total**2 - by_chance)


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
    total = votes[..., 0].sum(axis=-1)
    pairs = (votes[..., 1].sum(axis=-1) - total) / (readers - 1)
    by_chance = (votes[..., 0] ** 2).sum(axis=-1)
    return _ratio(total * pairs - by_chance, total**2 - by_chance)


def one_vote(votes: Counts, readers: int, index: int) -> Counts:
    """The sums of one class against the rest: (..., k, 2) to (..., 2, 2), see :func:`fleiss`."""
    number, squares = votes[..., index, 0], votes[..., index, 1]
    total = votes[..., 0].sum(axis=-1)
    # Of the n readers of a cell, n - v voted otherwise: the sum of (n - v)² over all cells.
    rest = total * readers - 2 * readers * number + squares
    return np.stack([number, squares, total - number, rest], axis=-1).reshape(*votes.shape[:-2], 2, 2)


def measured(kappa: Callable[[Counts], FloatArray], sums: Counts, seed: int) -> Kappa:
    """Kappa of all smears, with a 95 % percentile interval of a bootstrap that draws whole smears.

    Cells of one smear resemble each other; drawing cells would make intervals look narrower than the
    evidence is (Field and Welsh, JRSS B 2007). Draws for which kappa is undefined are left out.

    Args:
        kappa: from summed counts to values.
        sums: (smears, ...) counts of each smear.
        seed: of the drawing.
    """
    value = float(kappa(sums.sum(axis=0)))
    if not np.isfinite(value):
        return Kappa(None, undefined=_undefined(sums))
    if len(sums) < 2:
        return Kappa(value)
    drawn = np.random.default_rng(seed).multinomial(
        len(sums), np.full(len(sums), 1 / len(sums)), size=RESAMPLES
    )
    # As floating point numbers, which are exact here and multiply a hundred times faster than integers.
    resampled = drawn.astype(np.float64) @ sums.reshape(len(sums), -1).astype(np.float64)
    values = kappa(resampled.reshape(RESAMPLES, *sums.shape[1:]))
    low, high = np.percentile(values[np.isfinite(values)], _LEVELS)
    return Kappa(value, (float(low), float(high)))


def _ratio(above: Counts, below: Counts) -> FloatArray:
    values: FloatArray = np.full(np.shape(below), np.nan)
    np.divide(above, below, out=values, where=np.asarray(below) != 0)
    return values


def _undefined(sums: Counts) -> str:
    return sentence("only one class was used") if sums.any() else sentence("no cells")
