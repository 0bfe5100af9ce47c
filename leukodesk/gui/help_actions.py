"""Keys, commands, the log and what the program is."""

from leukodesk.gui import dialogs
from leukodesk.gui.command_palette import CommandPalette
from leukodesk.gui.keys_dialog import KeysDialog
from leukodesk.gui.window_parts import WindowParts


def connect_help(parts: WindowParts) -> None:
    """Let the actions of the Help menu do their work."""
    window, commands = parts.window, parts.commands
    commands.connect(
        {
            "keys": lambda: KeysDialog(commands, parts.theme, window).exec(),
            "palette": lambda: CommandPalette(commands, window).exec(),
            "log": dialogs.show_log_place,
            "about": lambda: dialogs.about(window),
        }
    )
