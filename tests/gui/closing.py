"""Closing what the window says, as a reader does, and the window itself."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QToolButton


def close_messages(banner):
    """Press the crosses until nothing is left to be closed."""
    while crosses := [cross for cross in banner.findChildren(QToolButton) if cross.isVisible()]:
        crosses[0].click()


def press_offer(banner):
    """Press the first button beside a message."""
    next(button for button in banner.findChildren(QPushButton) if button.isVisible()).click()


def close_window(window, workspace):
    """Close a window with everything saved, and let it go."""
    assert workspace.close(), workspace.saved_problem
    window.close()
    window.deleteLater()
    workspace.deleteLater()
    QGuiApplication.processEvents()
