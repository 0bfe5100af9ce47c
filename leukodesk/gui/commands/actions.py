"""The actions of the window, made from the table."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from leukodesk.core.taxonomy import CellClass, Taxonomy
from leukodesk.gui.commands.action_spec import ActionSpec
from leukodesk.gui.commands.action_table import ACTIONS
from leukodesk.gui.commands.key_edits import keys_in_force
from leukodesk.gui.look.theme import Theme
from leukodesk.workspace.words import later, tr

LABELS_MENU = later("Label as")

_ROLES: Final = {"about": QAction.MenuRole.AboutRole, "quit": QAction.MenuRole.QuitRole}


class Actions:
    """One QAction per entry of the table, and one per class of the open dataset.

    Args:
        owner: the window; its shortcuts are the actions' ones.
        theme: gives the icons.
        keys: the reader's own shortcuts, by the id of the action.

    Attributes:
        ignored_keys: ids in ``keys`` whose entry makes no sense.
    """

    def __init__(self, owner: QWidget, theme: Theme, keys: Mapping[str, object] | None = None) -> None:
        self._owner = owner
        self._theme = theme
        self._specs: dict[str, ActionSpec] = {}
        self._actions: dict[str, QAction] = {}
        in_force, self.ignored_keys = keys_in_force(ACTIONS, keys or {})
        for spec in ACTIONS:
            self._add(_spoken(replace(spec, keys=in_force[spec.id])))
        self.redraw_icons()
        theme.changed.connect(self.redraw_icons)

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def __iter__(self) -> Iterator[tuple[ActionSpec, QAction]]:
        return ((spec, self._actions[spec.id]) for spec in self._specs.values())

    def tip(self, action_id: str) -> str:
        """What an action does in a sentence, without its key."""
        return self._specs[action_id].tip

    def connect(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Say what plain actions do.

        Raises:
            KeyError: an id is not in the table.
        """
        for action_id, handler in handlers.items():
            self._actions[action_id].triggered.connect(_without_state(handler))

    def connect_switches(self, handlers: Mapping[str, Callable[[bool], object]]) -> None:
        """Say what checkable actions do; called with the new state when the reader switches."""
        for action_id, handler in handlers.items():
            self._actions[action_id].triggered.connect(handler)

    def set_keys(self, action_id: str, keys: tuple[str, ...]) -> None:
        """Give an action other shortcuts; menus, tips and the palette show them from now on."""
        spec = replace(self._specs[action_id], keys=keys)
        self._specs[action_id] = spec
        action = self._actions[action_id]
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setToolTip(tool_tip(spec))

    def explain(self, action_id: str, refusal: str) -> None:
        """Let the tip of an action say why it makes no sense now, or what it does if ``refusal`` is empty."""
        self._actions[action_id].setToolTip(refusal or tool_tip(self._specs[action_id]))

    def refresh(self, facts: frozenset[str]) -> None:
        """Enable what ``facts`` allow."""
        for spec, action in self:
            action.setEnabled(spec.needs <= facts)

    def limit_to_view(self, *widgets: QWidget) -> None:
        """Let the keys of ``in_view`` actions act in these widgets only.

        Tab and Return belong to every other control: there they move on and press buttons.
        """
        for spec, action in self:
            if spec.in_view:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                for widget in widgets:
                    widget.addAction(action)

    def show_classes(self, taxonomy: Taxonomy, label: Callable[[str], object]) -> tuple[QAction, ...]:
        """Make one action per class that calls ``label`` with the class id; those of before are gone."""
        for spec in [spec for spec, _ in self if spec.menu == LABELS_MENU]:
            action = self._actions.pop(spec.id)
            del self._specs[spec.id]
            self._owner.removeAction(action)
            action.deleteLater()
        return tuple(self._add_class(cell_class, label) for cell_class in taxonomy.classes)

    def redraw_icons(self) -> None:
        """Draw the icons in the theme's colours."""
        for spec, action in self:
            if spec.icon:
                action.setIcon(self._theme.icon(spec.icon))

    def _add_class(self, cell_class: CellClass, label: Callable[[str], object]) -> QAction:
        spec = ActionSpec(
            f"label_{cell_class.id}",
            LABELS_MENU,
            tr(cell_class.title),
            tr(
                "Label the selected cells, or the one under the pointer, as {title}.",
                title=tr(cell_class.title),
            ),
            (cell_class.key,) if cell_class.key else (),
            needs=frozenset(("target",)),
        )
        action = self._add(spec)
        action.triggered.connect(_without_state(lambda: label(cell_class.id)))
        return action

    def _add(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, self._owner)
        action.setObjectName(spec.id)
        # A Mac moves some to the menu of the program; by default it guesses from their words.
        action.setMenuRole(_ROLES.get(spec.id, QAction.MenuRole.NoRole))
        action.setIconText(spec.short or spec.text.rstrip("…"))
        action.setCheckable(spec.checkable)
        # In a menu the tick says whether a switch is on; an icon would take its place.
        action.setIconVisibleInMenu(not spec.checkable)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setToolTip(tool_tip(spec))
        action.setStatusTip("")
        if not spec.in_view:
            self._owner.addAction(action)
        self._specs[spec.id] = spec
        self._actions[spec.id] = action
        return action


def _spoken(spec: ActionSpec) -> ActionSpec:
    """The same in the reader's language; the menu is a name and is translated where it is shown."""
    return replace(spec, text=tr(spec.text), tip=tr(spec.tip), short=tr(spec.short) if spec.short else "")


def tool_tip(spec: ActionSpec) -> str:
    """The tip with the key that does the same."""
    return f"{spec.tip} ({key_text(spec)})" if spec.keys else spec.tip


def key_text(spec: ActionSpec) -> str:
    """The first key as this desktop writes it, or empty."""
    if not spec.keys:
        return ""
    return QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


def _without_state(handler: Callable[[], object]) -> Callable[[bool], None]:
    def triggered(_checked: bool = False) -> None:
        handler()

    return triggered
