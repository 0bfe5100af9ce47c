"""A report as rich text that a QTextDocument lays out: black on white, as it is printed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from pathlib import PurePath
from typing import Final

from leukodesk.core.differential import DifferentialRow
from leukodesk.core.edit import count
from leukodesk.core.taxonomy import UNIDENTIFIED, UNIDENTIFIED_CLASS
from leukodesk.gui.training.model_titles import (
    control_lines,
    judged_on,
    metric_text,
    metric_title,
    model_title,
    segmenter_title,
    shown_metrics,
)
from leukodesk.jobs.report_content import ClassSizes, FieldPart, ModelPart, Report

STYLE: Final = """
body { color: #1b1f24; }
.name { font-size: 17px; font-weight: 600; }
.part { font-size: 10px; font-weight: 600; margin-top: 10px; margin-bottom: 3px; }
p { margin-top: 2px; margin-bottom: 2px; }
th { font-weight: 600; color: #57606a; font-size: 8px; }
td { font-size: 9px; }
.quiet { color: #57606a; font-size: 8px; }
.state { font-size: 10px; font-weight: 600; }
"""

_MOST_FIELDS: Final = 12
_MOST_CHANGES: Final = 8
_MOST_METRICS: Final = 5
_MOST_CONTROLS: Final = 4
_CROP_PX: Final = 49
_DONE: Final = "#1a7f37"
_WARNING: Final = "#9a3412"


def html_of(report: Report) -> str:
    """The body of a report; pictures are resources named as :func:`picture_name` says."""
    parts = (
        _head(report),
        _differential(report),
        _crops(report),
        _review(report),
        _fields(report),
        *map(_model, report.models),
        _segmenters(report),
    )
    return f"<html><head><style>{STYLE}</style></head><body>{''.join(parts)}</body></html>"


def picture_name(class_id: str, place: int) -> str:
    """Name of the picture of one representative cell."""
    return f"crop:{class_id}:{place}"


def time_text(at: datetime) -> str:
    """``21 November 2026, 19:40 UTC``."""
    return f"{at.day} {at:%B %Y, %H:%M} UTC"


def state_text(report: Report) -> str:
    """Who signed when, or that nobody did yet."""
    if not report.is_signed:
        number = sum(part.signature is None for part in report.fields)
        which = "" if len(report.fields) == 1 else f": {number} of {count(len(report.fields), 'field')}"
        return f"Draft, not signed{which}"
    signatures = [part.signature for part in report.fields if part.signature is not None]
    last = max(signature.at for signature in signatures)
    names = sorted({signature.annotator for signature in signatures})
    by = f" by {', '.join(names)}" if report.request.names else ""
    return f"Signed{by}, {time_text(last)}"


def _head(report: Report) -> str:
    request = report.request
    left = [("Dataset", report.dataset), ("Fields", str(len(report.fields)))]
    if len(report.fields) == 1:
        part = report.fields[0]
        smear = part.smear
        left = [("Image", PurePath(smear.path).name), ("Smear", smear.id), ("Dataset", report.dataset)]
        left.append(("Pixels", f"{smear.width} × {smear.height}, {_scale(part)}"))
        if smear.stain:
            left.append(("Stain", smear.stain))
    if request.names and report.patients:
        left.append(("Patient", ", ".join(report.patients)))
    right = [
        ("Counted", _counted(report)),
        ("Reviewed", f"{report.reviewed} of {count(len(report.cells), 'cell')}"),
    ]
    if report.annotators:
        right.append(("Read by", ", ".join(report.annotators)))
    right.append(("Made", f"{time_text(request.at)}, LeukoDesk {report.program}"))
    colour = _DONE if report.is_signed else _WARNING
    mark = "&#10003; " if report.is_signed else ""
    return (
        f"<p class='quiet'>White cell differential</p><p class='name'>{escape(request.heading)}</p>"
        f"<p class='state' style='color: {colour}'>{mark}{escape(state_text(report))}</p>"
        f"<table width='100%' cellpadding='0' cellspacing='0'><tr><td width='50%'>{_pairs(left)}</td>"
        f"<td width='50%'>{_pairs(right)}</td></tr></table>{_blasts(report)}"
    )


def _scale(part: FieldPart) -> str:
    if not part.pixel_size_um:
        return "scale unknown"
    return f"{part.pixel_size_um:.3f} µm each ({part.scale_source})"


def _counted(report: Report) -> str:
    outside = len(report.cells) - report.differential.counted
    return f"{count(report.differential.counted, 'cell')}, {outside} outside the 100 %"


def _blasts(report: Report) -> str:
    row = report.differential.blasts
    if row is None or row.percent is None or row.interval is None:
        return ""
    low, high = row.interval
    return (
        f"<p style='font-size: 12px; margin-top: 8px'><span style='font-weight: 600'>Blasts "
        f"{row.percent:.1f} %</span> <span class='quiet'>of {report.differential.counted} counted cells, "
        f"95 % interval {low:.1f} to {high:.1f} %</span></p>"
    )


def _differential(report: Report) -> str:
    rows = [
        _class_cells(row, report.sizes.get(row.cell_class.id))
        for row in report.differential.rows
        if row.count or row.cell_class.counted
    ]
    headings = ("Class", "Cells", "%", "95 % interval", "N:C median", "Diameter median")
    note = (
        "Intervals are Wilson's, as if every cell were drawn by itself. Classes with a dash lie outside the "
        "100 %, in brackets their number per 100 counted cells. N:C is nucleus area over cell area."
    )
    if len(report.patients) > 1:
        note += " Cells of several patients are counted together."
    table = _table(headings, rows, (34, 9, 11, 18, 13, 15))
    return f"<p class='part'>Differential</p>{_unreviewed(report)}{table}<p class='quiet'>{note}</p>"


def _unreviewed(report: Report) -> str:
    number = len(report.cells) - report.reviewed
    if not number:
        return ""
    verb = "counts" if number == 1 else "count"
    text = f"{count(number, 'cell')} nobody reviewed {verb} here as the model suggests."
    return f"<p style='color: {_WARNING}; font-weight: 600'>{escape(text)}</p>"


def _class_cells(row: DifferentialRow, sizes: ClassSizes | None) -> tuple[str, ...]:
    item = row.cell_class
    colour = f"<span style='background-color: {item.colour}'>&nbsp;&nbsp;</span>"
    percent, interval = "–", ""
    if row.percent is not None and row.interval is not None:
        percent, interval = f"{row.percent:.1f}", f"{row.interval[0]:.1f} – {row.interval[1]:.1f}"
    elif row.per_100:
        interval = f"({row.per_100:.1f})"
    ratio = f"{sizes.nc_ratio:.2f}" if sizes and sizes.nc_ratio is not None else ""
    diameter = f"{sizes.diameter_um:.1f} µm" if sizes and sizes.diameter_um is not None else ""
    title = f"{colour} {escape(item.letter)}&nbsp; {escape(item.title)}"
    return title, str(row.count), percent, interval, ratio, diameter


def _crops(report: Report) -> str:
    if not report.crops:
        return ""
    rows = []
    for group in report.crops:
        pictures = "&nbsp;".join(
            f"<img src='{picture_name(group.cell_class.id, place)}' width='{_CROP_PX}' height='{_CROP_PX}'>"
            for place in range(len(group.crops))
        )
        rows.append(
            f"<tr><td width='17%' valign='middle'>{escape(group.cell_class.title)}</td>"
            f"<td width='83%'>{pictures}</td></tr>"
        )
    scaled = all(part.pixel_size_um for part in report.fields)
    note = "Nearest to the median size of their class, whole cells first." + (
        " Each is 20 µm wide." if scaled else ""
    )
    table = f"<table width='100%' cellpadding='1' cellspacing='0'>{''.join(rows)}</table>"
    return f"<p class='part'>Representative cells</p>{table}<p class='quiet'>{note}</p>"


def _review(report: Report) -> str:
    review = report.review
    said = review.kept + review.changed
    lines = [f"{review.changed} of {count(said, 'suggestion')} changed, {review.kept} kept"]
    if review.decided:
        lines.append(f"{count(review.decided, 'cell')} named that the model had left open")
    if review.unsuggested:
        lines.append(f"{count(review.unsuggested, 'label')} without any suggestion")
    lines.append(
        f"{count(review.drawn, 'outline')} drawn or redrawn by hand, "
        f"{count(review.removed, 'labelled cell')} removed, {review.imported} imported"
    )
    titles = {row.cell_class.id: row.cell_class.title for row in report.differential.rows}
    titles[UNIDENTIFIED] = UNIDENTIFIED_CLASS.title
    differing = [row for row in review.table if row[0] not in ("", row[1])]
    changes = [
        (escape(titles.get(before, before)), escape(titles.get(after, after)), str(number))
        for before, after, number in differing[:_MOST_CHANGES]
    ]
    table = _table(("Suggested", "Final", "Cells"), changes, (34, 34, 9), texts=2) if changes else ""
    more = len(differing) - len(changes)
    rest = f"<p class='quiet'>and {more} more kinds of change</p>" if more > 0 else ""
    text = f"<p>{escape('. '.join(lines))}.</p>"
    return f"<p class='part'>What the reader changed</p>{text}{table}{rest}"


def _fields(report: Report) -> str:
    if len(report.fields) == 1:
        return ""
    rows = []
    for part in report.fields[:_MOST_FIELDS]:
        size = f"{part.smear.width} × {part.smear.height}"
        state = part.state.value
        if part.signature is not None:
            by = f" by {part.signature.annotator}" if report.request.names else ""
            state = f"Signed{by} {part.signature.at:%Y-%m-%d %H:%M}"
        name, reviewed = PurePath(part.smear.path).name, f"{part.reviewed} of {part.cells}"
        rows.append((escape(name), size, _scale(part), reviewed, escape(state)))
    more = len(report.fields) - len(rows)
    rest = (
        f"<p class='quiet'>and {count(more, 'more field')}; the table of cells has all.</p>" if more else ""
    )
    headings = ("Field", "Pixels", "Scale", "Reviewed", "State (UTC)")
    return f"<p class='part'>Fields</p>{_table(headings, rows, (22, 13, 23, 12, 30))}{rest}"


def _model(part: ModelPart) -> str:
    if part.card is None:
        text = f"{escape(part.model_id)}, for {count(part.cells, 'cell')}; its card is not on this computer."
        return f"<p class='part'>Model that suggested</p><p>{text}</p>"
    card = part.card
    head = (
        f"<span style='font-weight: 600'>{escape(model_title(card))}</span>, version {card.version}, "
        f"sha256 {card.sha256[:12]}, for {count(part.cells, 'cell')} of this report"
    )
    figures = ", ".join(
        f"{metric_title(name)} {metric_text(metric)}" for name, metric in shown_metrics(card)[:_MOST_METRICS]
    )
    lines = [
        f"<p>{head}.</p>",
        f"<p class='quiet'>{escape(card.id)}. {escape(card.training.description)}</p>",
    ]
    if figures:
        lines.append(f"<p>On unseen data, {escape(judged_on(card))}: {escape(figures)}.</p>")
    controls = [(escape(title), escape(text)) for title, text in control_lines(card)[:_MOST_CONTROLS]]
    if controls:
        lines.append(
            _table(("Controls: what it could have cheated with", "Reached"), controls, (34, 66), texts=2)
        )
    return f"<p class='part'>Model that suggested</p>{''.join(lines)}"


def _segmenters(report: Report) -> str:
    if not report.segmenters:
        return ""
    lines = []
    for part in report.segmenters:
        told = ", ".join(f"{name} = {value}" for name, value in part.settings.items()) or "defaults"
        title = segmenter_title(part.segmenter_id)[0]
        lines.append(
            f"<p><span style='font-weight: 600'>{escape(title)}</span> ({escape(part.segmenter_id)}), "
            f"{count(part.cells, 'cell')}; settings when this was made: {escape(told)}.</p>"
        )
    return f"<p class='part'>Segmenter that found the cells</p>{''.join(lines)}"


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    rows = "".join(
        f"<tr><td width='72' class='quiet'>{escape(name)}</td><td>{escape(value)}</td></tr>"
        for name, value in pairs
    )
    return f"<table cellpadding='1' cellspacing='0'>{rows}</table>"


def _table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int], texts: int = 1
) -> str:
    """A table whose first ``texts`` columns stand left and the others right; cells are rich text already."""
    sides = ["left" if place < texts else "right" for place in range(len(headings))]
    head = "".join(
        f"<th width='{width}%' align='{side}'>{escape(text)}</th>"
        for text, width, side in zip(headings, widths, sides, strict=True)
    )
    body = "".join(
        "<tr>" + "".join(f"<td align='{side}'>{text}</td>" for text, side in zip(row, sides, strict=True))
        for row in rows
    )
    return f"<table width='{sum(widths)}%' cellpadding='2' cellspacing='0'><tr>{head}</tr>{body}</table>"
