"""The pages of a report: the same report gives the same PDF, with the typeface in it."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle, islice, pairwise

import pypdf
import pytest
from PySide6.QtGui import QImage, QPainter, QTextDocument

from leukodesk import RESEARCH_USE_ONLY
from leukodesk.gui.report.report_breaks import keep_intervals_whole
from leukodesk.gui.report.report_pages import PAGE, ReportPages
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.report_content import ClassSizes, ReportRequest
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
    assert found.metadata.creation_date == datetime(2026, 3, 1, tzinfo=UTC)


def test_every_time_in_a_pdf_is_that_of_the_report(qapp, report):
    times = re.findall(rb"Date(?: \(D:|=\")([\d:T-]+)", ReportPages(report).pdf())
    assert times
    assert {re.sub(rb"\D", b"", time) for time in times} == {b"20260301000000"}


def fonts_of(page):
    return [font.get_object() for font in page["/Resources"].get("/Font", {}).values()]


def test_a_draft_says_so_and_how_many_cells_nobody_reviewed(qapp, report):
    text = ReportPages(report).plain_text()
    assert "Draft, not signed: 2 of 2 smears" in text
    assert "20 cells nobody reviewed count here as the model suggests." in text


def test_which_cells_the_medians_leave_out_is_told_where_there_are_any(qapp, report):
    cut = [
        replace(cell, at_border=place < 2, is_measured=place >= 2) for place, cell in enumerate(report.cells)
    ]
    words = "The medians are those of {}; {} left out."
    told = ReportPages(replace(report, cells=tuple(cut))).plain_text()
    assert words.format("20 cells", "2 cells that the border cuts are") in told
    told = ReportPages(replace(report, cells=tuple(cut[1:3]))).plain_text()
    assert words.format("1 cell", "1 cell that the border cuts is") in told
    assert "left out" not in ReportPages(replace(report, cells=tuple(cut[2:]))).plain_text()


def test_on_how_many_cells_a_median_does_not_rest_is_told_where_others_have_it(qapp, report):
    def told(measured, with_nucleus, with_scale):
        sizes = {"blast": ClassSizes(0.8, 12.0, measured, with_nucleus, with_scale)}
        return ReportPages(replace(report, sizes=sizes)).plain_text()

    some = told(20, 19, 8)
    assert "1 cell has no outlined nucleus and is in no median of N:C." in some
    assert "12 cells lie in smears whose scale is not known and are in no median diameter." in some
    assert "in no median" not in told(20, 20, 20)
    # Where no cell has any, there is no median to be mistaken.
    assert "in no median" not in told(20, 0, 0)


def test_pictures_are_not_said_to_be_of_one_size_by_a_scale_that_is_only_assumed(qapp, report):
    for source, said in (("estimated", True), ("default", False)):
        fields = tuple(replace(part, pixel_size_um=0.1, scale_source=source) for part in report.fields)
        assert ("Each is 20 µm wide." in ReportPages(replace(report, fields=fields)).plain_text()) == said


@pytest.mark.parametrize("number", [1, 30, 61])
def test_nothing_is_cut_by_the_end_of_a_page(qapp, report, number):
    """Neither a row of a table nor crops with their caption; a table that goes on says its head again."""
    fields = tuple(islice(cycle(report.fields), number))
    pages = ReportPages(replace(report, fields=fields))
    for page in pages._pages:
        bottoms = [laid.top + laid.text.size().height() for laid in page]
        tops = [laid.top for laid in page]
        assert max(bottoms) <= pages._inner.height()
        assert all(after >= before - 0.01 for before, after in pairwise([0, *tops]))
        assert "Pixel size" in page_text(page) or "field 1.png" not in page_text(page)
        # A title never stands alone at the end of a page.
        assert page[-1].text.toPlainText() not in ("Smears", "Differential", "Representative cells")


def page_text(page):
    return "\n".join(laid.text.toPlainText() for laid in page)


def test_every_page_says_what_it_belongs_to(qapp, report, tmp_path):
    path = tmp_path / "a.pdf"
    ReportPages(replace(report, fields=tuple(islice(cycle(report.fields), 61)))).write_pdf(path)
    texts = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]
    assert len(texts) > 1
    for number, text in enumerate(texts, start=1):
        assert f"{number} / {len(texts)}" in text
        assert f"two fields · {report.dataset}" in text
        assert RESEARCH_USE_ONLY in text


def test_a_page_is_painted_as_it_is_printed(qapp, report):
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ReportPages(report).paint(painter, 0)
    painter.end()
    assert image.pixelColor(3, 3).name() == "#ffffff"
    colours = {image.pixelColor(x, y).name() for x in range(60, 540, 3) for y in range(60, 700, 3)}
    assert len(colours) > 200


def lines_of(text):
    block = text.begin()
    while block.isValid():
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            yield block.text()[line.textStart() : line.textStart() + line.textLength()]
        block = block.next()


@pytest.mark.parametrize("width", range(110, 260, 5))
def test_no_line_ends_within_an_interval(qapp, width):
    interval = "0,887\u00a0–\u00a00,963"
    said = (
        f"On unseen data: balanced accuracy 0,930 ({interval}), AUC 0,971 ({interval}), F1 0,9 ({interval})."
    )
    text = QTextDocument(said)
    text.setTextWidth(width)
    keep_intervals_whole(text)
    lines = list(lines_of(text))
    assert sum(line.count(interval) for line in lines) == 3
    assert text.idealWidth() <= width
