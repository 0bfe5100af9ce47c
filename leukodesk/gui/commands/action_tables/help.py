"""Keys, commands, the log."""

from typing import Final

from leukodesk.gui.commands.action_spec import ActionSpec

HELP: Final = (
    ActionSpec("guide", "Help", "Guide", "Short pages on how to work with LeukoDesk.", ("Ctrl+F1",)),
    ActionSpec("keys", "Help", "Keys", "All keys, and how to change them.", ("F1",), "keys"),
    ActionSpec(
        "palette",
        "Help",
        "Find a command…",
        "Type a few letters of what you want.",
        ("Ctrl+Shift+P",),
        "palette",
    ),
    ActionSpec(
        "log", "Help", "Show the log's place", "Open the folder of the log file.", (), "log", separate=True
    ),
    ActionSpec("about", "Help", "About LeukoDesk", "Version, licence and what it is for.", (), "about"),
)
