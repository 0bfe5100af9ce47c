"""One line above the field while cells are picked by letters: what is picked, and what the next key does."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from leukodesk.gui.look.panel import ElidedLabel, Panel, button, row, text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.words import tr, tr_n
from leukodesk.workspace.workspace import Workspace

_ICON_PX = 16
_LISTED = 5


class PickingLine(Panel):
    """Hidden while nobody picks; a field next to it is described in the same words to screen readers."""

    def __init__(
        self, workspace: Workspace, theme: Theme, field: QWidget, parent: QWidget | None = None
    ) -> None:
        """Say nothing yet.

        Args:
            workspace: where cells are picked.
            theme: gives the icon.
            field: what has the keyboard while the line is shown.
            parent: owns it.
        """
        super().__init__(parent, margin=SPACE // 2)
        self.setObjectName("picking_line")
        self._workspace = workspace
        self._theme = theme
        self._field = field
        self._description = field.accessibleDescription()
        self._mark = QLabel()
        self._picked = text_label("", "strong")
        self._next = ElidedLabel()
        leave = button(tr("Leave"), tr("Select again what was selected before (Esc)"), flat=True)
        leave.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        leave.clicked.connect(workspace.picking.cancel)
        line = row(self._mark, self._picked, self._next, leave)
        line.setStretch(2, 1)
        line.setContentsMargins(SPACE, 0, SPACE // 2, 0)
        self.stack.addLayout(line)
        workspace.picking.changed.connect(self._show)
        workspace.selection_changed.connect(self._show)
        theme.changed.connect(self._draw_mark)
        self._draw_mark()
        self.hide()

    def _show(self) -> None:
        picking = self._workspace.picking
        if not picking.is_active and self.isHidden():
            return
        self.setVisible(picking.is_active)
        if not picking.is_active:
            self._field.setAccessibleDescription(self._description)
            return
        codes = sorted(picking.picked, key=list(picking.codes.values()).index)
        listed, count = ", ".join(codes), len(codes)
        picked = tr_n("1 cell picked: {codes}", "{n} cells picked: {codes}", count, codes=listed)
        many = tr_n("1 cell picked", "{n} cells picked", count)
        next_key = self._next_key(any_picked=bool(codes))
        self._picked.setText((many if count > _LISTED else picked) if codes else tr("Pick by letters"))
        self._next.setText(next_key)
        self._next.setToolTip(next_key)
        words = f"{picked if codes else tr('Pick by letters')}. {next_key}"
        self.setAccessibleName(words)
        self._field.setAccessibleDescription(words)

    def _next_key(self, *, any_picked: bool) -> str:
        picking = self._workspace.picking
        if picking.missed:
            return tr("No cell has {code}; Esc leaves.", code=picking.missed)
        if picking.typed:
            return tr("{sign} and then? Type the second letter, or Backspace.", sign=picking.typed)
        if any_picked:
            return tr("More letters, or the key of a class. Return keeps them selected.")
        return tr("Type the letters of cells, then the key of a class; Esc leaves.")

    def _draw_mark(self) -> None:
        icon = self._theme.icon("keys", colour=self._theme.colours.accent)
        self._mark.setPixmap(icon.pixmap(_ICON_PX, _ICON_PX))
