"""Figures of merit, each with an interval that knows how few patients or fields there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np

from leukodesk.core.intervals import FEW_UNITS, caution_of_few, wilson
from leukodesk.inference.calibration import calibration_errors_by_chance
from leukodesk.training.samples import BoolArray, IntArray
from leukodesk.training.scores import OVERALL, PROPORTIONS, FloatArray, confusion, scores
from leukodesk.training.units_behind import units_behind

RESAMPLES: Final = 1000
_LEVELS: Final = (2.5, 97.5)

# An AUC is a share as well, of pairs in the right order. Means of values from 0 to 1 vary most where each is
# either (Bhatia and Davis, Am. Math. Monthly 2000), so Wilson's interval is wide enough for it.
_WIDENED: Final = PROPORTIONS | {"auc"}
_CALIBRATION: Final = (OVERALL, "calibration_error")

Interval = tuple[float, float]
_T = TypeVar("_T")


@dataclass(frozen=True)
class Judgement:
    """What a model said about held-out cells, measured.

    Attributes:
        n: number of cells.
        metrics: value by name; those that need both classes are missing where only one occurs.
        intervals: 95 % interval ``(low, high)`` by name. Of ``calibration_error_by_chance`` it holds 95 % of
            what perfectly calibrated models would show.
        confusion: (k, k) counts; rows the truth, columns the prediction, in class order.
        classes: their order.
        per_class: value by class and name, each class against the rest; those that do not occur are
            missing.
        per_class_intervals: their 95 % intervals.
        units: of how many patients, fields or blocks.
        caution: a sentence where so few units were judged that intervals say little, else empty.
    """

    n: int
    metrics: dict[str, float]
    intervals: dict[str, Interval]
    confusion: list[list[int]]
    classes: tuple[str, ...]
    per_class: dict[str, dict[str, float]]
    per_class_intervals: dict[str, dict[str, Interval]]
    units: int
    caution: str = ""


def figures(
    probabilities: FloatArray, labels: IntArray, classes: Sequence[str], named: BoolArray
) -> dict[str, float]:
    """The figures of all classes together by name; see :func:`leukodesk.training.scores.scores`."""
    found = scores(probabilities, labels, classes, named)
    return {name: value for (class_id, name), value in found.items() if class_id == OVERALL}


def judge(
    probabilities: FloatArray,
    labels: IntArray,
    classes: Sequence[str],
    units: Sequence[str],
    *,
    named: BoolArray | None = None,
    seed: int = 0,
    resamples: int = RESAMPLES,
    noun: str = "cells",
) -> Judgement:
    """Measure, with 95 % percentile intervals of a cluster bootstrap.

    Whole units are drawn with replacement (Field and Welsh, JRSS B 2007): cells of one field resemble each
    other, and drawing cells would make the intervals look narrower than the evidence is. Of fewer than ten
    units, and where all draws agree, the bootstrap knows too little: the interval of a share or an AUC then
    reaches as far as Wilson's (JASA 1927) for as many independent cells as there are units that it rests on,
    such as those with cells of a rare class.

    Args:
        probabilities: calibrated, (n, k).
        labels: (n,), index of the true class.
        classes: k class ids.
        units: (n,), patient, field or block of each cell.
        named: (n,), False where the model abstains; None where it never does.
        seed: of the drawing.
        resamples: how often is drawn.
        noun: what is judged, for the caution.
    """
    spoken = np.ones(len(labels), bool) if named is None else named
    _, unit_of = np.unique(np.array(units), return_inverse=True)
    members = _members(unit_of)
    random = np.random.default_rng(seed)
    drawn: dict[tuple[str, str], list[float]] = {}
    for _ in range(resamples):
        chosen = np.concatenate([members[i] for i in random.integers(len(members), size=len(members))])
        for key, value in scores(probabilities[chosen], labels[chosen], classes, spoken[chosen]).items():
            drawn.setdefault(key, []).append(value)
    values = scores(probabilities, labels, classes, spoken)
    behind = units_behind(probabilities.argmax(axis=1), labels, classes, spoken, unit_of)
    intervals = {key: _interval(drawn.get(key, [value]), key, value, behind) for key, value in values.items()}
    for name, value, interval in (
        _calibration_by_chance(probabilities, resamples, seed),
        _unbiased_calibration(values, drawn),
    ):
        values, intervals = _beside(values, name, value), _beside(intervals, name, interval)
    table = confusion(labels, probabilities.argmax(axis=1), len(classes))
    return Judgement(
        n=len(labels),
        metrics=_of(values, OVERALL),
        intervals=_of(intervals, OVERALL),
        confusion=[[int(count) for count in row] for row in table],
        classes=tuple(classes),
        per_class={name: _of(values, name) for name in classes if (name, "specificity") in values},
        per_class_intervals={
            name: _of(intervals, name) for name in classes if (name, "specificity") in values
        },
        units=len(members),
        caution=caution_of_few(len(labels), len(members), noun),
    )


def _members(unit_of: IntArray) -> list[IntArray]:
    """Indices of the cells of each unit, by the units' numbers."""
    cells = np.bincount(unit_of)
    return np.split(np.argsort(unit_of, kind="stable"), np.cumsum(cells)[:-1])


def _interval(
    drawn: list[float], key: tuple[str, str], value: float, behind: Mapping[tuple[str, str], float]
) -> Interval:
    low, high = (float(bound) for bound in np.percentile(drawn, _LEVELS))
    if key[1] in _WIDENED and (behind[key] < FEW_UNITS or low == high):
        lowest, highest = wilson(value, behind[key])
        low, high = min(low, lowest), max(high, highest)
    return low, high


def _unbiased_calibration(
    values: Mapping[tuple[str, str], float], drawn: Mapping[tuple[str, str], Sequence[float]]
) -> tuple[str, float, Interval]:
    """The calibration error less what it is too large by.

    Mean distances grow with noise: as much as drawing anew adds to that of the cells, their own noise has
    added to the true one (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, section 10.6); the
    interval is turned round likewise.
    """
    value, again = values[_CALIBRATION], np.array(drawn[_CALIBRATION])
    low, high = (float(bound) for bound in np.percentile(again, _LEVELS))
    less = max(2 * value - float(again.mean()), 0.0)
    least = min(max(2 * value - high, 0.0), less)
    return "calibration_error_debiased", less, (least, max(2 * value - low, less))


def _calibration_by_chance(probabilities: FloatArray, draws: int, seed: int) -> tuple[str, float, Interval]:
    """What a perfectly calibrated model with these probabilities would show on as many independent cells."""
    errors = calibration_errors_by_chance(probabilities, draws, seed)
    low, high = (float(bound) for bound in np.percentile(errors, _LEVELS))
    expected = float(errors.mean())
    return "calibration_error_by_chance", expected, (low, max(high, expected))


def _beside(table: Mapping[tuple[str, str], _T], name: str, value: _T) -> dict[tuple[str, str], _T]:
    """The table with one more of all classes together, which follows the calibration error."""
    grown: dict[tuple[str, str], _T] = {}
    for key, former in table.items():
        grown[key] = former
        if key == _CALIBRATION:
            grown[OVERALL, name] = value
    return grown


def _of(values: Mapping[tuple[str, str], _T], class_id: str) -> dict[str, _T]:
    return {name: value for (of, name), value in values.items() if of == class_id}
