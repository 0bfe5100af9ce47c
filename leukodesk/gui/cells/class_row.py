"""One class of the differential: what there is of it, and the button that labels."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from leukodesk.core.differential import DifferentialRow
from leukodesk.core.taxonomy import UNIDENTIFIED
from leukodesk.gui.cells.cell_delegate import paint_bar
from leukodesk.gui.gallery.cell_drag import cells_in
from leukodesk.gui.look.badges import paint_badge
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE, font_of
from leukodesk.workspace.numerals import percent, written
from leukodesk.workspace.words import counted, tr

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ClassRow(QAbstractButton):
    """One class: its key, letter, title, share, count, percentage and interval.

    Signals:
        cells_dropped: crops were dropped on the class; arg: their cells' ids.
    """

    cells_dropped = Signal(object)

    def __init__(
        self, share: DifferentialRow, theme: Theme, height_em: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._height_em = height_em
        self._share = share
        self._is_target = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAcceptDrops(self._assigns)
        self.show_share(share)

    @property
    def class_id(self) -> str:
        """The class that a click assigns."""
        return self._share.cell_class.id

    @property
    def _assigns(self) -> bool:
        return self._share.cell_class.id != UNIDENTIFIED

    def show_share(self, share: DifferentialRow) -> None:
        """Show other counts."""
        self._share = share
        cell_class = share.cell_class
        percent = "" if share.percent is None else tr(", {percent:.1f} percent", percent=share.percent)
        title, cells, key = tr(cell_class.title), counted(share.count, "cell"), cell_class.key
        self.setAccessibleName(
            tr("{title}, {cells}{percent}, key {key}", title=title, cells=cells, percent=percent, key=key)
            if key
            else tr("{title}, {cells}{percent}", title=title, cells=cells, percent=percent)
        )
        self.setToolTip(_tip(share))
        self.update()

    def sizeHint(self) -> QSize:
        """One line of text with some air."""
        return QSize(220, round(self.fontMetrics().height() * self._height_em))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        pointed_at = self.underMouse() and self.isEnabled() and self._assigns
        if pointed_at or self.hasFocus() or self._is_target:
            pressed = self.isDown() or self._is_target
            painter.setPen(QColor(colours.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if pressed else colours.raised))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        middle = box.center().y()
        if self._assigns:
            self._paint_key(painter, QRectF(6, middle - 9, 18, 18))
        paint_badge(painter, QRectF(32, middle - 8.5, 17, 17), self._share.cell_class, filled=True)
        self._paint_figures(painter, box)
        painter.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Crops may be dropped here."""
        if cells_in(event.mimeData()):
            event.acceptProposedAction()
            self._aim(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """They go elsewhere."""
        self._aim(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell whose crops they are."""
        self._aim(False)
        event.acceptProposedAction()
        self.cells_dropped.emit(cells_in(event.mimeData()))

    def _aim(self, is_target: bool) -> None:
        self._is_target = is_target
        self.update()

    def _paint_key(self, painter: QPainter, box: QRectF) -> None:
        colours = self._theme.colours
        painter.setPen(QColor(colours.line))
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(QColor(colours.muted))
        painter.setFont(font_of("small"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._share.cell_class.key)

    def _paint_figures(self, painter: QPainter, box: QRectF) -> None:
        colours, share = self._theme.colours, self._share
        count_box, percent_box, beside = figure_columns(box)
        left = count_box.left()
        painter.setFont(font_of("body"))
        metrics = painter.fontMetrics()
        painter.setPen(QColor(colours.text if share.count else colours.muted))
        painter.drawText(count_box, _RIGHT, written(share.count))
        if share.percent is not None:
            painter.drawText(percent_box, _RIGHT, percent(share.percent))
        painter.setPen(QColor(colours.muted))
        painter.setFont(font_of("small"))
        if share.interval is not None and share.count:
            painter.drawText(beside, _RIGHT, "{:.0f}–{:.0f}".format(*share.interval))
        elif share.per_100 is not None and share.count:
            painter.drawText(
                percent_box.united(beside), _RIGHT, tr("{per_100:.1f} per 100", per_100=share.per_100)
            )
        painter.setFont(font_of("body"))
        painter.setPen(QColor(colours.text if share.count else colours.muted))
        title_box = QRectF(58, 0, left - 58, box.height())
        title = metrics.elidedText(
            tr(share.cell_class.title), Qt.TextElideMode.ElideRight, int(title_box.width())
        )
        painter.drawText(title_box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        if share.percent:
            track = QRectF(58, box.bottom() - 4, count_box.right() - 58, 2.5)
            paint_bar(painter, track, share.percent / 100, colours.line, share.cell_class.colour)


class ClassHeadings(QWidget):
    """What the figures of the rows below are, in small letters above them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFont(font_of("small"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """One line of text."""
        return QSize(220, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a heading above each column of figures."""
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.colours.muted))
        for place, text in zip(
            figure_columns(QRectF(self.rect())), (tr("Cells"), tr("Share"), tr("95 % interval")), strict=True
        ):
            painter.drawText(place, _RIGHT, text)
        painter.end()


def figure_columns(box: QRectF) -> tuple[QRectF, QRectF, QRectF]:
    """Where count, share and interval stand in a row."""
    body, small = QFontMetrics(font_of("body")), QFontMetrics(font_of("small"))
    widths = (
        body.horizontalAdvance("000000") + SPACE // 2,
        body.horizontalAdvance("100.0 %") + SPACE,
        small.horizontalAdvance(tr("95 % interval")) + SPACE * 3 // 2,
    )
    left = box.right() - 6 - sum(widths)
    places = []
    for width in widths:
        places.append(QRectF(left, box.top(), width, box.height()))
        left += width
    return places[0], places[1], places[2]


def _tip(share: DifferentialRow) -> str:
    cell_class = share.cell_class
    if cell_class.id == UNIDENTIFIED:
        return tr(
            "Cells that nobody labelled and that the model left open or has not judged; outside the 100 %."
        )
    title, key = tr(cell_class.title), cell_class.key
    lines = [
        tr("Label the selected cells as {title} (key {key}), or drop crops here.", title=title, key=key)
        if key
        else tr("Label the selected cells as {title}, or drop crops here.", title=title)
    ]
    if share.interval is not None:
        lines.append(
            tr(
                "{count} of the counted leukocytes are {percent:.1f} %; with as many cells the true "
                "share may be {low:.1f} to {high:.1f} % (95 %, Wilson, as if every cell were drawn "
                "by itself).",
                count=share.count,
                percent=share.percent,
                low=share.interval[0],
                high=share.interval[1],
            )
        )
    elif not cell_class.counted:
        lines.append(tr("Outside the 100 % of the differential, which only leukocytes make up."))
        if share.per_100 is not None:
            lines.append(tr("{per_100:.1f} per 100 counted leukocytes.", per_100=share.per_100))
    return "\n".join(lines)
