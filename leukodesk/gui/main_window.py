"""The window: puts the parts together and connects actions with the workspace."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTabWidget, QVBoxLayout, QWidget

from leukodesk import RESEARCH_USE_ONLY
from leukodesk.gui import dialogs, window_layout
from leukodesk.gui.banner import Banner
from leukodesk.gui.cells.class_offer import connect_class_offer
from leukodesk.gui.cells.compare_actions import connect_compare
from leukodesk.gui.cells.copy_actions import connect_copy
from leukodesk.gui.cells.labelling_actions import connect_labelling
from leukodesk.gui.cells.similar_actions import connect_similar
from leukodesk.gui.choosers import Choosers
from leukodesk.gui.classes.class_actions import connect_classes
from leukodesk.gui.commands.actions import Actions
from leukodesk.gui.commands.availability import facts_of
from leukodesk.gui.commands.menus import Menus, build_tool_bar
from leukodesk.gui.exchange.exchange_actions import connect_exchange
from leukodesk.gui.field.display import Display
from leukodesk.gui.field.drawing_actions import connect_drawing
from leukodesk.gui.field.view_actions import connect_view
from leukodesk.gui.help.help_actions import connect_help
from leukodesk.gui.look.panel import Panel, text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.messages import connect_messages
from leukodesk.gui.opening_actions import connect_opening
from leukodesk.gui.phantom_smear import PhantomOpener
from leukodesk.gui.picking.picking_actions import connect_picking
from leukodesk.gui.readers.blind_strip import BlindStrip
from leukodesk.gui.readers.reader_actions import connect_readers
from leukodesk.gui.report.signing_actions import connect_signing
from leukodesk.gui.review_page import ReviewPage
from leukodesk.gui.segmentation.stain_actions import connect_stain
from leukodesk.gui.smears.freezing_actions import connect_freezing
from leukodesk.gui.smears.patient_actions import connect_patients
from leukodesk.gui.status import StatusLine
from leukodesk.gui.training.model_actions import connect_models
from leukodesk.gui.training.training_view import TrainingView
from leukodesk.gui.window_parts import WindowParts
from leukodesk.workspace.words import speak, tr
from leukodesk.workspace.workspace import Workspace

_ROOMY: Final = 1320


class MainWindow(QMainWindow):
    """LeukoDesk's window.

    Attributes:
        theme: the look; switched from the View menu.
        display: what is drawn over the smear.
        actions: everything that can be asked for.
        review: the Review tab.
        training: the Train tab.
        banner: messages.
        open_paths: opens images, folders or a dataset, as dropped or chosen together.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        speak(workspace.settings.language)  # a widget keeps the language that number fields have at its birth
        super().__init__(parent)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._workspace = workspace
        self.theme = Theme(application, workspace.settings.theme, self)
        self.display = Display(workspace.settings, self)
        self.commands = Actions(self, self.theme, workspace.settings.keys)
        self.setWindowIcon(self.theme.icon("phantom", colour=self.theme.colours.accent))
        self.setAcceptDrops(True)
        self.review = ReviewPage(workspace, self.display, self.commands, self.theme)
        self.training = TrainingView(workspace, self.theme)
        self.banner = Banner(self.theme)
        self._choosers = Choosers(workspace)
        self._tabs = QTabWidget()
        self._status = StatusLine(workspace, self.theme)
        self._menus = Menus(self, workspace, self.commands)
        self._parts = WindowParts(
            self,
            workspace,
            self.commands,
            self.theme,
            self.display,
            self.banner,
            self._tabs,
            self.review,
            self.training,
            self._refresh,
        )
        self._arrange()
        self._connect()
        self._show_classes()
        self._refresh()
        self.review.welcome.setFocus()
        self.resize(self.sizeHint())
        window_layout.restore(self, self.review, workspace.settings.layout)

    def sizeHint(self) -> QSize:
        """Large enough for a field with its cells beside it."""
        return QSize(1400, 900)

    # Putting together

    def _arrange(self) -> None:
        self.addToolBar(build_tool_bar(self, self._choosers, self.commands, self.theme))
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self.review, tr("Review"))
        self._tabs.addTab(self.training, tr("Train"))
        self._tabs.setAccessibleName(tr("Review or train"))
        self._tabs.tabBar().setDrawBase(False)
        research = text_label(tr(RESEARCH_USE_ONLY), "small", "muted")
        research.setObjectName("research")
        corner = Panel(margin=SPACE)
        corner.setProperty("panel", False)
        corner.stack.addWidget(research)
        self._tabs.setCornerWidget(corner, Qt.Corner.TopRightCorner)
        centre = QWidget()
        stack = QVBoxLayout(centre)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.banner)
        stack.addWidget(BlindStrip(self._workspace))
        stack.addWidget(self._tabs, 1)
        self.setCentralWidget(centre)
        self.setStatusBar(self._status)

    def _connect(self) -> None:
        workspace, commands, parts = self._workspace, self.commands, self._parts
        self.open_paths = connect_opening(parts, PhantomOpener(workspace, self))
        self._label = connect_labelling(parts)
        self._ticks = tuple(
            connect(parts) for connect in (connect_view, connect_models, connect_freezing, connect_patients)
        )
        for connect in (
            connect_help,
            connect_stain,
            connect_drawing,
            connect_picking,
            connect_compare,
            connect_similar,
            connect_exchange,
            connect_readers,
            connect_copy,
            connect_class_offer,
            connect_classes,
            connect_messages,
            connect_signing,
        ):
            connect(parts)
        self._menus.on_recent(workspace.open_path, self.review.welcome.show_recent)
        for widget in self.review.cell_views:
            widget.menu_requested.connect(self._show_cell_menu)
        self.review.smears.menu_requested.connect(self._show_smear_menu)
        self.review.view.zoom_changed.connect(self._show_zoom)
        for signal in (
            workspace.dataset_opened,
            workspace.smear_opened,
            workspace.smears_changed,
            workspace.changed,
            workspace.selection_changed,
            workspace.gallery.chosen_changed,
            workspace.chosen_smears.changed,
            workspace.choice_changed,
            workspace.training_changed,
            workspace.undo_stack.indexChanged,
            self.display.changed,
            self.display.hovered_changed,
        ):
            signal.connect(self._refresh)
        workspace.classes_changed.connect(self._show_classes)
        commands.limit_to_view(*self.review.cell_views)

    # What the workspace says

    def _refresh(self, *_: object) -> None:
        self.commands.refresh(facts_of(self._workspace, self.display))
        for tick in self._ticks:
            tick()
        stack = self._workspace.undo_stack
        self.commands["undo"].setText(tr("Undo {change}", change=stack.undoText()).rstrip())
        self.commands["redo"].setText(tr("Redo {change}", change=stack.redoText()).rstrip())
        self._show_title()

    def _show_title(self) -> None:
        smear = self._workspace.smear
        parts = [self._workspace.name_of(smear) if smear else "", self._workspace.dataset_name]
        self.setWindowTitle(" – ".join([part for part in parts if part] + ["LeukoDesk"]))

    def _show_classes(self) -> None:
        made = self.commands.show_classes(self._workspace.taxonomy, self._label)
        self._menus.show_classes(made, self.commands["unlabel"])
        self._refresh()

    def _show_zoom(self, zoom: float) -> None:
        self._status.show_zoom(zoom if self._workspace.smear else 0.0)

    def _show_cell_menu(self, place: QPoint) -> None:
        self._menus.cell_menu(self.commands).popup(place)

    def _show_smear_menu(self, place: QPoint) -> None:
        self._menus.smear_menu(self.commands).popup(place)

    # Qt's side

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if not paths:
            self.banner.show_notice(
                tr("Only files and folders of this computer can be opened; save it here first, then drop it.")
            )
        self.open_paths(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the names of the lists give way to the buttons."""
        super().resizeEvent(event)
        self._choosers.show_labels(event.size().width() >= _ROOMY)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save everything; if that cannot be, the reader decides."""
        if self._workspace.training.is_running and not dialogs.leave_training(self):
            event.ignore()
            return
        self._workspace.settings.layout = window_layout.layout_of(self, self.review)
        self._workspace.save_settings()
        if not self._workspace.close():
            if not dialogs.leave_unsaved(self, self._workspace.saved_problem):
                event.ignore()
                return
            self._workspace.abandon()
        event.accept()
