"""Axes of plots whose numbers are written as in the reader's language."""

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg

from leukodesk.workspace.numerals import with_signs


class NumberAxis(pg.AxisItem):
    """An axis with the language's decimal sign."""

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """The numbers at the ticks."""
        return [with_signs(text) for text in super().tickStrings(values, scale, spacing)]


def number_plot() -> Any:
    """An empty plot with such axes and without the plotting library's own menu."""
    axes = {side: NumberAxis(side) for side in ("left", "bottom")}
    return pg.PlotWidget(axisItems=axes, enableMenu=False)
