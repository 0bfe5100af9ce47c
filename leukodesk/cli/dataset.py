"""``leukodesk dataset``: what is in it, is it sound, who said what when, and the way back from damage."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

from leukodesk.cli import boundary, console, dataset_export, dataset_import, options
from leukodesk.cli.dataset_agreement import agreement
from leukodesk.cli.dataset_history import history
from leukodesk.cli.dataset_merge import merge
from leukodesk.cli.dataset_patient import patient
from leukodesk.cli.dataset_privacy import drop_metadata, pseudonymise
from leukodesk.cli.dataset_signing import sign, unsign
from leukodesk.cli.dataset_smears import freeze, unfreeze
from leukodesk.cli.dataset_versions import snapshot, snapshots

if TYPE_CHECKING:
    from datetime import datetime

    from leukodesk.store.verify import Problem


def info(file: options.FileArgument, json: options.JsonOption = None) -> None:
    """Say what a dataset holds."""
    from leukodesk.store.info import info as read_info

    found = vars(read_info(file))
    found = {**found, "path": str(found["path"]), "last_change": _time(found["last_change"])}
    if json is not None:
        console.write_json(found, json)
        return
    console.print_table(["", ""], _flat(found))


def verify(file: options.FileArgument) -> None:
    """Check every table, image, the label history, journal and backup; exit status 1 with each problem."""
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.store.verify import examine

    with ProgressBar("Checking") as bar:
        found = examine(file, bar)
    for problem in found.problems:
        boundary.say(_sentence(problem, file))
    if found.problems:
        raise typer.Exit(boundary.FAILED)
    print(" ".join(filter(None, (f"{file}: no problem found.", found.remark))))


def restore(file: options.FileArgument) -> None:
    """Put the backup in the place of a damaged dataset; the damaged file is kept."""
    from leukodesk.store.backup import restore_backup
    from leukodesk.store.layout import DatasetFiles

    kept = restore_backup(file)
    print(
        f"{file}: restored from its backup {DatasetFiles.of(file).backup.name}, with what the journals hold."
    )
    if kept is not None:
        print(f"The damaged file is kept as {kept}.")


def _sentence(problem: "Problem", file: Path) -> str:
    """The problem as one sentence, with its file where its own text names none."""
    named = problem.text if file.name in problem.text else f"{problem.where}: {problem.text}"
    return named if named.endswith(".") else f"{named}."


def _time(at: "datetime | None") -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def _flat(value: dict[str, Any], prefix: str = "") -> list[tuple[str, object]]:
    """Nested values as rows, named with dots."""
    rows: list[tuple[str, object]] = []
    for name, item in value.items():
        if isinstance(item, dict):
            rows += _flat(item, f"{prefix}{name}.")
        elif isinstance(item, list | tuple):
            rows.append((prefix + name, ", ".join(str(part) for part in item) or None))
        else:
            rows.append((prefix + name, item))
    return rows


COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "info": info,
    "verify": verify,
    "history": history,
    "restore": restore,
    "import": dataset_import.import_cells,
    "export": dataset_export.export_cells,
    "agreement": agreement,
    "merge": merge,
    "snapshot": snapshot,
    "snapshots": snapshots,
    "patient": patient,
    "pseudonymise": pseudonymise,
    "drop-metadata": drop_metadata,
    "freeze": freeze,
    "unfreeze": unfreeze,
    "sign": sign,
    "unsign": unsign,
}
