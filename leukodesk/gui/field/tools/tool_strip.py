"""The tools at the left edge of the field."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

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
_GAP: Final = 2


class ToolStrip(Panel):
    """One button a tool; with a brush in hand also its size and what it draws.

    They lie in one column, or in several where the field is too low for it.

    Signals:
        arranged: there are other columns; args: width and height with a brush in hand.
    """

    arranged = Signal(int, int)

    def __init__(self, actions: Actions, toolbox: Toolbox, field: QWidget) -> None:
        """Lie over the left edge of ``field``, in the middle of its height."""
        super().__init__(field, margin=SPACE // 2)
        self.setObjectName("tool_strip")
        self.setAccessibleName(tr("Drawing tools"))
        self._toolbox = toolbox
        self._field = field
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        self.stack.addLayout(self._grid)
        self._tools = tuple(_button(actions, action_id) for action_id in _TOOLS)
        self._rule = rule()
        self._size = text_label("", "small")
        self._size.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._size.setToolTip(tr("Diameter of the brush"))
        self._of_brush = (
            _button(actions, "tool_nucleus"),
            _button(actions, "tool_larger"),
            self._size,
            _button(actions, "tool_smaller"),
        )
        self._lines = 0
        self._arrange(self._all_lines)
        self._one_column = self.tallest
        toolbox.changed.connect(self._show)
        field.installEventFilter(self)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the edge."""
        if event.type() == QEvent.Type.Resize:
            self._take_place()
        return super().eventFilter(watched, event)

    @property
    def _all_lines(self) -> int:
        return len(self._tools) + 1 + len(self._of_brush)

    def _arrange(self, lines: int) -> None:
        """Lay the buttons out in columns of so many lines; those of the brush begin one of their own."""
        self._lines = lines
        widgets = (*self._tools, self._rule, *self._of_brush)
        for widget in widgets:
            self._grid.removeWidget(widget)
            widget.show()
        if lines >= self._all_lines:
            for line, widget in enumerate(widgets):
                self._grid.addWidget(widget, line, 0)
        else:
            self._rule.hide()
            first = -(-len(self._tools) // lines)
            for begin, part in ((0, self._tools), (first, self._of_brush)):
                for place, widget in enumerate(part):
                    column, line = divmod(place, lines)
                    self._grid.addWidget(widget, line, begin + column)
        self._measure_anew()
        self.widest, self.tallest = self.sizeHint().toTuple()
        self.arranged.emit(self.widest, self.tallest)

    def _show(self) -> None:
        has_brush = self._toolbox.has_brush
        for widget in self._of_brush:
            widget.setVisible(has_brush)
        self._rule.setVisible(has_brush and self._lines >= self._all_lines)
        self._size.setText(self._toolbox.easel.size_text)
        self._take_place()

    def _take_place(self) -> None:
        if self._lines != (lines := self._lines_in(self._field.height() - 2 * SPACE)):
            self._arrange(lines)
            self._show()
            return
        self._measure_anew()
        self.adjustSize()
        # The buttons of the tools stay where they are, whether there is more below them or not.
        self.move(SPACE, max(SPACE, (self._field.height() - self.tallest) // 2))

    def _measure_anew(self) -> None:
        """Forget sizes: Qt does so for a layout within another only once the event loop comes round."""
        self._grid.invalidate()
        self.stack.invalidate()

    def _lines_in(self, height: int) -> int:
        if height >= self._one_column:
            return self._all_lines
        margins = self.stack.contentsMargins()
        room = height - margins.top() - margins.bottom() + _GAP
        lines = min(max(1, room // (self._tools[0].sizeHint().height() + _GAP)), len(self._tools))
        columns = -(-len(self._tools) // lines)
        return -(-len(self._tools) // columns)


def _button(actions: Actions, action_id: str) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(actions[action_id])
    button.setIconSize(QSize(_ICON, _ICON))
    button.setAccessibleName(actions[action_id].text())
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
