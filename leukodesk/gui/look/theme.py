"""Light or dark: palette and style sheet of the whole program, switched while it runs."""

from string import Template
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from leukodesk.config import Theme as ThemeChoice
from leukodesk.config import resources_dir
from leukodesk.gui.look.colours import DARK, LIGHT, Colours
from leukodesk.gui.look.icons import blend, icon
from leukodesk.gui.look.typography import RADIUS, SPACE, install_fonts

_STYLE: Final = "Fusion"


class Theme(QObject):
    """The look of the program.

    Attributes:
        colours: the colours now in force.

    Signals:
        changed: ``colours`` are others; icons and painted widgets must be drawn again.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._choice: ThemeChoice = choice
        if not app.styleSheet():
            # The same style everywhere: the desktop's own ones ignore parts of a palette.
            app.setStyle(_STYLE)
            install_fonts(app)
        self.colours = self._wanted()
        self._paint()
        app.styleHints().colorSchemeChanged.connect(self._follow_desktop)

    @property
    def choice(self) -> ThemeChoice:
        """``light``, ``dark`` or ``system``."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Switch to another theme at once."""
        self._choice = choice
        self._follow_desktop()

    def icon(self, name: str, *, colour: str | None = None) -> QIcon:
        """The icon of that name in the theme's colours, see :func:`leukodesk.gui.look.icons.icon`."""
        return icon(name, self.colours, colour=colour)

    def _follow_desktop(self) -> None:
        wanted = self._wanted()
        if wanted != self.colours:
            self.colours = wanted
            self._paint()
            self.changed.emit()

    def _wanted(self) -> Colours:
        if self._choice == "system":
            dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self._choice == "dark" else LIGHT

    def _paint(self) -> None:
        sheet = style_sheet_of(self.colours)
        # Polishing every widget anew takes a third of a second.
        if sheet != self._app.styleSheet():
            self._app.setPalette(palette_of(self.colours))
            self._app.setStyleSheet(sheet)


def palette_of(colours: Colours) -> QPalette:
    """The palette that Qt's own widgets are painted with."""
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.raised,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.BrightText: colours.danger,
        QPalette.ColorRole.ToolTipBase: colours.raised,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Accent: colours.accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.LinkVisited: colours.accent,
        QPalette.ColorRole.Mid: colours.line,
        QPalette.ColorRole.Midlight: colours.raised,
        QPalette.ColorRole.Light: colours.raised,
        QPalette.ColorRole.Dark: colours.line,
        QPalette.ColorRole.Shadow: colours.line,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    faded = QColor(blend(colours.muted, colours.surface))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return palette


def style_sheet_of(colours: Colours) -> str:
    """The style sheet, filled with the theme's colours and the window's spacing."""
    template = Template((resources_dir() / "style.qss").read_text("utf-8"))
    values = {name: str(value) for name, value in vars(colours).items()}
    sizes = {"radius": f"{RADIUS}px", "half": f"{SPACE // 2}px", "space": f"{SPACE}px"}
    faded = blend(colours.muted, colours.surface)
    folder = resources_dir().as_posix()
    return template.substitute(values, **sizes, faded=faded, folder=folder)
