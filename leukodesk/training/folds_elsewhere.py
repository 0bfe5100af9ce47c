"""Judge a cross-validated model on other images of its fields, each by the fold that held it out.

The weights of a shipped model saw all fields of its training data, so crops cut from those fields say nothing
about it. Its folds are trained again, and each tells about the crops of the fields that it never saw.
"""

import numpy as np
from torch import nn

from leukodesk.core.errors import InputError
from leukodesk.core.progress import Progress
from leukodesk.inference.batches import FloatArray
from leukodesk.inference.calibration import probabilities_of
from leukodesk.inference.cards import ModelCard
from leukodesk.training.controls import blanked
from leukodesk.training.curve_of_model import refuse_others, splits_of
from leukodesk.training.evaluate import Evaluation, evaluation_of
from leukodesk.training.protocol import Calibration, Events, HeldOut, Trainer, calibrate
from leukodesk.training.samples import IntArray, Samples
from leukodesk.training.splits import Split
from leukodesk.training.starting import Starter


def evaluate_by_folds(
    card: ModelCard,
    samples: Samples,
    others: Samples,
    starter: Starter,
    *,
    progress: Progress,
    events: Events,
) -> Evaluation:
    """Train a model's folds again and let each judge the cells of ``others`` whose group it held out.

    Temperature and threshold of a fold come from what the other folds said about their own held-out cells.

    Args:
        card: of a model that names cells and was judged by cross-validation.
        samples: the cells it was trained on, cut by its recipe.
        others: cells whose groups bear the same names, cut by its recipe; those of other groups are left
            out and counted.
        starter: of its recipe.
        progress: told after each batch; raises to cancel.
        events: told what is logged, and each epoch.

    Raises:
        InputError: the model was not judged by cross-validation, or names fields; these are not the cells
            it was trained on; or no cell of ``others`` belongs to a group of them.
        ModelError: a training failed.
    """
    splits = _folds(card, samples, starter)
    parts = _held_out(splits, samples, others)
    judged = np.concatenate(parts)
    trainer = Trainer(starter, progress, events)
    plain: list[FloatArray] = []
    painted: list[FloatArray] = []

    def ask(network: nn.Module, split: Split) -> None:
        cells = others.take(parts[len(plain)])
        plain.append(_logits(trainer, network, cells))
        painted.append(_logits(trainer, network, blanked(cells)))

    held_out, _, _ = trainer.cross_validate(samples, splits, "", fitted_fold=ask)
    calibrations = [_calibration(samples, held_out, split, trainer) for split in splits]
    chosen = others.take(judged)
    return evaluation_of(
        card,
        chosen,
        f"each {samples.grouped_by} by the fold that held it out, trained again",
        _probabilities(plain, calibrations),
        _probabilities(painted, calibrations),
        threshold=np.concatenate(
            [np.full(len(part), one.threshold) for part, one in zip(parts, calibrations, strict=True)]
        ),
        seed=starter.recipe.seed,
        seen=0,
        notices=(*others.notices, *_left_out(others, len(judged), samples)),
    )


def _folds(card: ModelCard, samples: Samples, starter: Starter) -> list[Split]:
    if not starter.recipe.split.folds or card.task != "cell":
        raise InputError(
            f"Model {card.id} names no cells or was not judged by cross-validation, so it has no folds to "
            "train again; judge it on other data without --trained-on."
        )
    refuse_others(card, samples)
    return splits_of(samples, starter.recipe)


def _held_out(splits: list[Split], samples: Samples, others: Samples) -> list[IntArray]:
    """For each fold the cells of ``others`` whose groups it held out, as indices."""
    parts = [_of_groups(others, {samples.groups[i] for i in split.test}) for split in splits]
    if not sum(map(len, parts)):
        raise InputError(
            f"No cell of {others.source} belongs to a {samples.grouped_by} of {samples.source}, so no fold "
            "held it out; judge the model on it without --trained-on."
        )
    return parts


def _of_groups(others: Samples, groups: set[str]) -> IntArray:
    return np.array([i for i, group in enumerate(others.groups) if group in groups], dtype=np.int64)


def _logits(trainer: Trainer, network: nn.Module, cells: Samples) -> FloatArray:
    if not len(cells):
        return np.zeros((0, len(cells.classes)), np.float32)
    return trainer.logits(network, cells)


def _calibration(samples: Samples, held_out: HeldOut, split: Split, trainer: Trainer) -> Calibration:
    rest = ~np.isin(held_out.indices, split.test)
    labels = samples.labels[held_out.indices[rest]]
    return calibrate(held_out.logits[rest], labels, trainer.starter.recipe.abstention_accuracy)


def _probabilities(logits: list[FloatArray], calibrations: list[Calibration]) -> FloatArray:
    return np.concatenate(
        [
            probabilities_of(part, calibration.temperature)
            for part, calibration in zip(logits, calibrations, strict=True)
        ]
    )


def _left_out(others: Samples, judged: int, samples: Samples) -> tuple[str, ...]:
    count = len(others) - judged
    if not count:
        return ()
    unit = samples.grouped_by
    return (f"{count} of {len(others)} cells belong to no {unit} of {samples.source} and were left out.",)
