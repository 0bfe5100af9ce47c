"""The window: puts the parts together and connects actions with the workspace."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QTabWidget, QVBoxLayout, QWidget

from leukodesk import RESEARCH_USE_ONLY
from leukodesk.config import Theme as ThemeChoice
from leukodesk.gui import dialogs, window_layout
from leukodesk.gui.actions import Actions
from leukodesk.gui.availability import facts_of
from leukodesk.gui.banner import Banner
from leukodesk.gui.choosers import Choosers
from leukodesk.gui.class_offer import connect_class_offer
from leukodesk.gui.command_palette import CommandPalette
from leukodesk.gui.display import Display
from leukodesk.gui.exchange_actions import connect_exchange
from leukodesk.gui.keys_dialog import KeysDialog
from leukodesk.gui.menus import Menus, build_tool_bar
from leukodesk.gui.models_dialog import ModelsDialog
from leukodesk.gui.panel import Panel, text_label
from leukodesk.gui.phantom_smear import PhantomOpener
from leukodesk.gui.review_page import ReviewPage
from leukodesk.gui.stain_actions import connect_stain
from leukodesk.gui.status import StatusLine
from leukodesk.gui.theme import Theme
from leukodesk.gui.training_view import TrainingView
from leukodesk.gui.typography import SPACE
from leukodesk.workspace.merging import kept_sentence
from leukodesk.workspace.opening import DATASET_SUFFIXES
from leukodesk.workspace.workspace import Workspace

_LAYERS: Final = ("contours", "fills", "letters", "heatmap", "hidden")
_THEMES: Final[tuple[ThemeChoice, ...]] = ("system", "light", "dark")
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
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._workspace = workspace
        self.theme = Theme(application, workspace.settings.theme, self)
        self.display = Display(workspace.settings, self)
        self.commands = Actions(self, self.theme)
        self._phantom = PhantomOpener(workspace, self)
        self._palette: CommandPalette | None = None
        self.setWindowIcon(self.theme.icon("phantom", colour=self.theme.colours.accent))
        self.setAcceptDrops(True)
        self.review = ReviewPage(workspace, self.display, self.commands, self.theme)
        self.training = TrainingView(workspace, self.theme)
        self.banner = Banner(self.theme)
        self._choosers = Choosers(workspace)
        self._tabs = QTabWidget()
        self._status = StatusLine(workspace, self.theme)
        self._menus = Menus(self, workspace, self.commands)
        self._arrange()
        self._connect_actions()
        self._connect_workspace()
        self._show_classes()
        self._refresh()
        self.review.welcome.setFocus()
        self.resize(self.sizeHint())
        window_layout.restore(self, self.review, workspace.settings.layout)

    def sizeHint(self) -> QSize:
        """Large enough for a field with its cells beside it."""
        return QSize(1400, 900)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open images, folders or a dataset, as dropped or chosen together."""
        datasets = [path for path in paths if path.suffix.lower() in DATASET_SUFFIXES]
        if datasets or len(paths) == 1:
            self._workspace.open_path((datasets or list(paths))[0])
        elif paths:
            self._workspace.add_images(paths)

    # Putting together

    def _arrange(self) -> None:
        self.addToolBar(build_tool_bar(self, self._choosers, self.commands, self.theme))
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self.review, "Review")
        self._tabs.addTab(self.training, "Train")
        self._tabs.setAccessibleName("Review or train")
        self._tabs.tabBar().setDrawBase(False)
        research = text_label(RESEARCH_USE_ONLY, "small", "muted")
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
        stack.addWidget(self._tabs, 1)
        self.setCentralWidget(centre)
        self.setStatusBar(self._status)
        self.commands.limit_to_view(self.review.view, self.review.table)

    def _connect_actions(self) -> None:
        workspace, view = self._workspace, self.review.view
        self.commands.connect(
            {
                "open_image": lambda: self.open_paths(dialogs.ask_images(self, self._last_folder())),
                "open_folder": lambda: self._open_one(dialogs.ask_folder(self, self._last_folder())),
                "open_dataset": lambda: self._open_one(dialogs.ask_dataset(self, self._last_folder())),
                "open_phantom": self._phantom.open,
                "quit": self.close,
                "undo": workspace.undo,
                "redo": workspace.redo,
                "accept": self._accept,
                "unlabel": lambda: workspace.label(self._targets(), None),
                "remove": lambda: workspace.remove(workspace.selection),
                "select_all": self._select_all,
                "next_cell": lambda: workspace.select_next_unlabelled(1),
                "previous_cell": lambda: workspace.select_next_unlabelled(-1),
                "pixel_size": lambda: dialogs.ask_pixel_size(self, workspace),
                "annotator": lambda: dialogs.ask_annotator(self, workspace),
                "zoom_in": view.zoom_in,
                "zoom_out": view.zoom_out,
                "fit": view.fit,
                "actual": view.zoom_to_pixels,
                "zoom_cell": view.zoom_to_selection,
                "previous_smear": lambda: workspace.open_neighbour(-1),
                "next_smear": lambda: workspace.open_neighbour(1),
                "review_tab": lambda: self._tabs.setCurrentWidget(self.review),
                "train_tab": lambda: self._tabs.setCurrentWidget(self.training),
                "analyze": workspace.analyze,
                "analyze_all": workspace.analyze_all,
                "retrain": self._retrain,
                "models": lambda: ModelsDialog(workspace, self.theme, self).exec(),
                "keys": lambda: KeysDialog(self.commands, self.theme, self).exec(),
                "palette": self._find_command,
                "log": dialogs.show_log_place,
                "about": lambda: dialogs.about(self),
            }
        )
        switches = {layer: _switch(self.display, layer) for layer in _LAYERS}
        switches |= {"analyze_on_open": self._analyze_on_open, "segmentation": self._show_segmentation}
        self.commands.connect_switches(switches)
        for choice in _THEMES:
            self.commands.connect({f"theme_{choice}": partial(self._choose_theme, choice)})
        for connect in (connect_stain, connect_exchange):
            connect(self, workspace, self.commands, self._last_folder)
        connect_class_offer(workspace, self.commands, self.banner)
        self._menus.on_recent(workspace.open_path)
        self.review.welcome.recent_chosen.connect(workspace.open_path)
        self.review.smears.add_button.clicked.connect(self._add_images)
        for widget in (view, self.review.table):
            widget.menu_requested.connect(self._show_cell_menu)
        view.zoom_changed.connect(self._show_zoom)

    def _connect_workspace(self) -> None:
        workspace = self._workspace
        for signal in (
            workspace.dataset_opened,
            workspace.smear_opened,
            workspace.smears_changed,
            workspace.changed,
            workspace.selection_changed,
            workspace.choice_changed,
            workspace.training_changed,
            self.display.changed,
            self.display.hovered_changed,
        ):
            signal.connect(self._refresh)
        workspace.undo_stack.indexChanged.connect(self._refresh)
        workspace.classes_changed.connect(self._show_classes)
        workspace.failed.connect(self._show_failure)
        workspace.way_out.connect(self._offer_way_out)
        workspace.notice.connect(self.banner.show_notice)
        workspace.bug.connect(self._show_bug)
        workspace.saved_state_changed.connect(self._show_saved)
        workspace.candidate_ready.connect(self._show_candidate)
        workspace.heatmap_failed.connect(self._show_heatmap_failure)
        workspace.labels_kept.connect(self._show_kept)

    # What actions do

    def _targets(self) -> tuple[str, ...]:
        if self._workspace.selection:
            return self._workspace.selection
        return (self.display.hovered,) if self.display.hovered else ()

    def _label(self, class_id: str) -> None:
        self._workspace.label(self._targets(), class_id)

    def _accept(self) -> None:
        self._workspace.accept(self._workspace.selection)
        self._workspace.select_next_unlabelled(1)

    def _select_all(self) -> None:
        if smear := self._workspace.smear:
            self._workspace.select([cell.id for cell in self._workspace.content.cells_of(smear.id)])

    def _retrain(self) -> None:
        self._tabs.setCurrentWidget(self.training)
        self.training.start()

    def _find_command(self) -> None:
        CommandPalette(self.commands, self).exec()

    def _choose_theme(self, choice: ThemeChoice) -> None:
        self._workspace.settings.theme = choice
        self._workspace.save_settings()
        self.theme.choose(choice)
        self._refresh()

    def _analyze_on_open(self, wanted: bool) -> None:
        self._workspace.settings.analyze_on_open = wanted
        self._workspace.save_settings()

    def _show_segmentation(self, shown: bool) -> None:
        self._tabs.setCurrentWidget(self.review)
        self.review.show_segmentation(shown)

    def _add_images(self) -> None:
        if paths := dialogs.ask_images(self, self._last_folder()):
            self._workspace.add_images(paths)

    def _open_one(self, path: Path | None) -> None:
        if path is not None:
            self._workspace.open_path(path)

    def _last_folder(self) -> str:
        recent = [Path(name) for name in self._workspace.settings.recent]
        return str(recent[0].parent) if recent else str(Path.home())

    # What the workspace says

    def _refresh(self, *_: object) -> None:
        self.commands.refresh(facts_of(self._workspace, self.display))
        settings = self._workspace.settings
        states = {layer: getattr(self.display, layer) for layer in _LAYERS}
        states |= {f"theme_{choice}": settings.theme == choice for choice in _THEMES}
        states |= {"analyze_on_open": settings.analyze_on_open, "adjusted": self._workspace.stain.is_shown}
        for action_id, state in states.items():
            self.commands[action_id].setChecked(state)
        stack = self._workspace.undo_stack
        self.commands["undo"].setText(f"Undo {stack.undoText()}".rstrip())
        self.commands["redo"].setText(f"Redo {stack.redoText()}".rstrip())
        self._show_title()

    def _show_title(self) -> None:
        smear = self._workspace.smear
        path = self._workspace.dataset_path
        parts = [Path(smear.path).name if smear else "", path.stem if path else ""]
        self.setWindowTitle(" – ".join([part for part in parts if part] + ["LeukoDesk"]))

    def _show_classes(self) -> None:
        made = self.commands.show_classes(self._workspace.taxonomy, self._label)
        self._menus.show_classes(made, self.commands["unlabel"])
        self._refresh()

    def _show_zoom(self, zoom: float) -> None:
        self._status.show_zoom(zoom if self._workspace.smear else 0.0)

    def _show_cell_menu(self, place: QPoint) -> None:
        self._menus.cell_menu(self.commands).popup(place)

    def _show_failure(self, title: str, sentence: str) -> None:
        self.banner.show_failure(title, sentence)

    def _offer_way_out(self, kind: str, path: Path) -> None:
        if kind == "look":
            self.banner.offer("Open to look at only", partial(self._workspace.open_to_look, path))
        else:
            self.banner.offer("Restore the backup", partial(self._workspace.restore_backup, path))

    def _show_heatmap_failure(self, _cell_id: str, sentence: str) -> None:
        self.banner.show_notice(sentence)

    def _show_kept(self, cell_ids: tuple[str, ...]) -> None:
        if cell_ids:
            offer = ("Show", partial(self.review.list_kept, cell_ids))
            self.banner.show_failure("", kept_sentence(len(cell_ids)), offer)

    def _show_saved(self, state: str) -> None:
        if state == "failed":
            offer = ("Retry", self._workspace.retry_save)
            self.banner.show_failure("Not saved", self._workspace.saved_problem, offer)

    def _show_candidate(self, _card: object) -> None:
        self._tabs.setCurrentWidget(self.training)

    def _show_bug(self, trace: str) -> None:
        if not self.findChildren(QMessageBox, "bug"):
            box = dialogs.bug_box(self, trace)
            box.setObjectName("bug")
            box.open()

    # Qt's side

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.open_paths(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the names of the lists give way to the buttons."""
        super().resizeEvent(event)
        self._choosers.show_labels(event.size().width() >= _ROOMY)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save everything; if that cannot be, the reader decides."""
        if self._workspace.is_training and not dialogs.leave_training(self):
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


def _switch(display: Display, layer: str) -> Callable[[bool], None]:
    return lambda shown: display.show_layer(layer, shown)
