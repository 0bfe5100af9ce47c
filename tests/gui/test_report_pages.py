"""The pages of a report: the same report gives the same PDF, with the typeface in it."""

from datetime import UTC, datetime

import pypdf
import pytest
from PySide6.QtGui import QImage, QPainter

from leukodesk.gui.report.report_pages import PAGE, ReportPages
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.report_content import ReportRequest
from leukodesk.jobs.report_crops import make_report
from leukodesk.store.dataset import Dataset
from tests.gui.conftest import MODEL


@pytest.fixture
def report(dataset_template):
    with Dataset.open(dataset_template, read_only=True) as dataset:
        content = dataset.content
        request = ReportRequest(
            "two fields", tuple(content.smears), datetime(2026, 3, 1, tzinfo=UTC), model_id=MODEL
        )
        return make_report(JobContext(), dataset, content, request, {}.get)


def test_the_same_report_gives_the_same_pdf_with_the_typeface_and_pictures(qapp, report, tmp_path):
    pages = ReportPages(report)
    first = pages.pdf()
    assert ReportPages(report).pdf() == first
    (tmp_path / "a.pdf").write_bytes(first)
    found = pypdf.PdfReader(tmp_path / "a.pdf")
    assert len(found.pages) == pages.count
    sides = found.pages[0].mediabox
    assert (round(sides.width), round(sides.height)) == (round(PAGE.width()), round(PAGE.height()))
    fonts = {str(font["/BaseFont"]) for page in found.pages for font in fonts_of(page)}
    assert fonts
    assert all("Inter" in font for font in fonts)
    assert sum(len(page.images) for page in found.pages) >= sum(len(group.crops) for group in report.crops)
    assert found.metadata.title == "two fields, differential"
    assert found.metadata.creation_date.year == 2026


def fonts_of(page):
    return [font.get_object() for font in page["/Resources"].get("/Font", {}).values()]


def test_a_draft_says_so_and_how_many_cells_nobody_reviewed(qapp, report):
    text = ReportPages(report).plain_text()
    assert "Draft, not signed: 2 of 2 fields" in text
    assert "20 cells nobody reviewed count here as the model suggests." in text


def test_a_page_is_painted_as_it_is_printed(qapp, report):
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ReportPages(report).paint(painter, 0)
    painter.end()
    assert image.pixelColor(3, 3).name() == "#ffffff"
    colours = {image.pixelColor(x, y).name() for x in range(60, 540, 3) for y in range(60, 700, 3)}
    assert len(colours) > 200
