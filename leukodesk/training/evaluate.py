"""Judge any model on any labelled cells, with the controls of those cells beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from pydantic import JsonValue
from sklearn.model_selection import StratifiedGroupKFold

from leukodesk.core.errors import InputError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.inference.batches import FloatArray
from leukodesk.inference.cards import CurvePoint, ModelCard
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.control_words import explained
from leukodesk.inference.neighbours import Places
from leukodesk.training.asked import NOUNS, Task, asked_of
from leukodesk.training.controls import blanked, colour_probabilities, shuffled
from leukodesk.training.known import are_of, trained_groups
from leukodesk.training.metrics import Judgement, judge
from leukodesk.training.recipe import AugmentationChoice, Recipe, SplitChoice, crop_of
from leukodesk.training.samples import Samples
from leukodesk.training.splits import units_of
from leukodesk.training.train import control_figures
from leukodesk.training.units_judged import block_of

ALL = "all"
FROZEN = "frozen"
"""The cells of a dataset's frozen smears, which training refuses; they are loaded in place of the others."""

_NO_CHANGE = AugmentationChoice(rotate=False, flip=False, shift_um=0, scale=0)
_COLOUR_FOLDS = 5


@dataclass(frozen=True)
class Evaluation:
    """What a model reaches on some cells.

    Attributes:
        model: its id.
        data: where the cells came from.
        split: which of them were judged.
        judgement: the figures.
        controls: figures by control.
        seen_in_training: how many of these cells come from groups that the model was trained on; figures on
            them say nothing about new ones.
        notices: what a reader of the figures must know, one sentence each.
        learning_curve: what less data would have reached on the same cells, where that was asked for.
    """

    model: str
    data: str
    split: str
    judgement: Judgement
    controls: dict[str, dict[str, JsonValue]]
    seen_in_training: int
    notices: tuple[str, ...]
    learning_curve: tuple[CurvePoint, ...] = ()

    def to_json(self) -> dict[str, JsonValue]:
        """The keys of ``leukodesk evaluate --json``."""
        intervals: dict[str, JsonValue] = {
            name: list(interval) for name, interval in self.judgement.intervals.items()
        }
        curve: list[JsonValue] = [point.model_dump(mode="json") for point in self.learning_curve]
        return {
            "model": self.model,
            "data": self.data,
            "split": self.split,
            "n": self.judgement.n,
            "seen_in_training": self.seen_in_training,
            "classes": list(self.judgement.classes),
            "metrics": dict(self.judgement.metrics),
            "intervals": intervals,
            "controls": dict(self.controls),
            "controls_explained": dict(explained(self.controls)),
            "per_class": self._per_class(),
            "confusion": [list(row) for row in self.judgement.confusion],
            "notices": list(self.notices),
            **({"learning_curve": curve} if curve else {}),
        }

    def _per_class(self) -> dict[str, JsonValue]:
        """Of each class against the rest: ``metrics`` and ``intervals``, as for all classes together."""
        return {
            name: {
                "metrics": dict(values),
                "intervals": {
                    key: list(interval) for key, interval in self.judgement.per_class_intervals[name].items()
                },
            }
            for name, values in self.judgement.per_class.items()
        }


@dataclass(frozen=True)
class Answers:
    """What a model answered about q cells, or about the fields they lie in.

    Attributes:
        probabilities: (q, k), calibrated.
        painted: (q, k), the same with the cells painted over.
        thresholds: the least probability of an answer that is given, one or (q,).
    """

    probabilities: FloatArray
    painted: FloatArray
    thresholds: float | FloatArray

    @property
    def named(self) -> npt.NDArray[np.bool_]:
        """Whether each answer is given, (q,)."""
        return np.asarray(self.probabilities.max(axis=1) >= self.thresholds)


def evaluation_recipe(card: ModelCard, image_pixel_size_um: float | None = None) -> Recipe:
    """The recipe that cuts cells as ``card`` reads them, to load samples with.

    Args:
        card: of the model to be judged.
        image_pixel_size_um: scale of single-cell images, see :class:`CropChoice`; by default the one the
            model was trained with; without one they are measured if the model learnt cells to scale.
    """
    trained = card.training.recipe.get("crop")
    known = trained.get("image_pixel_size_um") if isinstance(trained, dict) else None
    size_um = image_pixel_size_um or (float(known) if isinstance(known, int | float) else None)
    crop = crop_of(card, size_um)
    if isinstance(trained, dict) and trained.get("image_scale") == "measured":
        crop = crop.model_copy(update={"image_scale": "measured"})
    trained = card.training.recipe.get("split")
    border = trained.get("border_um") if isinstance(trained, dict) else None
    # Cells that training left out as cut by the border are left out, and counted, here as well.
    split = SplitChoice(border_um=float(border) if isinstance(border, int | float) else 0.0)
    return Recipe(
        architecture=card.architecture,
        classes=card.classes,
        task=card.task,
        cells_found_by=card.finder.segmenter_id if card.finder else "",
        cells_found_with=dict(card.finder.settings) if card.finder else {},
        crop=crop,
        split=split,
        augmentation=_NO_CHANGE,
    )


def evaluate(
    classifier: CellClassifier,
    samples: Samples,
    split: str = ALL,
    *,
    seed: int = 0,
    progress: Progress = no_progress,
) -> Evaluation:
    """Judge a model.

    The controls are measured on the same cells: the model on blanked-out crops, a logistic regression on
    colour statistics (cross-validated by group), and the model's answers against shuffled labels. Those of a
    card are others: networks that were trained on such crops or labels.

    Args:
        classifier: the model.
        samples: cells cut by :func:`evaluation_recipe` of its card.
        split: ``all``, or the name of a part in the card's split, whose groups are then judged; ``frozen``
            where the samples are those of frozen smears.
        seed: of the bootstrap and the shuffling.
        progress: told after each batch; raises to cancel.

    Raises:
        InputError: the card has no such part, or no cell belongs to it.
    """
    card = classifier.card
    notices = samples.notices
    if split not in (ALL, FROZEN):
        samples = part_of(card, samples, split)
    seen = seen_in_training(card, samples)
    if seen:
        warning = (
            f"{seen} of {len(samples)} cells come from {one_group(card)} that model {card.id} was trained "
            "on; figures on them say nothing about new ones."
        )
        notices = (*notices, warning)
    return evaluation_of(
        card,
        samples,
        split,
        Answers(
            answers_of(classifier, samples, progress),
            answers_of(classifier, blanked(samples), progress),
            card.abstention_threshold,
        ),
        seed=seed,
        seen=seen,
        notices=notices,
    )


def evaluation_of(
    card: ModelCard,
    samples: Samples,
    split: str,
    answers: Answers,
    *,
    seed: int,
    seen: int,
    notices: tuple[str, ...],
) -> Evaluation:
    """Judge what was answered about cells, or fields, and the controls.

    A class of the model that nothing of what was asked about has is still an answer, a wrong one; the
    figures are of the others.

    Args:
        card: of the model; its classes and task.
        samples: what was asked about.
        split: what they are called.
        answers: about them.
        seed: of the bootstrap and the shuffling.
        seen: how many of the cells the model learnt from.
        notices: what a reader of the figures must know.
    """
    asked = asked_of(samples, card.task)
    units, noun = asked.each(_units_of(card, samples)), NOUNS[card.task]
    said, named = answers.probabilities, answers.named
    judgement = judge(said, asked.labels, card.classes, units, named=named, seed=seed, noun=noun)
    notices = (*notices, *filter(None, (_lacking_notice(card, judgement), judgement.caution)))
    mixed = shuffled(asked.labels, seed)
    controls = {
        "shown_cells_blanked_out": judge(answers.painted, asked.labels, card.classes, units, seed=seed),
        "against_labels_shuffled": judge(said, mixed, card.classes, units, seed=seed),
    }
    colour = _colour_control(samples, _units_of(card, samples), card.task, seed)
    if colour is not None:
        controls["colour_statistics"] = colour
    return Evaluation(
        model=card.id,
        data=samples.source,
        split=split,
        judgement=judgement,
        controls={name: control_figures(control) for name, control in controls.items()},
        seen_in_training=seen,
        notices=notices,
    )


def _units_of(card: ModelCard, samples: Samples) -> Sequence[str]:
    """(n,) what intervals reckon with: patients, else blocks where the card's figures do, else groups."""
    block = block_of(card)
    if block is None or samples.grouped_by == "patient":
        return samples.groups
    return units_of(samples, SplitChoice(by="block", block=block))


def answers_of(classifier: CellClassifier, samples: Samples, progress: Progress) -> FloatArray:
    """Calibrated probabilities of the cells, or of the fields where the model names those."""
    if classifier.card.task == "cell":
        return classifier.predict(samples.crops, progress, samples.places)
    places = samples.places or Places.apart(len(samples))
    return classifier.predict_fields(samples.crops, places, progress)


def part_of(card: ModelCard, samples: Samples, split: str) -> Samples:
    """The cells of one part of a model's split.

    Raises:
        InputError: there is no such part, or none of the cells is in it.
    """
    groups = card.split.groups.get(split)
    if groups is None:
        names = ", ".join([ALL, *card.split.groups, FROZEN])
        raise InputError(f"Model {card.id} has no part called '{split}'; choose one of {names}.")
    chosen = [index for index, group in enumerate(samples.groups) if group in groups]
    if not chosen:
        raise InputError(
            f"No cell of {samples.source} belongs to the part '{split}' of model {card.id}; give the data it "
            f"was trained from, or the split '{ALL}'."
        )
    return samples.take(chosen)


def seen_in_training(card: ModelCard, samples: Samples) -> int:
    """Number of cells in groups of whose names the model, or one it started from, was trained on some."""
    return int(are_of(trained_groups(card), samples).sum())


def of_occurring_classes(samples: Samples) -> Samples:
    """The same cells with labels that count only the classes they have, in their order."""
    occurring = np.unique(samples.labels)
    if len(occurring) == len(samples.classes):
        return samples
    labels = np.searchsorted(occurring, samples.labels)
    return replace(samples.relabelled(labels), classes=tuple(samples.classes[k] for k in occurring))


def one_group(card: ModelCard) -> str:
    """What the split of a model keeps whole, with its article: ``a field``, ``an image``."""
    by = card.split.by
    return f"an {by}" if by[:1] in "aeio" else f"a {by}"


def _lacking_notice(card: ModelCard, judgement: Judgement) -> str:
    """That the model names classes that nothing judged has, or empty."""
    rows = zip(judgement.classes, judgement.confusion, strict=True)
    lacking = [name for name, row in rows if not sum(row)]
    if not lacking:
        return ""
    noun, word = ("class", "that") if len(lacking) == 1 else ("classes", "one of them")
    return (
        f"No {card.task} that was judged is of the {noun} {', '.join(lacking)}, which model {card.id} names; "
        f"where it names {word}, it is wrong, and the figures are of the other classes."
    )


def _colour_control(samples: Samples, units: Sequence[str], task: Task, seed: int) -> Judgement | None:
    """Colour statistics alone, cross-validated by group; None where there are too few groups or classes."""
    samples = of_occurring_classes(samples)
    per_class = [
        len({samples.groups[i] for i in np.flatnonzero(samples.labels == k)})
        for k in range(len(samples.classes))
    ]
    count = min(_COLOUR_FOLDS, *per_class)
    if min(count, len(per_class)) < 2:
        return None
    asked = asked_of(samples, task)
    dealer = StratifiedGroupKFold(count, shuffle=True, random_state=seed)
    probabilities = np.zeros((len(asked.labels), len(samples.classes)))
    for train, test in dealer.split(samples.labels, samples.labels, samples.groups):
        if len(np.unique(samples.labels[train])) < 2:
            return None
        probabilities[asked.among(test)] = colour_probabilities(samples, train, test, task)
    return judge(probabilities, asked.labels, samples.classes, asked.each(units), seed=seed)
