"""One line above the field while a drawing tool is in the hand: what it does, and how to put it away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from leukodesk.gui.commands.actions import Actions
from leukodesk.gui.field.tools.toolbox import SELECT, Toolbox
from leukodesk.gui.look.panel import Panel, button, row, text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace

_ICON_PX = 16


class ToolLine(Panel):
    """Says with each tool what the pointer does now; hidden without one, and while cells are picked."""

    def __init__(
        self,
        workspace: Workspace,
        actions: Actions,
        theme: Theme,
        toolbox: Toolbox,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, margin=SPACE // 2)
        self.setObjectName("tool_line")
        self._workspace = workspace
        self._actions = actions
        self._theme = theme
        self._toolbox = toolbox
        self._mark = QLabel()
        self._title = text_label("", "strong")
        self._hint = text_label("", "small", wrap=True)
        leave = button(tr("Put away"), tr("Put the tool away (Esc)"), flat=True)
        leave.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        leave.clicked.connect(lambda: toolbox.choose(SELECT))
        line = row(self._mark, self._title, self._hint, leave)
        line.setStretch(2, 1)
        line.setContentsMargins(SPACE, 0, SPACE // 2, 0)
        self.stack.addLayout(line)
        for signal in (toolbox.changed, workspace.picking.changed, theme.changed):
            signal.connect(self._show)
        self._show()

    def _show(self, *_: object) -> None:
        tool_id = self._toolbox.chosen
        self.setVisible(self._toolbox.has_tool and not self._workspace.picking.is_active)
        if not self._toolbox.has_tool:
            return
        title, hint = self._actions[tool_id].text(), self._actions.tip(tool_id)
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setToolTip(hint)
        self.setAccessibleName(f"{title}. {hint}")
        icon = self._theme.icon(tool_id, colour=self._theme.colours.accent)
        self._mark.setPixmap(icon.pixmap(_ICON_PX, _ICON_PX))
