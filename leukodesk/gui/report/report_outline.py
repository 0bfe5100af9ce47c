"""A report as pieces of rich text, in the reader's language: black on white, as it is printed."""

from collections.abc import Iterator

from leukodesk.gui.report import report_counts, report_origins, report_overview
from leukodesk.gui.report.report_pieces import Piece
from leukodesk.jobs.report_content import Report


def pieces_of(report: Report) -> Iterator[Piece]:
    """All of a report, in order.

    Pictures are resources named by ``report_counts.picture_name`` and ``report_overview.PICTURE``.
    """
    yield from report_counts.head(report)
    yield from report_counts.counts(report)
    yield from report_counts.crops(report)
    yield from report_origins.review(report)
    yield from report_origins.fields(report)
    yield from report_overview.overview(report)
    yield from report_origins.models(report)
    yield from report_origins.segmenters(report)
