"""The Review tab: smears on the left, the field in the middle, cells on the right."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QWidget

from leukodesk.gui.cells.cell_detail import CellDetail
from leukodesk.gui.cells.cell_table import CellTable
from leukodesk.gui.cells.class_list import ClassList
from leukodesk.gui.cells.explain_panel import ExplainPanel
from leukodesk.gui.commands.actions import Actions
from leukodesk.gui.field.display import Display
from leukodesk.gui.field.smear_view import SmearView
from leukodesk.gui.field.tools.tool_line import ToolLine
from leukodesk.gui.gallery.cells_pane import CellsPane
from leukodesk.gui.gallery.gallery_view import GalleryView
from leukodesk.gui.look.panel import Column, Panel, rule
from leukodesk.gui.look.scale_words import ScaleTip
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.picking.picking_line import PickingLine
from leukodesk.gui.report.signing_line import SigningLine, under
from leukodesk.gui.segmentation.segmentation_panel import SegmentationPanel
from leukodesk.gui.smears.smear_list import SmearList
from leukodesk.gui.welcome import Welcome
from leukodesk.workspace.workspace import Workspace

_LEFT, _RIGHT, _LEAST_RIGHT = 232, 416, 360
_CELLS_HEIGHT = 180
_GALLERY_SHARE = 0.6


class ReviewPage(QSplitter):
    """Arranges the widgets of the review.

    Attributes:
        smears, view, cells, welcome, segmentation: the widgets the window connects.

    Signals:
        panel_shown: arg: what stands on the right in place of the cells' panels, or None for those.
    """

    panel_shown = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        display: Display,
        actions: Actions,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._workspace = workspace
        self.smears = SmearList(workspace, theme)
        self.view = SmearView(workspace, display, theme)
        ScaleTip(workspace, self.view)
        self.cells = CellsPane(workspace, display, actions, theme)
        self.cells.gallery.zoom_requested.connect(self.view.zoom_to_selection)
        self.cells.gallery_requested.connect(lambda: self.show_large_gallery(False))
        self.welcome = Welcome(workspace, actions, theme)
        self._centre = QStackedWidget()
        self._centre.addWidget(self.welcome)
        self._field = QSplitter(Qt.Orientation.Vertical)
        self._field.addWidget(self.view)
        self._field.setHandleWidth(1)
        self._field.setChildrenCollapsible(False)
        self._centre.addWidget(self._field)
        self._details = _details(workspace, theme)
        self.cells.setMinimumHeight(_CELLS_HEIGHT)
        self._side = _above(
            _scrolled(ClassList(workspace, theme), rule(), self.cells, self._details, room_for=self.cells),
            ExplainPanel(workspace, display, actions),
        )
        self.segmentation = SegmentationPanel(workspace, display, theme)
        self.segmentation.closed.connect(lambda: self.show_segmentation(False))
        self._switch = actions["segmentation"]
        self._large = actions["large_gallery"]
        self._third = _Pages()
        self._third.addWidget(self._side)
        self.add_panel(self.segmentation)
        lines = (
            PickingLine(workspace, theme, self.view),
            ToolLine(workspace, actions, theme, self.view.toolbox),
            SigningLine(workspace, actions, theme, self.view.toolbox),
        )
        self._arrange(under(lines, self._centre))
        for signal in (workspace.smear_opened, workspace.dataset_opened, workspace.picking.changed):
            signal.connect(self._show)
        self._show()

    def _arrange(self, middle: QWidget) -> None:
        """Put smears, field and panels side by side; what room there is more or less the field takes."""
        # By these names the layout is kept.
        self.setObjectName("review")
        self._field.setObjectName("field")
        for widget in (self.smears, middle, self._third):
            self.addWidget(widget)
        self.setSizes([_LEFT, 1000, _RIGHT])
        for index, stretch in enumerate((0, 1, 0)):
            self.setStretchFactor(index, stretch)
            self.setCollapsible(index, False)
        self.smears.setMinimumWidth(180)
        middle.setMinimumWidth(320)
        self.setHandleWidth(1)

    def add_panel(self, panel: QWidget) -> None:
        """Let ``panel`` be shown in place of the cells' panels."""
        self._third.addWidget(panel)

    def show_panel(self, panel: QWidget | None) -> None:
        """Show an added panel in place of the cells' panels, or those again."""
        focus, shown = QApplication.focusWidget(), self._third.currentWidget()
        had_keyboard = focus is not None and shown is not None and shown.isAncestorOf(focus)
        self._third.setCurrentWidget(panel or self._side)
        self._switch.setChecked(panel is self.segmentation)
        if panel is None and had_keyboard and self._centre.currentWidget() is self._field:
            self.view.setFocus()
        self.panel_shown.emit(panel)

    def show_segmentation(self, shown: bool) -> None:
        """Show the settings of the segmenter instead of the cells' panels, or those again."""
        self.show_panel(self.segmentation if shown else None)

    @property
    def cell_views(self) -> tuple[SmearView, CellTable, GalleryView]:
        """Where cells are chosen and the keys of cells act."""
        return self.view, self.cells.table, self.cells.gallery

    @property
    def table(self) -> CellTable:
        """The list of cells."""
        return self.cells.table

    @property
    def gallery(self) -> GalleryView:
        """The crops of the cells."""
        return self.cells.gallery

    @property
    def gallery_is_large(self) -> bool:
        """Whether the gallery has the centre."""
        return not self.cells.has_gallery

    def show_large_gallery(self, shown: bool) -> None:
        """Give the gallery the centre, the field below it, or put it back beside the field."""
        self._large.setChecked(shown)
        if shown == self.cells.has_gallery:
            if shown:
                self._field.insertWidget(0, self.cells.lend_gallery())
                high = self._field.height()
                self._field.setSizes([round(_GALLERY_SHARE * high), round((1 - _GALLERY_SHARE) * high)])
                self.gallery.show()
            else:
                self.cells.take_back_gallery()
            self.gallery.setFocus()

    def show_details(self, shown: bool) -> None:
        """Show everything known about the selected cell below the cells, or leave them the room."""
        self._workspace.settings.cell_details = shown
        self._workspace.save_settings()
        self._show()

    def choose_next_unreviewed(self, step: int) -> None:
        """Go to the next (1) or previous (-1) cell without a label.

        In the gallery the way leads through its groups, in a list that the reader sorted through its rows,
        elsewhere through the smear, the doubtful ones first.
        """
        if self.gallery.hasFocus():
            self._workspace.gallery.choose_next_unreviewed(step)
        elif self.table.hasFocus() and self.table.has_own_order:
            self.table.choose_next_unreviewed(step)
        else:
            self._workspace.select_next_unlabelled(step)

    def list_kept(self, cell_ids: tuple[str, ...]) -> None:
        """Show the list of labelled cells of a smear that its last segmentation did not find again.

        Args:
            cell_ids: those that were told of; the first one that still is on the list is selected.
        """
        content, unmatched = self._workspace.content, self._workspace.unmatched
        self.show_segmentation(True)
        there = [cell_id for cell_id in cell_ids if cell_id in unmatched.cell_ids]
        smear_ids = [content.smear_id_of(cell_id) for cell_id in cell_ids if cell_id in content.cells]
        if there:
            self._workspace.select(there[:1])
        elif smear_ids and smear_ids[0] != unmatched.smear_id:
            self._workspace.open_smear(smear_ids[0])

    def _show(self, *_: object) -> None:
        opened = self._workspace.smear is not None
        shown = self._field if opened else self.welcome
        if self._centre.currentWidget() is not shown:
            self._centre.setCurrentWidget(shown)
            (self.view if opened else self.welcome).setFocus()
        has_dataset = self._workspace.dataset_path is not None
        self.smears.setVisible(has_dataset)
        self._third.setVisible(has_dataset)
        # Details come and go with the selection: while cells are picked, crops would jump at each letter.
        wants_details = self._workspace.settings.cell_details and not self._workspace.picking.is_active
        self._details.setVisible(wants_details)
        if not opened:
            self.show_panel(None)


def _scrolled(*parts: QWidget, room_for: QWidget) -> Column:
    """Panels one below the other; a low window scrolls them instead of squeezing ``room_for`` away."""
    panel = Panel(margin=0)
    panel.stack.setSpacing(0)
    for part in parts:
        panel.stack.addWidget(part, 1 if part is room_for else 0)
    return Column(panel)


class _Pages(QStackedWidget):
    """Pages of which only the one in sight asks for room, so that a tall one does not make the window so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """What the page in sight needs, with long words and large letters more than usual."""
        page = self.currentWidget()
        needed = page.minimumSizeHint() if page else super().minimumSizeHint()
        return needed.expandedTo(QSize(_LEAST_RIGHT, 0))


def _above(upper: QWidget, lower: QWidget) -> Panel:
    """The upper part takes what room there is; the lower one is always in sight as a whole."""
    panel = Panel(margin=0)
    panel.stack.setSpacing(0)
    panel.stack.addWidget(upper, 1)
    panel.stack.addWidget(rule())
    panel.stack.addWidget(lower)
    return panel


def _details(workspace: Workspace, theme: Theme) -> Panel:
    """What is known of the selected cell, shown if the reader wants it."""
    details = Panel(margin=0)
    details.stack.addWidget(CellDetail(workspace, theme))
    details.setVisible(workspace.settings.cell_details)
    return details
