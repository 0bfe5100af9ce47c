"""How a row of the cell table is painted."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from leukodesk.core.gallery import UNJUDGED
from leukodesk.gui.cells.cell_model import ROW_ROLE, CellModel
from leukodesk.gui.cells.cell_row import CellRow, Column
from leukodesk.gui.look.badges import paint_badge
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE, font_of
from leukodesk.gui.picking.code_badges import CodeBadges
from leukodesk.workspace.numerals import written
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace

ROW_HEIGHT = 46


class CellDelegate(QStyledItemDelegate):
    """Paints crop, class, confidence bar and review mark, and the letters that cells are picked by.

    Args:
        workspace: where cells are picked.
        model: gives the crops.
        theme: gives the colours.
    """

    def __init__(self, workspace: Workspace, model: CellModel, theme: Theme, parent: Any = None) -> None:
        super().__init__(parent)
        self._picking = workspace.picking
        self._model = model
        self._theme = theme
        self._codes = CodeBadges()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one field."""
        row: CellRow = index.data(ROW_ROLE)
        look: Any = option
        box = QRectF(look.rect)
        colours = self._theme.colours
        if look.state & look.state.State_Selected:
            painter.fillRect(box, QColor(colours.accent_soft))
        painter.save()
        match Column(index.column()):
            case Column.CROP:
                self._paint_crop(painter, box, row)
                self._paint_code(painter, box, row, picked=bool(look.state & look.state.State_Selected))
            case Column.CLASS:
                self._paint_class(painter, box, row)
            case Column.CONFIDENCE:
                self._paint_confidence(painter, box, row)
            case Column.NC_RATIO:
                painter.setPen(QColor(colours.text))
                text_box = box.adjusted(0, 0, -SPACE, 0)
                align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(text_box, align, index.data())
            case Column.REVIEWED:
                self._paint_review(painter, box, row)
        painter.restore()
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(colours.line))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for a crop."""
        return QSize(ROW_HEIGHT, ROW_HEIGHT)

    def _paint_crop(self, painter: QPainter, box: QRectF, row: CellRow) -> None:
        side = box.height() - 6
        ratio = painter.device().devicePixelRatioF()
        pixmap = self._model.crop(row, QSize(round(side * ratio), round(side * ratio)))
        if not pixmap.isNull():
            painter.drawPixmap(
                QRectF(box.left() + 6, box.top() + 3, side, side), pixmap, QRectF(pixmap.rect())
            )

    def _paint_code(self, painter: QPainter, box: QRectF, row: CellRow, *, picked: bool) -> None:
        code = self._picking.codes.get(row.cell.id)
        if code is None:
            return
        ratio = painter.device().devicePixelRatioF()
        badge = self._codes.pixmap(code, self._picking.typed, picked, ratio)
        corner = QPointF(box.left() + 2, box.bottom() - badge.deviceIndependentSize().height() - 1)
        painter.drawPixmap(corner, badge)

    def _paint_class(self, painter: QPainter, box: QRectF, row: CellRow) -> None:
        colours = self._theme.colours
        badge = QRectF(box.left() + 4, box.center().y() - 8.5, 17, 17)
        paint_badge(painter, badge, row.cell_class, row.labelled)
        text = box.adjusted(badge.width() + SPACE + 4, 0, -2, 0)
        upper = QRectF(text.left(), text.top() + 5, text.width(), text.height() / 2 - 4)
        lower = QRectF(text.left(), text.center().y() + 1, text.width(), text.height() / 2 - 6)
        painter.setPen(QColor(colours.text))
        painter.setFont(font_of("strong" if row.labelled else "body"))
        painter.drawText(
            upper,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            _elided(painter, tr(row.cell_class.title), upper),
        )
        painter.setPen(QColor(colours.muted))
        painter.setFont(font_of("small"))
        painter.drawText(
            lower,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            _elided(painter, _origin(row), lower),
        )

    def _paint_confidence(self, painter: QPainter, box: QRectF, row: CellRow) -> None:
        colours = self._theme.colours
        painter.setFont(font_of("small"))
        if row.confidence is None:
            painter.setPen(QColor(colours.muted))
            painter.drawText(box.adjusted(4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, "–")
            return
        text_width = QFontMetrics(painter.font()).horizontalAdvance("100 %")
        track = QRectF(box.left() + 4, box.center().y() - 3, box.width() - text_width - 2 * SPACE, 6)
        paint_bar(
            painter, track, row.confidence, colours.line, colours.muted if row.abstained else colours.accent
        )
        painter.setPen(QColor(colours.text))
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(0, 0, -4, 0), align, written(row.confidence, ".0%"))

    def _paint_review(self, painter: QPainter, box: QRectF, row: CellRow) -> None:
        if row.labelled:
            mark = self._theme.icon("reviewed", colour=self._theme.colours.success)
            side = 18
            mark.paint(
                painter, int(box.center().x() - side / 2), int(box.center().y() - side / 2), side, side
            )


def paint_bar(painter: QPainter, track: QRectF, share: float, ground: str, colour: str) -> None:
    """Paint a bar filled to ``share`` of its length, 0 to 1."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = track.height() / 2
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(track, radius, radius)
    filled = QRectF(track)
    filled.setWidth(max(track.height(), track.width() * share))
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(filled, radius, radius)


def _origin(row: CellRow) -> str:
    if row.other_reader:
        return tr("Label of {annotator}", annotator=row.other_reader)
    if row.labelled:
        return tr("Your label")
    if row.abstained:
        return tr("Left to you")
    if row.cell_class.id == UNJUDGED:
        return tr("No suggestion")
    return tr("Suggestion") if row.confidence is not None else tr("Found by shape")


def _elided(painter: QPainter, text: str, box: QRectF) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
