"""The dialog of classes, from the Edit menu."""

from leukodesk.gui.classes.classes_dialog import ClassesDialog
from leukodesk.gui.window_parts import WindowParts


def connect_classes(parts: WindowParts) -> None:
    """Let the action open the dialog over the window, whose views show each change."""

    def show() -> None:
        dialog = ClassesDialog(parts.workspace, parts.theme, parts.window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    parts.commands.connect({"classes": show})
