"""What comes into datasets with the pixels of new images: one choice, the same in every place."""

from typing import Final

from PySide6.QtWidgets import QComboBox, QWidget

from leukodesk.config import Origin
from leukodesk.core.kept import KEPT, KeptOfImages
from leukodesk.workspace.words import later, tr
from leukodesk.workspace.workspace import Workspace

_TITLES: Final[dict[Origin, str]] = {
    "name": later("Only the name of the file"),
    "nothing": later("Nothing, not even the name of the file"),
    "all": later("Name, folder and camera data"),
}


class OriginChoice(QComboBox):
    """Shows and changes the setting that importing and opening heed.

    Args:
        workspace: has the settings.
        parent: owns it.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setAccessibleName(tr("Kept of new images"))
        self.setToolTip(
            tr("Holds for images that are opened, too. Pixels are never changed; the dataset's images stay.")
        )
        for origin, title in _TITLES.items():
            self.addItem(tr(title), origin)
        self.setCurrentIndex(self.findData(workspace.settings.image_origin))
        self.activated.connect(self._keep)

    @property
    def kept(self) -> KeptOfImages:
        """What was chosen."""
        return KEPT[self.currentData()]

    def _keep(self, _place: int) -> None:
        self._workspace.settings.image_origin = self.currentData()
        self._workspace.save_settings()
