"""The list of cells beside the field."""

from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from leukodesk.gui.cells.cell_delegate import ROW_HEIGHT, CellDelegate
from leukodesk.gui.cells.cell_model import CellModel
from leukodesk.gui.cells.cell_row import Column
from leukodesk.gui.look.focus_ring import FocusRing
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import font_of
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace

_BY_DOUBT: Final = (Column.CONFIDENCE, Qt.SortOrder.AscendingOrder)


class CellTable(QTableView):
    """One row per cell, the doubtful ones first; its selection is the workspace's.

    Signals:
        menu_requested: the reader asks for the menu of the selection; arg: where on the screen.
    """

    menu_requested = Signal(object)

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._following = False
        self._cells = CellModel(workspace, self)
        self.setModel(self._cells)
        self.setItemDelegate(CellDelegate(workspace, self._cells, theme, self))
        self._set_up_look()
        FocusRing(self)
        self.sortByColumn(*_BY_DOUBT)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        workspace.selection_changed.connect(self._follow_selection)
        self._cells.modelReset.connect(self._follow_selection)
        self._cells.arranged.connect(self._follow_selection)
        for signal in (theme.changed, workspace.picking.changed):
            signal.connect(self.viewport().update)
        self._follow_selection()

    def _set_up_look(self) -> None:
        self.setAccessibleName(tr("Cells of this smear"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSortingEnabled(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        # Tab goes to the next unreviewed cell, and must leave the table where that key does not apply.
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setFont(font_of("small"))
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(28)
        widths = {Column.CROP: 54, Column.CONFIDENCE: 112, Column.NC_RATIO: 46, Column.REVIEWED: 30}
        for column, width in widths.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.CLASS, QHeaderView.ResizeMode.Stretch)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def has_own_order(self) -> bool:
        """Whether the reader sorted the list otherwise than by doubt, in which the smear is gone through."""
        header = self.horizontalHeader()
        return (header.sortIndicatorSection(), header.sortIndicatorOrder()) != _BY_DOUBT

    def choose_next_unreviewed(self, step: int) -> None:
        """Select the next (1) or previous (-1) cell without a label as they are listed, round the end."""
        desk, listed = self._workspace, self._cells.cell_ids
        leading = self._cells.row_of(desk.selection[0]) if desk.selection else -1
        start = leading if leading >= 0 or step > 0 else 0
        for distance in range(1, len(listed) + 1):
            cell_id = listed[(start + step * distance) % len(listed)]
            is_wanted = not desk.second.is_blind or desk.second.is_to_read(cell_id)
            if is_wanted and cell_id not in desk.content.labels:
                desk.select((cell_id,))
                return

    def _tell_selection(self, *_: object) -> None:
        if self._following:
            return
        current, listed = self.currentIndex().row(), self._cells.cell_ids
        # By ranges: of thousands of rows Qt would be asked for each of their fields.
        chosen = self.selectionModel().selection()
        ranges = [chosen.at(number) for number in range(chosen.count())]
        rows = sorted({row for part in ranges for row in range(part.top(), part.bottom() + 1)})
        rows.sort(key=lambda row: row != current)
        self._following = True
        self._workspace.select([listed[row] for row in rows])
        self._following = False

    def _follow_selection(self) -> None:
        if self._following:
            return
        self._following = True
        picked = QItemSelection()
        for first, last in self._cells.stretches_of(self._workspace.selection):
            picked.select(self._cells.index(first, 0), self._cells.index(last, 0))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(picked, flags)
        if not picked.isEmpty():
            leading = self._cells.row_of(self._workspace.selection[0])
            index = self._cells.index(leading, 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)
        self._following = False

    def _ask_for_menu(self, place: QPoint) -> None:
        if self.selectionModel().hasSelection():
            self.menu_requested.emit(self.viewport().mapToGlobal(place))
