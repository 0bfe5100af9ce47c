"""Menu bar and tool bar, made from the table of actions."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from leukodesk.gui.choosers import Choosers
from leukodesk.gui.commands.action_spec import ActionSpec
from leukodesk.gui.commands.action_table import MENUS
from leukodesk.gui.commands.actions import LABELS_MENU, Actions
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.recent_files import RecentFiles
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace

_ICON = 18


class Menus:
    """The menu bar of a window.

    Attributes:
        label_menu: one entry per class; also shown at a cell.
    """

    def __init__(self, window: QMainWindow, workspace: Workspace, actions: Actions) -> None:
        self._workspace = workspace
        self._menus = {title: window.menuBar().addMenu(tr(title)) for title in MENUS}
        # Some of its commands say in their tips why they make no sense now.
        self._menus["Review"].setToolTipsVisible(True)
        self.label_menu = QMenu(tr(LABELS_MENU), window)
        self._recent = QMenu(tr("Open recent"), window)
        self._open_recent: Callable[[Path], object] | None = None
        self._forgotten: Callable[[], object] | None = None
        self._groups: dict[str, QMenu] = {}
        for spec, action in actions:
            menu = self._menu_of(spec)
            if spec.id == "accept":
                menu.addMenu(self.label_menu)
            menu.addAction(action)
            if spec.id == "open_phantom":
                menu.addMenu(self._recent)
        self._files = RecentFiles(window)
        self._files.changed.connect(self._enable_files)
        self._recent.aboutToShow.connect(self._list_recent)
        self._recent.menuAction().setEnabled(bool(workspace.settings.recent))
        workspace.dataset_opened.connect(self._enable_recent)

    def on_recent(self, open_path: Callable[[Path], object], forgotten: Callable[[], object]) -> None:
        """Say how a recent path is opened, and what is to be done once all are forgotten."""
        self._open_recent = open_path
        self._forgotten = forgotten

    def show_classes(self, class_actions: tuple[QAction, ...], unlabel: QAction) -> None:
        """Fill the menu of classes."""
        self.label_menu.clear()
        self.label_menu.addActions(list(class_actions))
        self.label_menu.addSeparator()
        self.label_menu.addAction(unlabel)

    def cell_menu(self, actions: Actions) -> QMenu:
        """The menu at a selected cell."""
        menu = QMenu(self.label_menu.parentWidget())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.label_menu.actions())
        menu.addSeparator()
        for action_id in ("accept", "similar", "heatmap", "zoom_cell", "copy_cell", "remove"):
            menu.addAction(actions[action_id])
        return menu

    def smear_menu(self, actions: Actions) -> QMenu:
        """The menu at the smears that are chosen in the list."""
        menu = QMenu(self.label_menu.parentWidget())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.addActions([actions[name] for name in ("patient", "freeze", "unfreeze")])
        return menu

    def _menu_of(self, spec: ActionSpec) -> QMenu:
        """The menu or submenu of an action, with the line that stands above it."""
        menu = self._menus[spec.menu]
        if spec.group in self._groups:
            return self._groups[spec.group]
        if spec.separate:
            menu.addSeparator()
        if spec.group:
            menu = self._groups[spec.group] = menu.addMenu(tr(spec.group))
        return menu

    def _enable_recent(self) -> None:
        self._recent.menuAction().setEnabled(bool(self._workspace.settings.recent))

    def _list_recent(self) -> None:
        self._recent.clear()
        self._files.look(self._workspace.settings.recent)
        for name in self._workspace.settings.recent:
            path = Path(name)
            action = self._recent.addAction(f"{path.name}  –  {path.parent}")
            action.setData(name)
            action.triggered.connect(lambda _=False, chosen=path: self._choose(chosen))
        self._enable_files()
        self._recent.addSeparator()
        forget = self._recent.addAction(tr("Forget these"))
        forget.triggered.connect(self._forget_recent)

    def _enable_files(self) -> None:
        """Offer the files that are there, and those of which that is not known yet."""
        for action in self._recent.actions():
            if name := action.data():
                action.setEnabled(self._files.is_there(name) is not False)

    def _forget_recent(self) -> None:
        """Names of files may name patients."""
        self._workspace.settings.recent = []
        self._workspace.save_settings()
        self._enable_recent()
        if self._forgotten:
            self._forgotten()

    def _choose(self, path: Path) -> None:
        if self._open_recent:
            self._open_recent(path)


def build_tool_bar(window: QMainWindow, choosers: Choosers, actions: Actions, theme: Theme) -> QToolBar:
    """The tool bar: opening, analysing, the choices, undo, and what lies over the smear."""
    bar = QToolBar(tr("Tools"), window)
    bar.setObjectName("tools")
    bar.setMovable(False)
    bar.setFloatable(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.setIconSize(QSize(_ICON, _ICON))
    bar.addWidget(_open_button(actions))
    analyze = QToolButton()
    analyze.setObjectName("primary")
    analyze.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    analyze.setDefaultAction(actions["analyze"])
    bar.addWidget(analyze)
    bar.addSeparator()
    bar.addWidget(choosers)
    bar.addSeparator()
    for action_id in ("undo", "redo"):
        bar.addAction(actions[action_id])
    spring = QWidget()
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(spring)
    for action_id in ("contours", "fills", "letters", "heatmap"):
        bar.addAction(actions[action_id])
    bar.addSeparator()
    for action_id in ("zoom_out", "fit", "zoom_in"):
        bar.addAction(actions[action_id])
    for button in bar.findChildren(QToolButton):
        if action := button.defaultAction():
            button.setAccessibleName(action.text().rstrip("…"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    # Qt's own sign for what there is no room for is black, and cut away by the padding of buttons.
    more = bar.findChild(QToolButton, "qt_toolbar_ext_button")
    assert isinstance(more, QToolButton)
    more.setAccessibleName(tr("More tools"))
    more.setToolTip(tr("Show the tools that there is no room for"))

    def paint() -> None:
        more.setIcon(theme.icon("more"))
        analyze.setIcon(theme.icon("analyze", colour=theme.colours.on_accent))

    # The action paints its own icon on the button whenever it changes.
    actions["analyze"].changed.connect(paint)
    theme.changed.connect(paint)
    paint()
    return bar


def _open_button(actions: Actions) -> QToolButton:
    button = QToolButton()
    button.setText(tr("Open"))
    button.setIcon(actions["open_image"].icon())
    button.setAccessibleName(tr("Open"))
    button.setToolTip(tr("Open an image, a folder of images or a dataset"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    for action_id in ("open_image", "open_folder", "open_dataset", "open_phantom"):
        menu.addAction(actions[action_id])
    button.setMenu(menu)
    actions["open_image"].changed.connect(lambda: button.setIcon(actions["open_image"].icon()))
    return button
