"""``leukodesk models``: what models there are, whether they are sound, in and out."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from leukodesk.cli import boundary, console

if TYPE_CHECKING:
    from leukodesk.inference.cards import ModelCard
    from leukodesk.inference.library import ModelLibrary

IdArgument = Annotated[str, typer.Argument(help="Id of the model.", metavar="ID")]


def _library() -> "ModelLibrary":
    from leukodesk.inference.library import ModelLibrary

    return ModelLibrary.default()


def list_models(
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    architectures: Annotated[
        bool, typer.Option("--architectures", help="List what can be trained instead.")
    ] = False,
) -> None:
    """List the models, or with --architectures what `train` can train."""
    if architectures:
        from leukodesk.inference.registry import architecture_ids

        ids = architecture_ids()
        if json:
            console.write_json(list(ids), "-")
        else:
            console.print_table(["architecture"], [[name] for name in ids])
        return
    library = _library()
    records = [_record(card, library) for card in library.cards()]
    if json:
        console.write_json(records, "-")
        return
    headings = ["model", "task", "classes", "balanced accuracy", "AUC", "size"]
    console.print_table(headings, [_row(record) for record in records])


def show(model_id: IdArgument) -> None:
    """Show the card of a model: data, split, figures and controls."""
    from leukodesk.inference.cards import card_bytes

    print(card_bytes(_library().card(model_id)).decode(), end="")


def verify() -> None:
    """Check every model's card and weights; exit status 1 if one is damaged."""
    library = _library()
    problems = library.verify()
    for problem in problems:
        boundary.say(problem.sentence)
    if problems:
        raise typer.Exit(boundary.FAILED)
    number = len(library.cards())
    print(f"{number} model{'' if number == 1 else 's'} checked, no problem found.")


def import_model(
    file: Annotated[
        Path,
        typer.Argument(readable=False, help="A model card with its weights beside it, or an exported model."),
    ],
) -> None:
    """Add a model to your own models."""
    card = _library().import_file(file)
    print(f"Imported {card.id}.")


def export_model(
    model_id: IdArgument,
    out: Annotated[Path, typer.Option(readable=False, help="Folder to write it to.", metavar="DIR")] = Path(),
) -> None:
    """Write a model to a folder, to be imported elsewhere."""
    from leukodesk.cli.analysis_files import make_writable

    make_writable(out)
    print(f"Exported to {_library().export(model_id, out)}.")


def _record(card: "ModelCard", library: "ModelLibrary") -> dict[str, Any]:
    """One model as JSON values; scripts rely on the keys."""
    return {
        "id": card.id,
        "architecture": card.architecture,
        "task": card.task,
        "classes": list(card.classes),
        "size_bytes": library.weights_path(card.id).stat().st_size,
        "sha256": card.sha256,
        "metrics": {name: metric.model_dump() for name, metric in card.metrics.items()},
        "controls": card.controls,
    }


def _row(record: dict[str, Any]) -> list[object]:
    figures = [record["metrics"].get(name) for name in ("balanced_accuracy", "auc")]
    return [
        record["id"],
        record["task"],
        ", ".join(record["classes"]),
        *(
            f"{figure['value']:.3f} ({figure['low']:.3f} to {figure['high']:.3f})" if figure else None
            for figure in figures
        ),
        console.size_text(record["size_bytes"]),
    ]


COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "list": list_models,
    "show": show,
    "verify": verify,
    "import": import_model,
    "export": export_model,
}
