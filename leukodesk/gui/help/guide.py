"""The guide: short pages beside the window, searched as one types."""

from typing import Any, Final

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QKeySequence,
    QShortcut,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from leukodesk.config import resources_dir
from leukodesk.gui.commands.actions import Actions, key_text
from leukodesk.gui.help.guide_pages import read_pages
from leukodesk.gui.look.room import give_room
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.words import spoken, tr
from leukodesk.workspace.workspace import Workspace

_LIST_WIDTH: Final = 230
_LINE_PERCENT: Final = 125.0
_PICTURE: Final = "\ufffc"


class GuidePage(QTextBrowser):
    """One page; its pictures lie in ``resources/help/pictures``."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """The picture of that name."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            path = resources_dir() / "help" / "pictures" / f"{QUrl(name).path()}.jpg"
            picture = QImage(str(path))
            beside = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
            room = self.width() - beside - 4 * SPACE
            if 0 < room < picture.width():
                return picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
            return picture
        return super().loadResource(kind, name)

    def show_markdown(self, text: str) -> None:
        """Show a page with room between its lines."""
        self.setMarkdown(text)
        self.document().setDocumentMargin(2 * SPACE)
        self._lighten()
        block = self.document().begin()
        spaced = QTextBlockFormat()
        spaced.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        while block.isValid():
            # A picture is a line of its own and as high as itself.
            if _PICTURE not in block.text():
                QTextCursor(block).mergeBlockFormat(spaced)
            block = block.next()

    def _lighten(self) -> None:
        """Markdown's bold is heavier than any cut of the typeface, and Qt would smear it to look so."""
        heavy = []
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.charFormat().fontWeight() > QFont.Weight.DemiBold.value:
                    heavy.append((piece.position(), piece.length()))
                pieces += 1
            block = block.next()
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.DemiBold)
        for position, length in heavy:
            cursor = QTextCursor(self.document())
            cursor.setPosition(position)
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(strong)

    def find_first(self, word: str) -> None:
        """Select the first place of ``word``, if it is on the page."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if word:
            self.find(word)


class Guide(QWidget):
    """A window of its own that stays open beside the work."""

    def __init__(self, workspace: Workspace, actions: Actions, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("guide")
        self.setWindowTitle(tr("Guide"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions = actions
        self._pages = read_pages(spoken(workspace.settings.language))
        self._search = QLineEdit()
        self._search.setPlaceholderText(tr("Search the guide"))
        self._search.setAccessibleName(tr("Search the guide"))
        self._search.setClearButtonEnabled(True)
        self._list = QListWidget()
        self._list.setAccessibleName(tr("Pages of the guide"))
        self._page = GuidePage()
        self._page.setAccessibleName(tr("Page of the guide"))
        self._list.addItems([page.title for page in self._pages])
        self._list.setFixedWidth(_LIST_WIDTH)
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        column.addWidget(self._search)
        column.addWidget(self._list)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE * 3 // 2)
        layout.addLayout(column)
        layout.addWidget(self._page, 1)
        self._list.currentItemChanged.connect(self._show)
        self._search.textChanged.connect(self._narrow)
        theme.changed.connect(self._show)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self._list.setCurrentRow(0)
        give_room(self, QSize(900, 680))

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out again what was laid out before the style and the width were known."""
        super().showEvent(event)
        self._list.doItemsLayout()
        self._show()

    def _show(self, *_: object) -> None:
        page = self._pages[self._list.currentRow()]
        self._page.show_markdown(page.with_keys(self._key))
        self._page.find_first(self._search.text().strip())

    def _narrow(self, query: str) -> None:
        for row, page in enumerate(self._pages):
            self._list.setRowHidden(row, not page.has(query))
        shown = [row for row in range(len(self._pages)) if not self._list.isRowHidden(row)]
        if shown and self._list.currentRow() not in shown:
            self._list.setCurrentRow(shown[0])
        else:
            self._page.find_first(query.strip())

    def _key(self, action_id: str) -> str:
        spec = next(spec for spec, _ in self._actions if spec.id == action_id)
        way = (spec.menu, spec.group) if spec.group else (spec.menu,)
        return key_text(spec) or " ▸ ".join([*map(tr, way), spec.text])


def show_guide(workspace: Workspace, actions: Actions, theme: Theme, window: QWidget) -> Guide:
    """Open the guide, or bring the open one to the front."""
    guide = window.findChild(Guide) or Guide(workspace, actions, theme, window)
    guide.show()
    guide.activateWindow()
    return guide
