"""The building blocks of every panel: headings, quiet text, rules and even margins."""

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from leukodesk.gui.look.typography import SPACE, Role, font_of

Tone = Literal["", "muted", "danger", "warning", "success"]


class Panel(QFrame):
    """A surface with even margins whose contents are stacked.

    Attributes:
        stack: the layout to add to.
    """

    def __init__(self, parent: QWidget | None = None, *, margin: int = SPACE * 3 // 2) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(margin, margin, margin, margin)
        self.stack.setSpacing(SPACE)


class Column(QScrollArea):
    """Scrolls its contents up and down where the window is low; cuts none of them off at the side.

    Args:
        contents: what is scrolled.
        parent: owns it.
    """

    def __init__(self, contents: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contents = contents
        self.setWidget(contents)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:
        """As wide as the contents must be, beside the bar that scrolls them."""
        width = self._contents.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(width, super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for other room when the contents need it."""
        if watched is self._contents and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class ElidedLabel(QLabel):
    """Text that ends in dots where there is no room for all of it."""

    def minimumSizeHint(self) -> QSize:
        """As narrow as need be."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what there is room for."""
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter = QPainter(self)
        self.style().drawItemText(
            painter, room, place.value, self.palette(), self.isEnabled(), text, self.foregroundRole()
        )


def text_label(text: str = "", role: Role = "body", tone: Tone = "", *, wrap: bool = False) -> QLabel:
    """Text in one of the window's roles and tones."""
    label = QLabel(text)
    label.setFont(font_of(role))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    set_tone(label, tone)
    return label


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Colour a text or banner by what it means."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def row(*widgets: QWidget | None, spacing: int = SPACE) -> QHBoxLayout:
    """Widgets side by side; None stands for the gap that takes the spare room."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return layout


def rule() -> QFrame:
    """A thin line between two parts of a panel."""
    line = QFrame()
    line.setProperty("rule", True)
    return line


def button(text: str, tip: str, *, primary: bool = False, flat: bool = False) -> QPushButton:
    """A push button with a tool tip."""
    made = QPushButton(text)
    made.setToolTip(tip)
    made.setProperty("primary", primary)
    made.setProperty("flat", flat)
    made.setAutoDefault(False)
    return made
