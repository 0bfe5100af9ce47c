"""The pages of a report: laid out once, painted on the screen and into a PDF alike."""

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl, QUuid
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontDatabase,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from leukodesk import RESEARCH_USE_ONLY, atomic
from leukodesk.config import resources_dir
from leukodesk.core.errors import InputError
from leukodesk.gui.field.smear_item import qimage_of
from leukodesk.gui.report.report_html import html_of, picture_name, state_text, time_text
from leukodesk.jobs.report_content import Report

PAGE: Final = QSizeF(595, 842)
"""A4 in points, which are the units of the pages."""

_MARGIN: Final = QMarginsF(48, 44, 48, 62)
_FAMILY: Final = "Inter"
_BODY: Final = 9
_DPI: Final = 72
_PDF_DPI: Final = 300
_QUIET: Final = "#57606a"
_WATERMARK: Final = "#f0e4dd"
_DATE: Final = re.compile(rb"/CreationDate \((D:[^)]*)\)")


class ReportPages:
    """A report laid out on A4 pages; needs a QGuiApplication.

    Attributes:
        report: what they say.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self._document = QTextDocument()
        self._document.setUseDesignMetrics(True)
        self._document.setDefaultFont(_font(_BODY))
        self._document.setDocumentMargin(0)
        for group in report.crops:
            for place, crop in enumerate(group.crops):
                url = QUrl(picture_name(group.cell_class.id, place))
                self._document.addResource(QTextDocument.ResourceType.ImageResource, url, qimage_of(crop))
        self._document.setHtml(html_of(report))
        inner = QRectF(0, 0, PAGE.width(), PAGE.height()).marginsRemoved(_MARGIN)
        self._inner = inner
        self._document.setPageSize(inner.size())

    @property
    def count(self) -> int:
        """Number of pages."""
        return self._document.pageCount()

    def plain_text(self) -> str:
        """What the pages say, without pictures: for the clipboard and for screen readers."""
        return f"{self._document.toPlainText()}\n{RESEARCH_USE_ONLY}"

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
        painter.translate(self._inner.topLeft())
        top = number * self._inner.height()
        painter.translate(0, -top)
        part = QRectF(0, top, self._inner.width(), self._inner.height())
        painter.setClipRect(part)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = part
        context.palette.setColor(QPalette.ColorRole.Text, QColor("#1b1f24"))
        self._document.documentLayout().draw(painter, context)
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
        writer.setTitle(f"{self.report.request.heading}, differential")
        writer.setCreator(f"LeukoDesk {self.report.program}")
        if hasattr(writer, "setDocumentId"):  # since Qt 6.8
            writer.setDocumentId(QUuid.createUuidV5(QUuid(), html_of(self.report).encode()))
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
            InputError: it cannot be written.
        """
        try:
            atomic.write_bytes(path, self.pdf())
        except OSError as error:
            reason = error.strerror
            raise InputError(f"{path} cannot be written ({reason}); choose another place.") from error

    def _paint_watermark(self, painter: QPainter) -> None:
        painter.save()
        painter.translate(PAGE.width() / 2, PAGE.height() / 2)
        painter.rotate(-54)
        painter.setPen(QColor(_WATERMARK))
        painter.setFont(_font(76, QFont.Weight.DemiBold))
        box = QRectF(-450, -60, 900, 120)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "DRAFT, NOT SIGNED")
        painter.restore()

    def _paint_foot(self, painter: QPainter, number: int) -> None:
        left, width = self._inner.left(), self._inner.width()
        top = self._inner.bottom() + 12
        painter.setPen(QColor("#d0d7de"))
        painter.drawLine(int(left), int(top), int(left + width), int(top))
        painter.setPen(QColor("#1b1f24"))
        painter.setFont(_font(8, QFont.Weight.DemiBold))
        line = QRectF(left, top + 5, width, 12)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, RESEARCH_USE_ONLY)
        painter.setPen(QColor(_QUIET))
        painter.setFont(_font(8))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, f"Page {number + 1} of {self.count}")
        below = line.translated(0, 12)
        request = self.report.request
        said = f"{request.heading} · {state_text(self.report)} · made {time_text(request.at)}"
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, said)


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

    def own(found: re.Match[bytes]) -> bytes:
        stamp = f"D:{report.request.at:%Y%m%d%H%M%S}+00'00'".encode()
        return b"/CreationDate (" + stamp + b")" if len(stamp) == len(found[1]) else found[0]

    return _DATE.sub(own, pdf)
