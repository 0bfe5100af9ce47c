"""Type and spacing: one scale of sizes for the whole window, relative to the desktop's own font size."""

from typing import Final, Literal

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from leukodesk.config import resources_dir

SPACE: Final = 8
"""The step of every margin and gap, in device-independent pixels; halves and multiples of it are used."""

RADIUS: Final = 5
"""Corner radius of controls, in device-independent pixels."""

_FAMILY: Final = "Inter"
_SMALLEST_PT: Final = 9.5

Role = Literal["body", "small", "strong", "heading", "title"]

_ROLES: Final[dict[Role, tuple[float, QFont.Weight]]] = {
    "body": (1.0, QFont.Weight.Normal),
    "small": (0.9, QFont.Weight.Normal),
    "strong": (1.0, QFont.Weight.DemiBold),
    "heading": (1.1, QFont.Weight.DemiBold),
    "title": (1.7, QFont.Weight.DemiBold),
}


def install_fonts(app: QApplication) -> None:
    """Make the bundled typeface the program's; the desktop's size stays, scripts it lacks fall back.

    The typeface travels along so that figures line up in columns and the window looks the same on every
    desktop, also on a machine without any fonts.
    """
    for path in sorted((resources_dir() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))
    font = app.font()
    size = max(font.pointSizeF(), _SMALLEST_PT)
    if _FAMILY in QFontDatabase.families():
        font = QFont(_FAMILY)
    font.setPointSizeF(size)
    _line_figures_up(font)
    app.setFont(font)


def font_of(role: Role) -> QFont:
    """The font of one role in the window."""
    factor, weight = _ROLES[role]
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setWeight(weight)
    return font


def _line_figures_up(font: QFont) -> None:
    # Tabular figures: counts and percentages in a column must not dance. Qt 6.7 learned to ask for them.
    if hasattr(font, "setFeature"):
        font.setFeature(QFont.Tag("tnum"), 1)
