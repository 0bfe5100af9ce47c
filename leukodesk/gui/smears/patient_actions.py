"""Saying whose the chosen smears are."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog

from leukodesk.gui.smears.patient_dialog import PatientDialog
from leukodesk.gui.window_parts import WindowParts


def connect_patients(parts: WindowParts) -> Callable[[], None]:
    """Let the action ask and do its work.

    Returns:
        Has its tip say why it makes no sense now.
    """
    patients, commands = parts.workspace.patients, parts.commands
    commands.connect({"patient": partial(_ask, parts)})
    return lambda: commands.explain("patient", patients.refusal)


def _ask(parts: WindowParts) -> None:
    workspace, patients = parts.workspace, parts.workspace.patients
    smear_ids = workspace.chosen_smears.ids
    if patients.refusal:
        return
    dialog = PatientDialog(
        parts.name_of_smears(smear_ids),
        patients.of(smear_ids),
        patients.known,
        partial(patients.look, smear_ids),
        parts.window,
    )
    if dialog.exec() == QDialog.DialogCode.Accepted:
        patients.say(smear_ids, dialog.line.text())
