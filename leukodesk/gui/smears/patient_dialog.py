"""Whose the chosen smears are, and what comes of saying so."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QVBoxLayout, QWidget

from leukodesk.core.patients import spelt_otherwise
from leukodesk.gui.look.agree_buttons import AgreeButtons
from leukodesk.gui.look.panel import set_tone, text_label
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.smears.patient_line import PatientLine
from leukodesk.workspace.patients import Naming
from leukodesk.workspace.words import later, tr, tr_n, worded

_WHY: Final = later(
    "Smears of one patient look alike. A training keeps all smears of a patient together, so that models are "
    "judged on patients they never saw."
)
_STORED: Final = later(
    "Better a pseudonym than a name: it is stored in the dataset as it is written here. Exports leave it out "
    "unless asked."
)


class PatientDialog(QDialog):
    """Asks whose smears are, and tells meanwhile what that changes; agreeing does it.

    Attributes:
        line: where the patient is written; empty takes it away.

    Args:
        heading: the smear, or how many smears.
        own: the patients of these smears up to now.
        known: all patients of the dataset.
        look: what would come of a text.
        parent: the window.
    """

    def __init__(
        self,
        heading: str,
        own: Sequence[str],
        known: Sequence[str],
        look: Callable[[str], Naming],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Patient"))
        self._own = own
        self._look = look
        self.line = PatientLine(known)
        if len(own) == 1:
            self.line.setText(own[0])
            self.line.selectAll()
        self.line.setPlaceholderText(
            tr("several: {patients}", patients=", ".join(own))
            if len(own) > 1
            else tr("for example P7; the down key shows those known")
        )
        self._told = text_label("", wrap=True)
        self._warned = text_label("", tone="warning", wrap=True)
        self._buttons = AgreeButtons(tr("Set patient"), self)
        form = QFormLayout()
        form.addRow(tr("Patient"), self.line)
        self._stack = layout = QVBoxLayout(self)
        layout.setContentsMargins(*[SPACE * 3] * 4)
        layout.setSpacing(SPACE * 3 // 2)
        layout.addWidget(text_label(heading, "heading"))
        layout.addWidget(text_label(tr(_WHY), wrap=True))
        layout.addLayout(form)
        for told in (self._told, self._warned, text_label(tr(_STORED), "small", "muted", wrap=True)):
            layout.addWidget(told)
        layout.addStretch(1)
        layout.addWidget(self._buttons)
        self.setMinimumWidth(460)
        self.line.textChanged.connect(self._show)
        self.line.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell what is so now, with the room that needs."""
        super().showEvent(event)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return agrees, but takes nobody away of several whom the line does not name and nobody erased."""
        is_untouched = len(self._own) > 1 and not self.line.text() and not self.line.isModified()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not is_untouched:
            super().keyPressEvent(event)

    def _show(self) -> None:
        naming = self._look(self.line.text())
        takes_away = naming.patient is None and naming.edit is not None
        go = self._buttons.go
        go.setText(tr("Take patient away") if takes_away else tr("Set patient"))
        go.setEnabled(naming.edit is not None)
        self._told.setText(_told(naming, self.line.text().strip()))
        self._warned.setText(_warned(naming))
        self._warned.setVisible(bool(self._warned.text()))
        set_tone(self._told, "" if naming.edit is not None else "muted")
        # It grows with what there is to tell, and never shrinks under the reader's hand.
        self.setMinimumHeight(self._stack.totalHeightForWidth(max(self.width(), self.minimumWidth())))


def _told(naming: Naming, text: str) -> str:
    if naming.patient is None:
        return _nobodys(naming)
    said = [worded(spelt_otherwise(text, naming.patient))] if naming.is_spelt_otherwise else []
    if naming.edit is None:
        said.append(
            tr_n(
                "The smear is {patient}'s already.",
                "All {n} are {patient}'s already.",
                naming.smears,
                patient=naming.patient,
            )
        )
    if naming.others:
        said.append(
            tr_n(
                "{patient} has 1 other smear in this dataset.",
                "{patient} has {n} other smears in this dataset.",
                naming.others,
                patient=naming.patient,
            )
        )
    elif naming.edit is not None:
        said.append(tr("{patient} has no other smear in this dataset.", patient=naming.patient))
    if naming.moved:
        said.append(tr_n("1 smear was another patient's.", "{n} smears were other patients'.", naming.moved))
    return " ".join(said)


def _nobodys(naming: Naming) -> str:
    if naming.edit is None:
        return tr_n(
            "Nobody has said whose this is: a training takes the smear for a patient of its own.",
            "Nobody has said whose these are: a training takes each smear for a patient of its own.",
            naming.smears,
        )
    return tr_n(
        "1 smear will be nobody's: a training takes it for a patient of its own.",
        "{n} smears will be nobody's: a training takes each for a patient of its own.",
        len(naming.edit.edits),
    )


def _warned(naming: Naming) -> str:
    said = []
    if naming.is_torn and naming.edit is not None:
        said.append(
            tr(
                "Some smears of {patient} would be kept for judging and others not, so that a model could be "
                "judged on a patient it was trained on; keep or release all of them.",
                patient=naming.patient,
            )
        )
    if naming.breaks_pseudonyms:
        said.append(
            tr(
                "The patients here go by pseudonyms, and {patient} is none; File, Pseudonymise patients, "
                "makes one of it.",
                patient=naming.patient,
            )
        )
    return " ".join(said)
