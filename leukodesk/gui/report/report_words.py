"""What the window and the report say of a report alike."""

from datetime import UTC, datetime

from leukodesk.jobs.report_content import Report
from leukodesk.workspace.numerals import moment
from leukodesk.workspace.words import counted, tr


def time_text(at: datetime) -> str:
    """``21 November 2026, 19:40 UTC``."""
    return f"{moment(at.astimezone(UTC))} UTC"


def state_text(report: Report) -> str:
    """Who signed when, or that nobody did yet."""
    if not report.is_signed:
        if len(report.fields) == 1:
            return tr("Draft, not signed")
        return tr(
            "Draft, not signed: {number} of {fields}",
            number=sum(part.signature is None for part in report.fields),
            fields=counted(len(report.fields), "smear"),
        )
    signatures = [part.signature for part in report.fields if part.signature is not None]
    at = time_text(max(signature.at for signature in signatures))
    if not report.request.names:
        return tr("Signed, {at}", at=at)
    names = sorted({signature.annotator for signature in signatures})
    return tr("Signed by {names}, {at}", names=", ".join(names), at=at)
