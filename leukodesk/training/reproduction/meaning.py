"""What the figures of one system say, in words: most of all where a small budget says nothing."""

from collections.abc import Mapping
from typing import Final

from leukodesk.core.intervals import FEW_UNITS
from leukodesk.inference.cards import Metric
from leukodesk.training.reproduction.record import Figures, Spent

FIGURE: Final = "balanced_accuracy"
"""What systems are compared by: guessing reaches 1 of k whatever the shares of the k classes."""

_CONTROLS: Final = {
    "cells_blanked_out": "the same system with the cells painted over",
    "colour_statistics": "colour statistics alone",
    "labels_shuffled": "the same system taught shuffled labels",
}
_NOTED: Final = 0.05


def means_something(own_images: float | None, classes: int) -> bool:
    """Whether a system learnt its training images at least half of the way from guessing to all right."""
    return own_images is None or own_images >= (1 + 1 / classes) / 2


def meaning_of(
    spent: Spent,
    own_images: float | None,
    classes: int,
    figures: tuple[Figures, Figures],
    controls: Mapping[str, Figures],
) -> str:
    """One or two sentences on a system.

    Args:
        spent: what it was given.
        own_images: balanced accuracy on its own training images, if known.
        classes: number of classes.
        figures: on the paper's and on the honest split.
        controls: on the honest split.
    """
    if not means_something(own_images, classes):
        assert own_images is not None
        passes = f"{spent.epochs} epoch{'s' * (spent.epochs > 1)}"
        return (
            f"The budget is too small to mean anything: after {passes} on {spent.trained_on} images from "
            f"{spent.start} weights it names {_percent(own_images)} (balanced) of its own training images "
            f"right, where guessing gives {_percent(1 / classes)}."
        )
    paper, honest = (each.metrics[FIGURE] for each in figures)
    sentences = [_against(honest.value, honest.low, classes, controls)]
    if paper.value - honest.value >= _NOTED:
        sentences.append(_flattered(paper, honest))
    if figures[1].units < FEW_UNITS:
        sentences.append(
            f"Judged on {figures[1].units} patients or blocks only, too few to tell how it does on others."
        )
    return " ".join(sentences)


def _flattered(paper: Metric, honest: Metric) -> str:
    """Whether more on the paper's split than on the honest one is more than chance may bring about."""
    points = f"{100 * (paper.value - honest.value):.0f} points"
    if paper.value > honest.high:
        return f"The paper's kind of split flatters it by {points}."
    return (
        f"On the paper's kind of split it reaches {points} more, which may be chance: the interval of the "
        f"honest one, {100 * honest.low:.0f} to {_percent(honest.high)}, holds both."
    )


def _against(value: float, low: float, classes: int, controls: Mapping[str, Figures]) -> str:
    if low <= 1 / classes:
        return "On the honest split it cannot be told from guessing."
    rivals = {
        name: figures.metrics[FIGURE].value for name, figures in controls.items() if FIGURE in figures.metrics
    }
    best = max(rivals, key=lambda name: rivals[name])
    if rivals[best] >= value:
        return f"On the honest split it is no better than {_CONTROLS[best]} ({_percent(rivals[best])})."
    if rivals[best] >= low:
        return (
            f"On the honest split it is better than guessing, but chance alone may set it above "
            f"{_CONTROLS[best]} ({_percent(rivals[best])})."
        )
    return (
        f"On the honest split it is better than guessing and than every control; the best of these is "
        f"{_CONTROLS[best]} ({_percent(rivals[best])})."
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
