"""``leukodesk dataset history``: who said what, how smears were analysed, and what cells came from."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from leukodesk.cli import console, options
from leukodesk.cli.opening import snapshot_of

if TYPE_CHECKING:
    from leukodesk.store.audit import HistoryEntry


def history(
    file: options.FileArgument,
    cell: Annotated[
        str | None,
        typer.Option(help="Only this cell: how it was found, its labels, its parts.", metavar="ID"),
    ] = None,
    annotator: Annotated[str | None, typer.Option(help="Only this annotator.", metavar="NAME")] = None,
    json: options.JsonOption = None,
) -> None:
    """List every label change and every analysis, oldest first."""
    from leukodesk.store.audit import entries_of

    entries = list(entries_of(snapshot_of(file), cell, annotator))
    if json is not None:
        console.write_json([_record(entry) for entry in entries], json)
        return
    headings = ["#", "time (UTC)", "annotator", "cell or smear", "old", "new", "reason", "suggested, or with"]
    rows = (
        [
            entry.sequence,
            entry.revision.at.isoformat(timespec="seconds"),
            entry.revision.annotator,
            entry.revision.cell_id or entry.revision.smear_id,
            entry.revision.old,
            entry.revision.new,
            entry.revision.reason,
            _with(entry),
        ]
        for entry in entries
    )
    console.print_table(headings, rows)


def _record(entry: "HistoryEntry") -> dict[str, Any]:
    from leukodesk.core.records import procedure_record

    procedure = entry.procedure
    return {
        "sequence": entry.sequence,
        **vars(entry.revision),
        "at": entry.revision.at.isoformat(),
        "hash": entry.hash,
        "procedure": procedure_record(procedure) if procedure else None,
    }


def _with(entry: "HistoryEntry") -> str | None:
    """What a model had suggested, with what was analysed, or the cell that another came from or went into."""
    from leukodesk.core.lineage import relative_of
    from leukodesk.inference.procedures import procedure_words

    if entry.procedure is not None:
        return procedure_words(entry.procedure)
    if relative := relative_of(entry.revision):
        return f"cell {relative}"
    return entry.revision.suggestion or None
