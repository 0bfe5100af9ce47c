"""What a reader says of cells: labels, removals, the way through the unreviewed, undo."""

from leukodesk.gui import dialogs
from leukodesk.gui.window_parts import WindowParts


def connect_labelling(parts: WindowParts) -> None:
    """Let the actions of the Edit menu do their work."""
    workspace = parts.workspace

    def accept() -> None:
        workspace.accept(workspace.gallery.chosen)
        parts.review.choose_next_unreviewed(1)

    def select_all() -> None:
        if smear := workspace.smear:
            workspace.select([cell.id for cell in workspace.content.cells_of(smear.id)])

    parts.commands.connect(
        {
            "undo": workspace.undo,
            "redo": workspace.redo,
            "accept": accept,
            "unlabel": lambda: workspace.label(parts.targets(), None),
            "remove": lambda: workspace.remove(workspace.selection),
            "select_all": select_all,
            "next_cell": lambda: parts.review.choose_next_unreviewed(1),
            "previous_cell": lambda: parts.review.choose_next_unreviewed(-1),
            "pixel_size": lambda: dialogs.ask_pixel_size(parts.window, workspace),
            "annotator": lambda: dialogs.ask_annotator(parts.window, workspace),
        }
    )
