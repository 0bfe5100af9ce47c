"""Which smears a command is meant for: those chosen in the list, else the one in view."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.workspace.document import Document
from leukodesk.workspace.viewing import Viewer
from leukodesk.workspace.words import later

NONE_CHOSEN: Final = later("Open a dataset and choose smears in its list first.")
"""Why a command for smears makes no sense while there are none."""


class ChosenSmears(QObject):
    """Keeps what is chosen in the list of smears.

    Signals:
        changed: ``ids`` are others.
    """

    changed = Signal()

    def __init__(self, document: Document, viewer: Viewer, parent: QObject | None = None) -> None:
        """Choose nothing yet.

        Args:
            document: whose smears are chosen; what was chosen is forgotten with it.
            viewer: whose smear is meant where none was chosen.
            parent: owns it.
        """
        super().__init__(parent)
        self._document = document
        self._viewer = viewer
        self._ids: tuple[str, ...] = ()
        document.replaced.connect(self._begin_anew)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the smears that a command is meant for, in the order of the list."""
        smears = self._document.content.smears
        chosen = tuple(smear_id for smear_id in self._ids if smear_id in smears)
        in_view = self._viewer.smear
        return chosen or ((in_view.id,) if in_view is not None and in_view.id in smears else ())

    def choose(self, smear_ids: Iterable[str]) -> None:
        """Say which smears a command is meant for; none for the one in view."""
        chosen = tuple(smear_ids)
        if chosen != self._ids:
            self._ids = chosen
            self.changed.emit()

    @Slot()
    def _begin_anew(self) -> None:
        self.choose(())
