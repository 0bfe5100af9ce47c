"""The drawing tools in menus, keys and the strip beside the field."""

from collections.abc import Callable

from leukodesk.gui.commands.action_tables.draw import DRAW
from leukodesk.gui.field.tools.tool_strip import ToolStrip
from leukodesk.gui.field.tools.toolbox import SELECT
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.window_parts import WindowParts

_MERGE = "tool_merge"
_NUCLEUS = "tool_nucleus"
_TOOLS = tuple(spec.id for spec in DRAW if spec.checkable and spec.id != _NUCLEUS)


def connect_drawing(parts: WindowParts) -> None:
    """Let the actions of the Draw menu do their work."""
    workspace, commands, view = parts.workspace, parts.commands, parts.review.view
    toolbox, drawing = view.toolbox, workspace.drawing

    def tick() -> None:
        for tool_id in _TOOLS:
            commands[tool_id].setChecked(toolbox.chosen == tool_id)
        commands[_NUCLEUS].setChecked(toolbox.easel.nucleus)

    def chooser(tool_id: str) -> Callable[[bool], None]:
        def choose(_checked: bool) -> None:
            if tool_id == _MERGE and len(workspace.selection) > 1:
                first = workspace.selection[:1]
                drawing.merge(workspace.selection)
                workspace.select(first)
            else:
                # The key of a tool that is in the hand puts it away.
                toolbox.choose(SELECT if toolbox.chosen == tool_id else tool_id)
            tick()
            view.setFocus()

        return choose

    def show_added(cell_id: str) -> None:
        workspace.select([cell_id])

    commands.connect_switches({tool_id: chooser(tool_id) for tool_id in _TOOLS})
    commands.connect_switches({_NUCLEUS: toolbox.easel.draw_nucleus})
    commands.connect(
        {
            "tool_smaller": lambda: toolbox.easel.resize(-1),
            "tool_larger": lambda: toolbox.easel.resize(1),
            "smooth_outline": lambda: drawing.smooth(workspace.selection),
            "fill_holes": lambda: drawing.fill_holes(workspace.selection),
        }
    )
    drawing.added.connect(show_added)
    toolbox.changed.connect(tick)
    strip = ToolStrip(commands, toolbox, view)

    def leave_room(width: int, height: int) -> None:
        view.leave_room(width + 2 * SPACE, height)

    strip.arranged.connect(leave_room)
    leave_room(strip.widest, strip.tallest)
    tick()
