"""The figures of a model that was adopted: what the Train tab showed of its training."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QScrollArea, QVBoxLayout, QWidget

from leukodesk.gui.look.panel import Panel, text_label
from leukodesk.gui.look.room import give_room
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.training.figure_export import FigureExport
from leukodesk.gui.training.training_figures import TrainingFigures
from leukodesk.workspace.words import tr

_MARGIN: Final = SPACE * 2
# Two beside each other, with axes that can be read.
_PICTURE: Final = QSize(368, 218)


class FiguresDialog(QDialog):
    """The figures beside a model's card, each larger on a click.

    Args:
        title: of the model.
        card: path of its card.
        theme: tells on what ground they are shown.
        parent: the owner.
    """

    def __init__(self, title: str, card: Path, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        # Said here: the window's own line lies behind two dialogs.
        said = text_label("", "small", "muted", wrap=True)
        export = FigureExport(self)
        said.hide()
        export.said.connect(said.setText)
        export.said.connect(said.show)
        self._figures = TrainingFigures(theme, export, _PICTURE)
        self._figures.show_of(card)
        surface = Panel(margin=_MARGIN)
        surface.stack.addWidget(self._figures)
        surface.stack.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(surface)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setAccessibleName(tr("Figures of the training"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(SPACE * 3 // 2)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(said)
        layout.addWidget(buttons)
        give_room(self, QSize(880, 640))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the figures as many columns as there is room for."""
        super().resizeEvent(event)
        beside = self._scroll.verticalScrollBar().sizeHint().width()
        self._figures.fit(event.size().width() - beside - 4 * _MARGIN)
