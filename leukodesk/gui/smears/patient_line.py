"""A line for a patient, completed from those that are known."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from leukodesk.workspace.words import tr


class PatientLine(QLineEdit):
    """Offers the known patients that hold what is typed, and all of them at the key for down.

    Args:
        known: the patients.
        parent: the dialog.
    """

    def __init__(self, known: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Patient"))
        self.setClearButtonEnabled(True)
        # In a list of its own: what was typed is never completed in the line, where P1 would become P12.
        completer = QCompleter(list(known), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key for down shows all patients."""
        if event.key() == Qt.Key.Key_Down and not event.modifiers():
            self.completer().setCompletionPrefix("")
            self.completer().complete()
            return
        super().keyPressEvent(event)
