"""In what readers and copies differ, a line each."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from leukodesk.store.merge_outcome import Difference
from leukodesk.workspace.words import later, tr, worded

_MOST: Final = 500
_WHAT: Final = {
    "outline": later("Outline"),
    "cell": later("Cell"),
    "smear": later("Smear"),
    "snapshot": later("Snapshot"),
    "signature": later("Signature"),
}


class DifferenceList(QListWidget):
    """Names the place and what was said; hidden while there is nothing.

    Args:
        name: of the list.
        title_of: title of a class in the reader's language, by its id.
        parent: the owner.
    """

    def __init__(self, name: str, title_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title_of = title_of
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def show_differences(self, differences: Sequence[Difference]) -> None:
        """List these, the first 500 of them."""
        self.clear()
        self.addItems([self._line(item) for item in differences[:_MOST]])
        if len(differences) > _MOST:
            self.addItem(tr("and {number} more", number=len(differences) - _MOST))
        self.setVisible(bool(differences))

    def _line(self, difference: Difference) -> str:
        name = difference.smear.file_name if difference.smear else ""
        place = tr("row {:.0f}, column {:.0f}").format(*difference.centre) if difference.centre else ""
        where = ", ".join(filter(None, (name, place)))
        kept, other = (worded(text, self._title_of) for text in (difference.kept, difference.other))
        if difference.what == "label":
            return tr("{where}: {other}; in force: {kept}", where=where, other=other, kept=kept)
        about = ", ".join(filter(None, (tr(_WHAT[difference.what]), where)))
        return f"{about}: {kept} ({other})"
