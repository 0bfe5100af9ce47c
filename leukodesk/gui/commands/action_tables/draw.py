"""The drawing tools, and what is done to outlines."""

from typing import Final

from leukodesk.gui.commands.action_spec import ActionSpec, needs

_DRAWN_ON: Final = needs("smear", "writable", "unlocked", "sighted")
_RESHAPED: Final = needs("selection", "writable", "unlocked", "sighted")


def _tool(name: str, text: str, tip: str, *keys: str) -> ActionSpec:
    return ActionSpec(f"tool_{name}", "Draw", text, tip, keys, f"tool_{name}", _DRAWN_ON, checkable=True)


DRAW: Final = (
    ActionSpec(
        "tool_select",
        "Draw",
        "Select and move",
        "Put the tool away: clicks select cells, dragging moves the smear. Esc does the same.",
        ("Shift+V",),
        "tool_select",
        needs("smear"),
        checkable=True,
    ),
    _tool("brush", "Brush", "Add to the cell where you begin; on free ground, draw a new cell.", "B"),
    _tool("eraser", "Eraser", "Take from the cell where you begin.", "E"),
    _tool(
        "polygon",
        "Outline",
        "Click corners or draw round a cell; Return or a double click closes it.",
        "Shift+P",
    ),
    _tool("split", "Split", "Draw a line across a cell that is really two.", "Shift+X"),
    _tool(
        "merge", "Merge", "Draw a line through cells that are really one, or select them before.", "Shift+M"
    ),
    _tool("add", "Add a missed cell", "Click its nucleus: the outline is found for you.", "Shift+N", "Ins"),
    ActionSpec(
        "tool_nucleus",
        "Draw",
        "Draw the nucleus",
        "Brush, eraser and outline change the nucleus instead of the whole cell.",
        ("O",),
        "tool_nucleus",
        _DRAWN_ON,
        checkable=True,
        separate=True,
    ),
    ActionSpec(
        "tool_smaller", "Draw", "Smaller brush", "Make the brush smaller.", ("[",), "tool_smaller", _DRAWN_ON
    ),
    ActionSpec(
        "tool_larger",
        "Draw",
        "Larger brush",
        "Make the brush larger; Ctrl and the wheel do the same.",
        ("]",),
        "tool_larger",
        _DRAWN_ON,
    ),
    ActionSpec(
        "smooth_outline",
        "Draw",
        "Smooth outline",
        "Take ragged borders off the selected cells and their nuclei.",
        needs=_RESHAPED,
        separate=True,
    ),
    ActionSpec(
        "fill_holes",
        "Draw",
        "Fill holes",
        "Fill holes in the selected cells and their nuclei.",
        needs=_RESHAPED,
    ),
)
