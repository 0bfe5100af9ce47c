"""Pseudonyms in the place of the patients' ids of the open dataset, told before anything happens."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QFormLayout, QVBoxLayout, QWidget

from leukodesk.gui.exchange.patient_key_field import PatientKeyField
from leukodesk.gui.look.agree_buttons import AgreeButtons
from leukodesk.gui.look.panel import set_tone, text_label
from leukodesk.gui.look.room import give_room
from leukodesk.gui.look.typography import SPACE
from leukodesk.jobs.pseudonymising import PatientChange, pseudonyms_for
from leukodesk.workspace.words import counted, tr, tr_n
from leukodesk.workspace.workspace import Workspace


class PseudonymDialog(QDialog):
    """A key, and what it changes.

    Args:
        workspace: whose dataset is changed.
        last_folder: where file dialogs start.
        parent: the window.
    """

    def __init__(
        self, workspace: Workspace, last_folder: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Pseudonymise patients"))
        self._workspace = workspace
        self._key = PatientKeyField(tr("None chosen yet"), last_folder)
        self._key.changed.connect(self._show)
        self._told = text_label("", wrap=True)
        buttons = AgreeButtons(tr("Pseudonymise"))
        self._go = buttons.go
        buttons.accepted.connect(self._change)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE * 2)
        form.addRow(tr("Key of the pseudonyms"), self._key)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE * 3 // 2)
        layout.addLayout(form)
        layout.addWidget(text_label(tr("What would happen"), "heading"))
        layout.addWidget(self._told)
        layout.addWidget(text_label(_left_behind(), "small", "muted", wrap=True))
        layout.addStretch(1)
        layout.addWidget(buttons)
        give_room(self, QSize(660, 280))
        self._show()

    def _show(self) -> PatientChange:
        change = pseudonyms_for(self._workspace.content, self._key.key)
        is_blocked = bool(change.signed)
        self._told.setText(_what_happens(change))
        set_tone(self._told, "danger" if is_blocked else "")
        self._go.setEnabled(change.edit is not None and not is_blocked)
        return change

    def _change(self) -> None:
        edit = self._show().edit
        if edit is not None and self._workspace.do(edit):
            self.accept()


def _what_happens(change: PatientChange) -> str:
    if not change.smears:
        return tr("No patient is named by a plain id, so there is nothing to do.")
    if change.signed:
        return tr_n(
            "1 smear of a patient named by a plain id is signed; unlock it first (Review, Unlock).",
            "{n} smears of patients named by plain ids are signed; unlock them first (Review, Unlock).",
            len(change.signed),
        )
    return tr(
        "{patients} of {smears} named by a plain id get a pseudonym. The same key gives the same pseudonym "
        "in every dataset; nobody can tell the patient from it without the key.",
        patients=counted(change.patients, "patient"),
        smears=counted(change.smears, "smear"),
    )


def _left_behind() -> str:
    return tr(
        "The former ids then leave the backup and the journals beside the dataset too; undo brings them back "
        "while the window is open. They stay in reasons somebody typed and in copies made before. “leukodesk "
        "dataset pseudonymise” writes a new file that never held them."
    )
