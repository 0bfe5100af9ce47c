"""Looking for labelled cells that look like the selected one."""

from leukodesk.gui.cells.similar_panel import SimilarPanel
from leukodesk.gui.window_parts import WindowParts


def connect_similar(parts: WindowParts) -> None:
    """Let the action show the panel, which looks for cells only while it is shown."""
    review, similar = parts.review, parts.workspace.similar
    panel = SimilarPanel(parts.workspace, parts.theme)
    review.add_panel(panel)

    def show(shown: bool) -> None:
        parts.tabs.setCurrentWidget(review)
        review.show_panel(panel if shown else None)

    def follow(shown: object) -> None:
        parts.commands["similar"].setChecked(shown is panel)
        if shown is panel:
            panel.begin()
        elif similar.cell_id:
            similar.stop()

    panel.closed.connect(lambda: review.show_panel(None))
    review.panel_shown.connect(follow)
    parts.commands.connect_switches({"similar": show})
