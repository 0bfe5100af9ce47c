"""Copying pictures to the clipboard."""

from PySide6.QtGui import QGuiApplication

from leukodesk.gui.cells.copied_pictures import cell_picture
from leukodesk.gui.window_parts import WindowParts
from leukodesk.workspace.words import tr


def connect_copy(parts: WindowParts) -> None:
    """Let the copying actions of the Edit menu do their work."""
    workspace, banner = parts.workspace, parts.banner
    clipboard = QGuiApplication.clipboard()

    def copy_cell() -> None:
        cell = workspace.content.cells.get(parts.targets()[0])
        pixels, size = workspace.stain.pixels, workspace.pixel_size
        if cell is None or pixels is None:
            banner.show_notice(tr("The image is not read yet; try again in a moment."))
            return
        clipboard.setImage(cell_picture(pixels, cell, size[0] if size else None))
        banner.show_notice(tr("The cell is on the clipboard as a picture with its scale bar."))

    def copy_view() -> None:
        clipboard.setPixmap(parts.review.view.viewport().grab())
        banner.show_notice(tr("The smear is on the clipboard as it is shown."))

    parts.commands.connect({"copy_cell": copy_cell, "copy_view": copy_view})
