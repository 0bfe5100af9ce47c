"""Outlines of many cells, found a few at a time so that the window goes on."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Final

from PySide6.QtCore import QObject, QRectF, QTimer, Signal

from leukodesk.core.cell import Cell
from leukodesk.gui.field.outline import CellShape, shape_of

_AT_ONCE: Final = 300
"""Cells whose outlines are there at once: those of an ordinary field, in less than a tenth of a second."""
_A_TURN: Final = 60


class Outlining(QObject):
    """Finds outlines: of up to a few hundred cells at once, of a crowd in later turns of the event loop.

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
        """Shapes of cells by id; none of a crowd, which ``found`` tells."""
        self.forget(cells)
        if len(cells) <= _AT_ONCE:
            return {cell_id: shape_of(cell) for cell_id, cell in cells.items()}
        self._waiting |= cells
        self._turn.start()
        return {}

    def waiting_in(self, box: QRectF) -> list[str]:
        """Ids of the cells without outlines yet whose boxes reach into a box of the smear."""
        left, top, right, bottom = box.x(), box.y(), box.x() + box.width(), box.y() + box.height()
        boxes = {cell_id: cell.bbox for cell_id, cell in self._waiting.items()}
        return [
            cell_id
            for cell_id, (y0, x0, y1, x1) in boxes.items()
            if x0 <= right and x1 >= left and y0 <= bottom and y1 >= top
        ]

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
        left = (cell_id for cell_id in self._waiting if cell_id not in self._found)
        for cell_id in list(islice(left, _A_TURN)):
            self._found[cell_id] = shape_of(self._waiting[cell_id])
        if len(self._found) == len(self._waiting):
            found = self._found
            self._waiting, self._found = {}, {}
            self._turn.stop()
            self.found.emit(found)
