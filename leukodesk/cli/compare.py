"""``leukodesk compare``: any models and the classical baselines on one split, in one table."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leukodesk.cli import boundary, console, options

if TYPE_CHECKING:
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.inference.cards import ModelCard
    from leukodesk.inference.library import ModelLibrary
    from leukodesk.training.comparison import Comparison, Row
    from leukodesk.training.recipe import Recipe


class Features(StrEnum):
    """What the baselines read."""

    HANDCRAFTED = "handcrafted"
    PIXELS = "pixels"


DataOption = Annotated[
    Path,
    typer.Option(readable=False, help="Dataset, or folder of labelled images.", metavar="DIR|FILE.h5"),
]

ModelsOption = Annotated[
    str, typer.Option(help="Ids of the models to compare, with commas between.", metavar="ID,...")
]

BaselinesOption = Annotated[
    bool, typer.Option("--baselines", help="Fit 27 classical models to the training part as well.")
]

FeaturesOption = Annotated[Features, typer.Option(help="What the classical models read.")]

RecipeOption = Annotated[
    Path | None,
    typer.Option(
        readable=False,
        help="Recipe whose split, seed and crops are used; with the one a model was trained by, and its "
        "seed, the held-out cells are those that it never saw.",
        metavar="FILE.toml",
    ),
]

SeedOption = Annotated[int | None, typer.Option(help="Seed of the split.", metavar="N", min=0)]


def compare(
    data: DataOption,
    models: ModelsOption = "",
    baselines: BaselinesOption = False,
    features: FeaturesOption = Features.HANDCRAFTED,
    recipe: RecipeOption = None,
    seed: SeedOption = None,
    device: options.DeviceOption = options.Device.AUTO,
    json: options.JsonOption = None,
) -> None:
    """Compare models on the same held-out cells: figures with intervals, controls and time taken.

    Patients, fields or blocks stay whole. Controls are balanced accuracies: with the cells painted over, and
    with labels shuffled; classical models are fitted anew for each.
    """
    ids = list(dict.fromkeys(name.strip() for name in models.split(",") if name.strip()))
    if not ids and not baselines:
        raise typer.BadParameter("name models with --models, or add --baselines.")
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.core.errors import InputError
    from leukodesk.inference.devices import prepare_torch
    from leukodesk.inference.library import ModelLibrary

    library = ModelLibrary.default()
    cards = [library.card(name) for name in ids]
    for path in (data, recipe):
        if path is not None and not path.exists():
            raise InputError(f"{path} does not exist; check the name.")
    asked = _recipe(recipe, seed)
    prepare_torch()
    with ProgressBar("Comparing") as bar:
        table = _compared(data, library, cards, asked, device.value, bar)
        if baselines:
            from leukodesk.training.compare import add_baselines

            add_baselines(table, features.value, progress=bar)
    for notice in table.notices:
        boundary.say(notice)
    for name, reason in table.missing.items():
        boundary.say(f"{name} is not in the table: it {reason}.")
    if json is not None:
        console.write_json(table.to_json(), json)
    if json != "-":
        _print(table)


def _recipe(path: Path | None, seed: int | None) -> "Recipe":
    from leukodesk.inference.registry import create_architecture
    from leukodesk.training.recipe import load_recipe, usual_recipe

    found = usual_recipe(create_architecture("svm-handcrafted")) if path is None else load_recipe(path)
    return found if seed is None else found.model_copy(update={"seed": seed})


def _compared(
    data: Path,
    library: "ModelLibrary",
    cards: "list[ModelCard]",
    recipe: "Recipe",
    device: str,
    bar: "ProgressBar",
) -> "Comparison":
    """The table of the trained models, and what colour statistics reach."""
    from leukodesk.inference.devices import resolve_device
    from leukodesk.training.compare import add_colour_control, add_model, shared_recipes
    from leukodesk.training.comparison import Comparison, Ground
    from leukodesk.training.sources import load_samples

    shared, own = shared_recipes(cards, recipe)
    samples = load_samples(data, shared, bar)
    table = Comparison(Ground.of(samples, shared), notices=list(samples.notices))
    for card, each in zip(cards, own, strict=True):
        classifier = library.load(card.id, resolve_device(device))
        add_model(table, classifier, load_samples(data, each, bar), bar)
        table.notices += classifier.notices
    add_colour_control(table)
    caution = table.rows[-1].judgement.caution
    if caution:
        table.notices.append(caution)
    return table


def _print(table: "Comparison") -> None:
    ground = table.ground
    groups = len({ground.samples.groups[i] for i in ground.tested})
    noun = ground.samples.grouped_by
    print(f"{ground.samples.source}: {len(ground.tested)} held-out cells of {groups} {noun}s")
    headings = [
        "model", "balanced accuracy", "95 % interval", "accuracy", "AUC", "F1",
        "cells blanked out", "labels shuffled", "fit s", "predict s", "note",
    ]  # fmt: skip
    ranked = sorted(table.rows, key=lambda row: row.judgement.metrics["balanced_accuracy"], reverse=True)
    console.print_table(headings, [_row(row) for row in ranked])


def _row(row: "Row") -> tuple[object, ...]:
    metrics = row.judgement.metrics
    low, high = row.judgement.intervals["balanced_accuracy"]
    note = "" if row.converged else "did not converge"
    return (
        f"control {row.id}" if row.kind == "control" else row.id,
        metrics["balanced_accuracy"],
        f"{low:.3g} to {high:.3g}",
        metrics["accuracy"],
        metrics.get("auc"),
        metrics.get("f1"),
        *(
            row.controls.get(name, {}).get("balanced_accuracy")
            for name in ("cells_blanked_out", "labels_shuffled")
        ),
        row.fit_s,
        row.predict_s,
        f"{row.seen} cells seen in training" if row.seen else note,
    )
