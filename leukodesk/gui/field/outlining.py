"""Outlines of many cells, found a few at a time so that the window goes on."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from leukodesk.core.cell import Cell
from leukodesk.gui.field.outline import CellShape, shape_box, shape_of

_AT_ONCE: Final = 300
"""Cells whose outlines are there at once: those of an ordinary field, in less than a tenth of a second."""
_A_TURN: Final = 60


class Outlining(QObject):
    """Finds outlines: of a few hundred cells at once, of what is beyond in later turns of the event loop.

    Signals:
        found: outlines that were not there at once; arg: shape per cell id. Once for all that wait.
    """

    found = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[str, Cell] = {}
        self._found: dict[str, CellShape] = {}
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)

    def of(self, cells: Mapping[str, Cell]) -> dict[str, CellShape]:
        """Shapes of cells by id; those beyond the first few hundred have no lines yet."""
        self.forget(cells)
        shapes = {cell_id: shape_of(cell) for cell_id, cell in islice(cells.items(), _AT_ONCE)}
        for cell_id, cell in islice(cells.items(), _AT_ONCE, None):
            shapes[cell_id] = CellShape((), (), shape_box(cell))
            self._waiting[cell_id] = cell
        if self._waiting:
            self._turn.start()
        return shapes

    def forget(self, cells: Iterable[str]) -> None:
        """These cells are gone, or are others now."""
        for cell_id in cells:
            self._waiting.pop(cell_id, None)
            self._found.pop(cell_id, None)

    def forget_all(self) -> None:
        """Nothing waits any more."""
        self._waiting.clear()
        self._found.clear()
        self._turn.stop()

    def _go_on(self) -> None:
        for cell_id in list(islice(self._waiting, _A_TURN)):
            self._found[cell_id] = shape_of(self._waiting.pop(cell_id))
        if not self._waiting:
            self._turn.stop()
            found, self._found = self._found, {}
            self.found.emit(found)
