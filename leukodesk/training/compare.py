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
from leukodesk.training.asked import asked_of
from leukodesk.training.baselines import (
    BASELINES,
    BaselineError,
    FloatArray,
    ask_baseline,
    pixel_features,
    require_package,
)
from leukodesk.training.comparable import class_notice, restricted
from leukodesk.training.comparison import Comparison, FeatureKind, Ground, Row
from leukodesk.training.controls import blanked, colour_probabilities, shuffled
from leukodesk.training.evaluate import answers_of, one_group, seen_in_training
from leukodesk.training.samples import IntArray, Samples
from leukodesk.training.splits import Split

COLOUR: Final = "colour_statistics"


def add_model(
    comparison: Comparison, classifier: CellClassifier, samples: Samples, progress: Progress = no_progress
) -> None:
    """Let a trained model name the held-out cells or fields, and say so where it was trained on them.

    Args:
        comparison: the table.
        classifier: the model.
        samples: as the model's card says they are cut: the same cells in the same order, or the cells that
            its own segmenter finds in the same fields and perhaps in others.
        progress: told after each batch; raises to cancel.

    Raises:
        InputError: it reads other cells than those that are compared.
    """
    ground, card = comparison.ground, classifier.card
    held_out, asked = _held_out(ground, card, samples)

    def said_of(cells: Samples) -> FloatArray:
        answers = answers_of(classifier, cells, progress)[asked]
        return restricted(answers, card, ground.samples.classes)

    start = time.perf_counter()
    said = said_of(held_out)
    elapsed_s = time.perf_counter() - start
    controls = {
        "shown_cells_blanked_out": ground.control(said_of(blanked(held_out))),
        "against_labels_shuffled": ground.control(said, shuffled(ground.labels, ground.recipe.seed)),
    }
    one_each = held_out.take(asked_of(held_out, card.task).first)
    seen = seen_in_training(card, one_each)
    if card.training.digest == samples.digest:
        seen = len(one_each)
        comparison.notices.append(
            f"Model {card.id} was trained on these very cells; its figures say nothing about new ones."
        )
    elif seen:
        comparison.notices.append(
            f"{seen} of {len(one_each)} held-out {ground.noun} come from {one_group(card)} that model "
            f"{card.id} was trained on; its figures say nothing about new ones."
        )
    if notice := class_notice(card, ground.samples.classes):
        comparison.notices.append(notice)
    comparison.rows.append(Row(card.id, "model", ground.judged(said), controls, None, elapsed_s, seen))


def _held_out(ground: Ground, card: ModelCard, samples: Samples) -> tuple[Samples, IntArray]:
    """The cells that a model is asked about, and where among its answers those to the ground's questions are.

    Raises:
        InputError: they are other cells than the ground's.
    """
    if card.task == "cell":
        if samples.names != ground.samples.names:
            raise InputError(
                f"Model {card.id} reads other cells than those that are compared, since its card and the "
                "recipe differ in who finds them; give the recipe it was trained by with --recipe."
            )
        return samples.take(ground.tested), np.arange(len(ground.tested))
    names = ground.asked.each(ground.samples.field_names)
    wanted = [names[i] for i in ground.tested]
    among = set(wanted)
    held_out = samples.take([i for i, name in enumerate(samples.field_names) if name in among])
    answered = asked_of(held_out, card.task).each(held_out.field_names)
    place = {name: number for number, name in enumerate(answered)}
    return held_out, np.array([place[name] for name in wanted], dtype=np.int64)


def add_colour_control(comparison: Comparison) -> None:
    """What colour statistics alone reach on the held-out cells or fields."""
    ground = comparison.ground
    start = time.perf_counter()
    said = [
        colour_probabilities(ground.samples, _known(split), split.test, ground.recipe.task)
        for split in ground.splits
    ]
    judgement = ground.judged(np.concatenate(said))
    comparison.rows.append(Row(COLOUR, "control", judgement, {}, None, time.perf_counter() - start))


def add_baselines(
    comparison: Comparison,
    kind: FeatureKind,
    names: Sequence[str] = tuple(BASELINES),
    progress: Progress = no_progress,
) -> None:
    """Fit the classical models to the training parts and let them name the held-out cells or fields.

    Nothing is chosen, so training and validation parts are both fitted to. Each is fitted again to cells
    painted over and to shuffled labels. One that cannot be had or fitted is named in the table. Of a field
    they read the mean of what its cells measure.

    Args:
        comparison: the table.
        kind: what they read.
        names: keys of :data:`leukodesk.training.baselines.BASELINES`.
        progress: told after each cell measured and each model; raises to cancel.
    """
    ground = comparison.ground
    start = time.perf_counter()
    features = ground.asked.means(_features(ground.samples, kind, progress))
    comparison.features, comparison.feature_s = kind, time.perf_counter() - start
    blank = ground.asked.means(_features(blanked(ground.samples), kind, progress))
    mixed = shuffled(ground.asked.labels, ground.recipe.seed)
    for done, name in enumerate(names):
        progress(done, len(names), f"Fitting {name}")
        try:
            require_package(name)
            comparison.rows.append(_baseline_row(ground, name, features, blank, mixed))
        except BaselineError as error:
            comparison.missing[name] = str(error)


def _baseline_row(ground: Ground, name: str, features: FloatArray, blank: FloatArray, mixed: IntArray) -> Row:
    asked, count, seed = ground.asked, len(ground.samples.classes), ground.recipe.seed
    parts = [(asked.among(_known(split)), asked.among(split.test)) for split in ground.splits]

    def said(table: FloatArray, told: IntArray) -> tuple[FloatArray, float, float, bool]:
        answers = [ask_baseline(name, table, told, count, part, seed) for part in parts]
        return (
            np.concatenate([answer.probabilities for answer in answers]),
            sum(answer.fit_s for answer in answers),
            sum(answer.predict_s for answer in answers),
            all(answer.converged for answer in answers),
        )

    probabilities, fit_s, predict_s, converged = said(features, asked.labels)
    controls = {}
    for control, table, told in (
        ("cells_blanked_out", blank, asked.labels),
        ("labels_shuffled", features, mixed),
    ):
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
