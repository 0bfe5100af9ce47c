"""How the headings and crops of a gallery are painted."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPen, QPixmap

from leukodesk.core.gallery import GalleryCell
from leukodesk.core.taxonomy import CellClass
from leukodesk.gui.field.smear_item import qimage_of
from leukodesk.gui.look.badges import Badges, paint_badge
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE, font_of
from leukodesk.gui.picking.code_badges import CodeBadges
from leukodesk.jobs.smears import ImageArray
from leukodesk.workspace.numerals import NO_BREAK, written
from leukodesk.workspace.words import tr

_SURE: Final = 0.9
_SHADE: Final = QColor(20, 20, 24, 170)
_ON_SHADE: Final = QColor("#FFFFFF")
_MARK: Final = 15.0
_SMALL_BADGE: Final = 14
_ROOM_FOR_FIGURES: Final = 70


@dataclass(frozen=True)
class Tile:
    """One crop on its way to the screen.

    Attributes:
        cell: what is known of it.
        cell_class: the class it is shown under.
        crop: RGB, or None until it comes.
        chosen, hovered: how it is framed.
        code: the letters it is picked by, empty while nobody picks.
        typed: the first letter of a code that is begun.
    """

    cell: GalleryCell
    cell_class: CellClass
    crop: ImageArray | None
    chosen: bool
    hovered: bool
    code: str = ""
    typed: str = ""


class GalleryPainter:
    """Paints in the colours of the theme.

    The class letter stands at the top left, framed for a suggestion and filled for a label; the tick of a
    label at the top right; below it the mark of a cell unlike those the model knows, and how sure the model
    is wherever it is not. The letters that cells are picked by stand at the top in the middle.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._badges = Badges()
        self._codes = CodeBadges()
        self._marks: dict[tuple[str, float, str], QImage] = {}
        self._pills: dict[tuple[str, float], QPixmap] = {}

    def heading(self, painter: QPainter, box: QRect, group: CellClass, figures: str, *, target: bool) -> None:
        """Paint the heading of a group.

        Args:
            painter: where.
            box: its place.
            group: the class.
            figures: count, percentage and how many are reviewed.
            target: crops are held over the group.
        """
        colours = self._theme.colours
        painter.fillRect(box, QColor(colours.accent_soft if target else colours.raised))
        badge = QRectF(box.left() + SPACE, box.center().y() - 7.5, 17, 17)
        paint_badge(painter, badge, group, filled=True)
        painter.setFont(font_of("small"))
        metrics = QFontMetrics(painter.font())
        right = box.adjusted(0, 0, -SPACE, 0)
        painter.setPen(QColor(colours.muted))
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figures)
        left = round(badge.right()) + SPACE
        room = box.right() - left - metrics.horizontalAdvance(figures) - 2 * SPACE
        painter.setFont(font_of("strong"))
        title = painter.fontMetrics().elidedText(tr(group.title), Qt.TextElideMode.ElideRight, room)
        painter.setPen(QColor(colours.text))
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(left, box.top(), room, box.height()), align, title)

    def tile(self, painter: QPainter, box: QRect, tile: Tile) -> None:
        """Paint one crop with its marks into a square."""
        colours = self._theme.colours
        if tile.crop is None:
            painter.fillRect(box, QColor(colours.raised))
        else:
            painter.drawImage(box, qimage_of(tile.crop))
        ratio = painter.device().devicePixelRatioF()
        badge = self._badges.pixmap(tile.cell_class, tile.cell.reviewed, ratio)
        if box.width() < _ROOM_FOR_FIGURES:
            small = QRectF(box.left() + 2, box.top() + 2, _SMALL_BADGE, _SMALL_BADGE)
            painter.drawPixmap(small, badge, QRectF(badge.rect()))
        else:
            painter.drawPixmap(QPointF(box.left() + 3, box.top() + 3), badge)
        right, bottom = box.left() + box.width(), box.top() + box.height()
        if tile.cell.reviewed:
            mark = self._mark("reviewed", colours.success, ratio)
            painter.drawImage(QPointF(right - _MARK - 3, box.top() + 3), mark)
        if tile.cell.unfamiliar:
            mark = self._mark("attention", colours.warning, ratio)
            painter.drawImage(QPointF(right - _MARK - 3, bottom - _MARK - 3), mark)
        self._doubt(painter, box, tile.cell, ratio)
        self._frame(painter, box, tile)
        if tile.code:
            code = self._codes.pixmap(tile.code, tile.typed, tile.chosen, ratio)
            left = box.left() + (box.width() - code.deviceIndependentSize().width()) / 2
            painter.drawPixmap(QPointF(round(left), box.top() + 2), code)

    def _doubt(self, painter: QPainter, box: QRect, cell: GalleryCell, ratio: float) -> None:
        sure = cell.confidence
        if cell.reviewed or sure is None or sure >= _SURE:
            return
        strip = QRectF(box.left() + 4, box.bottom() - 7, box.width() - 8, 4)
        if cell.unfamiliar:
            strip.setWidth(strip.width() - _MARK - 2)
        if box.width() < _ROOM_FOR_FIGURES:
            painter.fillRect(strip, _SHADE)
            strip.setWidth(strip.width() * sure)
            painter.fillRect(strip, _ON_SHADE)
            return
        pill = self._pill(sure, ratio)
        painter.drawPixmap(
            QPointF(box.left() + 3, box.bottom() - pill.deviceIndependentSize().height()), pill
        )

    def _pill(self, sure: float, ratio: float) -> QPixmap:
        """A percentage on a shade, painted once: text is what takes longest of a page of crops."""
        key = (f"{sure:.0%}", ratio)
        if key not in self._pills:
            text, font = written(sure, ".0%").replace(NO_BREAK, "\u2009"), font_of("small")
            metrics = QFontMetrics(font)
            wide, high = metrics.horizontalAdvance(text) + SPACE, metrics.height()
            pixmap = QPixmap(round(wide * ratio), round(high * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_SHADE)
            pill = QRectF(0, 0, wide, high - 1)
            painter.drawRoundedRect(pill, 3, 3)
            painter.setPen(_ON_SHADE)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
            painter.end()
            self._pills[key] = pixmap
        return self._pills[key]

    def _frame(self, painter: QPainter, box: QRect, tile: Tile) -> None:
        colours = self._theme.colours
        if not (tile.chosen or tile.hovered):
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = QRectF(box)
        if tile.chosen:
            painter.setPen(QPen(QColor(colours.surface), 2))
            painter.drawRect(edge.adjusted(2, 2, -2, -2))
            painter.setPen(QPen(QColor(colours.accent), 4))
            painter.drawRect(edge)
        else:
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawRect(edge)

    def _mark(self, name: str, colour: str, ratio: float) -> QImage:
        """An icon on a disc of the surface's colour, so that it is seen on any crop."""
        key = (name, ratio, colour)
        if key not in self._marks:
            side = round(_MARK * ratio)
            image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
            image.setDevicePixelRatio(ratio)
            image.fill(Qt.GlobalColor.transparent)
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.colours.surface))
            painter.drawEllipse(QRectF(0, 0, _MARK, _MARK))
            icon = self._theme.icon(name, colour=colour)
            inset = 0 if name == "reviewed" else 2
            icon.paint(painter, QRect(inset, inset, round(_MARK) - 2 * inset, round(_MARK) - 2 * inset))
            painter.end()
            self._marks[key] = image
        return self._marks[key]
