"""One training run, from labelled cells to a candidate model with an honest card."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from pydantic import JsonValue

import leukodesk
from leukodesk.core.errors import CancelledError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.sentence import sentence
from leukodesk.inference.cards import CurvePoint
from leukodesk.inference.cards import Split as CardSplit
from leukodesk.inference.devices import prepare_torch
from leukodesk.training.asked import NOUNS
from leukodesk.training.candidate import Outcome, write_candidate
from leukodesk.training.checkpoint import Checkpoints
from leukodesk.training.controls import blanked, colour_probabilities
from leukodesk.training.explained import explained
from leukodesk.training.familiarity import Familiarity
from leukodesk.training.gate import Gate
from leukodesk.training.learning_curve import Curve
from leukodesk.training.loop import Fit
from leukodesk.training.metrics import Judgement, judge
from leukodesk.training.processes import this_process
from leukodesk.training.protocol import Events, HeldOut, Trainer
from leukodesk.training.report import Trained
from leukodesk.training.same_cells import SameCellsError
from leukodesk.training.samples import IntArray, Samples
from leukodesk.training.splits import Split, folds, single_split, unit_noun, units_of
from leukodesk.training.starting import Starter

_CONTROL_FIGURES = ("balanced_accuracy", "auc")


def no_events(event: Mapping[str, object]) -> None:
    """Tell nobody."""


def train(
    samples: Samples,
    starter: Starter,
    out_dir: Path,
    *,
    progress: Progress = no_progress,
    events: Events = no_events,
    gate: Gate | None = None,
) -> Path:
    """Train as the recipe says, judge on held-out units, run the controls, write a candidate.

    With folds the figures come from cross-validation and the kept weights are then trained on all cells for
    as many epochs as the folds took (median); with a single split they are the weights that were judged.

    Args:
        samples: the labelled cells, cut by the same recipe.
        starter: holds the recipe and makes the network it starts from.
        out_dir: folder for card and weights; made if missing.
        progress: told after each batch; raises to cancel, and then nothing is left. A run that ends otherwise
            before its time goes on from its last epoch when it is started again with the same settings.
        events: told what the worker passes on: ``log`` and ``epoch``.
        gate: shut by whoever ends the run from another thread; what is written passes through it.

    Returns:
        Path of the candidate's card.

    Raises:
        InputError: the cells cannot be split, or the folder cannot be written to.
        SameCellsError: some cells are there twice; where the sentence cannot name all, a table beside the
            model to be does.
        ModelError: the start cannot be had, or the loss stopped being a number.
        CancelledError: raised by ``progress``.
        ShutError: the gate was shut.
    """
    prepare_torch()
    gate = gate or Gate()
    for notice in samples.notices:
        events({"event": "log", "text": notice})
    checkpoints = _checkpoints(samples, starter, out_dir, gate)
    trainer = Trainer(starter, progress, events, checkpoints)
    make = _cross_validated if starter.recipe.split.folds else _split_once
    try:
        outcome = explained(make(samples, trainer), starter, progress, events)
        _warn_of_chance(outcome, trainer)
        with gate.writing(last=True):
            path = write_candidate(outcome, starter, out_dir, trainer.log)
    except CancelledError:
        checkpoints.remove()
        raise
    except SameCellsError as error:
        if error.names_all or not this_process().is_first:
            raise
        with gate.writing():
            raise error.listed(out_dir / f"{starter.model_id}.same-cells.csv") from error
    checkpoints.remove()
    return path


def _checkpoints(samples: Samples, starter: Starter, out_dir: Path, gate: Gate) -> Checkpoints:
    parent = starter.parent.card.sha256 if starter.parent else None
    return Checkpoints(
        out_dir,
        starter.model_id,
        gate,
        recipe=starter.recipe.model_dump(mode="json"),
        samples=samples.digest,
        parent=parent,
        version=leukodesk.__version__,
    )


def _split_once(samples: Samples, trainer: Trainer) -> Outcome:
    recipe = trainer.starter.recipe
    split = single_split(samples, recipe.split, recipe.seed)
    held_out, calibration, network, fitted = trainer.single(samples, split, sentence("the model"))
    _log(trainer, fitted.notices)
    familiarity = _familiarity(samples, trainer)
    familiarity.add(network, split.train, split.validation)

    def control(changed: Samples, stage: str, *, shuffle: bool) -> HeldOut:
        return _trainer_of_control(trainer, shuffle).single(changed, split, stage, shuffle=shuffle)[0]

    what = _what_is_kept_together(samples, trainer)
    return Outcome(
        network=network,
        epochs=fitted.epochs,
        calibration=calibration,
        trained=_trained(samples, held_out, trainer, (fitted,)),
        judged_on=f"test part of a split by {what}, never seen in training or calibration",
        split=_split_of(samples, f"train, validation, test by {what}", split.parts),
        trained_on=samples.take(split.train),
        looked_at=samples.take(split.test),
        distribution=familiarity.distribution(network, split.train),
        controls=_controls(samples, [split], trainer, control),
        learning_curve=_learning_curve(samples, [split], trainer, held_out),
    )


def _split_of(samples: Samples, name: str, parts: Mapping[str, IntArray]) -> CardSplit:
    """What the card says of who was in which part."""

    def named(part: IntArray, column: Sequence[str]) -> tuple[str, ...]:
        return tuple(sorted({column[i] for i in part}))

    groups = {part: named(cells, samples.groups) for part, cells in parts.items()}
    smears = {}
    if samples.kin:
        smears = {part: named(cells, samples.field_names) for part, cells in parts.items()}
    return CardSplit(by=samples.grouped_by, name=name, groups=groups, smears=smears)


def _cross_validated(samples: Samples, trainer: Trainer) -> Outcome:
    recipe = trainer.starter.recipe
    stopping = recipe.patience > 0
    splits = folds(samples, recipe.split, recipe.seed, validate=stopping)
    familiarity = _familiarity(samples, trainer)
    held_out, calibration, fits = trainer.cross_validate(
        samples, splits, "", fitted_fold=familiarity.add_fold
    )
    for fitted in fits:
        _log(trainer, fitted.notices)

    def control(changed: Samples, stage: str, *, shuffle: bool) -> HeldOut:
        trained = _trainer_of_control(trainer, shuffle)
        return trained.cross_validate(changed, splits, f"{stage}, ", shuffle=shuffle)[0]

    controls = _controls(samples, splits, trainer, control)
    curve = _learning_curve(samples, splits, trainer, held_out)
    epochs = round(float(np.median([fitted.epochs for fitted in fits])))
    whole = replace(trainer, starter=_for_epochs(trainer.starter, epochs))
    network, final = whole.fit(samples, None, "the model on all cells")
    _log(trainer, final.notices)
    what = _what_is_kept_together(samples, trainer)
    name = f"{len(splits)}-fold cross-validation by {what}"
    return Outcome(
        network=network,
        epochs=final.epochs,
        calibration=calibration,
        trained=_trained(samples, held_out, trainer, fits),
        judged_on=(
            f"{name}: each cell judged and calibrated by weights and thresholds that saw nothing of its "
            "unit; the shipped weights were trained afterwards on all cells by the same recipe and have no "
            "held-out cells of their own"
        ),
        split=_split_of(samples, name, {split.name: split.test for split in splits}),
        trained_on=samples,
        looked_at=samples,
        distribution=familiarity.distribution(network, np.arange(len(samples))),
        controls=controls,
        learning_curve=curve,
    )


def _trainer_of_control(trainer: Trainer, shuffle: bool) -> Trainer:
    """Of shuffled labels without a parent, which would tell what they shall not; else as for the model."""
    return replace(trainer, starter=trainer.starter.without_parent) if shuffle else trainer


def _familiarity(samples: Samples, trainer: Trainer) -> Familiarity:
    starter = trainer.starter
    return Familiarity(samples, starter.recipe.architecture, starter.normaliser, trainer.progress)


def _for_epochs(starter: Starter, epochs: int) -> Starter:
    return replace(starter, recipe=starter.recipe.model_copy(update={"epochs": epochs, "patience": 0}))


def _trained(samples: Samples, held_out: HeldOut, trainer: Trainer, fits: tuple[Fit, ...]) -> Trained:
    return Trained(
        histories=tuple(fitted.history for fitted in fits),
        probabilities=held_out.probabilities,
        labels=trainer.asked(samples).labels[held_out.indices],
        judgement=judged(samples, held_out, trainer),
    )


def judged(samples: Samples, held_out: HeldOut, trainer: Trainer) -> Judgement:
    """Measure what was said about held-out cells or fields, by the units of the recipe."""
    recipe, asked = trainer.starter.recipe, trainer.asked(samples)
    units = asked.each(units_of(samples, recipe.split))
    return judge(
        held_out.probabilities,
        asked.labels[held_out.indices],
        samples.classes,
        [units[i] for i in held_out.indices],
        named=held_out.named,
        seed=recipe.seed,
        noun=NOUNS[recipe.task],
    )


def _controls(
    samples: Samples, splits: list[Split], trainer: Trainer, control: Callable[..., HeldOut]
) -> dict[str, dict[str, JsonValue]]:
    """Balanced accuracy and AUC of each control on the same held-out cells or fields as the model."""
    recipe = trainer.starter.recipe
    if not recipe.controls:
        return {}
    colours = np.concatenate(
        [colour_probabilities(samples, _known(split), split.test, recipe.task) for split in splits]
    )
    asked = trainer.asked(samples)
    tested = np.concatenate([asked.among(split.test) for split in splits])
    by_colour = HeldOut(
        tested, colours.astype(np.float32), colours.astype(np.float32), np.ones(len(tested), bool)
    )
    spoken = {
        "colour_statistics": by_colour,
        "cells_blanked_out": control(
            blanked(samples), sentence("control with cells blanked out"), shuffle=False
        ),
        "labels_shuffled": control(samples, sentence("control with labels shuffled"), shuffle=True),
    }
    return {name: control_figures(judged(samples, said, trainer)) for name, said in spoken.items()}


def _learning_curve(
    samples: Samples, splits: list[Split], trainer: Trainer, whole: HeldOut
) -> tuple[CurvePoint, ...]:
    shares = trainer.starter.recipe.learning_curve
    if not shares:
        return ()
    curve = Curve(samples, splits, trainer, lambda said: judged(samples, said, trainer))
    return curve.points(shares, whole)


def control_figures(judgement: Judgement) -> dict[str, JsonValue]:
    """What is reported of a control: balanced accuracy and AUC with intervals, and the number judged."""
    values: dict[str, JsonValue] = {"n": judgement.n}
    for name in _CONTROL_FIGURES:
        if name in judgement.metrics:
            values[name] = judgement.metrics[name]
            values[f"{name}_interval"] = list(judgement.intervals[name])
    return values


def _known(split: Split) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.concatenate([split.train, split.validation])


def _what_is_kept_together(samples: Samples, trainer: Trainer) -> str:
    choice = trainer.starter.recipe.split
    if choice.by == "block":
        return f"blocks of up to {choice.block} neighbouring fields"
    if choice.by == "random":
        return f"cells at random, which keeps no {samples.grouped_by} together and flatters the figures"
    return unit_noun(samples, choice)


def _log(trainer: Trainer, notices: tuple[str, ...]) -> None:
    for notice in notices:
        trainer.events({"event": "log", "text": notice})


def _warn_of_chance(outcome: Outcome, trainer: Trainer) -> None:
    """Say of a model that has not shown that it learnt anything, which its figures show to few readers."""
    judgement = outcome.judgement
    chance = 1 / len(judgement.classes)
    low, high = judgement.intervals["balanced_accuracy"]
    reached = judgement.metrics["balanced_accuracy"]
    # Of few patients or fields every interval is wide, which the figures say themselves.
    if low > chance or reached > (1 + chance) / 2:
        return
    trainer.log(
        sentence(
            "On what it never saw the model is not shown to be better than guessing: balanced accuracy "
            "{reached:.2f} ({low:.2f} to {high:.2f}), and guessing gives {chance:.2f}.",
            reached=reached,
            low=low,
            high=high,
            chance=chance,
        )
    )
