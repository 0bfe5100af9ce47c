"""Loss and accuracy of a running training."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leukodesk.gui.look.panel import row
from leukodesk.gui.look.plot_axis import number_plot
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE, font_of
from leukodesk.gui.training.figure_export import FigureExport
from leukodesk.workspace.words import later, tr

_PLOTS: Final = (later("Loss"), later("Balanced accuracy"))
_CURVES: Final = {
    "train_loss": (later("Loss"), later("Training"), Qt.PenStyle.SolidLine),
    "validation_loss": (later("Loss"), later("Unseen cells"), Qt.PenStyle.DashLine),
    "balanced_accuracy": (later("Balanced accuracy"), later("Unseen cells"), Qt.PenStyle.DashLine),
}


class TrainingCurves(QWidget):
    """Two charts over the epochs: loss, and balanced accuracy on cells not trained on.

    They are built when first looked at: most sessions train nothing.

    Args:
        theme: gives the colours.
        export: copies and saves them.
        parent: the owner.
    """

    def __init__(self, theme: Theme, export: FigureExport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._export = export
        self._points: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self._stage = ""
        self._epochs = 1
        self._plots: dict[str, Any] = {}
        self._curves: dict[str, Any] = {}
        self.setAccessibleName(tr("Loss and balanced accuracy over the epochs"))
        theme.changed.connect(self._paint)

    def showEvent(self, event: QShowEvent) -> None:
        """Build the charts at the first sight of them."""
        if not self._plots:
            self._build()
            self._paint()
            self._draw()
        super().showEvent(event)

    def _build(self) -> None:
        self._plots = {title: _plot(tr(title)) for title in _PLOTS}
        self._plots["Balanced accuracy"].getPlotItem().legend.setOffset((-8, -8))
        self._plots["Balanced accuracy"].setYRange(0, 1, padding=0.02)
        self._curves = {
            name: self._plots[plot].plot(name=tr(legend)) for name, (plot, legend, _) in _CURVES.items()
        }
        charts = QWidget()
        charts.setLayout(row(*self._plots.values()))
        title = tr("Loss and accuracy over the epochs")
        buttons = self._export.buttons(self, title, lambda: charts.grab().toImage())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(charts, 1)
        layout.addLayout(row(None, *buttons))

    @property
    def has_points(self) -> bool:
        """Whether anything is drawn."""
        return any(self._points.values())

    def clear(self) -> None:
        """Start with empty charts."""
        self._points.clear()
        self._stage = ""
        self._draw()

    def add(self, event: Mapping[str, Any]) -> None:
        """Add the figures of one epoch; a new stage of the training starts the curves anew."""
        stage = str(event.get("stage", ""))
        if stage != self._stage:
            self._points.clear()
            self._stage = stage
        epochs = event.get("epochs")
        self._epochs = epochs if isinstance(epochs, int) else 1
        for name in _CURVES:
            value = event.get(name)
            if isinstance(value, int | float):
                self._points[name].append((float(event["epoch"]), float(value)))
        self._draw()

    def _draw(self) -> None:
        for plot in self._plots.values():
            if self._epochs > 1:
                plot.setXRange(1, self._epochs, padding=0.02)  # all of them, so that one sees how far it is
        for name, curve in self._curves.items():
            curve.setData([x for x, _ in self._points[name]], [y for _, y in self._points[name]])

    def _paint(self) -> None:
        colours = self._theme.colours
        for plot in self._plots.values():
            plot.setBackground(colours.surface)
            for side in ("left", "bottom"):
                axis = plot.getAxis(side)
                axis.setPen(QColor(colours.line))
                axis.setTextPen(QColor(colours.muted))
            plot.setTitle(plot.accessibleName(), color=colours.text)
            plot.getPlotItem().titleLabel.item.setFont(font_of("strong"))
            ground = QColor(colours.surface)
            ground.setAlpha(200)
            plot.getPlotItem().legend.setBrush(ground)
            for _, label in plot.getPlotItem().legend.items:
                label.setText(label.text, color=colours.text)
        for name, curve in self._curves.items():
            style = _CURVES[name][2]
            colour = colours.accent if style is Qt.PenStyle.DashLine else colours.muted
            curve.setPen(pg.mkPen(colour, width=2, style=style))
            curve.setSymbol("o")
            curve.setSymbolSize(5)
            curve.setSymbolPen(None)
            curve.setSymbolBrush(QColor(colour))


def _plot(title: str) -> Any:
    plot = number_plot()
    plot.setAccessibleName(title)
    plot.setMouseEnabled(x=False, y=False)
    plot.hideButtons()
    plot.addLegend(offset=(-8, 8))
    plot.setLabel("bottom", tr("Epoch"))
    plot.setMinimumHeight(220)
    plot.setMaximumHeight(340)
    return plot
