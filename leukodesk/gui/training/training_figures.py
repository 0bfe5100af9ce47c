"""The figures of a finished training as a row of small pictures, each larger on a click."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale, QSize, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from leukodesk.gui.look.panel import Panel, button, row, text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.training.figure_export import FigureExport
from leukodesk.training.report_files import TITLES, figure_path, figures_there, page_path
from leukodesk.workspace.words import tr

_SMALL: Final = QSize(220, 130)
_SHARE_OF_SCREEN: Final = 0.8


class TrainingFigures(Panel):
    """What figures there are of a candidate or model: curves, ROC and the like; hidden while there are none.

    Args:
        theme: tells on what ground they are shown; copies are always on a light one.
        export: copies and saves them.
        small: size of the small pictures.
        parent: the owner.
    """

    def __init__(
        self, theme: Theme, export: FigureExport, small: QSize = _SMALL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, margin=0)
        self._theme = theme
        self._size = small
        self._export = export
        self._card: Path | None = None
        self._pictures = {name: self._small(name, tr(title)) for name, title in TITLES.items()}
        self._page = button(
            tr("Open the page"), tr("Figures and numbers on one page, in your browser"), flat=True
        )
        self._page.clicked.connect(self._open_page)
        written_in = text_label(tr("Files that are labelled in English"), "small", "muted")
        if QLocale().language() == QLocale.Language.English:
            written_in.hide()
        heading = text_label(tr("Figures of the training"), "strong")
        self.stack.addLayout(row(heading, written_in, None, self._page))
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE)
        self._columns = 1
        self.stack.addLayout(self._grid)
        # Each in a turn of its own: they are large, and together they would make the window wait.
        self._unpainted: list[str] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._paint_next)
        theme.changed.connect(self._paint)
        self.show_of(None)

    def show_of(self, card: Path | None) -> None:
        """Show the figures beside a card; none where there are none."""
        names = figures_there(card) if card is not None else ()
        self._card = card if names else None
        for picture in self._pictures.values():
            picture.setParent(None)
        self._lay_out()
        # No page comes along with a model that was imported from an archive.
        self._page.setVisible(card is not None and page_path(card).is_file())
        self.setVisible(bool(names))
        self._paint()

    @property
    def has_some(self) -> bool:
        """Whether there are figures to show."""
        return self._card is not None

    def fit(self, width: int) -> None:
        """Stand in as many columns as there is room for in ``width``."""
        widest = max(picture.sizeHint().width() for picture in self._pictures.values())
        columns = max(1, (width + SPACE) // (widest + SPACE))
        if columns != self._columns:
            self._columns = columns
            self._lay_out()

    def _lay_out(self) -> None:
        names = figures_there(self._card) if self._card is not None else ()
        for picture in self._pictures.values():
            self._grid.removeWidget(picture)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for place, name in enumerate(names):
            self._grid.addWidget(self._pictures[name], *divmod(place, self._columns))
            self._pictures[name].show()
        self._grid.setColumnStretch(self._columns, 1)

    def _small(self, name: str, title: str) -> QToolButton:
        picture = QToolButton()
        picture.setAutoRaise(True)
        picture.setIconSize(self._size)
        # Without one a button asks for the room of its text alone, and too many stand beside each other.
        picture.setIcon(QIcon(_centred(QPixmap(), self._size)))
        picture.setText(title)
        picture.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        picture.setToolTip(tr("Show it larger"))
        picture.setAccessibleName(title)
        picture.clicked.connect(lambda: self._enlarge(name))
        picture.addActions(self._export.actions(picture, title, lambda: self._image(name)))
        picture.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return picture

    def _image(self, name: str) -> QImage:
        """The figure in full, as a document takes it."""
        assert self._card is not None
        return QImage(str(figure_path(self._card, name)))

    def _pixmap(self, name: str) -> QPixmap:
        assert self._card is not None
        return QPixmap(str(figure_path(self._card, name, dark=self._theme.colours.is_dark)))

    def _paint(self) -> None:
        self._unpainted = list(figures_there(self._card)) if self._card is not None else []
        self._turn.start()

    @Slot()
    def _paint_next(self) -> None:
        if self._card is None or not self._unpainted:
            return
        name = self._unpainted.pop(0)
        pixmap = self._pixmap(name)
        if not pixmap.isNull():
            smooth = Qt.TransformationMode.SmoothTransformation
            size = self._size * self.devicePixelRatioF()
            scaled = pixmap.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, smooth)
            self._pictures[name].setIcon(QIcon(_centred(scaled, size)))
        self._turn.start()

    def _enlarge(self, name: str) -> None:
        if self._card is None:
            return
        dialog = QDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr(TITLES[name]))
        label = QLabel()
        label.setAccessibleName(tr(TITLES[name]))
        largest = self.screen().availableSize() * _SHARE_OF_SCREEN
        pixmap = self._pixmap(name)
        if pixmap.width() > largest.width() or pixmap.height() > largest.height():
            smooth = Qt.TransformationMode.SmoothTransformation
            pixmap = pixmap.scaled(largest, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        label.setPixmap(pixmap)
        layout = QVBoxLayout(dialog)
        layout.addWidget(label)
        # The candidate may be discarded while the dialog is open.
        image = self._image(name)
        layout.addLayout(row(None, *self._export.buttons(dialog, tr(TITLES[name]), lambda: image)))
        dialog.open()

    def _open_page(self) -> None:
        if self._card is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(page_path(self._card))))


def _centred(picture: QPixmap, size: QSize) -> QPixmap:
    """The picture on a ground of that size, so that the titles below several stand in a line."""
    ground = QPixmap(size)
    ground.fill(Qt.GlobalColor.transparent)
    painter = QPainter(ground)
    painter.drawPixmap(
        (size.width() - picture.width()) // 2, (size.height() - picture.height()) // 2, picture
    )
    painter.end()
    return ground
