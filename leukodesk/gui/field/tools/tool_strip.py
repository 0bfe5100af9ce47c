"""The tools at the left edge of the field."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from leukodesk.gui.commands.actions import Actions
from leukodesk.gui.field.tools.toolbox import Toolbox
from leukodesk.gui.look.panel import Panel, rule, text_label
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.words import tr

_TOOLS: Final = (
    "tool_select",
    "tool_brush",
    "tool_eraser",
    "tool_polygon",
    "tool_split",
    "tool_merge",
    "tool_add",
)
_ICON: Final = 18


class ToolStrip(Panel):
    """One button a tool; with a brush in hand also its size and what it draws."""

    def __init__(self, actions: Actions, toolbox: Toolbox, field: QWidget) -> None:
        """Lie over the left edge of ``field``, in the middle of its height."""
        super().__init__(field, margin=SPACE // 2)
        self.setObjectName("tool_strip")
        self.setAccessibleName(tr("Drawing tools"))
        self._toolbox = toolbox
        self._field = field
        self.stack.setSpacing(2)
        for action_id in _TOOLS:
            self.stack.addWidget(_button(actions, action_id))
        self._size = text_label("", "small")
        self._size.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._size.setToolTip(tr("Diameter of the brush"))
        self._of_brush = (
            rule(),
            _button(actions, "tool_nucleus"),
            _button(actions, "tool_larger"),
            self._size,
            _button(actions, "tool_smaller"),
        )
        for widget in self._of_brush:
            self.stack.addWidget(widget)
        self.tallest = self.sizeHint().height()
        toolbox.changed.connect(self._show)
        field.installEventFilter(self)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the edge."""
        if event.type() == QEvent.Type.Resize:
            self._take_place()
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        for widget in self._of_brush:
            widget.setVisible(self._toolbox.has_brush)
        self._size.setText(self._toolbox.easel.size_text)
        self._take_place()

    def _take_place(self) -> None:
        self.adjustSize()
        # The buttons of the tools stay where they are, whether there is more below them or not.
        self.move(SPACE, max(SPACE, (self._field.height() - self.tallest) // 2))


def _button(actions: Actions, action_id: str) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(actions[action_id])
    button.setIconSize(QSize(_ICON, _ICON))
    button.setAccessibleName(actions[action_id].text())
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
