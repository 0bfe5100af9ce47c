"""The learning curve of a model that is there already; its weights are never changed."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

import leukodesk
from leukodesk.core.errors import InputError, UnknownIdError
from leukodesk.core.progress import Progress
from leukodesk.inference.calibration import probabilities_of
from leukodesk.inference.cards import CurvePoint, ModelCard
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.library import ModelLibrary
from leukodesk.training.checkpoint import Checkpoints
from leukodesk.training.gate import Gate
from leukodesk.training.learning_curve import STAGE, Curve, Metrics
from leukodesk.training.protocol import Events, HeldOut, Trainer
from leukodesk.training.recipe import Recipe
from leukodesk.training.samples import Samples
from leukodesk.training.splits import Split, folds, single_split
from leukodesk.training.starting import Starter
from leukodesk.training.train import judged


def recipe_of(card: ModelCard) -> Recipe:
    """The recipe a model was trained by.

    Raises:
        InputError: its card keeps none that can be repeated.
    """
    try:
        return Recipe.model_validate(card.training.recipe)
    except ValidationError as error:
        raise InputError(
            f"The card of model {card.id} keeps no recipe that can be repeated; train a model with "
            "`leukodesk train --learning-curve` instead."
        ) from error


def starter_of(card: ModelCard, library: ModelLibrary, device: str, weights_dir: Path) -> Starter:
    """What the trainings of a model's curve start from: the very start that its own training had.

    Args:
        card: of the model.
        library: where its parent is looked for.
        device: ``cpu`` or ``cuda``.
        weights_dir: folder that may hold ImageNet weights.

    Raises:
        InputError: the card keeps no recipe, or the model started from one that is not there.
        ModelError: the parent cannot be used.
    """
    recipe = recipe_of(card)
    if recipe.start != "parent":
        return Starter(recipe, device, None, weights_dir)
    name = card.parent or recipe.parent
    try:
        parent = library.load(name, device)
    except UnknownIdError as error:
        raise InputError(
            f"Model {card.id} started from the model {name}, which is not here, and a curve that starts from "
            f"anything else would not be its own; import {name} first."
        ) from error
    return Starter(recipe, device, parent, weights_dir)


def curve_of_model(
    classifier: CellClassifier,
    samples: Samples,
    starter: Starter,
    shares: Sequence[float],
    folder: Path,
    *,
    progress: Progress,
    events: Events,
) -> tuple[CurvePoint, ...]:
    """Train on shares of what a model learnt from, and judge on what it was judged on.

    Of a single split the model itself answers once more, so that gains are judged in pairs. Of
    cross-validation, whose models are gone, the whole keeps the figures of the card. If other numbers of
    cells or other parts come out than for the card, say by another version of the program, the whole is
    trained again as well. Pixels alone may differ: another processor rounds them otherwise. The log says
    either.

    Args:
        classifier: the model.
        samples: the cells it was trained on, cut by its recipe.
        starter: of its recipe, see :func:`starter_of`.
        shares: of the training units.
        folder: keeps the state, so that a curve that was interrupted goes on when it is asked for again.
        progress: told after each batch; raises to cancel.
        events: told what is logged, and each epoch.

    Raises:
        InputError: these are not the cells it was trained on, or they cannot be split.
        ModelError: a training failed.
    """
    card, recipe = classifier.card, starter.recipe
    refuse_others(card, samples)
    checkpoints = Checkpoints(
        folder,
        f"{card.id}.{STAGE.replace(' ', '-')}",
        Gate(),
        recipe=recipe.model_dump(mode="json"),
        samples=samples.digest,
        parent=starter.parent.card.sha256 if starter.parent else None,
        version=leukodesk.__version__,
    )
    trainer = Trainer(starter, progress, events, checkpoints)
    splits = splits_of(samples, recipe)
    curve = Curve(samples, splits, trainer, lambda said: judged(samples, said, trainer))
    points = curve.points(shares, _whole(classifier, curve))
    checkpoints.remove()
    return points


def refuse_others(card: ModelCard, samples: Samples) -> None:
    """Refuse cells that are not those a model was trained and judged on.

    Raises:
        InputError: their groups or classes are others.
    """
    known = {group for part in card.split.groups.values() for group in part}
    strange = len(known ^ set(samples.groups))
    if samples.classes != card.classes or strange:
        raise InputError(
            f"The cells of {samples.source} are not those that model {card.id} was trained and judged on "
            f"({strange} of their groups are in only one of the two); give the data of its card: "
            f"{card.training.description}"
        )


def splits_of(samples: Samples, recipe: Recipe) -> list[Split]:
    """The folds, or the one split, of a recipe."""
    if recipe.split.folds:
        return folds(samples, recipe.split, recipe.seed, validate=recipe.patience > 0)
    return [single_split(samples, recipe.split, recipe.seed)]


def _whole(classifier: CellClassifier, curve: Curve) -> HeldOut | Metrics:
    """What is known of the whole, or a new training of it."""
    card, samples, trainer = classifier.card, curve.samples, curve.trainer
    folded = bool(trainer.starter.recipe.split.folds)
    if folded:
        parts, learnt = {split.name: split.test for split in curve.splits}, samples
    else:
        parts, learnt = dict(curve.splits[0].parts), samples.take(curve.splits[0].train)
    groups = {name: tuple(sorted({samples.groups[i] for i in part})) for name, part in parts.items()}
    if groups != card.split.groups or learnt.counts != card.training.class_counts:
        trainer.log(
            f"The cells of {samples.source} or their parts are not those of the card, so the whole is "
            "trained again as well."
        )
        return curve.spoken(curve.splits, f"{STAGE}, the whole")
    if learnt.digest != card.training.digest:
        trainer.log(
            f"The cells of {samples.source} are those of the card by field, class and number, but not to the "
            "last pixel."
        )
    return card.metrics if folded else _answers(classifier, samples, curve.splits[0], trainer)


def _answers(classifier: CellClassifier, samples: Samples, split: Split, trainer: Trainer) -> HeldOut:
    card = classifier.card
    logits = trainer.logits(classifier.network, samples.take(split.test))
    probabilities = probabilities_of(logits, card.temperature)
    named = probabilities.max(axis=1) >= card.abstention_threshold
    return HeldOut(trainer.asked(samples).among(split.test), logits, probabilities, named)
