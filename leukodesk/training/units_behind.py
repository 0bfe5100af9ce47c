"""How many patients, fields or blocks each figure rests on; of a rare class that may be one of fifty."""

from collections.abc import Sequence

import numpy as np

from leukodesk.core.taxonomies import positive_class
from leukodesk.training.samples import BoolArray, IntArray
from leukodesk.training.scores import OVERALL

_OF_A_CLASS = ("sensitivity", "fnr", "specificity", "fpr", "ppv", "npv", "auc")


def units_behind(
    predicted: IntArray, labels: IntArray, classes: Sequence[str], named: BoolArray, units: IntArray
) -> dict[tuple[str, str], float]:
    """As many independent units as each share, and each AUC, is worth at most, by class and name.

    A share rests on the units that hold any of the cells it is a share of: a sensitivity on those with cells
    of the class. An AUC rests on the fewer of those with cells of the class and those with others, since its
    variance reaches A (1 - A) over that number (van Dantzig, Proc. KNAW 1951). A mean of shares rests on as
    many as vary as much as it does were its shares independent, but on no more than there are.

    Args:
        predicted: (n,), index of the class that was named.
        labels: (n,), index of the true class.
        classes: k class ids.
        named: (n,), False where the model abstains.
        units: (n,), number of the patient, field or block of each cell.

    Returns:
        Of the figures of :func:`leukodesk.training.scores.scores`; 0 where one rests on nothing.
    """

    def behind(cells: BoolArray) -> int:
        return len(np.unique(units[cells]))

    all_units = len(np.unique(units))
    found: dict[tuple[str, str], float] = {}
    for index, name in enumerate(classes):
        of_class, said = labels == index, predicted == index
        have, lack = behind(of_class), behind(~of_class)
        numbers = (have, have, lack, lack, behind(said), behind(~said), min(have, lack))
        found |= {(name, figure): number for figure, number in zip(_OF_A_CLASS, numbers, strict=True)}
    present = [name for name in classes if found[name, "sensitivity"]]
    positive = positive_class(classes)
    for figure in _OF_A_CLASS:
        judged = present if positive is None else [positive]
        found[OVERALL, figure] = _together([found[name, figure] for name in judged], all_units)
    recalls = [found[name, "sensitivity"] for name in present]
    return found | {
        (OVERALL, "accuracy"): all_units,
        (OVERALL, "balanced_accuracy"): _together(recalls, all_units),
        (OVERALL, "named_accuracy"): behind(named),
    }


def _together(numbers: Sequence[float], most: int) -> float:
    """Units that the mean of shares is worth, each of which rests on one of ``numbers``."""
    # A share that rests on nothing is undefined and stands in no mean.
    spread = [1 / number for number in numbers if number]
    return min(float(most), len(spread) ** 2 / sum(spread)) if spread else 0.0
