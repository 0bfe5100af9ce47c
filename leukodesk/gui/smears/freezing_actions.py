"""Keeping the chosen smears for judging, and releasing them for training again."""

from collections.abc import Callable
from functools import partial
from typing import Final

from leukodesk.gui import dialogs
from leukodesk.gui.smears.freezing_dialog import FreezingDialog
from leukodesk.gui.window_parts import WindowParts

_ACTIONS: Final = {"freeze": True, "unfreeze": False}
"""Whether smears are frozen after it, by the id of the action."""


def connect_freezing(parts: WindowParts) -> Callable[[], None]:
    """Let the actions ask and do their work.

    Returns:
        Has their tips say why they make no sense now.
    """
    freezing, commands = parts.workspace.freezing, parts.commands

    def tick() -> None:
        for action_id, frozen in _ACTIONS.items():
            commands.explain(action_id, freezing.refusal(frozen=frozen))

    commands.connect(
        {action_id: partial(_ask, parts, frozen=frozen) for action_id, frozen in _ACTIONS.items()}
    )
    return tick


def _ask(parts: WindowParts, *, frozen: bool) -> None:
    freezing = parts.workspace.freezing
    smear_ids = freezing.changing(frozen=frozen)
    if not smear_ids:
        return
    rest = freezing.rest_of_patients(smear_ids, frozen=frozen)
    dialog = FreezingDialog(parts.name_of_smears(smear_ids), len(rest), parts.window, frozen=frozen)
    if dialogs.ask(dialog):
        wanted = (*smear_ids, *rest) if dialog.whole_patients.isChecked() else smear_ids
        freezing.change(wanted, dialog.reason.text(), frozen=frozen)
