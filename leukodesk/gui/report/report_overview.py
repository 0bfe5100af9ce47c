"""The smear of a report at a glance, with the class of each cell as on the screen."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPolygonF

from leukodesk.core.taxonomy import CellClass
from leukodesk.gui.field.smear_item import qimage_of
from leukodesk.gui.report.report_pieces import Piece, line, part
from leukodesk.jobs.report_content import Overview, OverviewMark, Report
from leukodesk.workspace.words import tr

PICTURE: Final = "overview"
"""Name of the picture."""

_WIDTH: Final = 499
_HEIGHT: Final = 375
_FAMILY: Final = "Inter"
_PLATE: Final = 20
_PEN: Final = 3


def overview(report: Report) -> Iterator[Piece]:
    """The picture with its caption; nothing where the report has none."""
    return part(tr("The smear with its cells"), _overview(report))


def picture_of(report: Report) -> QImage | None:
    """The picture itself; None where the report has none."""
    if report.overview is None:
        return None
    image = qimage_of(report.overview.picture).convertToFormat(QImage.Format.Format_RGB32)
    classes = {row.cell_class.id: row.cell_class for row in report.differential.rows}
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(_FAMILY)
    font.setPixelSize(_PLATE * 3 // 4)
    font.setBold(True)
    painter.setFont(font)
    # Letters over all outlines, or a neighbour would cross them out.
    for mark in report.overview.marks:
        _draw_outline(painter, mark, classes[mark.cell_class])
    for mark in report.overview.marks:
        _draw_letter(painter, mark, classes[mark.cell_class], QRectF(image.rect()))
    painter.end()
    return image


def _overview(report: Report) -> Iterator[Piece]:
    if report.overview is not None:
        width, height = _size(report.overview)
        yield Piece(f"<p><img src='{PICTURE}' width='{width}' height='{height}'></p>", keeps_next=True)
        yield line(tr("Each cell with the letter of its class in the differential."), quiet=True)


def _size(found: Overview) -> tuple[int, int]:
    height, width = found.picture.shape[:2]
    shrink = min(_WIDTH / width, _HEIGHT / height)
    return round(width * shrink), round(height * shrink)


def _draw_outline(painter: QPainter, mark: OverviewMark, named: CellClass) -> None:
    painter.setPen(QPen(QColor(named.colour), _PEN))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in mark.outline.tolist()]))


def _draw_letter(painter: QPainter, mark: OverviewMark, named: CellClass, room: QRectF) -> None:
    right, top = mark.outline[:, 0].max(), mark.outline[:, 1].min()
    x = min(max(right - _PLATE / 2, 0), room.width() - _PLATE)
    y = min(max(top - _PLATE / 2, 0), room.height() - _PLATE)
    plate = QRectF(x, y, _PLATE, _PLATE)
    painter.setPen(QPen(QColor(named.colour), 2))
    painter.setBrush(QColor(Qt.GlobalColor.white))
    painter.drawRoundedRect(plate, 4, 4)
    painter.setPen(QColor(Qt.GlobalColor.black))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, named.letter)
