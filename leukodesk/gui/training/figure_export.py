"""Figures of a training for other documents: on the clipboard, or as a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from leukodesk.core.errors import InputError
from leukodesk.core.outputs import write_output
from leukodesk.gui.look.panel import button
from leukodesk.workspace.words import tr, worded

Picture = Callable[[], QImage]
"""Gives a figure as it is when it is wanted."""


class FigureExport(QObject):
    """Copies figures and saves them as PNG.

    Signals:
        said: what was done, or why it could not be; arg: one sentence.
    """

    said = Signal(str)

    def actions(self, owner: QWidget, title: str, picture: Picture) -> tuple[QAction, QAction]:
        """The two actions of a figure, for the menu of ``owner``."""
        copy = QAction(tr("Copy figure"), owner)
        copy.triggered.connect(lambda: self.copy(picture()))
        save = QAction(tr("Save figure…"), owner)
        save.triggered.connect(lambda: self.ask_and_save(owner, title, picture()))
        return copy, save

    def buttons(self, owner: QWidget, title: str, picture: Picture) -> tuple[QPushButton, QPushButton]:
        """The same as buttons that lie beside a figure."""
        copy = button(tr("Copy figure"), tr("Put it on the clipboard as a picture"), flat=True)
        copy.clicked.connect(lambda: self.copy(picture()))
        save = button(tr("Save figure…"), tr("Write it as a PNG file"), flat=True)
        save.clicked.connect(lambda: self.ask_and_save(owner, title, picture()))
        for made in (copy, save):
            made.setAccessibleName(f"{made.text()}: {title}")
        return copy, save

    def copy(self, picture: QImage) -> None:
        """Put a figure on the clipboard."""
        QGuiApplication.clipboard().setImage(picture)
        self.said.emit(tr("The figure is on the clipboard."))

    def ask_and_save(self, parent: QWidget, title: str, picture: QImage) -> None:
        """Write a figure where the reader says; an existing file is replaced whole or not at all."""
        start = str(Path.home() / f"{title}.png")
        name, _ = QFileDialog.getSaveFileName(
            parent, tr("Save figure"), start, tr("Pictures (*.png);;All files (*)")
        )
        if not name:
            return
        path = Path(name)
        path = path if path.suffix else path.with_suffix(".png")
        try:
            write_output(path, _png(picture))
        except InputError as error:
            sentence = worded(error)
        else:
            sentence = tr("The figure is in {path}.", path=path)
        self.said.emit(sentence)


def _png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(picture)
    return bytes(buffer.data().data())
