"""``leukodesk evaluate``: judge a model on labelled cells, with controls beside the figures."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leukodesk.cli import boundary, console, options

if TYPE_CHECKING:
    from leukodesk.training.evaluate import Evaluation


def evaluate(
    model: Annotated[str, typer.Option(help="Id of the model.", metavar="ID")],
    data: Annotated[
        Path,
        typer.Option(readable=False, help="Dataset, or folder of labelled images.", metavar="DIR|FILE.h5"),
    ],
    split: Annotated[
        str, typer.Option(help="Part of the model's split to judge, or all.", metavar="NAME")
    ] = "all",
    device: options.DeviceOption = options.Device.AUTO,
    json: options.JsonOption = None,
) -> None:
    """Measure a model on labelled cells; every figure comes with an interval and the controls."""
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.inference.devices import prepare_torch, resolve_device
    from leukodesk.inference.library import ModelLibrary
    from leukodesk.training.evaluate import evaluate as judge
    from leukodesk.training.evaluate import evaluation_recipe
    from leukodesk.training.sources import load_samples

    library = ModelLibrary.default()
    recipe = evaluation_recipe(library.card(model))
    prepare_torch()
    classifier = library.load(model, resolve_device(device.value))
    with ProgressBar("Evaluating") as bar:
        samples = load_samples(data, recipe, bar)
        evaluation = judge(classifier, samples, split, progress=bar)
    for notice in evaluation.notices:
        boundary.say(notice)
    if json is not None:
        console.write_json(evaluation.to_json(), json)
    if json != "-":
        _print(evaluation)


def _print(evaluation: "Evaluation") -> None:
    judgement = evaluation.judgement
    print(f"{evaluation.model} on {evaluation.data}, {evaluation.split}: {judgement.n} cells")
    rows: list[tuple[object, ...]] = []
    for name, value in judgement.metrics.items():
        low_high = judgement.intervals.get(name)
        interval = f"{low_high[0]:.3g} to {low_high[1]:.3g}" if low_high else None
        rows.append((name, value, interval))
    for control, figures in evaluation.controls.items():
        rows += [
            (f"control {control}: {name}", value, None)
            for name, value in figures.items()
            if isinstance(value, float)
        ]
    console.print_table(["figure", "value", "95 % interval"], rows)
    headings = ["", *(f"named {name}" for name in judgement.classes)]
    table = [(f"is {name}", *row) for name, row in zip(judgement.classes, judgement.confusion, strict=True)]
    console.print_table(headings, table)
