"""Comparing two models or readers on the smear in view."""

from leukodesk.gui.cells.compare_panel import ComparePanel
from leukodesk.gui.field.compare_layer import CompareLayer
from leukodesk.gui.window_parts import WindowParts


def connect_compare(parts: WindowParts) -> None:
    """Let the action show the panel and the rings, and closing the panel end the comparison."""
    review, workspace = parts.review, parts.workspace
    panel = ComparePanel(workspace, parts.theme)
    review.add_panel(panel)
    review.view.add_below_outlines(CompareLayer(workspace, parts.display))

    def show(shown: bool) -> None:
        parts.tabs.setCurrentWidget(review)
        review.show_panel(panel if shown else None)

    def follow(shown: object) -> None:
        parts.commands["compare"].setChecked(shown is panel)
        if shown is panel:
            panel.begin()
        elif workspace.comparing.sides is not None:
            workspace.comparing.stop()

    panel.closed.connect(lambda: review.show_panel(None))
    review.panel_shown.connect(follow)
    parts.commands.connect_switches({"compare": show})
