"""Keys, commands, the log and what the program is."""

from leukodesk import config
from leukodesk.gui import dialogs
from leukodesk.gui.commands.command_palette import CommandPalette
from leukodesk.gui.commands.keys_dialog import KeysDialog
from leukodesk.gui.help.guide import show_guide
from leukodesk.gui.window_parts import WindowParts
from leukodesk.workspace.words import tr


def connect_help(parts: WindowParts) -> None:
    """Let the actions of the Help menu do their work."""
    window, commands = parts.window, parts.commands
    commands.connect(
        {
            "guide": lambda: show_guide(parts.workspace, commands, parts.theme, window),
            "keys": lambda: dialogs.ask(KeysDialog(parts.workspace, commands, window)),
            "palette": lambda: dialogs.ask(CommandPalette(commands, window)),
            "log": dialogs.show_log_place,
            "about": lambda: dialogs.about(window),
        }
    )
    ignored = (*config.ignored_settings(), *(f"keys.{action_id}" for action_id in commands.ignored_keys))
    if ignored:
        parts.banner.show_notice(
            tr(
                "The settings file has entries that make no sense and were ignored: {names}.",
                names=", ".join(ignored),
            )
        )
