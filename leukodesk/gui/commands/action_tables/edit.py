"""Taking changes back, and cells as a whole."""

import sys
from typing import Final

from leukodesk.gui.commands.action_spec import ActionSpec, needs

# The key that a Mac calls delete is Backspace; few of its keyboards have the other one.
_REMOVING: Final = ("Backspace", "Del") if sys.platform == "darwin" else ("Del",)

EDIT: Final = (
    ActionSpec("undo", "Edit", "Undo", "Take the last change back.", ("Ctrl+Z",), "undo", needs("undo")),
    ActionSpec(
        "redo",
        "Edit",
        "Redo",
        "Do again what was taken back.",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "redo",
        needs("redo"),
    ),
    ActionSpec(
        "remove",
        "Edit",
        "Remove cell",
        "Remove the chosen cells, in the gallery also those of other smears.",
        _REMOVING,
        "remove",
        needs("chosen", "sighted"),
    ),
    ActionSpec(
        "copy_cell",
        "Edit",
        "Copy cell",
        "Put a picture of the cell, with a scale bar, on the clipboard.",
        ("Ctrl+C",),
        "copy",
        needs("target"),
        separate=True,
    ),
    ActionSpec(
        "copy_view",
        "Edit",
        "Copy view",
        "Put the smear on the clipboard as it is shown, with everything drawn over it.",
        ("Ctrl+Shift+C",),
        "",
        needs("smear"),
    ),
    ActionSpec(
        "select_all",
        "Edit",
        "Select all cells",
        "Select every cell of this smear.",
        ("Ctrl+A",),
        needs=needs("cells"),
        separate=True,
    ),
    ActionSpec(
        "pixel_size",
        "Edit",
        "Scale of this smear…",
        "Say how many micrometres one pixel is, if you know it better than the estimate.",
        needs=needs("smear", "writable", "sighted"),
        separate=True,
    ),
    ActionSpec(
        "classes",
        "Edit",
        "Classes…",
        "Add, rename, colour and order the classes of this dataset, and give them keys.",
        needs=needs("writable", "sighted"),
    ),
    ActionSpec(
        "annotator",
        "Edit",
        "Your name…",
        "The name written beside every label you give.",
    ),
)
