"""Everything a reader can ask for, in one table: menus, tool bar, keys list and command palette read it."""

from typing import Final

from leukodesk.gui.commands.action_tables.draw import DRAW
from leukodesk.gui.commands.action_tables.edit import EDIT
from leukodesk.gui.commands.action_tables.file import FILE
from leukodesk.gui.commands.action_tables.help import HELP
from leukodesk.gui.commands.action_tables.model import MODEL
from leukodesk.gui.commands.action_tables.review import REVIEW
from leukodesk.gui.commands.action_tables.view import VIEW
from leukodesk.workspace.words import later

ACTIONS: Final = (*FILE, *EDIT, *VIEW, *DRAW, *REVIEW, *MODEL, *HELP)
"""All actions, in the order of the menus."""

MENUS: Final = ("File", "Edit", "View", "Draw", "Review", "Model", "Help")

FIXED_KEYS: Final = (
    (later("Wheel"), later("Zoom where the pointer is")),
    (later("Drag, or Space and drag"), later("Move the smear")),
    (later("Click"), later("Select a cell; with Ctrl one more")),
    (later("Double click"), later("Zoom to a cell, or show the whole smear")),
)
"""What the mouse does, for the list of keys."""
