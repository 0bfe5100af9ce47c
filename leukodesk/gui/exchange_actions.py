"""What goes in and out of the dataset as a whole, from the File menu."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from leukodesk.gui import dialogs
from leukodesk.gui.actions import Actions
from leukodesk.gui.export_dialog import ExportDialog
from leukodesk.gui.import_dialog import ImportDialog
from leukodesk.workspace.workspace import Workspace


def connect_exchange(
    window: QWidget, workspace: Workspace, commands: Actions, last_folder: Callable[[], str]
) -> None:
    """Let the actions open their dialogs.

    Args:
        window: owner of the dialogs.
        workspace: whose dataset it is.
        commands: the window's actions.
        last_folder: where file dialogs start.
    """

    def save_copy() -> None:
        if path := dialogs.ask_copy(window, last_folder()):
            workspace.exchange.save_copy(path)

    commands.connect(
        {
            "save_copy": save_copy,
            "import_cells": lambda: ImportDialog(workspace, last_folder, window).exec(),
            "export_cells": lambda: ExportDialog(workspace, last_folder, window).exec(),
        }
    )
