"""``leukodesk compare``: any models and the classical baselines on one split, in one table."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from leukodesk.cli import boundary, console, options

if TYPE_CHECKING:
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.inference.cards import ModelCard
    from leukodesk.inference.library import ModelLibrary
    from leukodesk.training.comparison import Comparison, Row
    from leukodesk.training.recipe import Recipe
    from leukodesk.training.samples import Samples


_CONTROLS: Final = (
    "shown_cells_blanked_out", "against_labels_shuffled", "cells_blanked_out", "labels_shuffled",
)  # fmt: skip


class Features(StrEnum):
    """What the baselines read."""

    HANDCRAFTED = "handcrafted"
    PIXELS = "pixels"


DataOption = Annotated[
    Path,
    typer.Option(readable=False, help="Dataset, or folder of labelled images.", metavar="DIR|FILE.h5"),
]

ModelsOption = Annotated[
    str,
    typer.Option(
        help="Ids of the models to compare, with commas between: all of cells, or all of fields.",
        metavar="ID,...",
    ),
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
    """Compare models on the same held-out cells or fields: figures with intervals, controls, time taken.

    Patients, fields or blocks stay whole. Models that name different classes are compared by those that all
    of them name, and of those by the ones that cells have. Of a field, classical models and colour
    statistics read the mean over its cells.

    Controls are balanced accuracies. A model that came trained is shown the held-out cells painted over, and
    its answers are held against shuffled labels; a classical model is fitted anew to painted-over cells and
    to shuffled labels, as a network is for the controls of its card.
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
    console.try_json(json)
    asked = _recipe(recipe, seed, cards)
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


def _recipe(path: Path | None, seed: int | None, cards: "list[ModelCard]") -> "Recipe":
    from leukodesk.training.comparable import usual_comparison
    from leukodesk.training.recipe import load_recipe

    found = usual_comparison(cards) if path is None else load_recipe(path)
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
    from leukodesk.training.comparable import of_compared_classes, on_shared_fields, shared_recipes
    from leukodesk.training.compare import add_colour_control, add_model
    from leukodesk.training.comparison import Comparison, Ground
    from leukodesk.training.sources import load_samples

    shared, own = shared_recipes(cards, recipe)
    kept: dict[str, Samples] = {}
    # Classes that nobody asked for, only the models' cards name, need no cells.
    only_named = recipe.classes is None

    def read(each: "Recipe") -> "Samples":
        # Finding the cells of fields takes minutes: it is done once for all that read them alike.
        if each.task == "cell":
            return load_samples(data, each, bar, judging=only_named)
        key = each.model_copy(update={"architecture": "", "seed": 0}).model_dump_json()
        if key not in kept:
            kept[key] = load_samples(data, each, bar, judging=only_named)
        return kept[key]

    samples = read(shared)
    if shared.task == "field":
        samples = on_shared_fields(samples, [read(each) for each in own])
    if only_named:
        samples = of_compared_classes(samples)
    table = Comparison(Ground.of(samples, shared), notices=list(samples.notices))
    for card, each in zip(cards, own, strict=True):
        classifier = library.load(card.id, resolve_device(device))
        add_model(table, classifier, read(each), bar)
        table.notices += classifier.notices
    add_colour_control(table)
    caution = table.rows[-1].judgement.caution
    if caution:
        table.notices.append(caution)
    return table


def _print(table: "Comparison") -> None:
    from leukodesk.core.sentence import count

    ground = table.ground
    held_out = ground.asked.each(ground.samples.groups)
    groups = len({held_out[i] for i in ground.tested})
    print(
        f"{ground.samples.source}: {len(ground.tested)} held-out {ground.noun} of "
        f"{count(groups, ground.samples.grouped_by)}"
    )
    headings = [
        "model", "balanced accuracy", "95 % interval", "accuracy", "AUC", "F1",
        "shown blanked cells", "against shuffled labels", "fitted to blanked cells",
        "fitted to shuffled labels", "fit s", "predict s", "note",
    ]  # fmt: skip
    ranked = sorted(table.rows, key=lambda row: row.judgement.metrics["balanced_accuracy"], reverse=True)
    console.print_table(headings, [_row(row, ground.noun) for row in ranked])


def _row(row: "Row", noun: str) -> tuple[object, ...]:
    metrics = row.judgement.metrics
    note = "" if row.converged else "did not converge"
    return (
        f"control {row.id}" if row.kind == "control" else row.id,
        metrics["balanced_accuracy"],
        console.interval_text(row.judgement.intervals["balanced_accuracy"]),
        metrics["accuracy"],
        metrics.get("auc"),
        metrics.get("f1"),
        *(row.controls.get(name, {}).get("balanced_accuracy") for name in _CONTROLS),
        row.fit_s,
        row.predict_s,
        f"{row.seen} {noun} seen in training" if row.seen else note,
    )
