"""A report as two tables for other programs: one row per class, and one row per cell.

The table of classes has the columns ``class`` (id), ``title``, ``cells`` (number), ``percent`` (of the
counted cells, empty for classes outside the 100 %), ``percent_low`` and ``percent_high`` (Wilson's 95 %),
``per_100`` (cells per 100 counted ones, for classes outside them), ``median_nc_ratio`` (nucleus area over
cell area), ``median_diameter_um``, ``measured_cells`` (those with an outline that the border does not
cut), ``nc_ratio_cells`` (those of them with a nucleus) and ``diameter_cells`` (those of them whose scale is
known); the medians are theirs. The row ``total`` has the number of counted cells; ``blasts`` all classes of
blasts together, where there is any.

The table of cells has ``smear_id``, ``image`` (file name), ``cell_id``, ``row`` and ``column`` (of its centre
in pixels), ``class``, ``reviewed`` (1 where a reader labelled it), ``suggested`` (what the reader saw; it is
``unidentified`` where the model left the cell open), ``changed`` (1 where the label says otherwise),
``model``, ``nc_ratio``, ``cell_area_px``, ``diameter_um`` (empty where the scale is unknown or only assumed),
``state`` (of the smear), ``at_border`` (1 where the border cuts the cell, so that its measures are those of
the visible part), and, where names are wanted, ``patient``, ``annotator``, ``labelled_at``, ``signed_by`` and
``signed_at`` (times in UTC).
"""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from leukodesk.core.differential import DifferentialRow
from leukodesk.core.outputs import write_output
from leukodesk.core.plain_text import utf8
from leukodesk.core.taxonomy import UNIDENTIFIED
from leukodesk.jobs.report_content import CellPart, ClassSizes, FieldPart, Report

CLASS_COLUMNS: Final = (
    "class",
    "title",
    "cells",
    "percent",
    "percent_low",
    "percent_high",
    "per_100",
    "median_nc_ratio",
    "median_diameter_um",
    "measured_cells",
    "nc_ratio_cells",
    "diameter_cells",
)
CELL_COLUMNS: Final = (
    "smear_id",
    "image",
    "cell_id",
    "row",
    "column",
    "class",
    "reviewed",
    "suggested",
    "changed",
    "model",
    "nc_ratio",
    "cell_area_px",
    "diameter_um",
    "state",
    "at_border",
)
NAME_COLUMNS: Final = ("patient", "annotator", "labelled_at", "signed_by", "signed_at")


def cells_path(path: Path) -> Path:
    """Where the table of cells lies, beside the table of classes."""
    return path.with_name(f"{path.stem}-cells{path.suffix or '.csv'}")


def write_csv(report: Report, path: Path) -> tuple[Path, Path]:
    """Write both tables in UTF-8; where they are.

    Raises:
        InputError: a file cannot be written, belongs to a dataset or is an image.
    """
    tables = {path: class_table(report), cells_path(path): cell_table(report)}
    for target, text in tables.items():
        write_output(target, utf8(text))
    return path, cells_path(path)


def class_table(report: Report) -> str:
    """The table of classes as CSV."""
    found = report.differential
    rows = [_class_row(row, report.sizes.get(row.cell_class.id)) for row in found.rows]
    rows.append(("total", "Counted cells", found.counted, *[""] * (len(CLASS_COLUMNS) - 3)))
    if found.blasts is not None:
        rows.append(_class_row(found.blasts, None))
    return _text(CLASS_COLUMNS, rows)


def cell_table(report: Report) -> str:
    """The table of cells as CSV."""
    fields = {part.smear.id: part for part in report.fields}
    names = report.request.names
    rows = (_cell_row(cell, fields[cell.smear_id], names=names) for cell in report.cells)
    return _text((*CELL_COLUMNS, *(NAME_COLUMNS if names else ())), rows)


def _class_row(row: DifferentialRow, sizes: ClassSizes | None) -> tuple[object, ...]:
    low, high = row.interval or (None, None)
    middle: tuple[float | None, ...] = (None,) * 5
    if sizes:
        middle = (
            sizes.nc_ratio,
            sizes.diameter_um,
            sizes.measured,
            sizes.with_nucleus,
            sizes.with_scale,
        )
    figures = (_rounded(row.percent), _rounded(low), _rounded(high), _rounded(row.per_100))
    return (row.cell_class.id, row.cell_class.title, row.count, *figures, *map(_rounded, middle))


def _cell_row(cell: CellPart, part: FieldPart, *, names: bool) -> tuple[object, ...]:
    changed = cell.reviewed and cell.suggested not in ("", UNIDENTIFIED, cell.cell_class)
    shown = (
        cell.smear_id,
        part.smear.file_name,
        cell.cell_id,
        *(round(value, 1) for value in cell.centre),
        cell.cell_class,
        int(cell.reviewed),
        cell.suggested,
        int(changed),
        cell.model_id,
        _rounded(cell.nc_ratio),
        _rounded(cell.cell_area_px),
        _rounded(cell.diameter_um),
        part.state.value,
        int(cell.at_border),
    )
    if not names:
        return shown
    signature = part.signature
    signed = (signature.annotator, signature.at.isoformat(timespec="seconds")) if signature else ("", "")
    labelled = cell.at.isoformat(timespec="seconds") if cell.at else ""
    return (*shown, part.smear.patient_id or "", cell.annotator, labelled, *signed)


def _rounded(value: float | None) -> object:
    return "" if value is None else round(value, 3)


def _text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_plain(value) for value in row] for row in rows)
    return text.getvalue()


def _plain(value: object) -> object:
    # A spreadsheet would take such a name for a formula.
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value
