"""Pictures of a learning curve and of the figures of each class, with their intervals."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from matplotlib.ticker import FixedLocator, NullLocator

from leukodesk.inference.cards import CurvePoint
from leukodesk.inference.extrapolation import Law, fitted_law
from leukodesk.training.figures import COLOURS, STYLES, Ground, as_png, new_figure
from leukodesk.training.metrics import Interval, Judgement

_OF_A_CLASS: Final = {"sensitivity": "Sensitivity", "specificity": "Specificity", "ppv": "PPV", "auc": "AUC"}
_OF_A_CURVE: Final = {"balanced_accuracy": "balanced accuracy", "auc": "AUC"}
_MARKERS: Final = ("o", "s", "^", "D")
_APART: Final = 0.16


def draw_learning_curve(points: Sequence[CurvePoint], ground: Ground) -> bytes:
    """Balanced accuracy and AUC over the units learnt from, and the law that fits, as PNG.

    Args:
        points: the whole last.
        ground: the colours.
    """
    figure, (axes,) = new_figure(ground, 1, (6.4, 4.2))
    marks = [point.groups for point in points]
    for number, (name, label) in enumerate(_OF_A_CURVE.items()):
        _points(axes, points, name, label, number)
    law = fitted_law(points)
    if law is not None:
        _law(axes, law, points[0].groups, ground)
        marks += [expected.groups for expected in law.expected]
    axes.set(xscale="log", xlabel=f"{points[-1].unit.capitalize()}s to learn from", ylim=(None, 1.01))
    axes.xaxis.set_major_locator(FixedLocator(marks))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xticklabels([str(mark) for mark in marks])
    figure.legend(frameon=False, labelcolor=ground.text, loc="outside upper center", ncols=2)
    return as_png(figure)


def draw_classes(judgement: Judgement, ground: Ground) -> bytes:
    """Sensitivity, specificity, PPV and AUC of each class against the rest with 95 % intervals, as PNG."""
    names = list(judgement.per_class)
    figure, (axes,) = new_figure(ground, 1, (max(5.2, 1.6 + 1.1 * len(names)), 4.2))
    for number, (figure_name, title) in enumerate(_OF_A_CLASS.items()):
        found = [
            (
                place + (number - 1.5) * _APART,
                judgement.per_class[name][figure_name],
                judgement.per_class_intervals[name][figure_name],
            )
            for place, name in enumerate(names)
            if figure_name in judgement.per_class[name]
        ]
        if found:
            places, values, intervals = zip(*found, strict=True)
            axes.errorbar(
                places,
                values,
                _reach(values, intervals),
                color=COLOURS[number],
                marker=_MARKERS[number],
                linestyle="none",
                elinewidth=1.5,
                capsize=3,
                label=title,
            )
    axes.set_xticks(range(len(names)), names, rotation=20 if len(names) > 3 else 0)
    axes.set(ylim=(None, 1.02), ylabel="Value, with 95 % interval")
    if axes.containers:
        figure.legend(frameon=False, labelcolor=ground.text, loc="outside upper center", ncols=4)
    return as_png(figure)


def _points(axes: Any, points: Sequence[CurvePoint], name: str, label: str, number: int) -> None:
    known = [
        (point.groups, getattr(point, name), getattr(point, f"{name}_interval"))
        for point in points
        if getattr(point, f"{name}_interval") is not None
    ]
    if known:
        groups, values, intervals = zip(*known, strict=True)
        axes.errorbar(
            groups,
            values,
            _reach(values, intervals),
            color=COLOURS[number],
            linestyle=STYLES[number],
            marker=_MARKERS[number],
            linewidth=2,
            elinewidth=1,
            capsize=3,
            label=label,
        )


def _law(axes: Any, law: Law, first: int, ground: Ground) -> None:
    """The law as a dotted line up to what it expects of the most units."""
    groups, values = zip(*((expected.groups, expected.value) for expected in law.expected), strict=True)
    fine = np.geomspace(first, groups[-1], 100)
    axes.plot(fine, law.balanced_accuracy(fine), color=COLOURS[0], linestyle=":", label=law.name)
    axes.errorbar(
        groups,
        values,
        _reach(values, [(expected.low, expected.high) for expected in law.expected]),
        color=COLOURS[0],
        marker="o",
        markerfacecolor=ground.background,
        linestyle="none",
        elinewidth=1,
        capsize=3,
        label="expected by it, not measured",
    )


def _reach(values: Sequence[float], intervals: Sequence[Interval]) -> list[list[float]]:
    """How far each interval reaches down and up, as matplotlib takes it."""
    pairs = list(zip(values, intervals, strict=True))
    return [
        [max(0.0, value - low) for value, (low, _) in pairs],
        [max(0.0, high - value) for value, (_, high) in pairs],
    ]
