"""Which key makes pseudonyms of patients: none, one in a file, or a new one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from leukodesk.core.errors import InputError
from leukodesk.core.pseudonyms import PatientKey
from leukodesk.gui.look.panel import ElidedLabel, button, row, set_tone, text_label
from leukodesk.gui.look.typography import SPACE
from leukodesk.store.patient_key import make_patient_key, read_patient_key
from leukodesk.workspace.words import tr, worded


class PatientKeyField(QWidget):
    """A key file, chosen or made.

    Args:
        without: what it means that there is none.
        last_folder: where file dialogs start.
        parent: owns it.

    Attributes:
        key: the key, or None.

    Signals:
        changed: there is another key, or none.
    """

    changed = Signal()

    def __init__(self, without: str, last_folder: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key: PatientKey | None = None
        self._without = without
        self._last_folder = last_folder
        self._name = ElidedLabel(without)
        self._name.setAccessibleName(tr("Key of the pseudonyms"))
        # A long name must not widen the dialog.
        self._name.setMinimumWidth(self._name.sizeHint().width())
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._said = text_label("", "small", "muted", wrap=True)
        self._said.hide()
        choose = button(tr("Key…"), tr("Choose the file that holds the key"))
        new = button(tr("New key…"), tr("Make a key in a new file; nothing is ever overwritten"))
        self._none = button(tr("No key"), without)
        self._none.hide()
        choose.clicked.connect(self._ask)
        new.clicked.connect(self._ask_new)
        self._none.clicked.connect(self.clear)
        line = row(self._name, self._none, choose, new)
        line.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(line)
        layout.addWidget(self._said)

    def choose(self, path: Path) -> None:
        """Take the key in a file."""
        self._take(path, read_patient_key)

    def make(self, path: Path) -> None:
        """Make a key in a new file, and take it."""
        self._take(path, make_patient_key)

    def clear(self) -> None:
        """Take none."""
        self.key = None
        self._name.setText(self._without)
        self._name.setToolTip("")
        self._none.hide()
        self._said.hide()
        self.changed.emit()

    def _take(self, path: Path, take: Callable[[Path], PatientKey]) -> None:
        try:
            key = take(path)
        except InputError as error:
            self._say(worded(error), failed=True)
            return
        self.key = key
        self._name.setText(tr("Pseudonyms with {name}", name=path.name))
        self._name.setToolTip(str(path))
        self._none.show()
        self._say(
            tr("Keep it safe and apart from the dataset: who has both can tell whose pseudonym is whose.")
        )
        self.changed.emit()

    def _say(self, text: str, *, failed: bool = False) -> None:
        self._said.setText(text)
        set_tone(self._said, "danger" if failed else "muted")
        self._said.show()

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Key of the pseudonyms"), self._last_folder())
        if name:
            self.choose(Path(name))

    def _ask_new(self) -> None:
        options = QFileDialog.Option.DontConfirmOverwrite
        place = str(Path.home() / "patients.key")
        name, _ = QFileDialog.getSaveFileName(self, tr("New key of the pseudonyms"), place, options=options)
        if name:
            self.make(Path(name))
