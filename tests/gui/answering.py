"""Answering dialogs that stop the program until somebody does."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


def answer(kind, deal):
    """Deal with the dialog of a kind that comes up next."""

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            deal(dialog)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)
