"""What a model has seen, and where a training may start that is judged on cells the start never saw."""

from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.core.sentence import Amount, sentence
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.registry import create_architecture
from leukodesk.training.samples import Samples
from leukodesk.training.starting import Starter

BoolArray = npt.NDArray[np.bool_]

_TUNED_ON: Final = "validation"
_FIRST_STARTS: Final = {"imagenet": sentence("ImageNet weights"), "scratch": sentence("random weights")}


def trained_groups(card: ModelCard) -> frozenset[str]:
    """Names of the groups, and of patients' smears, that a model, or one it started from, was trained on."""
    split = card.split
    parts = split.groups if split.is_of_folds else ("train",)
    return frozenset(card.inherited).union(*map(split.names_of, parts))


def known_groups(card: ModelCard) -> frozenset[str]:
    """The same and those it was tuned on: nothing of them can show how it does on new cells."""
    return trained_groups(card).union(card.split.names_of(_TUNED_ON))


def are_of(names: frozenset[str], samples: Samples) -> BoolArray:
    """(n,) which cells belong to groups of these names.

    A dataset names its groups by smear or patient, a folder by file, so of a dataset the names of the image
    files count as well. Whoever knows one smear of a patient knows the patient.
    """
    of_known_patients = {group for group, smears in samples.kin.items() if not names.isdisjoint(smears)}
    files = {name.rsplit("/", 1)[-1] for name in names}
    columns = zip(
        samples.groups,
        samples.fields or samples.groups,
        samples.images or [None] * len(samples),
        strict=True,
    )
    return np.array(
        [
            group in names or group in of_known_patients or field in names or file in files
            for group, field, file in columns
        ],
        bool,
    )


def unknowing(starter: Starter, samples: Samples, library: ModelLibrary) -> tuple[Starter, Samples]:
    """A start that knows nothing of these cells, and the cells, with a notice if it is not the one asked for.

    Weights that were trained on a cell know its label, and a split made anew would judge by it what comes of
    them. So a model that knows some of the cells gives way to the one it started from itself, and so on;
    where one of those is not there, another model of its architecture stands in that knows none of the cells.

    Args:
        starter: as it was asked for.
        samples: that are to be trained and judged on.
        library: where models are looked for.

    Raises:
        ModelError: the weights of a model cannot be used.
    """
    if starter.recipe.start != "parent" or starter.parent is None:
        return starter, samples
    asked = starter.parent.card
    known = int(are_of(known_groups(asked), samples).sum())
    if not known:
        return starter, samples
    card, start = _unknowing_card(asked, samples, library)
    parent = library.load(card.id, starter.device) if card else None
    changes = {"start": start, "parent": card.id if card else ""}
    words = _FIRST_STARTS[start] if card is None else sentence("model {parent}", parent=card.id)
    recipe = starter.recipe.model_copy(update=changes)
    notice = sentence(
        "Model {model} learnt from {known} of these {cells} or from their fields, so what grows out of it "
        "could not be judged on them as on new ones; this training starts from {start} instead.",
        model=asked.id,
        known=known,
        cells=Amount(len(samples), "cell"),
        start=words,
    )
    return replace(starter, recipe=recipe, parent=parent), samples.noticing(notice)


def _unknowing_card(
    asked: ModelCard, samples: Samples, library: ModelLibrary
) -> tuple[ModelCard | None, str]:
    """The model to start from in the place of ``asked``, or none, and the start that goes into the recipe."""
    there = {card.id: card for card in library.cards() if card.architecture == asked.architecture}
    card, passed = asked, {asked.id}
    while card.parent is not None:
        if card.parent in passed or card.parent not in there:
            # What it began with is not there, nor what that knew.
            stand_in = (other for other in there.values() if _is_new_to(other, samples))
            return _from(next(stand_in, None), asked)
        card = there[card.parent]
        passed.add(card.id)
        if _is_new_to(card, samples):
            return _from(card, asked)
    return _from(None, card)


def _is_new_to(card: ModelCard, samples: Samples) -> bool:
    return not are_of(known_groups(card), samples).any()


def _from(card: ModelCard | None, last: ModelCard) -> tuple[ModelCard | None, str]:
    if card is not None:
        return card, "parent"
    start = last.training.recipe.get("start")
    if start in _FIRST_STARTS:
        return None, str(start)
    return None, "imagenet" if create_architecture(last.architecture).imagenet_weights else "scratch"
