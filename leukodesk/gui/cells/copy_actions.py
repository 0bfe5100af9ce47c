"""Copying pictures to the clipboard."""

from PySide6.QtGui import QGuiApplication

from leukodesk.gui.cells.copied_pictures import picture_to_copy
from leukodesk.gui.window_parts import WindowParts
from leukodesk.workspace.words import tr


def connect_copy(parts: WindowParts) -> None:
    """Let the copying actions of the Edit menu do their work."""
    workspace, banner = parts.workspace, parts.banner
    clipboard = QGuiApplication.clipboard()

    def copy_cell() -> None:
        cell = workspace.content.cells[parts.targets()[0]]
        smear, pixels, size = workspace.smear, workspace.stain.pixels, workspace.pixel_size
        if smear is None or cell.smear_id != smear.id:
            name = workspace.name_of(workspace.content.smears[cell.smear_id])
            banner.show_notice(tr("The cell lies in {name}; open that smear to copy its picture.", name=name))
            return
        if pixels is None:
            banner.show_notice(
                tr(
                    "This smear is read in parts; zoom to the cell and copy the view instead (Edit, Copy "
                    "view)."
                )
            )
            return
        clipboard.setImage(picture_to_copy(pixels, cell, size[0] if size else None))
        banner.show_notice(tr("The cell is on the clipboard as a picture with its scale bar."))

    def copy_view() -> None:
        clipboard.setPixmap(parts.review.view.viewport().grab())
        banner.show_notice(tr("The smear is on the clipboard as it is shown."))

    parts.commands.connect({"copy_cell": copy_cell, "copy_view": copy_view})
