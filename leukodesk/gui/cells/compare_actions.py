"""Comparing two models or readers on the smear in view."""

from leukodesk.gui.cells.compare_panel import ComparePanel
from leukodesk.gui.field.compare_layer import CompareLayer
from leukodesk.gui.side_panels import connect_panel
from leukodesk.gui.window_parts import WindowParts


def connect_compare(parts: WindowParts) -> None:
    """Let the action show the panel and the rings, and closing the panel end the comparison."""
    workspace = parts.workspace
    panel = ComparePanel(workspace, parts.theme)
    parts.review.view.add_below_outlines(CompareLayer(workspace, parts.display))

    def end() -> None:
        if workspace.comparing.sides is not None:
            workspace.comparing.stop()

    connect_panel(parts, "compare", panel, panel.begin, end)
