"""The cells of the smear in view as rows of a table."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPixmap

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.edit import Changes
from leukodesk.core.rows import field_of
from leukodesk.gui.cells.cell_class import shown_classes
from leukodesk.gui.cells.cell_row import CellRow, Column, tip_of
from leukodesk.gui.field.smear_item import qimage_of
from leukodesk.workspace.numerals import written
from leukodesk.workspace.words import later, tr
from leukodesk.workspace.workspace import Workspace

CELL_ID_ROLE: Final = Qt.ItemDataRole.UserRole
ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


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


class CellModel(QAbstractTableModel):
    """One row per cell of the smear in view, in reading order until they are sorted.

    A row does not jump away under the hand that just labelled or drew its cell. Rows move when the reader
    sorts, when the smear was analysed, and when another model has answered for all of it. A cell that comes
    back by an undo stands where it stood. They are sorted here, by one key a row, since Qt's own proxy asks
    for keys at each of its many comparisons.

    Signals:
        arranged: the rows were sorted without the reader asking for it.
    """

    arranged = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._rows: list[CellRow] = []
        self._places: list[str] = []
        """The cells in the order of the rows, also those that are gone and may come back."""
        self._gone: dict[str, CellRow] = {}
        self._sorting = Column.CROP, Qt.SortOrder.AscendingOrder
        self._basis: tuple[object, ...] = ()
        self._was_answered = True
        self._crops: dict[tuple[str, int], QPixmap] = {}
        self._side_px = 96
        workspace.smear_opened.connect(self.reload)
        # In the former order, who reads blind could tell what others and the model said.
        workspace.second.switched.connect(self.reload)
        workspace.choice_changed.connect(self.refresh)
        workspace.changed.connect(self._follow)
        workspace.analyzed.connect(self._follow_analysis)
        self.reload()

    def reload(self, _smear_id: str = "") -> None:
        """Show the cells of another smear."""
        self.beginResetModel()
        smear = self._workspace.smear
        cells = list(self._workspace.content.cells_of(smear.id)) if smear else []
        self._measure(cells)
        self._gone.clear()
        self._rows = self._rows_of(list(enumerate(cells)))
        self._places = self.cell_ids
        self._arrange()
        self.endResetModel()

    def _measure(self, cells: list[Cell]) -> None:
        self._crops.clear()
        self._side_px = _crop_side(cells)

    def refresh(self) -> None:
        """Show the same cells with what is said about them now."""
        content = self._workspace.content
        self._rows = self._rows_of(
            [(row.order, row.cell) for row in self._rows if row.cell.id in content.cells]
        )
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(Column) - 1))
            self._sort_if_due()

    @property
    def cell_ids(self) -> list[str]:
        """The cells as they are listed."""
        return [row.cell.id for row in self._rows]

    def row_of(self, cell_id: str) -> int:
        """Row of a cell, or -1."""
        return next((number for number, row in enumerate(self._rows) if row.cell.id == cell_id), -1)

    def stretches_of(self, cell_ids: Collection[str]) -> list[tuple[int, int]]:
        """First and last row of each stretch of rows in which cells stand; those not listed are left out."""
        wanted = set(cell_ids)
        rows = dict.fromkeys(number for number, row in enumerate(self._rows) if row.cell.id in wanted)
        firsts = (row for row in rows if row - 1 not in rows)
        lasts = (row for row in rows if row + 1 not in rows)
        return list(zip(firsts, lasts, strict=True))

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

    def _follow(self, changes: Changes) -> None:
        smear = self._workspace.smear
        if changes.cells and smear is not None:
            self._follow_cells(smear.id, changes.cells | changes.labels | changes.predictions)
        if changes.classes:
            self.refresh()
        elif smear is not None and not changes.cells and (changes.labels or changes.predictions):
            self._renew(changes.labels | changes.predictions)
            self._sort_if_due()

    def _renew(self, touched: Collection[str]) -> None:
        """Show what is said of some cells now, where they stand."""
        numbers = [number for number, row in enumerate(self._rows) if row.cell.id in touched]
        rows = self._rows_of([(self._rows[number].order, self._rows[number].cell) for number in numbers])
        for number, row in zip(numbers, rows, strict=True):
            self._rows[number] = row
        # Views that were told of each of thousands of rows would do nothing else.
        parts = [(numbers[0], numbers[-1])] if len(numbers) > _FEW else zip(numbers, numbers, strict=True)
        for first, last in parts:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    def _follow_analysis(self, smear_id: str, found_anew: bool, _noticed: object) -> None:
        smear = self._workspace.smear
        if found_anew and smear is not None and smear.id == smear_id:
            self._sort_again()

    def _follow_cells(self, smear_id: str, changed: frozenset[str]) -> None:
        """Renew the rows of a few cells: to build all of them anew would hold up every stroke of a brush."""
        cells, ids = self._workspace.content.cells, list(self._workspace.content.cell_ids_of(smear_id))
        there, before = set(ids), {row.cell.id: row for row in self._rows}
        if not before and not self._gone:
            self.reload()
            return
        known = before | self._gone
        end = max(row.order for row in known.values()) + 1
        new = [cell_id for cell_id in ids if cell_id not in known]
        orders = {cell_id: end + step for step, cell_id in enumerate(new)}
        orders |= {
            i: row.order for i, row in known.items() if i in there and (i in changed or i in self._gone)
        }
        renewed = self._rows_of([(order, cells[cell_id]) for cell_id, order in orders.items()])
        rows = before | {row.cell.id: row for row in renewed}
        self._places += new
        self._gone = {cell_id: row for cell_id, row in known.items() if cell_id not in there}
        now = [rows[cell_id] for cell_id in self._places if cell_id in there]
        if len(renewed) + len(before.keys() - there) > _FEW:
            self._replace_all(now)
            if new:
                self._sort_again()
        else:
            self._replace_few(now, orders.keys())
        # A cell that went unanswered is no answer to sort by.
        self._was_answered |= self._is_answered()

    def _replace_all(self, now: list[CellRow]) -> None:
        self.beginResetModel()
        self._measure([row.cell for row in now])
        self._rows = now
        self.endResetModel()

    def _replace_few(self, now: list[CellRow], renewed: Collection[str]) -> None:
        """Take out and put in single rows; those that stay are in the same order as before."""
        there = {row.cell.id for row in now}
        for number in reversed([n for n, row in enumerate(self._rows) if row.cell.id not in there]):
            self.beginRemoveRows(QModelIndex(), number, number)
            del self._rows[number]
            self.endRemoveRows()
        self._crops = {key: crop for key, crop in self._crops.items() if key[0] not in renewed}
        for number, row in enumerate(now):
            if number == len(self._rows) or self._rows[number].cell.id != row.cell.id:
                self.beginInsertRows(QModelIndex(), number, number)
                self._rows.insert(number, row)
                self.endInsertRows()
            elif row.cell.id in renewed:
                self._rows[number] = row
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(Column) - 1))

    def _sort_if_due(self) -> None:
        """Sort by what another model says, also once it has said all of it; not by each later answer."""
        if self._basis != self._basis_now() or (self._is_answered() and not self._was_answered):
            self._sort_again()

    def _sort_again(self) -> None:
        self.sort(*self._sorting)
        self.arranged.emit()

    def _arrange(self) -> None:
        """Put the rows in order, and keep a place among them for cells that may come back."""
        known = {row.cell.id: row for row in self._rows} | self._gone
        column, order = self._sorting
        places = sorted(
            (known[cell_id] for cell_id in self._places if cell_id in known),
            key=self._sort_key(column),
            reverse=order is Qt.SortOrder.DescendingOrder,
        )
        self._places = [row.cell.id for row in places]
        self._rows = [row for row in places if row.cell.id not in self._gone]
        self._basis, self._was_answered = self._basis_now(), self._is_answered()

    def _basis_now(self) -> tuple[object, ...]:
        """What the order of the rows follows, besides the cells and their labels."""
        column, model_id = self._sorting[0], self._workspace.model_id
        if column is Column.CLASS:
            return model_id, self._workspace.taxonomy.ids
        return (model_id,) if column is Column.CONFIDENCE else ()

    def _is_answered(self) -> bool:
        """Whether the model has said all that the order of the rows follows."""
        if self._workspace.model_id is None or self._sorting[0] not in (Column.CLASS, Column.CONFIDENCE):
            return True
        return all(
            row.confidence is not None or row.cell.kind is not CellKind.LEUKOCYTE for row in self._rows
        )

    # Qt's side

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in the order of a column; equal ones stay as they are."""
        self.layoutAboutToBeChanged.emit()
        before = self._rows
        self._sorting = Column(column), order
        self._arrange()
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
                found = tip_of(row, column)
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
