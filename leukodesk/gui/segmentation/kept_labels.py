"""Labelled cells that the last segmentation did not find again."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from leukodesk.core.edit import Changes
from leukodesk.gui.cells.cell_class import shown_class
from leukodesk.gui.look.panel import Panel, text_label
from leukodesk.workspace.merging import kept_sentence
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace

_MOST_LINES = 4


class KeptLabels(Panel):
    """Names those of the smear in view; a click selects one in the field. Hidden while there is none."""

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
        workspace.unmatched.changed.connect(self._name)
        workspace.second.switched.connect(self._name)
        workspace.changed.connect(self._follow)
        self._name()

    def _name(self) -> None:
        # Who reads blind is not told which cells others labelled.
        known = () if self._workspace.second.is_blind else self._workspace.unmatched.cell_ids
        cells, current = self._workspace.content.cells, self._list.currentItem()
        current_id = current.data(Qt.ItemDataRole.UserRole) if current else None
        self._cell_ids = tuple(cell_id for cell_id in known if cell_id in cells)
        with QSignalBlocker(self._list):
            self._fill(current_id)
        if self._cell_ids:
            self._text.setText(kept_sentence(len(self._cell_ids)))
            lines = min(len(self._cell_ids), _MOST_LINES)
            self._list.setFixedHeight(lines * self._list.sizeHintForRow(0) + 2 * self._list.frameWidth() + 4)
        self.setVisible(bool(self._cell_ids))

    def _fill(self, current_id: str | None) -> None:
        cells = self._workspace.content.cells
        self._list.clear()
        for cell_id in self._cell_ids:
            row, column = cells[cell_id].centroid
            title = tr(shown_class(self._workspace, cell_id)[0].title)
            item = QListWidgetItem(
                tr("{title}, row {row:.0f}, column {column:.0f}", title=title, row=row, column=column)
            )
            item.setData(Qt.ItemDataRole.UserRole, cell_id)
            self._list.addItem(item)
            if cell_id == current_id:
                self._list.setCurrentItem(item)

    def _select(self, item: QListWidgetItem | None, *_: object) -> None:
        if item is not None:
            self._workspace.select([item.data(Qt.ItemDataRole.UserRole)])

    def _follow(self, changes: Changes) -> None:
        """Their classes, too, are those of now."""
        if changes.labels.intersection(self._cell_ids):
            self._name()
