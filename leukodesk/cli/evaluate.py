"""``leukodesk evaluate``: judge a model on labelled cells, or a segmenter on drawn and marked ones."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from leukodesk.cli import boundary, console, options, segmenter_options

if TYPE_CHECKING:
    from leukodesk.training.evaluate import Evaluation


def evaluate(
    data: Annotated[
        Path,
        typer.Option(
            readable=False,
            help="Dataset, or folder of labelled images; for a segmenter a folder of images with "
            "<name>_mask.png or <name>.xyc beside them, or of several such folders.",
            metavar="DIR|FILE.h5",
        ),
    ],
    model: Annotated[str | None, typer.Option(help="Id of the model to judge.", metavar="ID")] = None,
    segmenter: Annotated[
        str | None, typer.Option(help="Id of the segmenter to judge, in place of a model.", metavar="ID")
    ] = None,
    split: Annotated[
        str,
        typer.Option(
            help="Part of the model's split to judge, or frozen for the smears that training refuses; of a "
            "segmenter train or test; or all."
        ),
    ] = "all",
    trained_on: Annotated[
        Path | None,
        typer.Option(
            readable=False,
            help="What the model was trained on: its folds are trained again, and each judges the cells of "
            "--data from the fields that it held out.",
            metavar="DIR|FILE.h5",
        ),
    ] = None,
    cells_found_by: Annotated[
        str | None,
        typer.Option(
            help="With --model: judge the cells that this segmenter finds, in fields with marked cells those "
            "at the marks, as in use; --preset and --set are then its settings.",
            metavar="SEGMENTER",
        ),
    ] = None,
    preset: segmenter_options.PresetOption = None,
    settings: segmenter_options.SetOption = None,
    sanity: Annotated[
        bool,
        typer.Option("--sanity", help="Also measure whether the model's heatmaps can be believed."),
    ] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="With --sanity: keep those figures in the model's card.")
    ] = False,
    device: options.DeviceOption = options.Device.AUTO,
    json: options.JsonOption = None,
) -> None:
    """Measure a model or a segmenter; every figure comes with an interval.

    A model is judged on labelled cells, with controls. A segmenter is judged on masks and points, set by set;
    images that cannot be used are named on stderr and left out, and the exit status is then 1.
    """
    if (model is None) == (segmenter is None):
        raise typer.BadParameter("name either a model with --model or a segmenter with --segmenter.")
    if (segmenter is not None and sanity) or (keep and not sanity):
        raise typer.BadParameter("--sanity belongs to --model, and --keep to --sanity.")
    if cells_found_by is not None and model is None:
        raise typer.BadParameter("--cells-found-by belongs to --model.")
    if trained_on is not None and (model is None or sanity or split != "all"):
        raise typer.BadParameter("--trained-on belongs to --model, and has no --sanity and no --split.")
    if model is not None:
        if cells_found_by is None and (preset is not None or settings):
            raise typer.BadParameter("--preset and --set are settings of a segmenter; leave them out.")
        found = _found(cells_found_by, preset, settings or ())
        if trained_on is not None:
            _evaluate_folds(model, data, trained_on, found, device.value, json)
        else:
            _evaluate_model(model, data, split, found, device.value, json, sanity=sanity, keep=keep)
        return
    assert segmenter is not None
    from leukodesk.cli.evaluate_segmenter import evaluate_segmenter

    parameters = segmenter_options.segmenter_parameters(segmenter, preset, settings or ())
    evaluate_segmenter(segmenter, parameters, data, split, json)


def _found(segmenter: str | None, preset: str | None, settings: Sequence[str]) -> dict[str, Any]:
    """What a recipe says about who finds the cells; empty where nobody is named."""
    if segmenter is None:
        return {}
    parameters = segmenter_options.segmenter_parameters(segmenter, preset, settings)
    return {"cells_found_by": segmenter, "cells_found_with": parameters}


def _evaluate_model(
    model: str,
    data: Path,
    split: str,
    found: dict[str, Any],
    device: str,
    json: str | None,
    *,
    sanity: bool,
    keep: bool,
) -> None:
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.inference.devices import prepare_torch, resolve_device
    from leukodesk.inference.library import ModelLibrary
    from leukodesk.training.evaluate import FROZEN, evaluation_recipe
    from leukodesk.training.evaluate import evaluate as judge
    from leukodesk.training.explanations import explanation_figures
    from leukodesk.training.sources import load_samples

    library = ModelLibrary.default()
    recipe = evaluation_recipe(library.card(model)).model_copy(update=found)
    prepare_torch()
    classifier = library.load(model, resolve_device(device))
    with ProgressBar("Evaluating") as bar:
        samples = load_samples(data, recipe, bar, frozen=split == FROZEN)
        evaluation = judge(classifier, samples, split, progress=bar)
        explanations = explanation_figures(classifier, samples, progress=bar) if sanity else None
    for notice in evaluation.notices:
        boundary.say(notice)
    if explanations is not None and keep:
        library.rewrite_card(library.card(model).model_copy(update={"explanations": explanations}))
    if json is not None:
        more = {"explanations": explanations.model_dump()} if explanations else {}
        console.write_json({**evaluation.to_json(), **more}, json)
    if json != "-":
        _print(evaluation)
        if explanations is not None:
            print(explanations.sentence)


def _evaluate_folds(
    model: str, data: Path, trained_on: Path, found: dict[str, Any], device: str, json: str | None
) -> None:
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.cli.training_events import report
    from leukodesk.config import user_dir
    from leukodesk.inference.devices import prepare_torch, resolve_device
    from leukodesk.inference.library import ModelLibrary
    from leukodesk.training.curve_of_model import starter_of
    from leukodesk.training.folds_elsewhere import evaluate_by_folds
    from leukodesk.training.sources import load_samples

    library = ModelLibrary.default()
    card = library.card(model)
    prepare_torch()
    starter = starter_of(card, library, resolve_device(device), user_dir() / "weights")
    with ProgressBar("Evaluating") as bar:
        samples = load_samples(trained_on, starter.recipe, bar)
        others = load_samples(data, starter.recipe.model_copy(update=found), bar)
        evaluation = evaluate_by_folds(
            card, samples, others, starter, progress=bar, events=lambda event: report(event, bar)
        )
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
