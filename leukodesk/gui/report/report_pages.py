"""The pages of a report: laid out once, painted on the screen and into a PDF alike."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl, QUuid
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from leukodesk import RESEARCH_USE_ONLY
from leukodesk.config import resources_dir
from leukodesk.core.outputs import write_output
from leukodesk.core.plain_text import utf8
from leukodesk.gui.field.smear_item import qimage_of
from leukodesk.gui.report.report_breaks import keep_intervals_whole
from leukodesk.gui.report.report_counts import picture_name
from leukodesk.gui.report.report_outline import pieces_of
from leukodesk.gui.report.report_overview import PICTURE, picture_of
from leukodesk.gui.report.report_pieces import Piece
from leukodesk.gui.report.report_words import state_text, time_text
from leukodesk.jobs.report_content import Report
from leukodesk.workspace.words import tr

PAGE: Final = QSizeF(595, 842)
"""A4 in points, which are the units of the pages."""

_MARGIN: Final = QMarginsF(48, 44, 48, 70)
_FAMILY: Final = "Inter"
_BODY: Final = 9
_DPI: Final = 72
_PDF_DPI: Final = 300
_QUIET: Final = "#57606a"
_WATERMARK: Final = "#f4ebe6"
_WATERMARK_PX: Final = 76
_WATERMARK_WIDTH: Final = 780
_INK: Final = "#1b1f24"
# As PDF and as XML, which newer Qt writes as well; the zone is a letter where it is that of UTC.
_STAMP: Final = re.compile(rb"(?<=Date \(D:)\d{14}(Z|[+-]\d\d'\d\d')")
_XML_STAMP: Final = re.compile(rb'(?<=Date=")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)')


@dataclass(frozen=True)
class _Laid:
    """A piece in its place."""

    top: float
    text: QTextDocument


class ReportPages:
    """A report laid out on A4 pages; needs a QGuiApplication.

    Attributes:
        report: what they say.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self._inner = QRectF(0, 0, PAGE.width(), PAGE.height()).marginsRemoved(_MARGIN)
        self._pictures = {
            picture_name(group.cell_class.id, place): qimage_of(crop)
            for group in report.crops
            for place, crop in enumerate(group.crops)
        }
        if (overview := picture_of(report)) is not None:
            self._pictures[PICTURE] = overview
        self._pieces = tuple(pieces_of(report))
        self._pages = self._lay_out()

    @property
    def count(self) -> int:
        """Number of pages."""
        return len(self._pages)

    def plain_text(self) -> str:
        """What the pages say, without pictures: for the clipboard and for screen readers."""
        said = [laid.text.toPlainText() for page in self._pages for laid in page]
        return "\n".join([*said, tr(RESEARCH_USE_ONLY)])

    def _lay_out(self) -> list[list[_Laid]]:
        """Stack the pieces; what stays together goes to the next page when it does not fit."""
        pages: list[list[_Laid]] = [[]]
        y = 0.0
        for group in _kept_together(self._pieces):
            made = [(piece, self._document(piece.document)) for piece in group]
            height = sum(text.size().height() + piece.space for piece, text in made)
            if pages[-1] and y + height > self._inner.height():
                pages.append([])
                y = 0.0
                if head := group[0].head:
                    repeated = self._document(Piece(head).document)
                    pages[-1].append(_Laid(0, repeated))
                    y = repeated.size().height()
            for piece, text in made:
                y += piece.space if pages[-1] else 0
                pages[-1].append(_Laid(y, text))
                y += text.size().height()
        return pages

    def _document(self, html: str) -> QTextDocument:
        text = QTextDocument()
        text.setUseDesignMetrics(True)
        text.setDefaultFont(_font(_BODY))
        text.setDocumentMargin(0)
        for name, picture in self._pictures.items():
            text.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), picture)
        text.setHtml(html)
        text.setTextWidth(self._inner.width())
        keep_intervals_whole(text)
        return text

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page.

        Args:
            painter: one unit is a point, the page's first corner is at (0, 0).
            number: of the page, from 0.
        """
        painter.save()
        painter.fillRect(QRectF(0, 0, PAGE.width(), PAGE.height()), Qt.GlobalColor.white)
        if not self.report.is_signed:
            self._paint_watermark(painter)
        self._paint_foot(painter, number)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(_INK))
        painter.translate(self._inner.topLeft())
        for laid in self._pages[number]:
            painter.save()
            painter.translate(0, laid.top)
            laid.text.documentLayout().draw(painter, context)
            painter.restore()
        painter.restore()

    def pdf(self) -> bytes:
        """The pages as a PDF; the same report gives the same pages."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setPageLayout(
            QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
        )
        writer.setResolution(_PDF_DPI)
        writer.setTitle(tr("{heading}, differential", heading=self.report.request.heading))
        writer.setCreator(f"LeukoDesk {self.report.program}")
        if hasattr(writer, "setDocumentId"):  # since Qt 6.8
            writer.setDocumentId(
                QUuid.createUuidV5(QUuid(), utf8("".join(piece.html for piece in self._pieces)))
            )
        painter = QPainter(writer)
        painter.scale(_PDF_DPI / _DPI, _PDF_DPI / _DPI)
        for number in range(self.count):
            if number:
                writer.newPage()
            self.paint(painter, number)
        painter.end()
        buffer.close()
        return _dated(bytes(data.data()), self.report)

    def write_pdf(self, path: Path) -> None:
        """Write the PDF to ``path``.

        Raises:
            InputError: it cannot be written, belongs to a dataset or is an image.
        """
        write_output(path, self.pdf())

    def _paint_watermark(self, painter: QPainter) -> None:
        painter.save()
        painter.translate(PAGE.width() / 2, PAGE.height() / 2)
        painter.rotate(-54)
        painter.setPen(QColor(_WATERMARK))
        text = tr("DRAFT, NOT SIGNED")
        wide = QFontMetricsF(_font(_WATERMARK_PX, QFont.Weight.DemiBold)).horizontalAdvance(text)
        size = round(_WATERMARK_PX * min(1, _WATERMARK_WIDTH / wide))
        painter.setFont(_font(size, QFont.Weight.DemiBold))
        box = QRectF(-450, -60, 900, 120)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _paint_foot(self, painter: QPainter, number: int) -> None:
        left, width = self._inner.left(), self._inner.width()
        top = self._inner.bottom() + 12
        painter.setPen(QColor("#d0d7de"))
        painter.drawLine(int(left), int(top), int(left + width), int(top))
        painter.setPen(QColor(_INK))
        painter.setFont(_font(8, QFont.Weight.DemiBold))
        line = QRectF(left, top + 5, width, 12)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, tr(RESEARCH_USE_ONLY))
        painter.setFont(_font(8))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, f"{number + 1} / {self.count}")
        painter.setPen(QColor(_QUIET))
        made = tr("made {at}", at=time_text(self.report.request.at))
        for place, said in enumerate((self._identifiers(), f"{state_text(self.report)} · {made}"), start=1):
            below = line.translated(0, 12 * place)
            fitting = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideMiddle, int(width))
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, fitting)

    def _identifiers(self) -> str:
        """What tells this report from others, said on every page."""
        report = self.report
        told = [report.request.heading]
        if len(report.fields) == 1:
            told.append(tr("smear {smear_id}", smear_id=report.fields[0].smear.id))
        if report.request.names and report.patients:
            told.append(tr("patient {patients}", patients=", ".join(report.patients)))
        return " · ".join([*told, report.dataset])


def _kept_together(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces in runs that stay on one page."""
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.keeps_next:
            yield group
            group = []
    if group:
        yield group


def _font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The program's typeface in units of the page, whatever device it is painted on."""
    if _FAMILY not in QFontDatabase.families():
        for path in sorted((resources_dir() / "fonts").glob("*.otf")):
            QFontDatabase.addApplicationFont(str(path))
    font = QFont(_FAMILY)
    font.setPixelSize(size)
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if hasattr(font, "setFeature"):  # since Qt 6.7
        # Glyphs that depend on their neighbours, as in 12:30, cannot be copied out of a PDF as text; nor can
        # figures of equal width.
        font.setFeature(QFont.Tag("calt"), 0)
    return font


def _dated(pdf: bytes, report: Report) -> bytes:
    """The PDF with the report's own time in the place of the clock's, which is as long."""
    at = report.request.at.astimezone(UTC)

    def own(stamp: str, zone: bytes) -> bytes:
        return stamp.encode() + (b"Z" if zone == b"Z" else re.sub(rb"\d", b"0", b"+" + zone[1:]))

    pdf = _STAMP.sub(lambda found: own(f"{at:%Y%m%d%H%M%S}", found[1]), pdf)
    return _XML_STAMP.sub(lambda found: own(f"{at:%Y-%m-%dT%H:%M:%S}", found[1]), pdf)
