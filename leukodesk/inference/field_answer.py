"""One answer for a whole field out of what a model of fields says of its cells, and how much each counts.

Such a model ends in a mean over the cells of a field and a linear layer, so the logits of the field are the
mean of those of its cells, and each cell's share of them is known exactly: it is the gradient of the field's
logit with respect to the cell's embedding after the messages, times that embedding. The logarithm of a
probability is its logit but for a constant per cell, so all of it follows from the cells' probabilities.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import log_softmax, softmax

from leukodesk.core.results import Prediction, Segmentation
from leukodesk.core.sentence import sentence
from leukodesk.inference.cards import Finder, ModelCard
from leukodesk.inference.procedures import settings_words

_LEAST: Final = 1e-30
"""Stands for a probability that rounding made 0."""


@dataclass(frozen=True)
class FieldAnswer:
    """What a model of fields says about one field.

    Attributes:
        model_id: the model.
        probabilities: class id to calibrated probability of the field, in the model's class order.
        abstained: the model is below its card's threshold and leaves the field to the reader.
        importance: by cell id, how much the cell speaks for the named class: its share of the distance in
            logits between that class and the mean of the others, over the model's temperature. Negative where
            it speaks against. They add up to that distance.
    """

    model_id: str
    probabilities: Mapping[str, float]
    abstained: bool
    importance: Mapping[str, float]

    @property
    def top_class(self) -> str:
        """The most probable class, whether or not the model abstained."""
        return max(self.probabilities, key=lambda name: self.probabilities[name])

    @property
    def confidence(self) -> float:
        """Probability of the most probable class."""
        return self.probabilities[self.top_class]


def answer_for(card: ModelCard, said: Sequence[Prediction]) -> FieldAnswer | None:
    """What a model says about a field.

    Args:
        card: of the model.
        said: what it says of every cell that was read there.

    Returns:
        None for a model that names cells, and for a field without cells.
    """
    return field_answer(said, card.abstention_threshold) if card.task == "field" else None


def field_notices(
    card: ModelCard, segmentation: Segmentation | None = None, *, sources: Collection[str] = ()
) -> tuple[str, ...]:
    """What the reader of a field's answer should know about it, one sentence each.

    Args:
        card: of the model.
        segmentation: the cells that it read; None where they were there already.
        sources: then who found them.
    """
    if card.task != "field":
        return ()
    about_cells = sentence(
        "Model {card} was trained and judged on whole smears: what it says of a single cell only shows how "
        "that cell weighs in the smear's answer.",
        card=card.id,
    )
    finder = card.finder
    if finder is None:
        return (about_cells,)
    if segmentation is not None:
        used = {name: segmentation.parameters.get(name) for name in finder.settings}
        foreign = (finder.segmenter_id, finder.settings) != (segmentation.segmenter_id, used)
    else:
        foreign = any(source != finder.segmenter_id for source in sources)
    return (about_cells, foreign_cells(card.id, finder)) if foreign else (about_cells,)


def foreign_cells(model_id: str, finder: Finder) -> str:
    """That a model learnt from cells that were found in another way, one sentence."""
    settings = settings_words(finder.segmenter_id, finder.settings)
    return sentence(
        "Model {model_id} learnt from cells found by {finder} ({settings}); its figures do not hold for "
        "cells found in another way.",
        model_id=model_id,
        finder=finder.segmenter_id,
        settings=settings,
    )


def field_answer(said: Sequence[Prediction], abstention_threshold: float) -> FieldAnswer | None:
    """The answer for a field.

    Args:
        said: what a model of fields says of every cell that was read there.
        abstention_threshold: of its card.

    Returns:
        None for a field without cells.
    """
    if not said:
        return None
    classes = list(said[0].probabilities)
    rows = np.array([[prediction.probabilities[name] for name in classes] for prediction in said])
    logits = log_softmax(np.log(np.maximum(rows.astype(np.float64), _LEAST)), axis=1)
    probabilities = softmax(logits.mean(axis=0))
    top = int(probabilities.argmax())
    others = np.delete(logits, top, axis=1).mean(axis=1)
    importance = (logits[:, top] - others) / len(said)
    return FieldAnswer(
        model_id=said[0].model_id,
        probabilities=dict(zip(classes, probabilities.tolist(), strict=True)),
        abstained=float(probabilities[top]) < abstention_threshold,
        importance={
            prediction.cell_id: float(value) for prediction, value in zip(said, importance, strict=True)
        },
    )
