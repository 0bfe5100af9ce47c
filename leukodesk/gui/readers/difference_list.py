"""In what readers and copies differ, a line each."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from leukodesk.store.merge_joining import Difference
from leukodesk.workspace.words import tr

_MOST: Final = 500


class DifferenceList(QListWidget):
    """Names the place and what was said; hidden while there is nothing."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def show_differences(self, differences: Sequence[Difference]) -> None:
        """List these, the first 500 of them."""
        self.clear()
        self.addItems([_line(item) for item in differences[:_MOST]])
        if len(differences) > _MOST:
            self.addItem(tr("and {number} more", number=len(differences) - _MOST))
        self.setVisible(bool(differences))


def _line(difference: Difference) -> str:
    name = Path(difference.smear.path).name if difference.smear else ""
    place = tr("row {:.0f}, column {:.0f}").format(*difference.centre) if difference.centre else ""
    where = ", ".join(filter(None, (name, place)))
    if difference.what == "label":
        return tr(
            "{where}: {other}; in force: {kept}", where=where, other=difference.other, kept=difference.kept
        )
    return f"{difference.what.capitalize()}, {where}: {difference.kept} ({difference.other})"
