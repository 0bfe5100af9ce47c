"""Figures of merit of one set of answers, together and class by class.

They are scikit-learn's; its checks of every argument would make a bootstrap take ten times as long. The
tests hold them to scikit-learn.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from leukodesk.core.taxonomies import positive_class
from leukodesk.inference.calibration import expected_calibration_error
from leukodesk.training.samples import BoolArray, IntArray

FloatArray = npt.NDArray[np.floating]

OVERALL: Final = ""
"""Stands where a class would for figures of all classes together."""

PROPORTIONS: Final = frozenset(
    {
        "accuracy",
        "balanced_accuracy",
        "sensitivity",
        "specificity",
        "ppv",
        "npv",
        "fpr",
        "fnr",
        "named_accuracy",
    }
)
"""Figures that are shares of cells."""

_OF_A_CLASS: Final = ("sensitivity", "specificity", "ppv", "npv", "f1", "fpr", "fnr", "mcc", "auc")

Scores = dict[tuple[str, str], float]
"""Value by class and name; the class is :data:`OVERALL` for figures of all together."""


def scores(probabilities: FloatArray, labels: IntArray, classes: Sequence[str], named: BoolArray) -> Scores:
    """All figures of merit.

    Of two classes, the overall sensitivity and the like are of the positive one (``blast``); of more, they
    are means over the classes, each against all others. Classes that do not occur are left out, as is every
    figure that is undefined.

    Args:
        probabilities: calibrated, (n, k).
        labels: (n,), index of the true class.
        classes: k class ids.
        named: (n,), False where the model abstains; ``coverage`` is the share it names, ``named_accuracy``
            its accuracy on those. All other figures are of all cells. ``misclassified`` is a count.
    """
    predicted = probabilities.argmax(axis=1)
    table = confusion(labels, predicted, len(classes))
    present = np.flatnonzero(table.sum(axis=1))
    rates = np.full((len(classes), len(_OF_A_CLASS)), np.nan)
    for index in present:
        rates[index] = (
            *_one_against_all(table, int(index)),
            _auc_of(probabilities[:, index], labels == index) if len(present) > 1 else np.nan,
        )
    positive = positive_class(classes)
    judged = present if positive is None else [classes.index(positive)]
    if positive is not None and judged[0] not in present:
        rates[judged[0]][: len(_OF_A_CLASS) - 1] = _one_against_all(table, judged[0])
    with np.errstate(invalid="ignore"):
        recall = np.diag(table)[present] / table.sum(axis=1)[present]
    several = len(present) > 1
    overall = {
        "accuracy": float(np.trace(table) / table.sum()),
        "balanced_accuracy": float(recall.mean()) if several else np.nan,
        **{name: _mean(column) for name, column in zip(_OF_A_CLASS, rates[judged].T, strict=True)},
        "mcc": _matthews(table) if several else np.nan,
        "misclassified": float(table.sum() - np.trace(table)),
        "calibration_error": expected_calibration_error(probabilities, labels),
        "coverage": float(named.mean()),
        "named_accuracy": _mean((predicted == labels)[named].astype(float)),
    }
    found = {(OVERALL, name): value for name, value in overall.items()}
    for index in present:
        found |= {
            (classes[int(index)], name): float(value)
            for name, value in zip(_OF_A_CLASS, rates[index], strict=True)
        }
    return {key: value for key, value in found.items() if np.isfinite(value)}


def confusion(labels: IntArray, predicted: IntArray, classes: int) -> npt.NDArray[np.int64]:
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
    """All figures of one class but its AUC, in the order of their names; NaN where undefined."""
    hit = table[index, index]
    missed = table[index].sum() - hit
    wrong = table[:, index].sum() - hit
    rest = table.sum() - hit - missed - wrong
    pairs = ((hit, hit + missed), (rest, rest + wrong), (hit, hit + wrong), (rest, rest + missed))
    sensitivity, specificity, ppv, npv = (
        float(part / whole) if whole else float("nan") for part, whole in pairs
    )
    both = 2 * hit + missed + wrong
    f1 = float(2 * hit / both) if both else float("nan")
    matthews = _matthews(np.array([[hit, missed], [wrong, rest]]))
    return sensitivity, specificity, ppv, npv, f1, 1 - specificity, 1 - sensitivity, matthews


def _auc_of(scores_of_class: FloatArray, positive: BoolArray) -> float:
    """Share of pairs in the right order, ties half (Mann and Whitney, 1947)."""
    count = int(positive.sum())
    above = rankdata(scores_of_class)[positive].sum() - count * (count + 1) / 2
    return float(above / (count * (len(positive) - count)))


def _mean(values: Sequence[float] | npt.NDArray[np.floating]) -> float:
    finite = np.asarray(values)[np.isfinite(values)]
    return float(finite.mean()) if finite.size else float("nan")
