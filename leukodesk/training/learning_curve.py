"""The learning curve of a recipe: what it reaches when it learns from a part of the patients or fields only.

Each smaller model is trained by the same recipe, hence for as many passes over fewer cells, calibrated as
usual, and judged on the very cells or fields that the whole is judged on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from leukodesk.core.errors import ModelError
from leukodesk.core.intervals import FEW_UNITS
from leukodesk.inference.cards import CurvePoint, Metric
from leukodesk.training.metrics import RESAMPLES, Interval, Judgement
from leukodesk.training.protocol import HeldOut, Trainer
from leukodesk.training.samples import IntArray, Samples
from leukodesk.training.splits import Split, unit_noun, units_of

Splits = Sequence[Split]
Judge = Callable[[HeldOut], Judgement]
Speak = Callable[[Splits, str], HeldOut]
Metrics = Mapping[str, Metric]

STAGE: Final = "learning curve"
"""What the stages of the training are called that make a curve."""

_LEVELS: Final = (2.5, 97.5)
_COUNTS_AT_ONCE: Final = 1_000_000
# Other draws than those of the split, which are made with the seed itself.
_DRAWN_FOR: Final = 8


@dataclass(frozen=True)
class Curve:
    """Measures the points of one learning curve.

    Attributes:
        samples: the cells.
        splits: one, or one per fold; what they hold out is judged at every share.
        trainer: of the recipe.
        judge: measures what was said about the held-out cells.
        others: cells that are spoken about in the place of the held-out ones.
        speak: trains on splits, under the name of a stage, and says what came out about ``others``.
    """

    samples: Samples
    splits: Splits
    trainer: Trainer
    judge: Judge
    others: Samples | None = None
    speak: Speak | None = None

    def points(self, shares: Sequence[float], whole: HeldOut | Metrics) -> tuple[CurvePoint, ...]:
        """The point of each share, and last that of the whole.

        A share that comes to the same units as a larger one, or that is too small to learn from, is left out,
        and the log says so.

        Args:
            shares: above 0 and below 1, ascending.
            whole: what models that learnt from all training units said about the held-out cells, or only
                the figures that they reached; gains are then not judged in pairs.

        Raises:
            CancelledError: raised by the trainer's progress.
        """
        points = []
        for share, splits in self._reduced(shares):
            try:
                said = self.spoken(splits, f"{STAGE}, share {share:g}")
            except ModelError as error:
                # The whole has been learnt from by now; that a share is too small must not cost it.
                self.trainer.log(
                    f"A share of {share:g} is left out of the learning curve, since it cannot be learnt "
                    f"from: {error}"
                )
                continue
            gain = self._gain(said, whole) if isinstance(whole, HeldOut) else None
            points.append(self._point(share, splits, metrics_of(self.judge(said)), gain))
        reached = metrics_of(self.judge(whole)) if isinstance(whole, HeldOut) else whole
        return (*points, self._point(1.0, self.splits, reached, None))

    def spoken(self, splits: Splits, stage: str) -> HeldOut:
        """What models that learn from the training parts of ``splits`` say about the held-out cells."""
        if self.speak:
            return self.speak(splits, stage)
        if self.trainer.starter.recipe.split.folds:
            return self.trainer.cross_validate(self.samples, list(splits), f"{stage}, ")[0]
        (split,) = splits
        return self.trainer.single(self.samples, split, stage)[0]

    def _reduced(self, shares: Sequence[float]) -> list[tuple[float, Splits]]:
        recipe = self.trainer.starter.recipe
        units = units_of(self.samples, recipe.split)
        larger = self.splits
        kept: list[tuple[float, Splits]] = []
        for share in sorted(shares, reverse=True):
            splits = [
                replace(split, train=share_of(self.samples, units, split.train, share, recipe.seed))
                for split in self.splits
            ]
            pairs = zip(splits, larger, strict=True)
            if all(len(smaller.train) == len(other.train) for smaller, other in pairs):
                self.trainer.log(
                    f"A share of {share:g} comes to the same training cells as the next larger one and is "
                    "left out of the learning curve."
                )
                continue
            kept.insert(0, (share, splits))
            larger = splits
        return kept

    def _point(
        self, share: float, splits: Splits, reached: Metrics, gain: tuple[float, Interval] | None
    ) -> CurvePoint:
        choice = self.trainer.starter.recipe.split
        units = units_of(self.samples, choice)
        groups = np.mean([len({units[i] for i in split.train}) for split in splits])
        accuracy, area = reached["balanced_accuracy"], reached.get("auc")
        return CurvePoint(
            share=share,
            groups=round(float(groups)),
            unit=unit_noun(self.samples, choice),
            n=round(float(np.mean([len(split.train) for split in splits]))),
            balanced_accuracy=accuracy.value,
            balanced_accuracy_interval=(accuracy.low, accuracy.high),
            auc=area.value if area else None,
            auc_interval=(area.low, area.high) if area else None,
            gain=gain[0] if gain else None,
            gain_interval=gain[1] if gain else None,
        )

    def _gain(self, said: HeldOut, whole: HeldOut) -> tuple[float, Interval] | None:
        """What the whole gains over a share, judged in pairs; None for too few held-out units."""
        judged, recipe = self.others or self.samples, self.trainer.starter.recipe
        asked = self.trainer.asked(judged)
        units = asked.each(units_of(judged, recipe.split))
        if len({units[i] for i in said.indices}) < FEW_UNITS:
            return None
        return paired_gain(
            said.probabilities.argmax(axis=1),
            whole.probabilities.argmax(axis=1),
            asked.labels[said.indices],
            [units[i] for i in said.indices],
            seed=recipe.seed,
        )


def metrics_of(judgement: Judgement) -> dict[str, Metric]:
    """The figures of all classes together as a card keeps them."""
    return with_intervals(judgement.metrics, judgement.intervals)


def with_intervals(values: Mapping[str, float], intervals: Mapping[str, Interval]) -> dict[str, Metric]:
    """Figures and their intervals, both by name, as a card keeps them."""
    return {
        name: Metric(value=value, low=intervals[name][0], high=intervals[name][1])
        for name, value in values.items()
    }


def share_of(samples: Samples, units: Sequence[str], training: IntArray, share: float, seed: int) -> IntArray:
    """The cells of a share of the units of ``training``, indices into the samples, in ascending order.

    Units stand in one order for all shares, so that each share holds the smaller ones. The order begins with
    one unit of every class and then deals the units out so that the commonest classes of units come about
    as often as in the whole.

    Args:
        samples: the cells.
        units: (n,) patient, field or block of each.
        training: (t,) indices of the cells to choose from.
        share: of their units, above 0.
        seed: of the order.
    """
    members: dict[str, list[int]] = {}
    for index in training:
        members.setdefault(units[index], []).append(int(index))
    order, least = _order({unit: samples.labels[cells] for unit, cells in members.items()}, seed)
    count = max(least, min(round(share * len(order)), len(order)))
    return np.array(sorted(cell for unit in order[:count] for cell in members[unit]), dtype=np.int64)


def paired_gain(
    lesser: IntArray, whole: IntArray, labels: IntArray, units: Sequence[str], *, seed: int = 0
) -> tuple[float, Interval]:
    """What balanced accuracy gains from one set of answers to another about the same cells.

    The interval is a cluster bootstrap of the difference: each draw of units judges both, so that what is
    hard for both weighs on neither.

    Args:
        lesser: (m,) classes named by the one.
        whole: (m,) classes named by the other.
        labels: (m,) true ones.
        units: (m,) patient, field or block of each.
        seed: of the drawing.
    """
    names, place = np.unique(np.array(units), return_inverse=True)
    classes = np.unique(labels)
    # Per unit and class: its cells, and how many of them each of both names rightly.
    tables = [np.zeros((len(names), len(classes))) for _ in range(3)]
    for table, counted in zip(tables, (np.ones(len(labels)), lesser == labels, whole == labels), strict=True):
        np.add.at(table, (place, np.searchsorted(classes, labels)), counted)
    random = np.random.default_rng(seed)
    chances = np.full(len(names), 1 / len(names))
    # A few draws at a time: all of a hundred thousand units, of cells dealt at random, would be gigabytes.
    at_once = max(1, _COUNTS_AT_ONCE // len(names))
    drawn = (
        random.multinomial(len(names), chances, size=min(at_once, RESAMPLES - done)).astype(np.float64)
        for done in range(0, RESAMPLES, at_once)
    )
    gains = np.concatenate([_gains(*(counts @ table for table in tables)) for counts in drawn])
    low, high = np.percentile(gains[np.isfinite(gains)], _LEVELS)
    (gain,) = _gains(*(table.sum(axis=0, keepdims=True) for table in tables))
    return float(gain), (float(low), float(high))


def _gains(
    count: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    lesser: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    whole: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Differences of mean recall (d,) out of counts (d, k); a class that was not drawn does not count."""
    with np.errstate(invalid="ignore"):
        return np.asarray(np.nanmean((whole - lesser) / count, axis=1))


def _order(labels: dict[str, IntArray], seed: int) -> tuple[list[str], int]:
    """All units in the order in which they are taken, and how many of them every class needs at least."""
    random = np.random.default_rng((seed, _DRAWN_FOR))
    names = sorted(labels)
    shuffled = [names[i] for i in random.permutation(len(names))]
    commonest = {unit: int(np.bincount(labels[unit]).argmax()) for unit in names}
    totals = np.bincount(list(commonest.values()))
    dealt, ranks = [], dict.fromkeys(commonest.values(), 0)
    for unit in shuffled:
        kind = commonest[unit]
        dealt.append(((ranks[kind] + 0.5) / totals[kind], unit))
        ranks[kind] += 1
    order = [unit for _, unit in sorted(dealt)]
    first: list[str] = []
    missing = {int(label) for of_unit in labels.values() for label in of_unit}
    while missing:
        found = max(order, key=lambda unit: len(missing & set(labels[unit].tolist())))
        first.append(found)
        missing -= set(labels[found].tolist())
    return [*first, *(unit for unit in order if unit not in first)], len(first)
