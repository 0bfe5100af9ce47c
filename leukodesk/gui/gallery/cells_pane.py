"""The cells beside the field: as a gallery, as a list, or as figures."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from leukodesk.gui.cells.cell_table import CellTable
from leukodesk.gui.cells.distribution_plots import DistributionPlots
from leukodesk.gui.commands.actions import Actions
from leukodesk.gui.field.display import Display
from leukodesk.gui.gallery.gallery_view import GalleryView
from leukodesk.gui.look.panel import Panel, row
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.words import later, tr
from leukodesk.workspace.workspace import Workspace

_SIZES: Final = {
    "small": (later("Small"), 56),
    "medium": (later("Medium"), 84),
    "large": (later("Large"), 132),
}
_GALLERY, _LIST = 0, 1


class CellsPane(Panel):
    """A switch, and what it switches.

    Attributes:
        gallery, table: two of its pages; the gallery can be lent to the centre of the window.

    Signals:
        gallery_requested: the gallery, which is elsewhere, is to come back.
    """

    gallery_requested = Signal()

    def __init__(
        self,
        workspace: Workspace,
        display: Display,
        actions: Actions,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, margin=0)
        self._workspace = workspace
        self.gallery = GalleryView(workspace, display, theme, _SIZES[workspace.settings.gallery_size][1])
        self.table = CellTable(workspace, theme)
        self._pages = QStackedWidget()
        # It takes the room that is left instead of pushing the panels below out of sight.
        self._pages.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._buttons = QButtonGroup(self)
        for number, (title, tip, widget) in enumerate(
            (
                (tr("Gallery"), tr("Crops in groups by class, the doubtful ones first"), self.gallery),
                (tr("List"), tr("One line per cell of this smear, to be sorted by any column"), self.table),
                (
                    tr("Figures"),
                    tr("N:C ratio and diameter of the classes"),
                    _scrolled(DistributionPlots(workspace, theme)),
                ),
            )
        ):
            holder = Panel(margin=0)
            holder.stack.addWidget(widget)
            self._pages.addWidget(holder)
            button = QToolButton()
            button.setText(title)
            button.setToolTip(tip)
            button.setCheckable(True)
            self._buttons.addButton(button, number)
        self._buttons.idClicked.connect(self._turn_to)
        self._size = self._make_sizes()
        switches = [QToolButton(), QToolButton()]
        for button, action_id in zip(switches, ("cell_details", "large_gallery"), strict=True):
            button.setDefaultAction(actions[action_id])
            button.setAccessibleName(actions[action_id].text())
        head = row(*self._buttons.buttons(), None, self._size, *switches, spacing=SPACE // 2)
        head.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        self.stack.setSpacing(0)
        self.stack.addLayout(head)
        self.stack.addWidget(self._pages, 1)
        self._turn_to(_GALLERY)

    @property
    def has_gallery(self) -> bool:
        """Whether the gallery is here and not lent."""
        return self._holder.stack.indexOf(self.gallery) >= 0

    def lend_gallery(self) -> GalleryView:
        """Give the gallery away and show the list."""
        self._holder.stack.removeWidget(self.gallery)
        self._turn_to(_LIST)
        return self.gallery

    def take_back_gallery(self) -> None:
        """Show the gallery here again."""
        self._holder.stack.addWidget(self.gallery)
        self._turn_to(_GALLERY)

    @property
    def _holder(self) -> Panel:
        holder = self._pages.widget(_GALLERY)
        assert isinstance(holder, Panel)
        return holder

    def _make_sizes(self) -> QComboBox:
        sizes = QComboBox()
        sizes.setAccessibleName(tr("Size of the crops"))
        sizes.setToolTip(tr("Size of the crops; all show 20 µm a side where the scale is known."))
        for name, (title, _) in _SIZES.items():
            sizes.addItem(tr(title), name)
        sizes.setCurrentIndex(sizes.findData(self._workspace.settings.gallery_size))
        sizes.activated.connect(self._choose_size)
        return sizes

    def _choose_size(self) -> None:
        name = self._size.currentData()
        self._workspace.settings.gallery_size = name
        self._workspace.save_settings()
        self.gallery.set_tile(_SIZES[name][1])

    def _turn_to(self, number: int) -> None:
        if number == _GALLERY and not self.has_gallery:
            self.gallery_requested.emit()
            return
        self._pages.setCurrentIndex(number)
        self._buttons.button(number).setChecked(True)
        if number == _GALLERY:
            self._workspace.gallery.settle()
        self._size.setEnabled(number == _GALLERY or not self.has_gallery)


def _scrolled(figures: QWidget) -> QScrollArea:
    """Figures that are scrolled where there is no room for all of them, instead of squeezed."""
    area = QScrollArea()
    area.setWidget(figures)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
