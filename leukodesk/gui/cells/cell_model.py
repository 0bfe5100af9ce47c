"""The cells of the smear in view as rows of a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPixmap

from leukodesk.core.cell import Cell
from leukodesk.core.edit import Changes
from leukodesk.core.gallery import doubt
from leukodesk.core.rows import field_of
from leukodesk.core.taxonomy import CellClass
from leukodesk.gui.cells.cell_class import shown_classes
from leukodesk.gui.field.smear_item import qimage_of
from leukodesk.workspace.numerals import written
from leukodesk.workspace.words import later, tr
from leukodesk.workspace.workspace import Workspace

CELL_ID_ROLE: Final = Qt.ItemDataRole.UserRole
ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, from left to right."""

    CROP = 0
    CLASS = 1
    CONFIDENCE = 2
    NC_RATIO = 3
    REVIEWED = 4


_FEW: Final = 50

_TITLES: Final = {
    Column.CROP: (later("Cell"), later("Sort in reading order")),
    Column.CLASS: (later("Class"), later("Sort by class")),
    Column.CONFIDENCE: (
        later("Confidence"),
        later("Sort by doubt: what the model is least sure of, or left open, comes first"),
    ),
    Column.NC_RATIO: ("N:C", later("Nucleus area over cell area, 0 to 1")),
    Column.REVIEWED: ("", later("Sort by review: cells without a label come first")),
}


@dataclass(frozen=True)
class CellRow:
    """What the table shows of one cell.

    Attributes:
        cell: the cell.
        cell_class: the class it is shown under.
        labelled: a reader said so.
        confidence: the model's top probability, or None where it said nothing.
        abstained: the model left the cell to the reader.
        order: its place in reading order.
        other_reader: who labelled it, if that was not the reader at this window.
    """

    cell: Cell
    cell_class: CellClass
    labelled: bool
    confidence: float | None
    abstained: bool
    order: int
    other_reader: str = ""

    @property
    def doubt(self) -> float:
        """How much the cell needs a look: 0 for a labelled one, above 1 where the model abstained."""
        return 0.0 if self.labelled else doubt(self.confidence, self.abstained)

    @property
    def description(self) -> str:
        """The row in words, for screen readers."""
        said = tr("suggestion")
        if self.labelled:
            other = self.other_reader
            said = tr("labelled by {annotator}", annotator=other) if other else tr("your label")
        sure = "" if self.confidence is None else tr(", {confidence:.0%} sure", confidence=self.confidence)
        return f"{tr(self.cell_class.title)}, {said}{sure}, N:C {written(self.cell.nc_ratio, '.2f')}"


class CellModel(QAbstractTableModel):
    """One row per cell of the smear in view, in reading order until they are sorted.

    A row does not jump away under the hand that just labelled it: only :meth:`sort` moves rows. They are
    sorted here, by one key a row, since Qt's own proxy asks for keys at each of its many comparisons.

    Signals:
        judged: a model said something new about the cells, so their doubt is another.
    """

    judged = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._rows: list[CellRow] = []
        self._crops: dict[tuple[str, int], QPixmap] = {}
        self._side_px = 96
        workspace.smear_opened.connect(self.reload)
        workspace.choice_changed.connect(self.refresh)
        workspace.changed.connect(self._follow)
        self.reload()

    def reload(self, _smear_id: str = "") -> None:
        """Show the cells of another smear."""
        self.beginResetModel()
        self._crops.clear()
        smear = self._workspace.smear
        cells = list(self._workspace.content.cells_of(smear.id)) if smear else []
        self._side_px = _crop_side(cells)
        self._rows = self._rows_of(list(enumerate(cells)))
        self.endResetModel()

    def refresh(self) -> None:
        """Show the same cells with what is said about them now."""
        content = self._workspace.content
        self._rows = self._rows_of(
            [(row.order, row.cell) for row in self._rows if row.cell.id in content.cells]
        )
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(Column) - 1))
            self.judged.emit()

    @property
    def cell_ids(self) -> list[str]:
        """The cells as they are listed."""
        return [row.cell.id for row in self._rows]

    def row_of(self, cell_id: str) -> int:
        """Row of a cell, or -1."""
        return next((number for number, row in enumerate(self._rows) if row.cell.id == cell_id), -1)

    def crop(self, row: CellRow, size: QSize) -> QPixmap:
        """The cell cut from the smear, all at one scale, scaled to ``size`` screen pixels."""
        key = (row.cell.id, size.width())
        if key not in self._crops:
            self._crops[key] = self._cut(row.cell, size)
        return self._crops[key]

    def _cut(self, cell: Cell, size: QSize) -> QPixmap:
        pixels = self._workspace.pixels
        smear = self._workspace.smear
        if pixels is None or smear is None or smear.id != cell.smear_id:
            return QPixmap()
        height, width = pixels.shape[:2]
        side = min(self._side_px, height, width)
        row, column = cell.centroid
        top = int(np.clip(row - side / 2, 0, height - side))
        left = int(np.clip(column - side / 2, 0, width - side))
        image = qimage_of(pixels[top : top + side, left : left + side])
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        return QPixmap.fromImage(image.scaled(size, keep, smooth))

    def _row(self, cell: Cell, order: int) -> CellRow:
        return self._rows_of([(order, cell)])[0]

    def _rows_of(self, cells: Sequence[tuple[int, Cell]]) -> list[CellRow]:
        """Rows of cells, each with its place in reading order."""
        workspace = self._workspace
        classes = shown_classes(workspace, (cell.id for _, cell in cells))
        said = workspace.content.predictions.get(workspace.model_id or "", {})
        labels = workspace.content.labels
        rows = []
        for order, cell in cells:
            answer = said.get(cell.id)
            confidence, abstained = (answer.confidence, answer.abstained) if answer else (None, False)
            annotator = field_of(labels, cell.id, "annotator") if cell.id in labels else ""
            other = annotator if annotator != workspace.annotator else ""
            rows.append(CellRow(cell, *classes[cell.id], confidence, bool(abstained), order, other))
        return rows

    def _follow(self, changes: Changes, _initiator: object) -> None:
        smear = self._workspace.smear
        if changes.cells and smear is not None:
            self._follow_cells(smear.id, changes.cells | changes.labels | changes.predictions)
        elif changes.classes:
            self.refresh()
        elif smear is not None and (changes.labels or changes.predictions):
            touched = changes.labels | changes.predictions
            for number, row in enumerate(self._rows):
                if row.cell.id in touched:
                    self._rows[number] = self._row(row.cell, row.order)
                    self.dataChanged.emit(self.index(number, 0), self.index(number, len(Column) - 1))
            if changes.predictions:
                self.judged.emit()

    def _follow_cells(self, smear_id: str, changed: frozenset[str]) -> None:
        """Renew the rows of a few cells: to sort all of them anew would hold up every stroke of a brush."""
        ids = list(self._workspace.content.cell_ids_of(smear_id))
        there, before = set(ids), [row.cell.id for row in self._rows]
        in_order = sorted(self._rows, key=lambda row: row.order)
        kept = [row.cell.id for row in in_order if row.cell.id in there]
        if not before or len(changed) > _FEW or ids[: len(kept)] != kept:
            self.reload()
            return
        for number in reversed([n for n, cell_id in enumerate(before) if cell_id not in there]):
            self.beginRemoveRows(QModelIndex(), number, number)
            del self._rows[number]
            self.endRemoveRows()
        self._crops = {key: crop for key, crop in self._crops.items() if key[0] not in changed}
        cells = self._workspace.content.cells
        for number, row in enumerate(self._rows):
            if row.cell.id in changed:
                self._rows[number] = self._row(cells[row.cell.id], row.order)
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(Column) - 1))
        new = ids[len(kept) :]
        if new:
            first = len(self._rows)
            order = max((row.order + 1 for row in self._rows), default=0)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._rows += [self._row(cells[cell_id], order + step) for step, cell_id in enumerate(new)]
            self.endInsertRows()

    # Qt's side

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in the order of a column; equal ones stay as they are."""
        self.layoutAboutToBeChanged.emit()
        before = self._rows
        key = self._sort_key(Column(column))
        self._rows = sorted(before, key=key, reverse=order is Qt.SortOrder.DescendingOrder)
        held = self.persistentIndexList()
        if held:
            places = {row.cell.id: number for number, row in enumerate(self._rows)}
            now = [self.index(places[before[index.row()].cell.id], index.column()) for index in held]
            self.changePersistentIndexList(held, now)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """Number of cells."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """Number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles of the columns and what a click on them does."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        title, tip = map(tr, _TITLES[Column(section)])
        return {Qt.ItemDataRole.DisplayRole: title, Qt.ItemDataRole.ToolTipRole: tip}.get(
            Qt.ItemDataRole(role)
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What one field of the table shows."""
        row = self._rows[index.row()]
        column = Column(index.column())
        match role:
            case Qt.ItemDataRole.AccessibleTextRole:
                found: Any = row.description
            case Qt.ItemDataRole.ToolTipRole:
                found = _tip(row, column)
            case Qt.ItemDataRole.DisplayRole if column is Column.NC_RATIO:
                found = written(row.cell.nc_ratio, ".2f") if row.cell.nucleus_mask else "–"
            case _ if role == CELL_ID_ROLE:
                found = row.cell.id
            case _ if role == ROW_ROLE:
                found = row
            case _:
                found = None
        return found

    def _sort_key(self, column: Column) -> Callable[[CellRow], float]:
        classes = {class_id: float(place) for place, class_id in enumerate(self._workspace.taxonomy.ids)}
        keys: dict[Column, Callable[[CellRow], float]] = {
            Column.CROP: lambda row: row.order,
            Column.CLASS: lambda row: classes.get(row.cell_class.id, len(classes)),
            Column.CONFIDENCE: lambda row: -row.doubt,
            Column.NC_RATIO: lambda row: row.cell.nc_ratio,
            Column.REVIEWED: lambda row: row.labelled,
        }
        return keys[column]


def _crop_side(cells: list[Cell]) -> int:
    """One side for all crops of a smear, so that big cells look big."""
    if not cells:
        return 96
    sides = sorted(max(y1 - y0, x1 - x0) for y0, x0, y1, x1 in (cell.bbox for cell in cells))
    return max(24, int(1.25 * sides[int(0.9 * (len(sides) - 1))]))


def _tip(row: CellRow, column: Column) -> str:
    if column is Column.CONFIDENCE and row.abstained:
        return tr("The model was not sure enough to name a class and left this cell to you.")
    if column is Column.REVIEWED:
        if row.other_reader:
            return tr("Labelled by {annotator}.", annotator=row.other_reader)
        return tr("You labelled this cell.") if row.labelled else tr("Not reviewed yet.")
    return row.description
