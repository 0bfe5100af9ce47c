"""``leukodesk dataset agreement``: how far readers agree, beyond what chance gives."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leukodesk.cli import boundary, console, options
from leukodesk.cli.opening import content_of

if TYPE_CHECKING:
    from leukodesk.core.kappa import Kappa
    from leukodesk.store.agreement_figures import Agreement, PairAgreement


class Reader(StrEnum):
    """What counts as a reader; as :class:`leukodesk.store.agreement.By`, which help shall not wait for."""

    ANNOTATOR = "annotator"
    FILE = "file"


def agreement(
    files: Annotated[
        list[Path],
        typer.Argument(readable=False, help="The dataset, or several copies of it.", metavar="FILE.h5..."),
    ],
    by: Annotated[
        Reader,
        typer.Option(help="A reader is an annotator, or what one file says in the end."),
    ] = Reader.ANNOTATOR,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the intervals' drawing.")] = 0,
    undecided: Annotated[
        bool,
        typer.Option("--list", help="List the cells that wait for a decision instead, and who said what."),
    ] = False,
    json: options.JsonOption = None,
) -> None:
    """Compare readers: Cohen's kappa of every two, Fleiss' kappa of all, over all classes and class by class.

    The last label of each reader counts, also one that was given blind and is not in force. Cells of several
    copies are matched by their ids, else on the same image by outlines that overlap by half at least.
    Intervals are of a bootstrap over smears, wider where few of them tell anything.
    """
    if undecided:
        _list(files, json)
        return
    from leukodesk.store.agreement import By
    from leukodesk.store.agreement import agreement as compare

    if by is Reader.FILE and len(set(files)) < 2:
        raise typer.BadParameter("--by file compares copies; name at least two files.")
    found = compare(files, By(by.value), seed)
    for notice in found.notices:
        boundary.say(notice)
    if json is not None:
        console.write_json({"files": [str(file) for file in files], "by": by.value, **found.to_json()}, json)
    if json != "-":
        _print(found)


def _list(files: list[Path], json: str | None) -> None:
    """The undecided cells of each dataset; whoever labels one in the window (Review, Adjudicate) decides."""
    from leukodesk.store.merge_plan import undecided_differences

    rows = [
        {
            "file": str(file),
            "smear": found.smear.file_name if found.smear else None,
            "smear_id": found.smear.id if found.smear else None,
            "cell_id": found.cell_id,
            "in_force": found.kept,
            "said": found.other,
        }
        for file in files
        for found in undecided_differences(content_of(file))
    ]
    if json is not None:
        console.write_json(rows, json)
    if json != "-":
        headings = ["file", "smear", "smear id", "cell", "in force", "said"]
        console.print_table(headings, (list(row.values()) for row in rows), f"{len(rows)} undecided")


def _print(found: "Agreement") -> None:
    headings = ["readers", "class", "cells", "smears", "kappa", "95 % interval"]
    rows: list[tuple[object, ...]] = []
    for pair in found.pairs:
        rows += _rows(" and ".join(pair.readers), pair.cells, pair.smears, pair.kappa, pair.per_class)
    if len(found.readers) > 2:
        group = found.together
        rows += _rows(f"all {group.readers}", group.cells, group.smears, group.kappa, group.per_class)
    console.print_table(headings, rows, "Cohen's kappa of two readers, Fleiss' kappa of all")
    for pair in found.pairs:
        if pair.cells:
            _print_confusion(pair, found.classes)


def _rows(
    readers: str, cells: int, smears: int, overall: "Kappa", per_class: dict[str, "Kappa"]
) -> list[tuple[object, ...]]:
    shown = {"all": overall, **(per_class if cells else {})}
    return [(readers, class_id, cells, smears, *_figures(kappa)) for class_id, kappa in shown.items()]


def _figures(kappa: "Kappa") -> tuple[str, str | None]:
    if kappa.value is None:
        return f"undefined: {kappa.undefined}", None
    interval = f"{kappa.interval[0]:.3f} to {kappa.interval[1]:.3f}" if kappa.interval else None
    return f"{kappa.value:.3f}", interval


def _print_confusion(pair: "PairAgreement", classes: tuple[str, ...]) -> None:
    first, second = pair.readers
    print(f"{first} and {second} labelled {pair.same} of {pair.cells} cells alike:")
    headings = ["", *(f"{second}: {name}" for name in classes)]
    rows = [(f"{first}: {name}", *row) for name, row in zip(classes, pair.confusion, strict=True)]
    console.print_table(headings, rows)
