"""The list of classes with their keys, groups and labels."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from leukodesk.core.taxonomy import CellClass
from leukodesk.core.taxonomy_changes import labelled_by_class
from leukodesk.gui.classes.class_words import group_title
from leukodesk.gui.look.badges import Badges
from leukodesk.workspace.words import later, tr
from leukodesk.workspace.workspace import Workspace

_HEADINGS: Final = (later("Class"), later("Key"), later("Group"), later("Cells"))
_ID: Final = Qt.ItemDataRole.UserRole


class ClassTree(QTreeWidget):
    """One line per class of the dataset, in order.

    Signals:
        chosen: another class is current; arg: its id.
    """

    chosen = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._badges = Badges()
        self.setAccessibleName(tr("Classes"))
        self.setHeaderLabels(list(map(tr, _HEADINGS)))
        self.headerItem().setToolTip(len(_HEADINGS) - 1, tr("Cells that readers labelled so"))
        self.setRootIsDecorated(False)
        self.setIconSize(QSize(17, 17))
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionsMovable(False)
        for column in range(len(_HEADINGS)):
            contents = QHeaderView.ResizeMode.ResizeToContents
            head.setSectionResizeMode(column, contents if column else QHeaderView.ResizeMode.Stretch)
        self.currentItemChanged.connect(self._tell)

    @property
    def class_id(self) -> str:
        """The class that is current."""
        item = self.currentItem()
        assert item is not None
        return str(item.data(0, _ID))

    def fill(self, class_id: str, place: int) -> None:
        """Show the classes as they are; the one with that id is current, or what is now at its place."""
        labels = labelled_by_class(self._workspace.content)
        classes = self._workspace.taxonomy.classes
        with QSignalBlocker(self):
            self.clear()
            for shown in classes:
                line = [tr(shown.title), shown.key, group_title(shown), str(labels[shown.id])]
                item = QTreeWidgetItem(self, line)
                item.setData(0, _ID, shown.id)
                item.setIcon(0, self._icon(shown))
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, _in_words(shown))
                item.setTextAlignment(3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            found = [number for number, shown in enumerate(classes) if shown.id == class_id]
            current = found[0] if found else min(max(place, 0), len(classes) - 1)
            line_now = self.topLevelItem(current)
            assert line_now is not None
            self.setCurrentItem(line_now)
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the lines out again: filling did so before the style said how high they are."""
        super().showEvent(event)
        self.doItemsLayout()

    def _icon(self, item: CellClass) -> QIcon:
        pixmap = self._badges.pixmap(item, True, self.devicePixelRatioF())
        icon = QIcon(pixmap)
        # Qt would tint what is chosen.
        icon.addPixmap(pixmap, QIcon.Mode.Selected)
        return icon

    @property
    def place(self) -> int:
        """The number of the current line."""
        item = self.currentItem()
        return self.indexOfTopLevelItem(item) if item is not None else 0

    def _tell(self, *_: object) -> None:
        if self.currentItem() is not None:
            self.chosen.emit(self.class_id)


def _in_words(item: CellClass) -> str:
    title, letter, key = tr(item.title), item.letter, item.key
    if not key:
        return tr("{title}, letter {letter}", title=title, letter=letter)
    return tr("{title}, letter {letter}, key {key}", title=title, letter=letter, key=key)
