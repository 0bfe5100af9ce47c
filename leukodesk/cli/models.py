"""``leukodesk models``: what models there are, whether they are sound, in and out."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from leukodesk.cli import console, options

if TYPE_CHECKING:
    from leukodesk.inference.cards import ModelCard
    from leukodesk.inference.library import ModelLibrary

TrainedOnOption = Annotated[
    Path,
    typer.Option(
        readable=False,
        help="The labelled cells it was trained on: dataset or folder.",
        metavar="DIR|FILE.h5",
    ),
]
IdArgument = Annotated[str, typer.Argument(help="Id of the model.", metavar="ID")]


def _library() -> "ModelLibrary":
    from leukodesk.inference.library import ModelLibrary

    return ModelLibrary.default()


def list_models(
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    architectures: Annotated[
        bool, typer.Option("--architectures", help="List what can be trained instead.")
    ] = False,
    segmenters: Annotated[
        bool, typer.Option("--segmenters", help="List the weights of segmenters instead.")
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
    if segmenters:
        _list_segmenters(json=json)
        return
    library = _library()
    records = [_record(card, library) for card in library.cards()]
    if json:
        console.write_json(records, "-")
        return
    headings = ["model", "task", "classes", "balanced accuracy", "AUC", "size"]
    console.print_table(headings, [_row(record) for record in records])


def _list_segmenters(*, json: bool) -> None:
    from leukodesk.inference.segmenter_library import SegmenterLibrary

    library = SegmenterLibrary.default()
    cards = [library.card(card_id) for card_id in library.paths()]
    if json:
        console.write_json([card.model_dump(mode="json") for card, _ in cards], "-")
        return
    rows = [
        (
            card.id,
            ", ".join(f"{n} of {name}" for name, n in card.training.class_counts.items()),
            card.metrics_on.n,
            console.size_text((folder / card.weights_file).stat().st_size),
        )
        for card, folder in cards
    ]
    console.print_table(["segmenter weights", "trained on", "judged on", "size"], rows)


def show(
    model_id: IdArgument,
    groups: Annotated[
        bool, typer.Option("--groups", help="Name every patient, field or image of the split.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the card as it is stored.")] = False,
) -> None:
    """Show the card of a model: data, split, figures and controls."""
    from leukodesk.cli.model_card import rows_of
    from leukodesk.inference.card_files import card_bytes
    from leukodesk.inference.segmenter_library import SegmenterLibrary

    segmenters = SegmenterLibrary.default()
    card = segmenters.card(model_id)[0] if model_id in segmenters.paths() else _library().card(model_id)
    if json:
        print(card_bytes(card).decode(), end="")
        return
    console.print_table(["", ""], rows_of(card, groups=groups))


def verify(device: options.DeviceOption = options.Device.AUTO) -> None:
    """Check every model's card and weights, and whether it answers as it did; exit status 1 otherwise.

    Models and segmenters are asked about a synthetic smear: other versions of packages or another device may
    change what they say, and their figures then do not hold here.
    """
    from leukodesk.cli.verifying import verify_models

    verify_models(_library(), device.value)


def import_model(
    file: Annotated[
        Path,
        typer.Argument(readable=False, help="A model card with its weights beside it, or an exported model."),
    ],
) -> None:
    """Add a model to your own models."""
    from leukodesk.inference.card_files import is_segmenter_card
    from leukodesk.inference.segmenter_library import SegmenterLibrary

    library = SegmenterLibrary.default() if is_segmenter_card(file) else _library()
    print(f"Imported {library.import_file(file).id}.")


def export_model(
    model_id: IdArgument,
    out: Annotated[Path, typer.Option(readable=False, help="Folder to write it to.", metavar="DIR")] = Path(),
) -> None:
    """Write a model to a folder, to be imported elsewhere."""
    from leukodesk.cli.analysis_files import make_writable

    make_writable(out)
    print(f"Exported to {_library().export(model_id, out)}.")


def fit_distribution(
    model_id: IdArgument,
    data: TrainedOnOption,
    out: Annotated[
        Path | None,
        typer.Option(
            readable=False,
            help="Folder for a copy of the card, with the description beside it; without it your own model "
            "is changed.",
            metavar="DIR",
        ),
    ] = None,
    device: options.DeviceOption = options.Device.AUTO,
) -> None:
    """Let a model tell when a cell is unlike those it learnt from; every training does so by itself."""
    from leukodesk.cli.describing import describe_model

    describe_model(model_id, data, out, device.value)


def learning_curve(
    model_id: IdArgument,
    data: TrainedOnOption,
    shares: Annotated[
        str, typer.Option(help="Shares of its patients or fields to train on.", metavar="SHARES")
    ] = "0.125,0.25,0.5",
    out: Annotated[
        Path | None,
        typer.Option(
            readable=False,
            help="Folder for a copy of the card, with the figure; without it the card of your own model is "
            "changed.",
            metavar="DIR",
        ),
    ] = None,
    device: options.DeviceOption = options.Device.AUTO,
) -> None:
    """Add a learning curve to a model: what its recipe reaches with less data, judged on the same cells.

    Its weights stay as they are. One that was interrupted goes on when the same command is given again.
    """
    from leukodesk.cli.learning_curve import add_curve

    add_curve(model_id, data, shares, out, device.value)


def judge(
    model_id: IdArgument,
    data: TrainedOnOption,
    out: Annotated[
        Path | None,
        typer.Option(
            readable=False,
            help="Folder for a copy of the card; without it the card of your own model is changed.",
            metavar="DIR",
        ),
    ] = None,
    device: options.DeviceOption = options.Device.AUTO,
) -> None:
    """Measure a model again on what its card was judged on, and keep the figures; weights of segmenters too.

    The weights stay as they are. Cards of earlier versions get figures that they lacked.
    """
    from leukodesk.cli.judging import judge_model

    judge_model(model_id, data, out, device.value)


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
    from leukodesk.core.figure_text import figure_text

    figures = [record["metrics"].get(name) for name in ("balanced_accuracy", "auc")]
    return [
        record["id"],
        record["task"],
        ", ".join(record["classes"]),
        *(
            figure_text(figure["value"], (figure["low"], figure["high"])) if figure else None
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
    "fit-distribution": fit_distribution,
    "judge": judge,
    "learning-curve": learning_curve,
}
