"""The second half of a report: what the readers changed, in which fields, and what suggested and found."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Final

from leukodesk.core.taxonomy import UNIDENTIFIED, UNIDENTIFIED_CLASS
from leukodesk.gui.report.report_counts import scale_text
from leukodesk.gui.report.report_pieces import Piece, line, part, table
from leukodesk.gui.report.report_words import time_text
from leukodesk.gui.segmentation.procedure_text import found_with
from leukodesk.gui.training.model_titles import (
    control_lines,
    judged_on,
    metric_text,
    metric_title,
    model_title,
    segmenter_title,
    shown_metrics,
)
from leukodesk.jobs.report_content import FieldPart, ModelPart, Report, Review
from leukodesk.workspace.numerals import written
from leukodesk.workspace.words import counted, tr, tr_n

_MOST_FIELDS: Final = 40
_MOST_CHANGES: Final = 8
_MOST_METRICS: Final = 5
_MOST_CONTROLS: Final = 4


def review(report: Report) -> Iterator[Piece]:
    """How many suggestions were changed, and what into what."""
    return part(tr("What the readers changed"), _review(report)) if report.cells else iter(())


def fields(report: Report) -> Iterator[Piece]:
    """The fields, where there are several."""
    return part(tr("Smears"), _fields(report)) if len(report.fields) > 1 else iter(())


def models(report: Report) -> Iterator[Piece]:
    """Each model that suggested, with its figures and controls."""
    for found in report.models:
        yield from part(tr("Model that suggested"), _model(found))


def segmenters(report: Report) -> Iterator[Piece]:
    """Each segmenter that found cells, with its settings."""
    return part(tr("Segmenter that found the cells"), _segmenters(report))


def _review(report: Report) -> Iterator[Piece]:
    told = list(_changes(report.review))
    if not told:
        yield line(tr("No cell was labelled, drawn or removed by a reader yet."))
        return
    yield line(". ".join(told) + ".")
    titles = {row.cell_class.id: tr(row.cell_class.title) for row in report.differential.rows}
    titles[UNIDENTIFIED] = tr(UNIDENTIFIED_CLASS.title)
    differing = [row for row in report.review.table if row[0] not in ("", row[1])]
    rows = [
        (escape(titles.get(before, before)), escape(titles.get(after, after)), written(number))
        for before, after, number in differing[:_MOST_CHANGES]
    ]
    if rows:
        yield from table((tr("Suggested"), tr("Final"), tr("Cells")), rows, (34, 34, 9), texts=2)
    if more := len(differing) - len(rows):
        yield line(tr_n("and 1 more kind of change", "and {n} more kinds of change", more), quiet=True)


def _changes(found: Review) -> Iterator[str]:
    if said := found.kept + found.changed:
        yield tr(
            "{changed} of {said} changed, {kept} kept",
            changed=found.changed,
            said=counted(said, "suggestion"),
            kept=found.kept,
        )
    if found.decided:
        yield tr_n(
            "1 cell named that the model had left open",
            "{n} cells named that the model had left open",
            found.decided,
        )
    if found.unsuggested:
        yield tr_n("1 label without any suggestion", "{n} labels without any suggestion", found.unsuggested)
    if found.drawn:
        yield tr_n("1 outline drawn or redrawn by hand", "{n} outlines drawn or redrawn by hand", found.drawn)
    if found.removed:
        yield tr_n("1 labelled cell removed", "{n} labelled cells removed", found.removed)
    if found.imported:
        yield tr_n("1 cell imported", "{n} cells imported", found.imported)


def _fields(report: Report) -> Iterator[Piece]:
    rows = [_field(found, names=report.request.names) for found in report.fields[:_MOST_FIELDS]]
    headings = (tr("Smear"), tr("State"), tr("Pixels"), tr("Pixel size"), tr("Reviewed"))
    yield from table(headings, rows, (22, 30, 14, 21, 13), texts=2)
    if more := len(report.fields) - len(rows):
        rest = tr_n(
            "and 1 more smear; the table of cells has all.",
            "and {n} more smears; the table of cells has all.",
            more,
        )
        yield line(rest, quiet=True)


def _field(found: FieldPart, *, names: bool) -> tuple[str, ...]:
    state = escape(tr(found.state.value))
    if (signature := found.signature) is not None:
        by = escape(tr("Signed by {names}", names=signature.annotator)) if names else state
        state = f"{by}<br><span class='quiet'>{escape(time_text(signature.at))}</span>"
    reviewed = tr("{done} of {total}", done=found.reviewed, total=found.cells)
    size = f"{found.smear.width} × {found.smear.height}"
    return escape(found.smear.file_name), state, size, scale_text(found), reviewed


def _model(found: ModelPart) -> Iterator[Piece]:
    cells = counted(found.cells, "cell")
    card = found.card
    if card is None or found.is_another:
        name = f"{found.model_id} ({found.sha256[:12]})" if found.sha256 else found.model_id
        if card is None:
            text = tr("{model}, for {cells}; its card is not on this computer.", model=name, cells=cells)
        else:
            text = tr(
                "{model}, for {cells}; the model of that name on this computer is another one by now, so its "
                "figures are left out.",
                model=name,
                cells=cells,
            )
        yield line(text)
        return
    said = tr(
        ", version {version}, sha256 {digest}, for {cells} of this report.",
        version=str(card.version),
        digest=card.sha256[:12],
        cells=cells,
    )
    yield Piece(
        f"<p><span class='strong'>{escape(model_title(card))}</span>{escape(said)}</p>", keeps_next=True
    )
    figures = ", ".join(
        f"{metric_title(name)} {metric_text(metric, name)}"
        for name, metric in shown_metrics(card)[:_MOST_METRICS]
    )
    learnt = tr("{model}, trained on {data}", model=card.id, data=card.training.description)
    yield replace(line(learnt, quiet=True), keeps_next=bool(figures))
    if figures:
        yield line(tr("On unseen data, {data}: {figures}.", data=judged_on(card), figures=figures))
    controls = [(escape(title), escape(text)) for title, text in control_lines(card)[:_MOST_CONTROLS]]
    if controls:
        headings = (tr("Controls: what it could have cheated with"), tr("Reached"))
        yield from table(headings, controls, (40, 60), texts=2)


def _segmenters(report: Report) -> Iterator[Piece]:
    for found in report.segmenters:
        cells = counted(found.cells, "cell")
        if found.procedure is None:
            said = tr(" ({name}), {cells}; settings not recorded.", name=found.segmenter_id, cells=cells)
        else:
            said = tr(
                " ({name}), {cells}; settings used: {settings}.",
                name=found.segmenter_id,
                cells=cells,
                settings=found_with(found.procedure, found.pixel_sizes_um),
            )
        title = segmenter_title(found.segmenter_id)[0]
        yield Piece(f"<p><span class='strong'>{escape(title)}</span>{escape(said)}</p>")
