"""All keys, and a field for each action in which the reader presses another one."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from leukodesk.gui.commands.action_spec import ActionSpec
from leukodesk.gui.commands.action_table import ACTIONS, FIXED_KEYS
from leukodesk.gui.commands.actions import LABELS_MENU, Actions
from leukodesk.gui.commands.command_palette import matches
from leukodesk.gui.commands.key_edits import RESERVED, is_kept_for_classes
from leukodesk.gui.commands.key_field import KeyField
from leukodesk.gui.look.panel import button, row, set_tone, text_label
from leukodesk.gui.look.room import give_room
from leukodesk.gui.look.typography import SPACE, font_of
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace

_KEY_WIDTH: Final = 190
_RESET_WIDTH: Final = 110
_OWN: Final = {spec.id: spec.keys for spec in ACTIONS}


class KeysDialog(QDialog):
    """What every key and the mouse do; a key pressed in a field is in force, and kept, at once."""

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        self._workspace = workspace
        self._actions = actions
        self._groups: list[QTreeWidgetItem] = []
        self._fields: dict[str, KeyField] = {}
        self._resets: dict[str, QPushButton] = {}
        self._search = QLineEdit()
        self._search.setPlaceholderText(tr("Find a command"))
        self._search.setAccessibleName(tr("Find a command"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._narrow)
        self._tree = _tree()
        self._message = text_label("", wrap=True)
        self._all = button(tr("Reset all keys"), tr("Give every action the key it came with."))
        self._all.clicked.connect(self._reset_all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE)
        hint = tr("To change a key, click into its field and press the new one. The cross leaves no key.")
        outlines = tr(
            "On the smear, a thin outline with an open letter is a model's suggestion; a thick outline "
            "with a filled letter is your label."
        )
        layout.addWidget(text_label(hint, tone="muted", wrap=True))
        for widget in (self._search, self._tree, self._message):
            layout.addWidget(widget)
        layout.addWidget(text_label(outlines, "small", "muted", wrap=True))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addLayout(row(self._all, None, buttons))
        self._fill()
        give_room(self, QSize(680, 660))

    def _fill(self) -> None:
        groups: dict[str, QTreeWidgetItem] = {}
        for spec, _ in self._actions:
            group = groups.get(spec.menu)
            if group is None:
                group = groups[spec.menu] = self._add_group(tr(spec.menu))
            if spec.menu == LABELS_MENU:
                _add_fixed(group, spec.text, ", ".join(spec.keys))
            else:
                self._add_action(group, spec)
        mouse = self._add_group(tr("Mouse"))
        for key, text in FIXED_KEYS:
            _add_fixed(mouse, tr(text), tr(key))
        self._tree.expandAll()
        self._show_edited()

    def _add_group(self, title: str) -> QTreeWidgetItem:
        group = QTreeWidgetItem(self._tree, [title])
        group.setFirstColumnSpanned(True)
        self._groups.append(group)
        group.setFont(0, font_of("strong"))
        return group

    def _add_action(self, group: QTreeWidgetItem, spec: ActionSpec) -> None:
        text = spec.text.rstrip("…")
        item = QTreeWidgetItem(group, [text])
        item.setToolTip(0, spec.tip)
        field = KeyField(text, self._tree)
        field.chosen.connect(self._chooser(spec.id))
        reset = button(tr("Reset"), tr("Give it the key it came with."), flat=True)
        reset.setAccessibleName(tr("Reset the key for {action}", action=text))
        reset.clicked.connect(self._resetter(spec.id))
        self._fields[spec.id], self._resets[spec.id] = field, reset
        # The tree shows and hides what it is given by itself, so the button must not be given to it alone.
        pair = QWidget()
        pair.setLayout(row(field, reset, None))
        field.setFixedWidth(_KEY_WIDTH)
        item.setSizeHint(1, pair.sizeHint() + QSize(0, SPACE))
        self._tree.setItemWidget(item, 1, pair)

    def _chooser(self, action_id: str) -> Callable[[str], None]:
        return lambda key: self._choose(action_id, (key,) if key else ())

    def _resetter(self, action_id: str) -> Callable[[], None]:
        return lambda: self._choose(action_id, _OWN[action_id])

    def _choose(self, action_id: str, keys: tuple[str, ...]) -> None:
        now = self._keys_of(action_id)
        if keys == now or keys == now[:1]:
            self._show_edited()
            return
        if problem := self._problem(action_id, keys):
            self._tell(problem, failed=True)
            self._show_edited()
            return
        self._actions.set_keys(action_id, keys)
        self._keep()
        self._tell("")

    def _problem(self, action_id: str, keys: tuple[str, ...]) -> str:
        """Why the action cannot have these keys, or empty."""
        for spec, _ in self._actions:
            taken = set(spec.keys).intersection(keys) if spec.id != action_id else set()
            if taken:
                return tr(
                    "{key} already does “{action}” ({menu}). Give that another key first.",
                    key=taken.pop(),
                    action=spec.text.rstrip("…"),
                    menu=tr(spec.menu),
                )
        for key in keys:
            if key in RESERVED:
                return tr(
                    "{key} belongs to the view: Space moves the smear, Esc lets go, arrows and their "
                    "neighbours go from crop to crop.",
                    key=key,
                )
            if is_kept_for_classes(key):
                return tr("{key} is kept for the classes of datasets; take another key.", key=key)
        return ""

    def _reset_all(self) -> None:
        # Two steps, since an action may have another's own key.
        edited = [action_id for action_id in self._fields if self._keys_of(action_id) != _OWN[action_id]]
        for action_id in edited:
            self._actions.set_keys(action_id, ())
        for action_id in edited:
            self._actions.set_keys(action_id, _OWN[action_id])
        self._keep()
        self._tell(tr("Every action has the key it came with."))

    def _keys_of(self, action_id: str) -> tuple[str, ...]:
        return next(spec.keys for spec, _ in self._actions if spec.id == action_id)

    def _keep(self) -> None:
        kept = {
            spec.id: list(spec.keys) for spec, _ in self._actions if spec.keys != _OWN.get(spec.id, spec.keys)
        }
        self._workspace.settings.keys = kept
        self._workspace.save_settings()
        self._show_edited()

    def _show_edited(self) -> None:
        edited = False
        for action_id, field in self._fields.items():
            keys = self._keys_of(action_id)
            field.show_key(keys[0] if keys else "")
            field.setToolTip(", ".join(keys))
            differs = keys != _OWN[action_id]
            self._resets[action_id].setVisible(differs)
            edited = edited or differs
        self._all.setEnabled(edited)

    def _tell(self, sentence: str, *, failed: bool = False) -> None:
        self._message.setText(sentence)
        self._message.setAccessibleName(sentence)
        set_tone(self._message, "danger" if failed else "muted")

    def _narrow(self, query: str) -> None:
        for group in self._groups:
            shown = 0
            for place in range(group.childCount()):
                item = group.child(place)
                assert item is not None
                hit = matches(query, f"{group.text(0)} {item.text(0)} {item.text(1)}")
                item.setHidden(not hit)
                shown += hit
            group.setHidden(not shown)


def _add_fixed(group: QTreeWidgetItem, text: str, key: str) -> None:
    QTreeWidgetItem(group, [text, key]).setToolTip(0, text)


def _tree() -> QTreeWidget:
    made = QTreeWidget()
    made.setAccessibleName(tr("All keys"))
    made.setColumnCount(2)
    made.setHeaderHidden(True)
    made.setRootIsDecorated(False)
    made.setIndentation(SPACE)
    made.header().setStretchLastSection(False)
    made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    made.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
    made.header().resizeSection(1, _KEY_WIDTH + _RESET_WIDTH)
    return made
