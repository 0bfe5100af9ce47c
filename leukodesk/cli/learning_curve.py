"""Learning curves: what less data would have reached, and what more may bring."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leukodesk.cli import console

if TYPE_CHECKING:
    from leukodesk.inference.cards import CurvePoint


def print_curve(points: "Sequence[CurvePoint]") -> None:
    """Print the points of a learning curve and what they say; nothing where there is none."""
    from leukodesk.inference.extrapolation import what_it_says

    if not points:
        return
    rows = [
        (
            f"{point.share:g}",
            point.groups,
            point.n,
            _figure(point.balanced_accuracy, point.balanced_accuracy_interval),
            _figure(point.auc, point.auc_interval),
        )
        for point in points
    ]
    unit = points[0].unit
    console.print_table(["share learnt from", f"{unit}s", "cells", "balanced accuracy", "AUC"], rows)
    print(what_it_says(points))


def _figure(value: float | None, interval: tuple[float, float] | None) -> str | None:
    if value is None or interval is None:
        return None
    return f"{value:.3f} ({interval[0]:.3f} to {interval[1]:.3f})"
