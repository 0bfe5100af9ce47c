"""Picking cells by letters, from the Review menu."""

from leukodesk.gui.picking.code_layer import CodeLayer
from leukodesk.gui.picking.picking_keys import PickingKeys
from leukodesk.gui.window_parts import WindowParts


def connect_picking(parts: WindowParts) -> None:
    """Let the action show the letters, and the keyboard type them."""
    workspace, view = parts.workspace, parts.review.view
    view.add_on_top(CodeLayer(workspace))
    PickingKeys(workspace.picking, parts.review.cell_views)

    def pick() -> None:
        parts.tabs.setCurrentWidget(parts.review)
        workspace.picking.begin(view.cells_in_sight())

    parts.commands.connect({"pick": pick})
