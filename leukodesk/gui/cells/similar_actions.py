"""Looking for labelled cells that look like the selected one."""

from leukodesk.gui.cells.similar_panel import SimilarPanel
from leukodesk.gui.side_panels import connect_panel
from leukodesk.gui.window_parts import WindowParts


def connect_similar(parts: WindowParts) -> None:
    """Let the action show the panel, which looks for cells only while it is shown."""
    similar = parts.workspace.similar
    panel = SimilarPanel(parts.workspace, parts.theme)

    def end() -> None:
        if similar.cell_id:
            similar.stop()

    connect_panel(parts, "similar", panel, panel.begin, end)
