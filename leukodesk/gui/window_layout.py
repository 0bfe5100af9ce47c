"""The window's place and the widths of its parts, as text for the settings."""

import base64

from PySide6.QtWidgets import QMainWindow, QSplitter

_SEPARATOR = "."


def layout_of(window: QMainWindow, splitter: QSplitter) -> str:
    """Geometry and widths in base 64."""
    parts = (window.saveGeometry(), splitter.saveState())
    return _SEPARATOR.join(base64.b64encode(part.data()).decode() for part in parts)


def restore(window: QMainWindow, splitter: QSplitter, layout: str) -> None:
    """Put the window back as it was; a text that makes no sense changes nothing."""
    try:
        parts = [base64.b64decode(part, validate=True) for part in layout.split(_SEPARATOR)]
    except ValueError:
        return
    if len(parts) == 2:
        window.restoreGeometry(parts[0])
        splitter.restoreState(parts[1])
