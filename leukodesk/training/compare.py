"""Any models and the classical baselines on one split: one table, the same held-out cells for all."""

import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import numpy as np

from leukodesk.core.errors import InputError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.classifiers.handcrafted import handcrafted_features
from leukodesk.training.baselines import (
    BASELINES,
    BaselineError,
    FloatArray,
    ask_baseline,
    pixel_features,
    require_package,
)
from leukodesk.training.comparison import Comparison, FeatureKind, Ground, Row
from leukodesk.training.controls import blanked, colour_probabilities, shuffled
from leukodesk.training.evaluate import evaluation_recipe, seen_in_training
from leukodesk.training.recipe import Recipe
from leukodesk.training.samples import IntArray, Samples
from leukodesk.training.splits import Split

COLOUR: Final = "colour_statistics"


def shared_recipes(cards: Sequence[ModelCard], recipe: Recipe) -> tuple[Recipe, list[Recipe]]:
    """One recipe per model, all for the same cells, and the one of the baselines.

    Every model's crops are cut as its card says; which cells are left out must not differ between them, so
    the widest border and the same classes hold for all.

    Args:
        cards: of the models.
        recipe: of the comparison.

    Raises:
        InputError: two models name different classes, or the recipe others than the models; or one names
            fields, not cells.
    """
    fields = [card.id for card in cards if card.task == "field"]
    if fields or recipe.task == "field":
        what = f"Model {fields[0]} names" if fields else "The recipe asks for"
        raise InputError(f"{what} whole fields, and models are compared by cells; judge it with evaluate.")
    own = [evaluation_recipe(card) for card in cards]
    border_um = max([recipe.split.border_um, *(each.split.border_um for each in own)])
    split = recipe.split.model_copy(update={"border_um": border_um})
    classes = recipe.classes or (cards[0].classes if cards else None)
    for card in cards:
        if set(card.classes) != set(classes or ()):
            raise InputError(
                f"Model {card.id} names {', '.join(card.classes)} and cannot be compared with one that names "
                f"{', '.join(classes or ())}; compare models of the same classes."
            )
    shared = recipe.model_copy(update={"split": split, "classes": classes})
    return shared, [each.model_copy(update={"split": split}) for each in own]


def add_model(
    comparison: Comparison, classifier: CellClassifier, samples: Samples, progress: Progress = no_progress
) -> None:
    """Let a trained model name the held-out cells, and say so where it was trained on them.

    Args:
        comparison: the table.
        classifier: the model.
        samples: the same cells in the same order, cut as the model's card says.
        progress: told after each batch; raises to cancel.
    """
    ground, card = comparison.ground, classifier.card
    assert samples.names == ground.samples.names, "the recipes leave out different cells"
    order = [card.classes.index(name) for name in ground.samples.classes]
    held_out = samples.take(ground.tested)
    start = time.perf_counter()
    said = classifier.predict(held_out.crops, progress, held_out.places)[:, order]
    elapsed_s = time.perf_counter() - start
    blank = classifier.predict(blanked(held_out).crops, progress, held_out.places)[:, order]
    controls = {
        "cells_blanked_out": ground.control(blank),
        "labels_shuffled": ground.control(
            said, shuffled(ground.samples.labels[ground.tested], ground.recipe.seed)
        ),
    }
    seen = seen_in_training(card, held_out)
    if card.training.digest == samples.digest:
        seen = len(held_out)
        comparison.notices.append(
            f"Model {card.id} was trained on these very cells; its figures say nothing about new ones."
        )
    elif seen:
        comparison.notices.append(
            f"{seen} of {len(held_out)} held-out cells come from a {card.split.by} that model {card.id} was "
            "trained on; its figures say nothing about new ones."
        )
    comparison.rows.append(Row(card.id, "model", ground.judged(said), controls, None, elapsed_s, seen))


def add_colour_control(comparison: Comparison) -> None:
    """What colour statistics alone reach on the held-out cells."""
    ground = comparison.ground
    start = time.perf_counter()
    said = [colour_probabilities(ground.samples, _known(split), split.test) for split in ground.splits]
    judgement = ground.judged(np.concatenate(said))
    comparison.rows.append(Row(COLOUR, "control", judgement, {}, None, time.perf_counter() - start))


def add_baselines(
    comparison: Comparison,
    kind: FeatureKind,
    names: Sequence[str] = tuple(BASELINES),
    progress: Progress = no_progress,
) -> None:
    """Fit the classical models to the training parts and let them name the held-out cells.

    Nothing is chosen, so training and validation parts are both fitted to. Each is fitted again to cells
    painted over and to shuffled labels. One that cannot be had or fitted is named in the table.

    Args:
        comparison: the table.
        kind: what they read.
        names: keys of :data:`leukodesk.training.baselines.BASELINES`.
        progress: told after each cell measured and each model; raises to cancel.
    """
    ground = comparison.ground
    start = time.perf_counter()
    features = _features(ground.samples, kind, progress)
    comparison.features, comparison.feature_s = kind, time.perf_counter() - start
    blank = _features(blanked(ground.samples), kind, progress)
    mixed = shuffled(ground.samples.labels, ground.recipe.seed)
    for done, name in enumerate(names):
        progress(done, len(names), f"Fitting {name}")
        try:
            require_package(name)
            comparison.rows.append(_baseline_row(ground, name, features, blank, mixed))
        except BaselineError as error:
            comparison.missing[name] = str(error)


def _baseline_row(ground: Ground, name: str, features: FloatArray, blank: FloatArray, mixed: IntArray) -> Row:
    labels, count, seed = ground.samples.labels, len(ground.samples.classes), ground.recipe.seed

    def said(table: FloatArray, told: IntArray) -> tuple[FloatArray, float, float, bool]:
        answers = [
            ask_baseline(name, table, told, count, (_known(split), split.test), seed)
            for split in ground.splits
        ]
        return (
            np.concatenate([answer.probabilities for answer in answers]),
            sum(answer.fit_s for answer in answers),
            sum(answer.predict_s for answer in answers),
            all(answer.converged for answer in answers),
        )

    probabilities, fit_s, predict_s, converged = said(features, labels)
    controls = {}
    for control, table, told in (("cells_blanked_out", blank, labels), ("labels_shuffled", features, mixed)):
        # A model that suits the cells may not suit what a control leaves of them.
        with suppress(BaselineError):
            controls[control] = ground.control(said(table, told)[0])
    judgement = ground.judged(probabilities)
    return Row(name, "baseline", judgement, controls, fit_s, predict_s, converged=converged)


def _features(samples: Samples, kind: FeatureKind, progress: Progress) -> FloatArray:
    if kind == "pixels":
        return pixel_features(samples, progress)
    return handcrafted_features(samples.crops, samples.spec.pixel_size_um, progress)


def _known(split: Split) -> IntArray:
    return np.concatenate([split.train, split.validation])
