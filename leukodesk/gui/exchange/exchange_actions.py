"""What goes in and out of the dataset as a whole, from the File menu."""

from leukodesk.gui import dialogs
from leukodesk.gui.exchange.export_dialog import ExportDialog
from leukodesk.gui.exchange.import_dialog import ImportDialog
from leukodesk.gui.exchange.origin_dialog import OriginDialog
from leukodesk.gui.exchange.pseudonym_dialog import PseudonymDialog
from leukodesk.gui.window_parts import WindowParts


def connect_exchange(parts: WindowParts) -> None:
    """Let the actions open their dialogs."""
    window, workspace = parts.window, parts.workspace

    def save_copy() -> None:
        if path := dialogs.ask_copy(window, parts.last_folder()):
            workspace.exchange.save_copy(path)

    parts.commands.connect(
        {
            "save_copy": save_copy,
            "import_cells": lambda: dialogs.ask(ImportDialog(workspace, parts.last_folder, window)),
            "export_cells": lambda: dialogs.ask(ExportDialog(workspace, parts.last_folder, window)),
            "origin": lambda: dialogs.ask(OriginDialog(workspace, window)),
            "pseudonymise": lambda: dialogs.ask(PseudonymDialog(workspace, parts.last_folder, window)),
        }
    )
