"""Bring cells and labels of other programs into a dataset, and take them back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leukodesk.cli import boundary, console
from leukodesk.cli.opening import opened

if TYPE_CHECKING:
    from leukodesk.core.content import Content
    from leukodesk.jobs.import_plan import ImportPlan, ImportRequest
    from leukodesk.store.dataset import Dataset


def bring_in(file: Path, request: "ImportRequest", *, dry_run: bool, json: str | None) -> "ImportPlan":
    """Show what an import would do and, unless ``dry_run``, do it; a missing dataset is made.

    Args:
        file: the dataset.
        request: what is imported, and how.
        dry_run: only show it.
        json: file for what is shown, ``-`` for stdout alone, or None.

    Raises:
        LeukoDeskError: the source cannot be read, or the dataset not be made or written to.
    """
    from leukodesk.core.errors import DatasetError
    from leukodesk.jobs.importing import made_for
    from leukodesk.store.layout import DatasetFiles

    _refuse_source(request.source, json)
    files = DatasetFiles.of(file)
    if not files.hold_one:
        plan = _planned(request, None)
        _show(plan, json)
        if plan.does_something and not dry_run:
            if not files.main.parent.is_dir():
                raise DatasetError(f"{files.main.parent} is not a folder; make it first, or choose another.")
            with made_for(plan, file) as dataset:
                _carry_out(plan, dataset)
    else:
        with opened(file, read_only=dry_run) as dataset:
            if dataset.read_only and not dry_run:
                raise DatasetError(f"{file} can only be read: a newer LeukoDesk wrote it; update LeukoDesk.")
            plan = _planned(request, dataset)
            _show(plan, json)
            if plan.does_something and not dry_run:
                _carry_out(plan, dataset)
    if json != "-" and not dry_run:
        _say_done(plan, file)
    return plan


def _refuse_source(source: Path, json: str | None) -> None:
    """Refuse to write the record over annotations that are to be read."""
    from leukodesk.core.errors import InputError

    if json in (None, "-"):
        return
    target = Path(json).resolve()
    if target.is_file() and target.is_relative_to(source.resolve()):
        raise InputError(f"{json} is part of {source}, which is imported; choose another name for the JSON.")


def _carry_out(plan: "ImportPlan", dataset: "Dataset") -> None:
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.core.imported import import_id
    from leukodesk.jobs.importing import store_images
    from leukodesk.jobs.unfinished import import_noted

    edit = plan.edit()
    assert edit is not None
    with import_noted(dataset.path, import_id(plan.at), plan.name):
        with boundary.stopped_saying("nothing was imported"), ProgressBar("Storing images") as bar:
            store_images(plan, dataset, bar)
        dataset.append(edit)


def _say_done(plan: "ImportPlan", file: Path) -> None:
    from leukodesk.core.imported import import_id

    if plan.does_something:
        print(f"Imported. To take it back: leukodesk dataset import {file} --undo {import_id(plan.at)}")
    else:
        print("Nothing was imported.")


def _planned(request: "ImportRequest", dataset: "Dataset | None") -> "ImportPlan":
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.core.content import Content
    from leukodesk.core.taxonomy import BLAST_NORMAL
    from leukodesk.jobs.import_planning import plan_import

    content = dataset.content if dataset else Content(BLAST_NORMAL)

    def stored(smear_id: str) -> bytes:
        assert dataset is not None
        return dataset.image_bytes(smear_id)

    with boundary.stopped_saying("nothing was imported"), ProgressBar("Reading") as bar:
        return plan_import(request, content, datetime.now(UTC), stored, bar, is_new=dataset is None)


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
        "skipped_images": dict(plan.skipped_images),
        "empty_images": plan.empty_images,
        "problems": plan.problems,
        "notes": plan.notes,
    }


def take_back(file: Path, name: str, annotator: str, *, dry_run: bool) -> None:
    """Take an import back, and say what is removed and what is kept because a reader worked on it since.

    Args:
        file: the dataset.
        name: of the import, or ``last``.
        annotator: who takes it back.
        dry_run: only say it.

    Raises:
        LeukoDeskError: there is no such import, or the dataset cannot be written to.
    """
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
