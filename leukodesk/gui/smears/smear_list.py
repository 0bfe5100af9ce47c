"""The smears of the dataset, with thumbnails and how far their review is."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QPainter, QPainterPath
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QWidget,
)

from leukodesk.core.signatures import FieldState
from leukodesk.gui.look.focus_ring import FocusRing
from leukodesk.gui.look.panel import Panel, row, text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE, font_of
from leukodesk.gui.smears.smear_finder import FEW, FoundSmears, SmearFinder
from leukodesk.gui.smears.smear_model import ROW_ROLE, SMEAR_ID_ROLE, SmearModel, SmearRow
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace

_ROW_HEIGHT: Final = 66
_THUMBNAIL: Final = QSize(68, 51)
_MARK: Final = 14
_INDENT: Final = _MARK + SPACE // 2
_DOT: Final = " · "

_PASSING: Final = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
"""Reasons for which the keyboard leaves a list and comes back by itself."""

_CHOOSING: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
"""Keys with which a click chooses several smears and opens none."""

STATE_ICONS: Final = {
    FieldState.PENDING: "pending",
    FieldState.IN_REVIEW: "in_review",
    FieldState.SIGNED: "signed",
}
"""Name of the icon of each state; its word always stands beside it."""


class SmearDelegate(QStyledItemDelegate):
    """Paints thumbnail, name and review state."""

    def __init__(self, model: SmearModel, theme: Theme, parent: Any = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for a thumbnail."""
        return QSize(180, _ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one smear."""
        smear: SmearRow = index.data(ROW_ROLE)
        look: Any = option
        colours = self._theme.colours
        box = QRectF(look.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if look.state & look.state.State_Selected:
            painter.fillRect(box, QColor(colours.accent_soft))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), QColor(colours.accent))
        elif look.state & look.state.State_MouseOver:
            painter.fillRect(box, QColor(colours.raised))
        frame = QRectF(
            box.left() + SPACE + 3,
            box.center().y() - _THUMBNAIL.height() / 2,
            _THUMBNAIL.width(),
            _THUMBNAIL.height(),
        )
        self._paint_thumbnail(painter, frame, smear)
        text = QRectF(
            frame.right() + SPACE, frame.top(), box.right() - frame.right() - 1.5 * SPACE, frame.height()
        )
        widths = (text.width() - _INDENT, text.width())
        told = fitted_lines(smear.progress, QFontMetricsF(font_of("small")), widths)
        high = text.height() / (1 + len(told))
        painter.setPen(QColor(colours.text))
        painter.setFont(font_of("body"))
        name = painter.fontMetrics().elidedText(smear.name, Qt.TextElideMode.ElideMiddle, int(text.width()))
        painter.drawText(
            QRectF(text.left(), text.top(), text.width(), high), Qt.AlignmentFlag.AlignVCenter, name
        )
        self._paint_state(painter, text.adjusted(0, high, 0, 0), smear, told)
        painter.restore()

    def _paint_thumbnail(self, painter: QPainter, frame: QRectF, smear: SmearRow) -> None:
        colours = self._theme.colours
        clip = QPainterPath()
        clip.addRoundedRect(frame, 3, 3)
        painter.fillPath(clip, QColor(colours.field))
        pixmap = self._model.thumbnail(smear.smear_id)
        if pixmap is not None:
            painter.save()
            painter.setClipPath(clip)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            scale = max(frame.width() / pixmap.width(), frame.height() / pixmap.height())
            wide, high = frame.width() / scale, frame.height() / scale
            source = QRectF((pixmap.width() - wide) / 2, (pixmap.height() - high) / 2, wide, high)
            painter.drawPixmap(frame, pixmap, source)
            painter.restore()

    def _paint_state(self, painter: QPainter, box: QRectF, smear: SmearRow, told: tuple[str, ...]) -> None:
        colours = self._theme.colours
        painter.setFont(font_of("small"))
        colour = colours.success if smear.state is FieldState.SIGNED else colours.muted
        high = box.height() / len(told)
        mark = QRect(int(box.left()), int(box.top() + (high - _MARK) / 2), _MARK, _MARK)
        self._theme.icon(STATE_ICONS[smear.state], colour=colour).paint(painter, mark)
        words = QRectF(box.left() + _INDENT, box.top(), box.width() - _INDENT, high)
        painter.setPen(QColor(colour))
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for line in told:
            painter.drawText(words, align, line)
            words = QRectF(box.left(), words.bottom(), box.width(), high)
        if smear.state is FieldState.IN_REVIEW:
            track = QRectF(box.left(), box.bottom() - 1, box.width(), 3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.line))
            painter.drawRoundedRect(track, 1.5, 1.5)
            track.setWidth(track.width() * smear.reviewed / smear.cells)
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(track, 1.5, 1.5)


def fitted_lines(
    parts: Sequence[str], metrics: QFontMetricsF, widths: tuple[float, float]
) -> tuple[str, ...]:
    """Parts with dots between them on one line, or on two where one is too short for them.

    Args:
        parts: from the most important one on.
        metrics: of the typeface they are written in.
        widths: of the two lines, in the units of ``metrics``. What does not fit on two either is cut off.
    """
    for first in range(len(parts), 1, -1):
        line = _DOT.join(parts[:first])
        if metrics.horizontalAdvance(line) <= widths[0]:
            break
    else:
        first = 1
    lines = filter(None, (_DOT.join(parts[:first]), _DOT.join(parts[first:])))
    elide = Qt.TextElideMode.ElideRight
    return tuple(metrics.elidedText(line, elide, width) for line, width in zip(lines, widths, strict=False))


class SmearList(Panel):
    """The smears of the dataset; a click opens one, with Ctrl or Shift it chooses several.

    Attributes:
        add_button: adds images to the dataset; the window says what it does.

    Signals:
        menu_requested: of the chosen smears; arg: where, on the screen.
    """

    menu_requested = Signal(QPoint)

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=0)
        self._workspace = workspace
        self._theme = theme
        self._model = SmearModel(workspace, self)
        self._found = FoundSmears(workspace, self._model, self)
        self._finder = SmearFinder()
        self._finder.changed.connect(self._narrow)
        self._at = ""
        self._chosen: tuple[str, ...] = ()
        self._summary = text_label("", "small", "muted", wrap=True)
        self.add_button = QToolButton()
        self.add_button.setAccessibleName(tr("Add images to this dataset"))
        self.add_button.setToolTip(tr("Add images to this dataset"))
        head = Panel(margin=SPACE * 3 // 2)
        head.stack.setSpacing(SPACE // 2)
        head.stack.addLayout(row(text_label(tr("Smears"), "heading"), None, self.add_button))
        head.stack.addWidget(self._summary)
        head.stack.addWidget(self._finder)
        self._view = self._make_view()
        self.stack.setSpacing(0)
        self.stack.addWidget(head)
        self.stack.addWidget(self._view, 1)
        # The cursor is the reader's: rows that change while others are analysed leave it where it is.
        self._found.modelAboutToBeReset.connect(self._remember_cursor)
        self._found.modelReset.connect(self._return_cursor)
        self._view.selectionModel().selectionChanged.connect(self._tell_chosen)
        for signal in (self._model.modelReset, self._model.rowsInserted, self._model.dataChanged):
            signal.connect(self._show)
        workspace.smear_opened.connect(self._show)
        workspace.smear_opened.connect(self._go_to)
        workspace.dataset_opened.connect(self._finder.clear)
        theme.changed.connect(self._redraw)
        self._redraw()
        self._show()

    def _make_view(self) -> QListView:
        view = QListView()
        view.setModel(self._found)
        view.setItemDelegate(SmearDelegate(self._model, self._theme, view))
        view.setAccessibleName(tr("Smears of this dataset"))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._ask_for_menu)
        view.clicked.connect(self._open_clicked)
        view.activated.connect(self._open)
        view.installEventFilter(self)
        FocusRing(view)
        return view

    def open_neighbour(self, step: int) -> None:
        """Open the next (1) or previous (-1) of the smears that are shown; at either end nothing happens."""
        if not self._found.is_narrowed:
            self._workspace.open_neighbour(step)
            return
        index = self._found.index(self._view.currentIndex().row() + step, 0)
        if index.isValid():
            self._mark(index)
            self._open(index)

    def _narrow(self, text: str, state: FieldState | None) -> None:
        self._found.narrow(text, state)
        self._show()
        self._go_to(self._in_view)

    def _open_clicked(self, index: QModelIndex) -> None:
        if not QApplication.keyboardModifiers() & _CHOOSING:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        smear_id = index.data(SMEAR_ID_ROLE)
        smear = self._workspace.smear
        if smear is None or smear.id != smear_id:
            self._workspace.open_smear(smear_id)

    def _show(self, *_: object) -> None:
        states = self._model.states
        parts = [
            tr("{number} {state}", number=states.get(state, 0), state=tr(state.lower()))
            for state in FieldState
        ]
        if self._model.frozen:
            parts.append(tr("{frozen} frozen", frozen=self._model.frozen))
        tip = tr("Frozen smears are kept for judging models: training never sees them.")
        self._summary.setToolTip(tip if self._model.frozen else "")
        count = self._model.rowCount()
        self._finder.setVisible(count > FEW)
        if self._found.is_narrowed:
            parts = [tr("{shown} of {count} shown", shown=self._found.rowCount(), count=count)]
        self._summary.setText(" · ".join(parts) if count else tr("No dataset is open"))
        self.add_button.setEnabled(self._workspace.dataset_path is not None and not self._workspace.read_only)

    def _go_to(self, smear_id: str) -> None:
        number = self._model.row_of(smear_id)
        if number >= 0:
            self._mark(self._found.mapFromSource(self._model.index(number)))

    def _mark(self, index: QModelIndex) -> None:
        """Choose one row alone, also while keys are held that choose several."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._view.selectionModel().setCurrentIndex(index, flags)

    def _remember_cursor(self) -> None:
        self._at = self._view.currentIndex().data(SMEAR_ID_ROLE) or ""
        self._chosen = self._rows_chosen()

    def _return_cursor(self) -> None:
        """Choose again what was chosen before the list was read anew, or the smear in view."""
        self._go_to(self._at if self._model.row_of(self._at) >= 0 else self._in_view)
        if len(self._chosen) > 1:
            again = QItemSelection()
            for smear_id in self._chosen:
                index = self._found.mapFromSource(self._model.index(self._model.row_of(smear_id)))
                if index.isValid():
                    again.merge(QItemSelection(index, index), QItemSelectionModel.SelectionFlag.Select)
            self._view.selectionModel().select(again, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _rows_chosen(self) -> tuple[str, ...]:
        rows = sorted(index.row() for index in self._view.selectionModel().selectedIndexes())
        return tuple(self._found.index(number, 0).data(SMEAR_ID_ROLE) for number in rows)

    def _tell_chosen(self, *_: object) -> None:
        self._workspace.chosen_smears.choose(self._rows_chosen())

    def _ask_for_menu(self, place: QPoint) -> None:
        if self._view.selectionModel().hasSelection():
            self.menu_requested.emit(self._view.viewport().mapToGlobal(place))

    @property
    def _in_view(self) -> str:
        return self._workspace.smear.id if self._workspace.smear else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever leaves the list for the field finds the smear in view marked in it, no other one."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _PASSING:
            self._go_to(self._in_view)
        return super().eventFilter(watched, event)

    def _redraw(self) -> None:
        self.add_button.setIcon(self._theme.icon("add"))
        self._view.viewport().update()
