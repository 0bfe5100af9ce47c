"""``leukodesk dataset merge``: what several readers did in copies of a dataset, in one of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from leukodesk.cli import boundary, console

if TYPE_CHECKING:
    from leukodesk.store.merge_outcome import Difference, MergePlan

_HEADINGS: Final = ("what", "smear", "smear_id", "cell_id", "row", "column", "kept", "other", "file")


def merge(
    target: Annotated[
        Path, typer.Argument(readable=False, help="The dataset that is changed.", metavar="TARGET.h5")
    ],
    others: Annotated[
        list[Path],
        typer.Argument(readable=False, help="Copies of it; they stay as they are.", metavar="OTHER.h5..."),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would happen; nothing is changed.")
    ] = False,
    prefer: Annotated[
        str | None,
        typer.Option(help="Annotator whose last label decides where readers differ.", metavar="NAME"),
    ] = None,
    conflicts: Annotated[
        Path | None,
        typer.Option(help="Write what copies differ in here, one row each.", metavar="FILE.csv"),
    ] = None,
) -> None:
    """Bring smears, cells and label histories of copies together.

    All that readers said in the target stays in its history, and outlines that they drew stay; those of a
    segmenter give way to what a reader corrected in a copy. Where readers differ, the target's label stays
    in force, both readings stay in the history, and the cell is listed until a reader decides. A cell that
    was removed in the target or in a copy goes, as far as an analysis or its history tells that both held
    it, unless somebody labelled it or drew its outline in the other; cells that would lie mostly on others
    are left out. All these are listed. A second merge of the same copies changes nothing.
    """
    from datetime import UTC, datetime

    from leukodesk import config
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.core.edits import Act
    from leukodesk.core.outputs import refuse_unwritable
    from leukodesk.inference.registry import segmenter_ids
    from leukodesk.jobs.same_images import aligned
    from leukodesk.jobs.unfinished import merge_noted
    from leukodesk.store.merge import merge as bring_together

    if conflicts is not None:
        refuse_unwritable(conflicts)
    act = Act(config.load_settings().annotator, datetime.now(UTC), "merge")
    with merge_noted(target, () if dry_run else others), ProgressBar("Merging") as bar:
        merged = bring_together(
            target,
            others,
            act,
            prefer=prefer,
            dry_run=dry_run,
            progress=bar,
            align=aligned,
            segmenters=segmenter_ids(),
        )
    for notice in merged.notices:
        boundary.say(notice)
    found = [*merged.plan.undecided, *merged.plan.differences]
    if conflicts is not None:
        _write(conflicts, found)
    _print(merged.plan, found, dry_run=dry_run)


def _print(plan: "MergePlan", found: "Sequence[Difference]", *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    rows = [
        (f"smears {would}added", plan.smears),
        (f"cells {would}added", plan.cells),
        ("of these cells, removed in the target before", plan.returned),
        (f"cells {would}removed, as in a copy", plan.removed),
        ("cells left out, because they were removed in the target", plan.stayed_removed),
        ("cells left out, because they lie mostly on others", plan.not_added),
        (f"outlines {would}taken that a reader corrected", plan.outlines),
        (f"label changes {would}added", plan.revisions),
        (f"labels in force {would}changed", plan.labels),
        (f"smears {would}completed (scale, stain, patient)", plan.details),
        (f"smears {would}frozen", plan.frozen),
        (f"smears {would}signed", plan.signed),
        (f"snapshots {would}added", plan.snapshots),
        (f"predictions {would}added", len(plan.predictions)),
        (f"conflicts {would}decided as preferred", plan.decided),
        ("conflicts left to decide", len(plan.undecided)),
        ("other differences", len(plan.differences)),
    ]
    console.print_table(["", "number"], rows)
    if found:
        # Ids of smears would squeeze everything else on a screen; the table for other programs has them.
        place = _HEADINGS.index("smear_id")
        shown = [_HEADINGS, *map(_row, found)]
        headings, *rest = ((*row[:place], *row[place + 1 :]) for row in shown)
        console.print_table([str(name) for name in headings], rest, "What copies differ in")


def _row(difference: "Difference") -> tuple[object, ...]:
    row, column = (f"{value:.0f}" for value in difference.centre) if difference.centre else (None, None)
    return (
        difference.what,
        difference.smear.file_name if difference.smear else None,
        difference.smear.id if difference.smear else None,
        difference.cell_id or None,
        row,
        column,
        difference.kept,
        difference.other,
        difference.copy,
    )


def _write(path: Path, found: "Sequence[Difference]") -> None:
    import csv
    import io

    from leukodesk.core.outputs import write_output
    from leukodesk.core.plain_text import utf8

    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(_HEADINGS)
    rows.writerows(_row(difference) for difference in found)
    write_output(path, utf8(text.getvalue()))
