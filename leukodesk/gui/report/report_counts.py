"""The first half of a report: what it is about, the differential, and representative cells."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from leukodesk.core.differential import DifferentialRow
from leukodesk.gui.cells.unlike_words import many_unlike_words
from leukodesk.gui.report.report_pieces import WARNING, Piece, line, pairs, part, table, warning
from leukodesk.gui.report.report_words import state_text, time_text
from leukodesk.jobs.report_content import ClassSizes, FieldPart, Report
from leukodesk.workspace.numerals import percent, written
from leukodesk.workspace.words import counted, later, tr, tr_n

_CROP_PX: Final = 49
_DONE: Final = "#1a7f37"
_SCALES: Final = {
    "stated": later("stated"),
    "estimated": later("estimated"),
    "default": later("assumed"),
}


def picture_name(class_id: str, place: int) -> str:
    """Name of the picture of one representative cell."""
    return f"crop:{class_id}:{place}"


def head(report: Report) -> Iterator[Piece]:
    """Identifiers, state, and the share of blasts."""
    colour = _DONE if report.is_signed else WARNING
    mark = "&#10003; " if report.is_signed else ""
    yield Piece(f"<p class='quiet'>{escape(tr('White cell differential'))}</p>")
    yield Piece(f"<p class='name'>{escape(report.request.heading)}</p>", 1)
    yield Piece(f"<p class='state' style='color: {colour}'>{mark}{escape(state_text(report))}</p>", 2)
    sides = "".join(f"<td width='50%'>{pairs(told)}</td>" for told in (_about(report), _made(report)))
    yield Piece(f"<table width='100%' cellpadding='0' cellspacing='0'><tr>{sides}</tr></table>", 9)
    row = report.differential.blasts
    if row is not None and row.percent is not None and row.interval is not None:
        low, high = row.interval
        share = tr("Blasts {share}", share=percent(row.percent))
        rest = tr(
            "of {cells}, 95 % interval {low:.1f} to {high:.1f} %",
            cells=counted(report.differential.counted, "counted cell"),
            low=low,
            high=high,
        )
        yield Piece(
            f"<p><span class='blasts'>{escape(share)}</span> <span class='quiet'>{escape(rest)}</span></p>", 9
        )


def counts(report: Report) -> Iterator[Piece]:
    """The table of classes."""
    return part(tr("Differential"), _counts(report))


def crops(report: Report) -> Iterator[Piece]:
    """A row of pictures per class, with its name."""
    return part(tr("Representative cells"), _crops(report))


def scale_text(found: FieldPart) -> str:
    """Size of a pixel and how it is known."""
    if not found.pixel_size_um:
        return tr("scale unknown")
    source = tr(_SCALES.get(found.scale_source, found.scale_source))
    return tr("{size:.3f} µm ({source})", size=found.pixel_size_um, source=source)


def _about(report: Report) -> list[tuple[str, str]]:
    told = [(tr("Dataset"), report.dataset), (tr("Smears"), written(len(report.fields)))]
    if len(report.fields) == 1:
        smear = report.fields[0].smear
        told = [
            (tr("Image"), smear.file_name),
            (tr("Smear id"), smear.id),
            (tr("Dataset"), report.dataset),
            (tr("Pixels"), f"{smear.width} × {smear.height}"),
            (tr("Pixel size"), scale_text(report.fields[0])),
        ]
        if smear.stain:
            told.append((tr("Stain"), smear.stain))
    if report.request.names and report.patients:
        told.insert(0, (tr("Patient"), ", ".join(report.patients)))
    return told


def _made(report: Report) -> list[tuple[str, str]]:
    total = counted(len(report.cells), "cell")
    outside = len(report.cells) - report.differential.counted
    inside = counted(report.differential.counted, "cell")
    told = [
        (tr("Counted"), tr("{inside}, {outside} outside the 100 %", inside=inside, outside=outside)),
        (tr("Reviewed"), tr("{done} of {total}", done=report.reviewed, total=total)),
    ]
    if report.annotators:
        told.append((tr("Read by"), ", ".join(report.annotators)))
    return [*told, (tr("Made"), time_text(report.request.at)), (tr("Program"), f"LeukoDesk {report.program}")]


def _counts(report: Report) -> Iterator[Piece]:
    if not report.cells:
        yield line(tr("No cell was found or drawn here, so there is nothing to count."))
        return
    number = len(report.cells) - report.reviewed
    if number:
        yield warning(
            tr_n(
                "1 cell nobody reviewed counts here as the model suggests.",
                "{n} cells nobody reviewed count here as the model suggests.",
                number,
            )
        )
    if doubt := many_unlike_words(*report.doubtful):
        yield warning(doubt)
    rows = [
        _class_cells(row, report.sizes.get(row.cell_class.id))
        for row in report.differential.rows
        if row.count or row.cell_class.counted
    ]
    headings = (tr("Class"), tr("Cells"), "%", tr("95 % interval"), tr("N:C median"), tr("Diameter, median"))
    yield from table(headings, rows, (32, 9, 10, 16, 13, 20))
    if cut := sum(cell.at_border for cell in report.cells):
        yield line(_medians_without(cut, sum(cell.is_measured for cell in report.cells)), quiet=True)
    for text in _in_no_median(report.sizes.values()):
        yield line(text, quiet=True)
    note = tr(
        "Intervals are Wilson's, as if every cell were drawn by itself. What stands in brackets lies outside "
        "the 100 %: cells per 100 counted ones. N:C is nucleus area over cell area."
    )
    if len(report.patients) > 1:
        note = f"{note} {tr('Cells of several patients are counted together.')}"
    yield line(note, quiet=True)


def _medians_without(cut: int, measured: int) -> str:
    """Which cells the medians are of, where the border cuts some."""
    return tr_n(
        "The medians are those of {measured}; 1 cell that the border cuts is left out.",
        "The medians are those of {measured}; {n} cells that the border cuts are left out.",
        cut,
        measured=counted(measured, "cell"),
    )


def _in_no_median(sizes: Iterable[ClassSizes]) -> Iterator[str]:
    """How many measured cells lack what a median is of, where others have it."""
    sizes = list(sizes)
    measured = sum(found.measured for found in sizes)
    with_nucleus = sum(found.with_nucleus for found in sizes)
    with_scale = sum(found.with_scale for found in sizes)
    if 0 < with_nucleus < measured:
        yield tr_n(
            "1 cell has no outlined nucleus and is in no median of N:C.",
            "{n} cells have no outlined nucleus and are in no median of N:C.",
            measured - with_nucleus,
        )
    if 0 < with_scale < measured:
        yield tr_n(
            "1 cell lies in a smear whose scale is not known and is in no median diameter.",
            "{n} cells lie in smears whose scale is not known and are in no median diameter.",
            measured - with_scale,
        )


def _class_cells(row: DifferentialRow, sizes: ClassSizes | None) -> tuple[str, ...]:
    item = row.cell_class
    colour = f"<span style='background-color: {item.colour}'>\u00a0\u00a0</span>"
    share, interval = "–", ""
    if row.percent is not None and row.interval is not None:
        share = written(row.percent, ".1f")
        interval = "\u00a0–\u00a0".join(written(bound, ".1f") for bound in row.interval)
    elif row.per_100:
        share = f"({written(row.per_100, '.1f')})"
    ratio = written(sizes.nc_ratio, ".2f") if sizes and sizes.nc_ratio is not None else ""
    diameter = ""
    if sizes and sizes.diameter_um is not None:
        diameter = f"{written(sizes.diameter_um, '.1f')} µm"
    title = f"{colour}\u00a0\u00a0{escape(item.letter)}\u00a0\u00a0{escape(tr(item.title))}"
    return title, written(row.count), share, interval, ratio, diameter


def _crops(report: Report) -> Iterator[Piece]:
    for group in report.crops:
        pictures = "\u00a0".join(
            f"<img src='{picture_name(group.cell_class.id, place)}' width='{_CROP_PX}' height='{_CROP_PX}'>"
            for place in range(len(group.crops))
        )
        yield Piece(
            "<table width='100%' cellpadding='1' cellspacing='0'><tr>"
            f"<td width='17%' valign='middle'>{escape(tr(group.cell_class.title))}</td>"
            f"<td width='83%'>{pictures}</td></tr></table>"
        )
    if report.crops:
        note = tr("Nearest to the median size of their class, whole cells first.")
        if all(found.known_pixel_size_um for found in report.fields):
            note = f"{note} {tr('Each is 20 µm wide.')}"
        yield line(note, quiet=True)
