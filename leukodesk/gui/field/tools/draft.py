"""What is being drawn now and is not in the dataset yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from leukodesk.core.mask_edits import CellMasks, Point


@dataclass(frozen=True)
class Sketch:
    """What a tool shows before it is done.

    Attributes:
        masks: the outlines that a cell would have.
        instead_of: id of the cell that has other outlines until then and is not drawn meanwhile.
        line: corners of a line.
        is_closed: the line goes back to its first corner.
        marked: ids of the cells that would be changed.
    """

    masks: CellMasks | None = None
    instead_of: str = ""
    line: tuple[Point, ...] = ()
    is_closed: bool = False
    marked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Circle:
    """The brush at the pointer.

    Attributes:
        at: its middle.
        radius_px: in smear pixels.
        is_new: pressing here would begin a new cell.
    """

    at: Point
    radius_px: float
    is_new: bool = False


class Draft(QObject):
    """The sketch and the circle of the chosen tool; both empty while nothing is drawn.

    Signals:
        changed: another sketch.
        replaced_changed: another cell, or none, is left out because the sketch stands for it.
        circle_changed: another circle.
    """

    changed = Signal()
    replaced_changed = Signal()
    circle_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sketch = Sketch()
        self.circle: Circle | None = None

    def show(self, sketch: Sketch) -> None:
        """Show a sketch instead of the one before."""
        if sketch == self.sketch:
            return
        before, self.sketch = self.sketch, sketch
        if before.instead_of != sketch.instead_of:
            self.replaced_changed.emit()
        self.changed.emit()

    def show_line(
        self, line: Sequence[Point], *, is_closed: bool = False, marked: tuple[str, ...] = ()
    ) -> None:
        """Show a line, and the cells it is about."""
        self.show(Sketch(line=tuple(line), is_closed=is_closed, marked=marked))

    def show_masks(self, masks: CellMasks | None, instead_of: str) -> None:
        """Show outlines in the place of a cell's."""
        self.show(replace(Sketch(), masks=masks, instead_of=instead_of))

    def clear(self) -> None:
        """Show nothing any more."""
        self.show(Sketch())

    def show_circle(self, circle: Circle | None) -> None:
        """Show the brush somewhere else, or not at all."""
        if circle != self.circle:
            self.circle = circle
            self.circle_changed.emit()
