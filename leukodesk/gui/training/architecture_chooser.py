"""The list of networks that can be trained, in groups, the usual ones first."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QWidget

from leukodesk.gui.look.typography import font_of
from leukodesk.gui.training.model_titles import architecture_title
from leukodesk.inference.classifiers.catalogue import GROUPS, LISTED
from leukodesk.inference.registry import architecture_ids
from leukodesk.workspace.words import tr

_ROWS_IN_SIGHT = 30


class ArchitectureChooser(QComboBox):
    """A box whose current data is the id of an architecture; headings cannot be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxVisibleItems(_ROWS_IN_SIGHT)

    def fill(self) -> None:
        """List all architectures there are now; plugins come last."""
        rows = QStandardItemModel(self)
        for group in GROUPS:
            _add_group(rows, tr(group.title), [listed.id for listed in group.members])
        added = [architecture for architecture in architecture_ids() if architecture not in LISTED]
        _add_group(rows, tr("Added by plugins"), added)
        self.setModel(rows)

    def choose(self, architecture: str) -> None:
        """Make an architecture the current one; nothing is current if there is none of that id."""
        self.setCurrentIndex(self.findData(architecture))


def _add_group(rows: QStandardItemModel, title: str, architectures: list[str]) -> None:
    if not architectures:
        return
    heading = QStandardItem(title)
    heading.setFlags(Qt.ItemFlag.NoItemFlags)
    heading.setFont(font_of("strong"))
    rows.appendRow(heading)
    for architecture in architectures:
        item = QStandardItem(architecture_title(architecture))
        item.setData(architecture, Qt.ItemDataRole.UserRole)
        rows.appendRow(item)
