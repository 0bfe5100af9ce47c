"""Figures of merit, each with an interval that knows how few patients or fields there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from leukodesk.inference.calibration import expected_calibration_error
from leukodesk.training.samples import BoolArray, IntArray, positive_index

FloatArray = npt.NDArray[np.floating]

RESAMPLES: Final = 1000
_LEVELS: Final = (2.5, 97.5)


@dataclass(frozen=True)
class Judgement:
    """What a model said about held-out cells, measured.

    Attributes:
        n: number of cells.
        metrics: value by name; those that need both classes are missing where only one occurs.
        intervals: 95 % interval ``(low, high)`` by name.
        confusion: (k, k) counts; rows the truth, columns the prediction, in class order.
        classes: their order.
    """

    n: int
    metrics: dict[str, float]
    intervals: dict[str, tuple[float, float]]
    confusion: list[list[int]]
    classes: tuple[str, ...]


def figures(
    probabilities: FloatArray, labels: IntArray, classes: Sequence[str], named: BoolArray
) -> dict[str, float]:
    """All figures of merit by name.

    Of two classes, sensitivity and the like are of the positive one (``blast``); of more, they are means
    over the classes, each against all others. Classes that do not occur are left out of the means.

    Args:
        probabilities: calibrated, (n, k).
        labels: (n,), index of the true class.
        classes: k class ids.
        named: (n,), False where the model abstains; ``coverage`` is the share it names, ``named_accuracy``
            its accuracy on those. All other figures are of all cells.
    """
    predicted = probabilities.argmax(axis=1)
    table = _table(labels, predicted, len(classes))
    present = np.flatnonzero(table.sum(axis=1))
    judged = [positive_index(classes)] if len(classes) == 2 else present
    rates = np.array([_one_against_all(table, int(index)) for index in judged])
    names = ("sensitivity", "specificity", "ppv", "npv", "f1")
    with np.errstate(invalid="ignore"):
        recall = np.diag(table)[present] / table.sum(axis=1)[present]
    values = {
        "accuracy": float(np.trace(table) / table.sum()),
        "balanced_accuracy": float(recall.mean()),
        **dict(zip(names, (_mean(column) for column in rates.T), strict=True)),
        "mcc": _matthews(table),
        "auc": _auc(probabilities, labels, classes, present),
        "calibration_error": expected_calibration_error(probabilities, labels),
        "coverage": float(named.mean()),
        "named_accuracy": _mean((predicted == labels)[named].astype(float)),
    }
    if len(present) < 2:
        for name in ("balanced_accuracy", "mcc"):
            values[name] = float("nan")
    return {name: value for name, value in values.items() if np.isfinite(value)}


def judge(
    probabilities: FloatArray,
    labels: IntArray,
    classes: Sequence[str],
    units: Sequence[str],
    *,
    named: BoolArray | None = None,
    seed: int = 0,
    resamples: int = RESAMPLES,
) -> Judgement:
    """Measure, with 95 % percentile intervals of a cluster bootstrap.

    Whole units are drawn with replacement (Field and Welsh, JRSS B 2007): cells of one field resemble each
    other, and drawing cells would make the intervals look narrower than the evidence is.

    Args:
        probabilities: calibrated, (n, k).
        labels: (n,), index of the true class.
        classes: k class ids.
        units: (n,), patient, field or block of each cell.
        named: (n,), False where the model abstains; None where it never does.
        seed: of the drawing.
        resamples: how often is drawn.
    """
    spoken = np.ones(len(labels), bool) if named is None else named
    members = [np.flatnonzero(np.array(units) == unit) for unit in sorted(set(units))]
    random = np.random.default_rng(seed)
    drawn: dict[str, list[float]] = {}
    for _ in range(resamples):
        chosen = np.concatenate([members[i] for i in random.integers(len(members), size=len(members))])
        for name, value in figures(probabilities[chosen], labels[chosen], classes, spoken[chosen]).items():
            drawn.setdefault(name, []).append(value)
    values = figures(probabilities, labels, classes, spoken)
    table = _table(labels, probabilities.argmax(axis=1), len(classes))
    return Judgement(
        n=len(labels),
        metrics=values,
        intervals={name: _interval(drawn.get(name, [value])) for name, value in values.items()},
        confusion=[[int(count) for count in row] for row in table],
        classes=tuple(classes),
    )


# These four are scikit-learn's figures; its checks of every argument would make a bootstrap take
# ten times as long. The tests hold them to scikit-learn.
def _table(labels: IntArray, predicted: IntArray, classes: int) -> npt.NDArray[np.int64]:
    """(k, k) counts; rows the truth, columns the prediction."""
    cells = np.bincount(labels * classes + predicted, minlength=classes * classes)
    return cells.reshape(classes, classes)


def _matthews(table: npt.NDArray[np.int64]) -> float:
    """Correlation of truth and prediction (Gorodkin, 2004); 0 where only one class is ever predicted."""
    total = float(table.sum())
    truth, said = (table.sum(axis=axis).astype(np.float64) for axis in (1, 0))
    spread = (total**2 - truth @ truth) * (total**2 - said @ said)
    return float((np.trace(table) * total - truth @ said) / np.sqrt(spread)) if spread else 0.0


def _one_against_all(table: npt.NDArray[np.int64], index: int) -> tuple[float, ...]:
    """Sensitivity, specificity, PPV, NPV and F1 of one class; NaN where undefined."""
    hit = table[index, index]
    missed = table[index].sum() - hit
    wrong = table[:, index].sum() - hit
    rest = table.sum() - hit - missed - wrong
    pairs = ((hit, hit + missed), (rest, rest + wrong), (hit, hit + wrong), (rest, rest + missed))
    rates = tuple(float(part / whole) if whole else float("nan") for part, whole in pairs)
    both = 2 * hit + missed + wrong
    return (*rates, float(2 * hit / both) if both else float("nan"))


def _auc(
    probabilities: FloatArray, labels: IntArray, classes: Sequence[str], present: npt.NDArray[np.intp]
) -> float:
    if len(present) < 2:
        return float("nan")
    judged = [positive_index(classes)] if len(classes) == 2 else present
    return _mean([_auc_of(probabilities[:, index], labels == index) for index in judged])


def _auc_of(scores: FloatArray, positive: BoolArray) -> float:
    """Share of pairs in the right order, ties half (Mann and Whitney, 1947)."""
    count = int(positive.sum())
    above = rankdata(scores)[positive].sum() - count * (count + 1) / 2
    return float(above / (count * (len(positive) - count)))


def _mean(values: Sequence[float] | npt.NDArray[np.floating]) -> float:
    finite = np.asarray(values)[np.isfinite(values)]
    return float(finite.mean()) if finite.size else float("nan")


def _interval(values: list[float]) -> tuple[float, float]:
    low, high = np.percentile(values, _LEVELS)
    return float(low), float(high)
