"""Finding smears by their names, patients and states in a long list."""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from leukodesk.core.plain_text import folded
from leukodesk.core.signatures import FieldState
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.smears.smear_model import ROW_ROLE, SmearModel, SmearRow
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace

FEW: Final = 8
"""Up to so many smears are found by looking."""


class FoundSmears(QSortFilterProxyModel):
    """The smears in a state whose names or patients hold a text; the one in view always stays."""

    def __init__(self, workspace: Workspace, model: SmearModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._text = ""
        self._state: FieldState | None = None
        self.setSourceModel(model)
        workspace.smear_opened.connect(self._leave_the_last)

    @property
    def is_narrowed(self) -> bool:
        """Whether some smears may be left out."""
        return bool(self._text) or self._state is not None

    def narrow(self, text: str, state: FieldState | None) -> None:
        """Show what is called so, or is of a patient called so, and, unless None, in that state.

        The case of letters means nothing.
        """
        self._text, self._state = folded(text.strip()), state
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether a smear is shown."""
        if not self.is_narrowed:
            return True
        smear: SmearRow = self.sourceModel().index(row, 0, parent).data(ROW_ROLE)
        in_view = self._workspace.smear
        if in_view is not None and in_view.id == smear.smear_id:
            return True
        is_called = self._text in folded(smear.name) or self._text in folded(smear.patient)
        return is_called and self._state in (None, smear.state)

    def _leave_the_last(self) -> None:
        if self.is_narrowed:
            self.invalidate()


class SmearFinder(QWidget):
    """A line for a part of the name or patient, and a choice of the state.

    Signals:
        changed: something else is looked for; args: the text, and the state or None.
    """

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QLineEdit()
        self._line.setPlaceholderText(tr("Find"))
        self._line.setToolTip(tr("Find smears by name or patient."))
        self._line.setAccessibleName(tr("Find smears by name or patient"))
        self._line.setClearButtonEnabled(True)
        self._states = QComboBox()
        self._states.setAccessibleName(tr("Find smears by state"))
        self._states.setToolTip(tr("Show the smears of one state only."))
        self._states.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._states.addItem(tr("All"), None)
        for state in FieldState:
            self._states.addItem(tr(state.value), state)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, SPACE // 2, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._line, 1)
        layout.addWidget(self._states)
        self._line.textChanged.connect(self._tell)
        self._states.currentIndexChanged.connect(self._tell)

    def clear(self) -> None:
        """Look for nothing."""
        self._line.clear()
        self._states.setCurrentIndex(0)

    def _tell(self, *_: object) -> None:
        self.changed.emit(self._line.text(), self._states.currentData())
