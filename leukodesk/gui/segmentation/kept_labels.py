"""Labelled cells that a new segmentation did not find again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from leukodesk.gui.cells.cell_class import shown_class
from leukodesk.gui.look.panel import Panel, text_label
from leukodesk.workspace.merging import kept_sentence
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace

_MOST_LINES = 4


class KeptLabels(Panel):
    """Names the cells; a click selects one in the field. Hidden while there is none."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=0)
        self._workspace = workspace
        self._cell_ids: tuple[str, ...] = ()
        self._text = text_label("", tone="warning", wrap=True)
        self._list = QListWidget()
        self._list.setAccessibleName(tr("Labelled cells without a counterpart"))
        self._list.currentItemChanged.connect(self._select)
        self._list.itemClicked.connect(self._select)
        self.stack.addWidget(self._text)
        self.stack.addWidget(self._list)
        workspace.labels_kept.connect(self.list_cells)
        workspace.smear_opened.connect(self.clear)
        workspace.changed.connect(self._drop_gone)
        self.hide()

    def clear(self, *_: object) -> None:
        """Name none."""
        self.list_cells(())

    def list_cells(self, cell_ids: tuple[str, ...]) -> None:
        """Name these cells of the smear in view; there are none in another one."""
        smear, cells = self._workspace.smear, self._workspace.content.cells
        self._cell_ids = tuple(
            cell_id
            for cell_id in cell_ids
            if smear and cell_id in cells and cells[cell_id].smear_id == smear.id
        )
        self._list.clear()
        for cell_id in self._cell_ids:
            row, column = cells[cell_id].centroid
            title = tr(shown_class(self._workspace, cell_id)[0].title)
            item = QListWidgetItem(
                tr("{title}, row {row:.0f}, column {column:.0f}", title=title, row=row, column=column)
            )
            item.setData(Qt.ItemDataRole.UserRole, cell_id)
            self._list.addItem(item)
        if self._cell_ids:
            self._text.setText(kept_sentence(len(self._cell_ids)))
            lines = min(len(self._cell_ids), _MOST_LINES)
            self._list.setFixedHeight(lines * self._list.sizeHintForRow(0) + 2 * self._list.frameWidth() + 4)
        self.setVisible(bool(self._cell_ids))

    def _select(self, item: QListWidgetItem | None, *_: object) -> None:
        if item is not None:
            self._workspace.select([item.data(Qt.ItemDataRole.UserRole)])

    def _drop_gone(self, *_: object) -> None:
        cells = self._workspace.content.cells
        if any(cell_id not in cells for cell_id in self._cell_ids):
            self.list_cells(self._cell_ids)
