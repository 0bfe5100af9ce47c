"""A field for the colour of a class: swatches of the palette, or any colour."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from leukodesk.core.taxonomies import PALETTE
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.gui.classes.class_words import COLOUR_NAMES
from leukodesk.gui.look.colours import readable_on
from leukodesk.gui.look.panel import button, row
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import font_of
from leukodesk.workspace.words import tr

_SIDE: Final = 30
_COLUMNS: Final = 7


class ColourField(QWidget):
    """The colour of one class.

    Signals:
        chosen: arg: ``#RRGGBB``.
        refused: what was written is no colour; arg: one sentence.
    """

    chosen = Signal(str)
    refused = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = PALETTE[0]
        self._swatches = [_Swatch(colour, theme) for colour in PALETTE]
        grid = QGridLayout()
        grid.setSpacing(2)
        grid.setColumnStretch(_COLUMNS, 1)
        for place, swatch in enumerate(self._swatches):
            swatch.clicked.connect(self._take_swatch)
            grid.addWidget(swatch, *divmod(place, _COLUMNS))
        self._written = QLineEdit()
        self._written.setAccessibleName(tr("Colour as #RRGGBB"))
        self._written.setToolTip(tr("The colour as red, green and blue, two hexadecimal digits each"))
        self._written.setMaxLength(7)
        self._written.setFixedWidth(self._written.fontMetrics().averageCharWidth() * 13)
        self._written.editingFinished.connect(self._take_written)
        other = button(tr("Other colour…"), tr("Choose any colour"))
        other.clicked.connect(self._ask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(grid)
        layout.addLayout(row(self._written, other, None))

    def show_colour(self, taxonomy: Taxonomy, class_id: str) -> None:
        """Show the colour of a class, and in the swatches whose the others are."""
        self._colour = taxonomy[class_id].colour.upper()
        self._written.setText(self._colour)
        for swatch in self._swatches:
            users = [item for item in taxonomy.classes if item.colour.upper() == swatch.colour]
            swatch.show_use(
                is_own=swatch.colour == self._colour,
                letters="".join(item.letter for item in users[:1]),
                titles=", ".join(tr(item.title) for item in users),
            )

    def _take_swatch(self) -> None:
        swatch = self.sender()
        assert isinstance(swatch, _Swatch)
        self._choose(swatch.colour)

    def _take_written(self) -> None:
        text = self._written.text().strip()
        wanted = QColor(text if text.startswith("#") else f"#{text}")
        if wanted.isValid():
            self._choose(wanted.name().upper())
        else:
            self._written.setText(self._colour)
            self.refused.emit(
                tr("“{written}” is no colour; write six hexadecimal digits such as #0072B2.", written=text)
            )

    def _ask(self) -> None:
        wanted = QColorDialog.getColor(QColor(self._colour), self, tr("Colour of the class"))
        if wanted.isValid():
            self._choose(wanted.name().upper())

    def _choose(self, colour: str) -> None:
        if colour != self._colour:
            self.chosen.emit(colour)


class _Swatch(QAbstractButton):
    """One colour of the palette, with the letter of the class that has it."""

    def __init__(self, colour: str, theme: Theme) -> None:
        super().__init__()
        self.colour = colour
        self._theme = theme
        self._letters = ""
        self.setCheckable(True)
        self.setFixedSize(_SIDE, _SIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(_SIDE, _SIDE)

    def nextCheckState(self) -> None:
        """Which one is chosen is told by the class alone."""

    def show_use(self, *, is_own: bool, letters: str, titles: str) -> None:
        """Tell whose colour it is.

        Args:
            is_own: of the class that is being changed.
            letters: of the class that has it, or empty.
            titles: of the classes that have it, or empty.
        """
        self.setChecked(is_own)
        self._letters = letters
        name = tr(COLOUR_NAMES[self.colour])
        self.setAccessibleName(tr("{colour}, has {classes}", colour=name, classes=titles) if titles else name)
        self.setToolTip(tr("{colour}: {classes}", colour=name, classes=titles) if titles else name)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Draw the frame of what the pointer or the keyboard is on."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A square of the colour; a frame round the chosen one and round the one with the keyboard."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked() or self.hasFocus() or self.underMouse():
            frame = colours.text if self.isChecked() else colours.accent if self.hasFocus() else colours.line
            painter.setPen(QPen(QColor(frame), 2, Qt.PenStyle.SolidLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colour))
        painter.drawRoundedRect(box.adjusted(4, 4, -4, -4), 4, 4)
        painter.setPen(QColor(readable_on(self.colour)))
        painter.setFont(font_of("strong"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._letters)
        if self.isChecked() and self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        painter.end()
