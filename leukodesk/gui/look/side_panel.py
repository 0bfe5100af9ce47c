"""A panel that stands in the place of the cells' panels until its reader closes it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from leukodesk.gui.look.panel import Panel, row, text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.workspace.words import tr


class SidePanel(Panel):
    """Closed by its button or by Escape.

    Signals:
        closed: the reader is done with it.
    """

    closed = Signal()

    def head(
        self, theme: Theme, title: str, close_name: str, *widgets: QWidget, close_tip: str = ""
    ) -> QHBoxLayout:
        """The heading with the closing button.

        Args:
            theme: gives the button's sign.
            title: of the panel.
            close_name: what screen readers call the button.
            widgets: stand between the two.
            close_tip: tool tip of the button, where closing means more than that.
        """
        close = QToolButton()
        close.setToolTip(close_tip or tr("Close (Escape)"))
        close.setAccessibleName(close_name)
        close.setIcon(theme.icon("close"))
        theme.changed.connect(lambda: close.setIcon(theme.icon("close")))
        close.clicked.connect(self.closed)
        return row(text_label(title, "heading"), None, *widgets, close)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
