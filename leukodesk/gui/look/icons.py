"""Icons by meaning, drawn in the theme's colours."""

from typing import Final

import qtawesome
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from leukodesk.gui.look.colours import Colours

_NAMES: Final = {
    "about": "mdi6.information-outline",
    "accept": "mdi6.check",
    "add": "mdi6.plus",
    "adopt": "mdi6.check-circle-outline",
    "analyze": "mdi6.play",
    "attention": "mdi6.alert-outline",
    "bug": "mdi6.bug-outline",
    "cancel": "mdi6.close",
    "close": "mdi6.close",
    "contours": "mdi6.shape-outline",
    "copy": "mdi6.content-save-outline",
    "dataset": "mdi6.database-outline",
    "device": "mdi6.memory",
    "down": "mdi6.arrow-down",
    "discard": "mdi6.trash-can-outline",
    "export": "mdi6.export",
    "fills": "mdi6.format-color-fill",
    "fit": "mdi6.fit-to-screen-outline",
    "folder": "mdi6.folder-open-outline",
    "gallery": "mdi6.view-grid-outline",
    "heatmap": "mdi6.blur-radial",
    "image": "mdi6.image-outline",
    "import": "mdi6.import",
    "in_review": "mdi6.circle-half-full",
    "keys": "mdi6.keyboard-outline",
    "letters": "mdi6.format-letter-case",
    "log": "mdi6.text-box-outline",
    "models": "mdi6.card-text-outline",
    "more": "mdi6.chevron-double-right",
    "next": "mdi6.chevron-right",
    "palette": "mdi6.magnify",
    "pending": "mdi6.circle-outline",
    "phantom": "mdi6.creation-outline",
    "previous": "mdi6.chevron-left",
    "redo": "mdi6.redo",
    "remove": "mdi6.delete-outline",
    "reset": "mdi6.restore",
    "report": "mdi6.file-document-outline",
    "research": "mdi6.flask-outline",
    "retry": "mdi6.refresh",
    "reviewed": "mdi6.check-circle",
    "saved": "mdi6.check",
    "saving": "mdi6.sync",
    "segmentation": "mdi6.tune-variant",
    "sign": "mdi6.draw-pen",
    "signed": "mdi6.lock-check",
    "smears": "mdi6.view-list-outline",
    "train": "mdi6.school-outline",
    "undo": "mdi6.undo",
    "up": "mdi6.arrow-up",
    "unlock": "mdi6.lock-open-variant-outline",
    "tool_add": "mdi6.plus-circle-outline",
    "tool_brush": "mdi6.brush",
    "tool_eraser": "mdi6.eraser",
    "tool_larger": "mdi6.plus",
    "tool_merge": "mdi6.call-merge",
    "tool_nucleus": "mdi6.circle-double",
    "tool_polygon": "mdi6.vector-polygon",
    "tool_select": "mdi6.cursor-default-outline",
    "tool_smaller": "mdi6.minus",
    "tool_split": "mdi6.content-cut",
    "zoom_in": "mdi6.plus",
    "zoom_out": "mdi6.minus",
}


def icon(name: str, colours: Colours, *, colour: str | None = None) -> QIcon:
    """The icon called ``name`` for controls on this theme.

    Args:
        name: a key of ``_NAMES``.
        colours: the theme's colours.
        colour: ``#rrggbb`` instead of the theme's text colour.
    """
    found: QIcon = qtawesome.icon(
        _NAMES[name],
        color=colour or colours.text,
        color_disabled=blend(colours.muted, colours.surface),
        color_on=colour or colours.accent,
    )
    return QIcon(_KeptIcon(found))


def blank_icon(side: int) -> QIcon:
    """A clear icon of a size: it keeps what has none in line with what has one."""
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)


class _KeptIcon(QIconEngine):
    """An icon whose pixmaps are kept: buttons that lie over the field are painted with every frame of it."""

    def __init__(self, icon: QIcon) -> None:
        super().__init__()
        self._icon = icon
        self._pixmaps: dict[tuple[int, int, QIcon.Mode, QIcon.State], QPixmap] = {}

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint the icon at a size of its own."""
        self._icon.paint(painter, rect, mode=mode, state=state)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon, ``size`` screen pixels wide and high; nothing, where a squeezed control has no room."""
        if size.isEmpty():
            return QPixmap()
        key = (size.width(), size.height(), mode, state)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._icon.pixmap(size, 1.0, mode, state)
        return self._pixmaps[key]


def blend(one: str, other: str) -> str:
    """The colour halfway between two, as ``#rrggbb``."""
    channels = (
        (int(one[index : index + 2], 16) + int(other[index : index + 2], 16)) // 2 for index in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in channels)
