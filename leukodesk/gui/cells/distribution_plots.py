"""N:C ratio and diameter of the classes, as calm box plots."""

from typing import Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QHideEvent, QPen, QShowEvent
from PySide6.QtWidgets import QGraphicsRectItem, QWidget

from leukodesk.core.distributions import spread
from leukodesk.core.taxonomy import CellClass
from leukodesk.gui.look.panel import Panel, text_label
from leukodesk.gui.look.plot_axis import number_plot
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE, font_of
from leukodesk.workspace.numerals import written
from leukodesk.workspace.words import later, tr
from leukodesk.workspace.workspace import Workspace

_MOST_DOTS: Final = 300
_LEAST_BOXED: Final = 5
_BOX: Final = 0.26
_JITTER: Final = 0.36
_AXIS_PX: Final = 24
_LINE_PX: Final = 18
_TITLES: Final = {
    "nc_ratio": (
        later("N:C area ratio of whole cells"),
        later("Nucleus area over cell area; cells at the border are left out."),
    ),
    "diameter": (
        later("Diameter of whole cells in µm"),
        later(
            "Of the disc as large as the cell, in smears whose scale is known; cells at the border "
            "are left out."
        ),
    ),
}


class DistributionPlots(Panel):
    """A line per class: its cells as dots while there are few, half of them in the box, the median a bar.

    The plots are built when first looked at.
    """

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=SPACE)
        self._workspace = workspace
        self._theme = theme
        self._plots: dict[str, pg.PlotWidget] = {}
        self.setAccessibleName(tr("Figures of the classes"))
        workspace.measures.changed.connect(self._draw)
        workspace.scale_changed.connect(self._draw)
        theme.changed.connect(self._draw)

    def showEvent(self, event: QShowEvent) -> None:
        """Cells are measured while somebody looks."""
        if not self._plots:
            self._build()
        super().showEvent(event)
        self._workspace.measures.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self._workspace.measures.watch(False)

    def _build(self) -> None:
        for name, (title, tip) in _TITLES.items():
            heading = text_label(tr(title), "small", "muted")
            heading.setToolTip(tr(tip))
            self.stack.addWidget(heading)
            plot = number_plot()
            plot.setMouseEnabled(False, False)
            plot.hideButtons()
            plot.setToolTip(tr(tip))
            plot.setAccessibleName(tr(title))
            self._plots[name] = plot
            self.stack.addWidget(plot, 1)

    def _draw(self) -> None:
        if not self.isVisible():
            return
        measures = self._workspace.measures
        groups = [group for group in self._workspace.gallery.groups if group.counted]
        for name, plot in self._plots.items():
            read = measures.nc_ratios if name == "nc_ratio" else measures.diameters_um
            values = [(group, found) for group in groups if (found := read(group.id))]
            self._draw_one(plot, values, is_share=name == "nc_ratio")

    def _draw_one(
        self, plot: pg.PlotWidget, values: list[tuple[CellClass, list[float]]], *, is_share: bool
    ) -> None:
        colours = self._theme.colours
        plot.clear()
        plot.setBackground(colours.surface)
        item = plot.getPlotItem()
        axis = item.getAxis("left")
        plot.setMinimumHeight(_AXIS_PX + _LINE_PX * max(1, len(values)))
        names = [f"{group.letter}  n={written(len(found))}" for group, found in values]
        axis.setTicks([[(-place, name) for place, name in enumerate(names)]])
        for side in ("left", "bottom"):
            one = item.getAxis(side)
            one.setPen(QColor(colours.line))
            one.setTextPen(QColor(colours.muted))
            one.setStyle(tickFont=font_of("small"))
        item.showGrid(x=True, alpha=0.12)
        for place, (group, found) in enumerate(values):
            _draw_class(item, -place, group, found, colours.text)
        item.setYRange(-len(values) + 0.4, 0.6, padding=0)
        if is_share:
            item.setXRange(0, 1, padding=0.02)
        elif values:
            item.getAxis("bottom").setTickSpacing(major=5, minor=5)
            item.setXRange(0, max(max(found) for _, found in values) * 1.05, padding=0)


def _draw_class(item: pg.PlotItem, y: int, group: CellClass, found: list[float], text: str) -> None:
    colour = QColor(group.colour)
    told = spread(found)
    assert told is not None
    if len(found) <= _MOST_DOTS:
        # The same cells always lie at the same heights.
        heights = y + _JITTER * (2 * (np.arange(len(found)) * 0.618034 % 1) - 1)
        dots = pg.ScatterPlotItem(x=found, y=heights, size=5, pen=None, brush=_faint(colour, 130))
        item.addItem(dots)
    if len(found) >= _LEAST_BOXED:
        line = QPen(colour, 2)
        line.setCosmetic(True)
        item.plot([told.low, told.high], [y, y], pen=line)
        box = QGraphicsRectItem(QRectF(told.lower, y - _BOX, told.upper - told.lower, 2 * _BOX))
        box.setPen(line)
        box.setBrush(_faint(colour, 70))
        item.addItem(box)
    median = QPen(QColor(text), 3)
    median.setCosmetic(True)
    item.plot([told.median, told.median], [y - _BOX, y + _BOX], pen=median)


def _faint(colour: QColor, alpha: int) -> QColor:
    return QColor(colour.red(), colour.green(), colour.blue(), alpha)
