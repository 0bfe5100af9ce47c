"""What a model has seen, and where a training may start that is judged on cells the start never saw."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.core.errors import LeukoDeskError
from leukodesk.core.sentence import Amount, Sentence, sentence
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.registry import create_architecture
from leukodesk.training.samples import Samples
from leukodesk.training.starting import Starter

BoolArray = npt.NDArray[np.bool_]

_TUNED_ON: Final = "validation"


def trained_groups(card: ModelCard) -> frozenset[str]:
    """Names of the groups whose cells a model, or one that it started from, was trained on."""
    cross_validated = "train" not in card.split.groups
    parts = card.split.groups.values() if cross_validated else (card.split.groups["train"],)
    return frozenset(card.inherited).union(*parts)


def known_groups(card: ModelCard) -> frozenset[str]:
    """The same and those it was tuned on: nothing of them can show how it does on new cells."""
    return trained_groups(card).union(card.split.groups.get(_TUNED_ON, ()))


def are_of(names: frozenset[str], samples: Samples) -> BoolArray:
    """(n,) which cells belong to groups of these names.

    A dataset names its groups by smear or patient, a folder by file, so of a dataset the names of the image
    files count as well.
    """
    files = {name.rsplit("/", 1)[-1] for name in names}
    columns = zip(
        samples.groups,
        samples.fields or samples.groups,
        samples.images or [None] * len(samples),
        strict=True,
    )
    return np.array(
        [group in names or field in names or file in files for group, field, file in columns], bool
    )


def unknowing(
    starter: Starter, samples: Samples, load: Callable[[str], CellClassifier]
) -> tuple[Starter, Samples]:
    """A start that knows nothing of these cells, and the cells, with a notice if it is not the one asked for.

    Weights that were trained on a cell know its label, and a split made anew would judge by it what comes of
    them. So a model that knows some of the cells gives way to the one it started from itself, and so on.

    Args:
        starter: as it was asked for.
        samples: that are to be trained and judged on.
        load: a model by its id; raises where it is not there.

    Raises:
        UnknownIdError: the architecture is not registered.
    """
    if starter.recipe.start != "parent" or starter.parent is None:
        return starter, samples
    asked = starter.parent.card
    known = int(are_of(known_groups(asked), samples).sum())
    if not known:
        return starter, samples
    last = asked
    for parent in _ancestors(asked, load):
        if not are_of(known_groups(parent.card), samples).any():
            changes = {"start": "parent", "parent": parent.card.id}
            notice = _notice(asked, known, samples, sentence("model {parent}", parent=parent.card.id))
            return _starting(starter, changes, parent), samples.noticing(notice)
        last = parent.card
    start = _first_start(last)
    words = sentence("ImageNet weights") if start == "imagenet" else sentence("random weights")
    changes = {"start": start, "parent": ""}
    return _starting(starter, changes, None), samples.noticing(_notice(asked, known, samples, words))


def _ancestors(card: ModelCard, load: Callable[[str], CellClassifier]) -> Iterator[CellClassifier]:
    """The model a model started from, the one that started from, and so on, as far as they are there."""
    passed = {card.sha256}
    while card.parent is not None:
        try:
            parent = load(card.parent)
        except LeukoDeskError:
            return
        # A name can be taken by another model later on, even by one that began with this one.
        if parent.card.sha256 in passed or parent.card.architecture != card.architecture:
            return
        yield parent
        card = parent.card
        passed.add(card.sha256)


def _first_start(card: ModelCard) -> str:
    """How a model began, or would have if the one it began with is not there."""
    start = card.training.recipe.get("start")
    if start in ("imagenet", "scratch"):
        return str(start)
    return "imagenet" if create_architecture(card.architecture).imagenet_weights else "scratch"


def _starting(starter: Starter, changes: dict[str, str], parent: CellClassifier | None) -> Starter:
    return replace(starter, recipe=starter.recipe.model_copy(update=changes), parent=parent)


def _notice(asked: ModelCard, known: int, samples: Samples, start: Sentence) -> Sentence:
    return sentence(
        "Model {model} learnt from {known} of these {cells} or from their fields, so what grows out of it "
        "could not be judged on them as on new ones; this training starts from {start} instead.",
        model=asked.id,
        known=known,
        cells=Amount(len(samples), "cell"),
        start=start,
    )
