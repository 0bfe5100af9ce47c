"""What the field shows while no smear is open."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from leukodesk.gui.commands.actions import Actions
from leukodesk.gui.look.panel import button, row, text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.recent_files import RecentFiles
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace

_SHOWN_RECENT = 5


class Welcome(QWidget):
    """Says what to do first.

    Signals:
        recent_chosen: arg: the path.
    """

    recent_chosen = Signal(object)

    def __init__(
        self, workspace: Workspace, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._mark = QLabel()
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(SPACE * 3 // 2)
        column.addWidget(self._mark)
        title = text_label(tr("Open a smear to begin"), "title")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(title)
        text = text_label(
            tr(
                "Drop an image, a folder of images or a dataset here. White cells are outlined and "
                "classified; you correct what is wrong, and every correction is saved at once."
            ),
            tone="muted",
            wrap=True,
        )
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addLayout(_centred(text, self.fontMetrics().averageCharWidth() * 76))
        column.addSpacing(SPACE)
        first, buttons = self._buttons(actions)
        column.addLayout(buttons)
        self.setFocusProxy(first)
        column.addSpacing(SPACE * 2)
        column.addLayout(self._recent)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(column)
        outer.addStretch(3)
        theme.changed.connect(self._redraw)
        self._files = RecentFiles(self)
        self._files.changed.connect(self._list_recent)
        workspace.dataset_opened.connect(self.show_recent)
        self._redraw()
        self.show_recent()

    def show_recent(self) -> None:
        """List what was open lately and is still there, as far and as soon as that is known."""
        self._files.look(self._workspace.settings.recent)
        self._list_recent()

    @Slot()
    def _list_recent(self) -> None:
        while (item := self._recent.takeAt(0)) is not None:
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()
        names = filter(self._files.is_there, self._workspace.settings.recent)
        there = [Path(name) for name in names][:_SHOWN_RECENT]
        if not there:
            return
        heading = text_label(tr("Open lately"), "small", "muted")
        self._recent.addWidget(heading, 0, Qt.AlignmentFlag.AlignHCenter)
        for path in there:
            link = button(path.name, str(path), flat=True)
            link.clicked.connect(lambda _=False, chosen=path: self.recent_chosen.emit(chosen))
            self._recent.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)

    def _buttons(self, actions: Actions) -> tuple[QPushButton, QHBoxLayout]:
        made = [
            _big_button(actions[action_id], text, primary=action_id == "open_image")
            for action_id, text in (
                ("open_image", tr("Open image")),
                ("open_folder", tr("Open folder")),
                ("open_dataset", tr("Open dataset")),
                ("open_phantom", tr("Try the synthetic smear")),
            )
        ]
        return made[0], row(None, *made, None)

    def _redraw(self) -> None:
        self._mark.setPixmap(self._theme.icon("image", colour=self._theme.colours.muted).pixmap(56, 56))


def _big_button(action: QAction, text: str, *, primary: bool) -> QPushButton:
    made = button(text, action.toolTip(), primary=primary)
    made.clicked.connect(action.trigger)
    return made


def _centred(text: QLabel, width: int) -> QHBoxLayout:
    """Wrapped text of a readable width; an alignment in the layout would cut its lines off."""
    text.setFixedWidth(width)
    text.setMinimumHeight(text.heightForWidth(width))
    return row(None, text, None)
