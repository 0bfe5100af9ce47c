"""``leukodesk dataset import``: cells and labels of other programs, shown before they are taken over."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from leukodesk.cli import boundary, console, options
from leukodesk.cli.opening import opened

if TYPE_CHECKING:
    from leukodesk.core.content import Content
    from leukodesk.jobs.import_plan import ImportPlan, ImportRequest
    from leukodesk.store.dataset import Dataset


def import_cells(
    file: Annotated[
        Path, typer.Argument(readable=False, help="The dataset; made if there is none.", metavar="FILE.h5")
    ],
    source: Annotated[
        Path | None,
        typer.Argument(readable=False, help="File or folder with annotations.", metavar="SOURCE"),
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option("--format", help="Format of SOURCE; recognised if left out.", metavar="NAME"),
    ] = None,
    images: Annotated[
        Path | None,
        typer.Option(readable=False, help="Folder of the images, if not with SOURCE.", metavar="DIR"),
    ] = None,
    class_map: Annotated[
        str,
        typer.Option(
            help="What class names mean: OLD= takes the label away, OLD=- leaves these cells out.",
            metavar="OLD=NEW,...",
        ),
    ] = "",
    annotator: Annotated[
        str | None,
        typer.Option(
            help="Who gave the labels; else, with --names, as SOURCE says, else 'import'.", metavar="NAME"
        ),
    ] = None,
    point_diameter: Annotated[
        int, typer.Option(min=1, max=1000, help="Diameter of the disc that stands for a point.", metavar="PX")
    ] = 15,
    names: Annotated[
        bool,
        typer.Option("--names", help="Also take over who labelled and drew cells, and folders of images."),
    ] = False,
    metadata: Annotated[
        bool,
        typer.Option(
            "--metadata",
            help="Store images as they are. Otherwise without what cameras and programs add; their pixels "
            "stay bit by bit.",
        ),
    ] = False,
    file_names: options.FileNamesOption = True,
    key_file: Annotated[
        Path | None,
        typer.Option(
            "--hash-key-file",
            readable=False,
            help="Make pseudonyms of patients' ids with the key in this file; see `dataset patient`.",
            metavar="FILE",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would happen.")] = False,
    undo: Annotated[
        str | None,
        typer.Option(help="Take an import back instead: its name, or 'last'.", metavar="NAME"),
    ] = None,
    json: options.JsonOption = None,
) -> None:
    """Import cells and labels. What the dataset has already is never changed."""
    if undo is not None:
        _undo(file, undo, annotator or "import", dry_run=dry_run)
        return
    if source is None:
        raise typer.BadParameter("name what is to be imported, or --undo NAME.", param_hint="SOURCE")
    from leukodesk.core.kept import KeptOfImages
    from leukodesk.jobs.class_mapping import parse_class_map
    from leukodesk.jobs.import_plan import ImportRequest
    from leukodesk.store.patient_key import read_patient_key

    request = ImportRequest(
        source,
        format_name,
        images,
        parse_class_map(class_map),
        annotator,
        point_diameter,
        names=names,
        kept=KeptOfImages(file_names, names, metadata),
        patient_key=read_patient_key(key_file) if key_file else None,
    )
    plan = _import(file, request, dry_run=dry_run, json=json)
    for problem in plan.problems:
        boundary.say(problem)
    if plan.problems:
        raise typer.Exit(boundary.FAILED)


def _import(file: Path, request: "ImportRequest", *, dry_run: bool, json: str | None) -> "ImportPlan":
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.core.errors import DatasetError
    from leukodesk.jobs.importing import carry_out
    from leukodesk.store.dataset import Dataset
    from leukodesk.store.layout import DatasetFiles

    files = DatasetFiles.of(file)
    if not files.main.exists() and not files.backup.exists():
        plan = _planned(request, None)
        _show(plan, json)
        if plan.edit() is None or dry_run:
            return plan
        if not files.main.parent.is_dir():
            raise DatasetError(f"{files.main.parent} is not a folder; make it first, or choose another.")
        dataset = Dataset.create(file, plan.taxonomy)
    else:
        dataset = opened(file, read_only=dry_run)
        if dataset.read_only and not dry_run:
            raise DatasetError(f"{file} can only be read: a newer LeukoDesk wrote it; update LeukoDesk.")
        try:
            plan = _planned(request, dataset)
            _show(plan, json)
        except BaseException:
            dataset.close()
            raise
    with dataset:
        if not dry_run and plan.edit() is not None:
            with ProgressBar("Storing images") as bar:
                carry_out(plan, dataset, bar)
            _say_done(plan, file, to_stdout=json != "-")
    return plan


def _planned(request: "ImportRequest", dataset: "Dataset | None") -> "ImportPlan":
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.core.content import Content
    from leukodesk.core.taxonomy import BLAST_NORMAL
    from leukodesk.jobs.importing import plan_import

    content = dataset.content if dataset else Content(BLAST_NORMAL)

    def stored(smear_id: str) -> bytes:
        assert dataset is not None
        return dataset.image_bytes(smear_id)

    with ProgressBar("Reading") as bar:
        return plan_import(request, content, datetime.now(UTC), stored, bar, is_new=dataset is None)


def _say_done(plan: "ImportPlan", file: Path, *, to_stdout: bool) -> None:
    from leukodesk.core.imported import import_id

    if to_stdout:
        print(f"Imported. To take it back: leukodesk dataset import {file} --undo {import_id(plan.at)}")


def _show(plan: "ImportPlan", json: str | None) -> None:
    if json is not None:
        console.write_json(_record(plan), json)
    if json != "-":
        _print(plan)


def _print(plan: "ImportPlan") -> None:
    from leukodesk.jobs.import_summary import what_does_not, what_happens

    for line in what_happens(plan):
        print(line)
    if plan.classes:
        rows = [[name or None, class_id or None, n] for (name, class_id), n in plan.classes.items()]
        console.print_table(["in the source", "becomes", "cells"], rows)
    for line in what_does_not(plan):
        print(line)


def _record(plan: "ImportPlan") -> dict[str, Any]:
    """A plan as JSON values; scripts rely on the keys."""
    from leukodesk.core.imported import import_id

    return {
        "source": plan.name,
        "format": plan.format,
        "import": import_id(plan.at),
        "images": plan.images,
        "cells": plan.marks,
        "added": len(plan.cells),
        "labelled": len(plan.labelled),
        "new_smears": len(plan.smears),
        "known_smears": len(plan.known_smears),
        "shapes": dict(plan.shapes),
        "classes": [
            {"name": name, "class": new or None, "cells": n} for (name, new), n in plan.classes.items()
        ],
        "new_classes": list(plan.new_classes),
        "cut": plan.cut,
        "skipped": dict(plan.skipped),
        "problems": plan.problems,
        "notes": plan.notes,
    }


def _undo(file: Path, name: str, annotator: str, *, dry_run: bool) -> None:
    from leukodesk.core.sentence import count
    from leukodesk.jobs.import_undo import plan_undo

    with opened(file, read_only=dry_run) as dataset:
        content: Content = dataset.content
        plan = plan_undo(content, None if name == "last" else name, annotator, datetime.now(UTC))
        removed = f"{count(plan.cells, 'cell')} and {count(plan.smears, 'smear')}"
        print(f"Import {plan.name}: {removed} to be removed,")
        print(f"{count(plan.labels, 'label')} to be taken back from cells that were there before.")
        if plan.classes:
            print(f"Classes to be taken away, as nothing else uses them: {', '.join(plan.classes)}.")
        if plan.kept:
            print(f"{count(plan.kept, 'cell')} kept, because a reader worked on them since.")
        if not dry_run and plan.edit.edits:
            dataset.append(plan.edit)
            print("Taken back; the label history keeps both.")
