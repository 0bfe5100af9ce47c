"""The labelled cells that look most like the selected one, and what readers called them."""

from collections import Counter
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QListWidget, QListWidgetItem, QWidget

from leukodesk.gui.cells.cell_class import class_titled
from leukodesk.gui.cells.cell_picture import cell_picture
from leukodesk.gui.field.smear_item import qimage_of
from leukodesk.gui.look.badges import Badges
from leukodesk.gui.look.panel import Panel, row, rule, text_label
from leukodesk.gui.look.side_panel import SidePanel
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.words import later, tr
from leukodesk.workspace.workspace import Workspace

_COUNT: Final = 12
_CROP_PX: Final = 96
_OWN_PX: Final = 72
_HINT: Final = later("Likeness is the model's: it says nothing about what a cell is.")


class SimilarPanel(SidePanel):
    """Follows the selection while it is shown; a double click opens the smear of a cell."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._picture = QLabel()
        self._summary = text_label("", "strong", wrap=True)
        self._progress = text_label("", "small", "muted", wrap=True)
        self._list = QListWidget()
        self._badges = Badges()
        self.setAccessibleName(tr("Similar labelled cells"))
        self._arrange(theme)
        similar = workspace.similar
        similar.changed.connect(self._show)
        similar.crops.ready.connect(self._paint)
        workspace.selection_changed.connect(self._follow)
        workspace.choice_changed.connect(self._follow)
        self._list.itemDoubleClicked.connect(self._open)

    def begin(self) -> None:
        """Look for cells like the selected one."""
        selection = self._workspace.selection
        if selection:
            self._workspace.similar.find(selection[0], _COUNT)
        else:
            self._workspace.similar.stop()

    def _arrange(self, theme: Theme) -> None:
        self.stack.addLayout(self.head(theme, tr("Similar labelled cells"), tr("Close the similar cells")))
        self._picture.setFixedSize(_OWN_PX, _OWN_PX)
        self._picture.setAccessibleName(tr("The selected cell"))
        words = Panel(margin=0)
        words.stack.addWidget(self._summary)
        words.stack.addWidget(self._progress)
        words.stack.addStretch(1)
        self.stack.addLayout(row(self._picture, words))
        self.stack.addWidget(rule())
        self._list.setViewMode(QListView.ViewMode.IconMode)
        self._list.setIconSize(QSize(_CROP_PX, _CROP_PX))
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setMovement(QListView.Movement.Static)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setWordWrap(True)
        self._list.setAccessibleName(tr("Labelled cells, the most similar first"))
        self.stack.addWidget(self._list, 1)
        self.stack.addWidget(text_label(tr(_HINT), "small", "muted", wrap=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns take the whole width."""
        super().resizeEvent(event)
        wide = self._list.viewport().width() - 1
        columns = max(1, wide // (_CROP_PX + SPACE))
        high = _CROP_PX + 2 * self._list.fontMetrics().height() + SPACE * 2
        self._list.setGridSize(QSize(wide // columns, high))
        for number in range(self._list.count()):
            self._list.item(number).setSizeHint(self._list.gridSize())

    def _follow(self) -> None:
        if self.isVisible():
            self.begin()

    def _show(self) -> None:
        similar, content = self._workspace.similar, self._workspace.content
        cell = content.cells.get(similar.cell_id)
        self._picture.setPixmap(
            cell_picture(self._workspace, cell, _OWN_PX, self.devicePixelRatioF()) if cell else QPixmap()
        )
        self._summary.setText(self._sentence())
        waiting = cell is not None and similar.done < similar.total
        self._progress.setText(
            tr("{done} of {total} labelled cells looked at", done=similar.done, total=similar.total)
            if waiting
            else ""
        )
        self._list.clear()
        for cell_id, likeness in similar.nearest:
            label = content.labels[cell_id]
            item = QListWidgetItem(tr(class_titled(self._workspace.taxonomy, label.cell_class).title))
            item.setData(Qt.ItemDataRole.UserRole, cell_id)
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            item.setSizeHint(self._list.gridSize())
            name = self._workspace.name_of(content.smears[content.smear_id_of(cell_id)])
            item.setToolTip(
                tr(
                    "Likeness {likeness:.2f}, labelled by {annotator}, in {name}",
                    likeness=likeness,
                    annotator=label.annotator,
                    name=name,
                )
            )
            self._list.addItem(item)
        similar.crops.want([cell_id for cell_id, _ in similar.nearest], self._crop_px())
        self._paint()

    def _sentence(self) -> str:
        similar, content = self._workspace.similar, self._workspace.content
        if not similar.cell_id:
            return tr("Select a cell to see those that look like it.")
        if not similar.total:
            return tr("No other cell of this dataset is labelled yet.")
        if not similar.nearest:
            return tr("Looking…")
        counts = Counter(content.labels[cell_id].cell_class for cell_id, _ in similar.nearest)
        parts = (
            f"{count} {tr(class_titled(self._workspace.taxonomy, class_id).title)}"
            for class_id, count in counts.most_common()
        )
        return tr(
            "The {nearest} most similar are labelled: {parts}",
            nearest=len(similar.nearest),
            parts=", ".join(parts),
        )

    def _crop_px(self) -> int:
        return round(_CROP_PX * self.devicePixelRatioF())

    def _paint(self) -> None:
        similar, labels = self._workspace.similar, self._workspace.content.labels
        ratio = self.devicePixelRatioF()
        for number in range(self._list.count()):
            item = self._list.item(number)
            cell_id = item.data(Qt.ItemDataRole.UserRole)
            crop = similar.crops.crop(cell_id, self._crop_px())
            if crop is None or cell_id not in labels:
                continue
            pixmap = QPixmap.fromImage(qimage_of(crop))
            pixmap.setDevicePixelRatio(ratio)
            painter = QPainter(pixmap)
            cell_class = class_titled(self._workspace.taxonomy, labels[cell_id].cell_class)
            painter.drawPixmap(QPointF(3, 3), self._badges.pixmap(cell_class, True, ratio))
            painter.end()
            item.setIcon(QIcon(pixmap))

    def _open(self, item: QListWidgetItem) -> None:
        cell_id = item.data(Qt.ItemDataRole.UserRole)
        if cell_id in self._workspace.content.cells:
            self._workspace.open_smear(self._workspace.content.smear_id_of(cell_id))
