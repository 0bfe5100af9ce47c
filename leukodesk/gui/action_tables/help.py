"""Keys, commands, the log."""

from typing import Final

from leukodesk.gui.action_spec import ActionSpec

HELP: Final = (
    ActionSpec("keys", "Help", "Keys", "The list of all keys.", ("F1",), "keys"),
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
