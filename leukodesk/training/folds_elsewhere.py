"""Judge a cross-validated model on other images of its fields, each by the fold that held it out.

The weights of a shipped model saw all fields of its training data, so crops cut from those fields say nothing
about it. Its folds are trained again, and each tells about the crops of the fields that it never saw.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from torch import nn

from leukodesk.core.errors import InputError
from leukodesk.core.progress import Progress
from leukodesk.inference.batches import FloatArray
from leukodesk.inference.calibration import probabilities_of
from leukodesk.inference.cards import ModelCard
from leukodesk.training.controls import blanked
from leukodesk.training.curve_of_model import refuse_others, splits_of
from leukodesk.training.evaluate import Answers, Evaluation, evaluation_of
from leukodesk.training.learning_curve import Curve
from leukodesk.training.protocol import Calibration, Events, HeldOut, Trainer, calibrate
from leukodesk.training.samples import IntArray, Samples
from leukodesk.training.splits import Split
from leukodesk.training.starting import Starter
from leukodesk.training.train import judged


def evaluate_by_folds(
    card: ModelCard,
    samples: Samples,
    others: Samples,
    starter: Starter,
    *,
    shares: Sequence[float] = (),
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
        shares: of the training units, above 0 and below 1, that the folds are trained on as well, to see
            what less data would have reached on the same cells.
        progress: told after each batch; raises to cancel.
        events: told what is logged, and each epoch.

    Raises:
        InputError: the model was not judged by cross-validation, or names fields; these are not the cells
            it was trained on; a cell of ``others`` is of a class that it does not name, or none belongs to a
            group of them; or ``shares`` are asked of cells of one class.
        ModelError: a training failed.
    """
    splits = _splits_of_folds(card, samples, starter)
    others = _of_the_models_classes(card, others)
    parts = _held_out(splits, samples, others)
    judged_on = np.concatenate(parts)
    trainer = Trainer(starter, progress, events)
    folds = _Folds(samples, tuple(others.take(part) for part in parts), trainer)
    chosen = others.take(judged_on)
    _require_classes(chosen, shares)
    answers = folds.answers(splits, "")
    evaluation = evaluation_of(
        card,
        chosen,
        f"each {samples.grouped_by} by the fold that held it out, trained again",
        answers,
        seed=starter.recipe.seed,
        seen=0,
        notices=(*others.notices, *_left_out(others, len(judged_on), samples)),
    )
    if not shares:
        return evaluation
    curve = Curve(
        samples,
        splits,
        trainer,
        lambda said: judged(chosen, said, trainer),
        chosen,
        lambda reduced, stage: folds.answers(reduced, f"{stage}, ").said,
    )
    return replace(evaluation, learning_curve=curve.points(shares, answers.said))


def _require_classes(samples: Samples, shares: Sequence[float]) -> None:
    if shares and len(np.unique(samples.labels)) < 2:
        raise InputError(
            f"The cells of {samples.source} are all of one class, and a learning curve needs two; judge them "
            "without --shares."
        )


@dataclass(frozen=True)
class _FoldAnswers(Answers):
    """What folds say about other cells, in the order of the folds.

    Attributes:
        logits: (q, k), before calibration.
    """

    logits: FloatArray

    @property
    def said(self) -> HeldOut:
        """The same as what models say about cells that they held out."""
        return HeldOut(np.arange(len(self.logits)), self.logits, self.probabilities, self.named)


@dataclass(frozen=True)
class _Folds:
    """The folds of a model, and the cells that each is asked about.

    Attributes:
        samples: what the folds learn from.
        asked: other cells, of the groups that each fold holds out.
        trainer: of the recipe.
    """

    samples: Samples
    asked: tuple[Samples, ...]
    trainer: Trainer

    def answers(self, splits: Sequence[Split], stage: str) -> _FoldAnswers:
        """Train on the training parts of ``splits`` and ask each fold."""
        plain: list[FloatArray] = []
        painted: list[FloatArray] = []

        def ask(network: nn.Module, _split: Split) -> None:
            cells = self.asked[len(plain)]
            plain.append(_logits(self.trainer, network, cells))
            painted.append(_logits(self.trainer, network, blanked(cells)))

        held_out, _, _ = self.trainer.cross_validate(self.samples, list(splits), stage, fitted_fold=ask)
        chosen = [_calibration(self.samples, held_out, split, self.trainer) for split in splits]
        thresholds = [
            np.full(len(part), one.threshold, np.float32) for part, one in zip(plain, chosen, strict=True)
        ]
        return _FoldAnswers(
            _probabilities(plain, chosen),
            _probabilities(painted, chosen),
            np.concatenate(thresholds),
            np.concatenate(plain),
        )


def _splits_of_folds(card: ModelCard, samples: Samples, starter: Starter) -> list[Split]:
    if not starter.recipe.split.folds or card.task != "cell":
        raise InputError(
            f"Model {card.id} names no cells or was not judged by cross-validation, so it has no folds to "
            "train again; judge it on other data without --trained-on."
        )
    refuse_others(card, samples)
    return splits_of(samples, starter.recipe)


def _of_the_models_classes(card: ModelCard, others: Samples) -> Samples:
    """The same cells with labels that count the model's classes, of which they may lack some."""
    strange = [name for name in others.classes if name not in card.classes]
    if strange:
        raise InputError(
            f"{others.source} has cells of the class '{strange[0]}', which model {card.id} does not name; "
            "judge it on cells of its own classes."
        )
    places = np.array([card.classes.index(name) for name in others.classes], dtype=np.int64)
    return replace(others.relabelled(places[others.labels]), classes=card.classes)


def _held_out(splits: Sequence[Split], samples: Samples, others: Samples) -> list[IntArray]:
    """For each fold the cells of ``others`` whose groups it held out, as indices."""
    parts = [_of_groups(others, {samples.groups[i] for i in split.test}) for split in splits]
    if not sum(map(len, parts)):
        raise InputError(
            f"No cell of {others.source} belongs to any {samples.grouped_by} of {samples.source}, so no fold "
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
