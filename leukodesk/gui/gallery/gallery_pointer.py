"""What the mouse does in the gallery: choosing one, some or many crops, and picking them up."""

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

_EDGE_PX: Final = 20
_FILL_ALPHA: Final = 40

_ADDING: Final = Qt.KeyboardModifier.ControlModifier
_UP_TO: Final = Qt.KeyboardModifier.ShiftModifier


class Crops(Protocol):
    """What the pointer needs to know of the gallery it moves over."""

    @property
    def scrolled(self) -> int:
        """Pixels above the window."""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The chosen cells, the leading one first."""

    def viewport(self) -> QWidget:
        """The window."""

    def verticalScrollBar(self) -> QScrollBar:
        """Moves it."""

    def cell_at(self, place: QPoint) -> str:
        """The cell at a point of the window, or empty."""

    def cells_within(self, box: QRect) -> list[str]:
        """The cells that a rectangle of the whole touches."""

    def cells_between(self, one: str, other: str) -> list[str]:
        """All from one to another; just the other where one is not there any more."""


class GalleryPointer:
    """Turns presses, moves and releases into a choice.

    A click chooses one cell and shows it in its smear; Ctrl adds or takes away, Shift takes all in between;
    beside crops a rubber band begins; a chosen crop that is moved takes all chosen ones along.

    Args:
        view: where the crops are.
        choose: called with the chosen cells, the leading one first, and whether its smear is to be opened.
    """

    def __init__(self, view: Crops, choose: Callable[[list[str], bool], object]) -> None:
        self._view = view
        self._choose = choose
        self._anchor = ""
        self._held = ""
        self._start: QPoint | None = None
        self._band: QRect | None = None
        self._before: tuple[str, ...] = ()

    def press(self, event: QMouseEvent) -> None:
        """A button goes down."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        view, place = self._view, event.position().toPoint()
        cell_id, chosen = view.cell_at(place), view.chosen
        keys = event.modifiers()
        self._start = place + QPoint(0, view.scrolled)
        self._held, self._band = "", None
        if not cell_id:
            self._band = QRect(self._start, self._start)
            self._before = chosen if keys & (_ADDING | _UP_TO) else ()
            self._choose(list(self._before), False)
        elif keys & _UP_TO:
            self.go_to(cell_id, extend=True)
        elif keys & _ADDING:
            self._anchor = cell_id
            if cell_id in chosen:
                self._choose([other for other in chosen if other != cell_id], False)
            else:
                self._choose([cell_id, *chosen], False)
        else:
            self._anchor = self._held = cell_id
            if cell_id not in chosen:
                self._choose([cell_id], False)

    def move(self, event: QMouseEvent) -> bool:
        """The mouse moves with the button down; whether the reader begins to drag the chosen crops."""
        if self._start is None:
            return False
        place = event.position().toPoint()
        if self._band is not None:
            self._stretch(place)
            return False
        there = place + QPoint(0, self._view.scrolled)
        far = (there - self._start).manhattanLength() >= QApplication.startDragDistance()
        if far and self._held:
            self._start, self._held = None, ""
            return True
        return False

    def release(self, event: QMouseEvent) -> None:
        """The button goes up."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._held:
            self._choose([self._held], True)
        self._start, self._held = None, ""
        if self._band is not None:
            self._band = None
            self._view.viewport().update()

    def go_to(self, cell_id: str, *, extend: bool) -> None:
        """Choose a cell, or all from the one chosen last to it."""
        if not extend:
            self._anchor = cell_id
            self._choose([cell_id], True)
            return
        between = self._view.cells_between(self._anchor, cell_id)
        self._choose([cell_id, *(other for other in between if other != cell_id)], False)

    def paint(self, painter: QPainter, scrolled: int, colour: str) -> None:
        """Paint the rubber band."""
        if self._band is None or self._band.width() + self._band.height() < 4:
            return
        fill = QColor(colour)
        fill.setAlpha(_FILL_ALPHA)
        painter.setPen(QColor(colour))
        painter.setBrush(fill)
        painter.drawRect(self._band.translated(0, -scrolled))

    def _stretch(self, place: QPoint) -> None:
        view = self._view
        high = view.viewport().height()
        bar = view.verticalScrollBar()
        if place.y() < _EDGE_PX:
            bar.setValue(bar.value() - bar.singleStep())
        elif place.y() > high - _EDGE_PX:
            bar.setValue(bar.value() + bar.singleStep())
        assert self._start is not None
        self._band = QRect(self._start, place + QPoint(0, view.scrolled)).normalized()
        touched = view.cells_within(self._band)
        self._choose([*touched, *(other for other in self._before if other not in set(touched))], False)
        view.viewport().update()
