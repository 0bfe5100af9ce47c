"""Room for all that a dialog says, in whatever letters the desktop has."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QWidget

_FRAME_PX = 40


def give_room(dialog: QWidget, size: QSize) -> None:
    """Open a dialog of a size; it is higher where its words need it, and never higher than the screen.

    By itself a layout keeps one line of a text that wraps, so that large letters or a longer language lose
    the others.

    Args:
        dialog: a window with its layout.
        size: at which it opens, in device-independent pixels.
    """
    dialog.resize(size.width(), min(size.height(), _highest(dialog)))
    dialog.installEventFilter(_Room(dialog))


class _Room(QObject):
    """Asks again whenever the words of the dialog or its width are others."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        asks = event.type() in (QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.LayoutRequest)
        if asks and isinstance(watched, QWidget) and (layout := watched.layout()) is not None:
            width = max(watched.width(), watched.minimumSizeHint().width())
            needed = layout.totalMinimumHeightForWidth(width) if layout.hasHeightForWidth() else 0
            watched.setMinimumHeight(min(needed, _highest(watched)))
        return False


def _highest(widget: QWidget) -> int:
    return widget.screen().availableSize().height() - _FRAME_PX
