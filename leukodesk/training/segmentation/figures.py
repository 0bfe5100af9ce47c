"""Figures that add up over images, with intervals that know how few fields there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.training.metrics import RESAMPLES

Terms = Mapping[str, tuple[float, float]]
"""What one image adds to each figure: the numerator and the denominator of a ratio of sums.

A share adds its hits and its trials, a mean its value and 1; where a figure means nothing, it is left out.
"""

FloatArray = npt.NDArray[np.float64]

_SEED: Final = 0
_LEVELS: Final = (2.5, 97.5)


@dataclass(frozen=True)
class Figures:
    """Figures of one set of images.

    Attributes:
        values: by name, in the order of the terms.
        intervals: 95 % interval ``(low, high)`` by name; none with fewer than two groups.
        images: number of images judged.
        groups: number of fields, or of images where each is its own field, that were drawn from.
    """

    values: dict[str, float]
    intervals: dict[str, tuple[float, float]]
    images: int
    groups: int


def summarise(terms: Sequence[Terms], groups: Sequence[str]) -> Figures:
    """Ratios of sums over all images, with percentile intervals of a bootstrap over groups.

    Whole groups are drawn with replacement (Field and Welsh, JRSS B 2007), since crops of one field resemble
    each other; the seed is fixed, so the same images give the same intervals.

    Args:
        terms: of each image.
        groups: the field of each image.
    """
    names = list(dict.fromkeys(name for each in terms for name in each))
    members = sorted(set(groups))
    sums = np.zeros((2, len(members), len(names)))
    for each, group in zip(terms, groups, strict=True):
        for name, (above, below) in each.items():
            sums[:, members.index(group), names.index(name)] += above, below
    values = _ratios(sums.sum(axis=1))
    times = np.random.default_rng(_SEED).multinomial(
        len(members), [1 / len(members)] * len(members), RESAMPLES
    )
    drawn = _ratios(times @ sums)
    known = [i for i in range(len(names)) if np.isfinite(values[i])]
    intervals = {}
    if len(members) > 1:
        low, high = np.nanpercentile(drawn[:, known], _LEVELS, axis=0)
        intervals = {names[i]: (float(low[k]), float(high[k])) for k, i in enumerate(known)}
    return Figures({names[i]: float(values[i]) for i in known}, intervals, len(terms), len(members))


def _ratios(sums: FloatArray) -> FloatArray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(sums[0] / sums[1])
