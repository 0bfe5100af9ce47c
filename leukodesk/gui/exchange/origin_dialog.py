"""Where a reader says what comes into datasets with the pixels of new images."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from leukodesk.gui.exchange.origin_choice import OriginChoice
from leukodesk.gui.look.panel import text_label
from leukodesk.gui.look.room import give_room
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace


class OriginDialog(QDialog):
    """The choice, and what it means for images that are there already.

    Args:
        workspace: has the settings.
        parent: the window.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What is kept of images"))
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE * 2)
        form.addRow(tr("Kept of new images"), OriginChoice(workspace))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE * 3 // 2)
        layout.addLayout(form)
        layout.addWidget(text_label(_explanation(), "small", "muted", wrap=True))
        layout.addStretch(1)
        layout.addWidget(buttons)
        give_room(self, QSize(560, 230))


def _explanation() -> str:
    return tr(
        "Pixels, colour profiles and orientation are always kept as they are. Camera data are what cameras "
        "and programs write into a file: names, places, times, previews. A file whose name is not kept is "
        "shown under it only while the program runs. Images above 256 MB stay where they lie, so the dataset "
        "has to know where that is.\n\nImages that are in a dataset already stay as they are; “leukodesk "
        "dataset drop-metadata” takes camera data and folders out of it."
    )
