"""Figures that add up over images, with intervals that know how few fields there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from leukodesk.core.intervals import FEW_UNITS, Interval, has_width, wilson
from leukodesk.core.sentence import count
from leukodesk.training.metrics import RESAMPLES


class Share(NamedTuple):
    """What one image adds to a share: how many cells or marks are right, and how many there are."""

    right: int
    all: int


Terms = Mapping[str, tuple[float, float]]
"""What one image adds to each figure: the numerator and the denominator of a ratio of sums.

A share adds a :class:`Share`, a mean its value and 1; where a figure means nothing, it is left out.
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

    @property
    def caution(self) -> str:
        """A sentence where so few fields were judged that intervals say little, else empty."""
        if self.groups >= FEW_UNITS:
            return ""
        return (
            f"Only {count(self.images, 'image')} of {count(self.groups, 'field')} were judged, too few to "
            "tell how the segmenter does on others; intervals of shares are widened accordingly, those of "
            "other figures are too narrow."
        )


def summarise(terms: Sequence[Terms], groups: Sequence[str]) -> Figures:
    """Ratios of sums over all images, with percentile intervals of a bootstrap over groups.

    Whole groups are drawn with replacement (Field and Welsh, JRSS B 2007), since crops of one field resemble
    each other; the seed is fixed, so the same images give the same intervals. Where fewer than ten groups
    have any of what a share is of, and where all draws agree, its interval reaches as far as Wilson's (JASA
    1927) for as many independent cells as there are such groups.

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
        behind = np.count_nonzero(sums[1], axis=0)
        shares = {name for each in terms for name, term in each.items() if isinstance(term, Share)}
        for name in shares & intervals.keys():
            place = names.index(name)
            intervals[name] = _of_share(intervals[name], float(values[place]), int(behind[place]))
    return Figures({names[i]: float(values[i]) for i in known}, intervals, len(terms), len(members))


def _of_share(drawn: Interval, value: float, groups: int) -> Interval:
    """The interval of a share that rests on so many groups; ``drawn`` is what the bootstrap says."""
    if groups >= FEW_UNITS and has_width(drawn):
        return drawn
    low, high = wilson(value, groups)
    return min(low, drawn[0]), max(high, drawn[1])


def _ratios(sums: FloatArray) -> FloatArray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(sums[0] / sums[1])
