"""The learning curve of a model as a small, calm chart."""

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage

from leukodesk.gui.look.colours import Colours
from leukodesk.gui.look.plot_axis import number_plot
from leukodesk.gui.look.typography import font_of
from leukodesk.inference.cards import CurvePoint
from leukodesk.inference.extrapolation import Law, fitted_law
from leukodesk.workspace.numerals import written

_SIZE: Final = QSize(440, 190)
_MARGIN: Final = 0.02
_MARK: Final = 8


def draw_learning_curve(points: Sequence[CurvePoint], colours: Colours) -> QImage:
    """Balanced accuracy with its 95 % intervals over the units learnt from, on a logarithmic axis.

    What a law expects of more units is drawn open and dotted.

    Args:
        points: two or more, the whole last.
        colours: of the theme.
    """
    plot = _empty(colours)
    law = fitted_law(points)
    groups, values, intervals = zip(
        *((point.groups, point.balanced_accuracy, point.balanced_accuracy_interval) for point in points),
        strict=True,
    )
    if law is not None:
        _draw_law(plot, law, groups[0], colours)
    _draw_points(plot, groups, values, intervals, colours, is_measured=True)
    lows, marks = [low for low, _ in intervals], list(groups)
    if law is not None:
        lows += [expected.low for expected in law.expected]
        marks += [expected.groups for expected in law.expected]
    plot.getAxis("bottom").setTicks([[(math.log(mark), written(mark)) for mark in marks]])
    plot.setXRange(math.log(marks[0]), math.log(marks[-1]), padding=0.06)
    plot.setYRange(min(lows) - _MARGIN, 1, padding=0)
    # Axes find their width while they are painted first.
    plot.grab()
    image: QImage = plot.grab().toImage()
    plot.close()
    plot.deleteLater()
    return image


def _empty(colours: Colours) -> Any:
    plot = number_plot()
    plot.resize(_SIZE)
    plot.setFrameShape(plot.Shape.NoFrame)
    plot.hideButtons()
    plot.setBackground(colours.surface)
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setPen(QColor(colours.line))
        axis.setTextPen(QColor(colours.muted))
        axis.setStyle(tickFont=font_of("small"))
    plot.getPlotItem().showGrid(y=True, alpha=0.12)
    return plot


def _draw_points(
    plot: Any,
    groups: Sequence[int],
    values: Sequence[float],
    intervals: Sequence[tuple[float, float]],
    colours: Colours,
    *,
    is_measured: bool,
) -> None:
    places, heights = np.log(groups), np.array(values)
    lows, highs = np.array(intervals).T
    pen = pg.mkPen(colours.accent if is_measured else colours.muted, width=1)
    reach = {"top": np.maximum(0, highs - heights), "bottom": np.maximum(0, heights - lows)}
    plot.addItem(pg.ErrorBarItem(x=places, y=heights, beam=0.04, pen=pen, **reach))
    plot.plot(
        places,
        heights,
        pen=pg.mkPen(colours.accent, width=2) if is_measured else None,
        symbol="o",
        symbolSize=_MARK,
        symbolPen=None if is_measured else pen,
        symbolBrush=QColor(colours.accent if is_measured else colours.surface),
    )


def _draw_law(plot: Any, law: Law, first: int, colours: Colours) -> None:
    groups = [expected.groups for expected in law.expected]
    fine = np.geomspace(first, groups[-1], 100)
    pen = pg.mkPen(colours.muted, width=1, style=Qt.PenStyle.DotLine)
    plot.plot(np.log(fine), law.balanced_accuracy(fine), pen=pen)
    values = [expected.value for expected in law.expected]
    intervals = [(expected.low, expected.high) for expected in law.expected]
    _draw_points(plot, groups, values, intervals, colours, is_measured=False)
