"""The window's place, the widths of its parts and where the gallery stands, as text for the settings."""

import base64
import json

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter

from leukodesk.gui.review_page import ReviewPage


def layout_of(window: QMainWindow, review: ReviewPage) -> str:
    """JSON: geometry and widths in base 64."""
    splitters = {part.objectName(): _text(part.saveState()) for part in _splitters(review)}
    large = review.gallery_is_large
    return json.dumps(
        {"window": _text(window.saveGeometry()), "splitters": splitters, "large_gallery": large}
    )


def restore(window: QMainWindow, review: ReviewPage, layout: str) -> None:
    """Put the window back as it was; a text that makes no sense changes nothing.

    Qt moves a window that would lie outside every screen, or be larger than its own, back into sight.
    """
    try:
        values = json.loads(layout)
        geometry = base64.b64decode(values["window"], validate=True)
        states = {name: base64.b64decode(text, validate=True) for name, text in values["splitters"].items()}
        large = bool(values["large_gallery"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return
    window.restoreGeometry(geometry)
    # The gallery first: without it the middle has nothing to divide.
    review.show_large_gallery(large)
    for splitter in _splitters(review):
        splitter.restoreState(states.get(splitter.objectName(), b""))


def _splitters(review: ReviewPage) -> list[QSplitter]:
    return [review, *(part for part in review.findChildren(QSplitter) if part.objectName())]


def _text(data: QByteArray) -> str:
    return base64.b64encode(data.data()).decode()
