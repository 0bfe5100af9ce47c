"""What is said of one thing that a reader can ask for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ActionSpec:
    """One thing a reader can ask for.

    Attributes:
        id: name in the program.
        menu: title of the menu it stands in, or empty for none.
        text: what menus say; a full stop of three dots means that a question follows.
        tip: one sentence for tool tips and the command palette.
        keys: shortcuts in Qt's portable spelling; the first is shown.
        icon: see :mod:`leukodesk.gui.look.icons`; empty for none.
        needs: what must be so for it to make sense; see :mod:`leukodesk.gui.commands.availability`.
        checkable: it is a switch.
        in_view: its keys act only while the field or the cell list has the keyboard.
        separate: a line stands above it in its menu.
        short: what buttons say; empty for the text.
        group: title of the submenu of ``menu`` it stands in, or empty.
    """

    id: str
    menu: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: frozenset[str] = frozenset()
    checkable: bool = False
    in_view: bool = False
    separate: bool = False
    short: str = ""
    group: str = ""


def needs(*facts: str) -> frozenset[str]:
    """What must be so for an action to make sense; see :mod:`leukodesk.gui.commands.availability`."""
    return frozenset(facts)
