"""Whether the heatmaps of a model that was just trained can be believed, for its card."""

from dataclasses import replace

from leukodesk.core.errors import ModelError
from leukodesk.core.progress import Progress
from leukodesk.core.sentence import sentence
from leukodesk.inference.classifier import CellClassifier
from leukodesk.training.candidate import Outcome, card_of
from leukodesk.training.explanations import explanation_figures
from leukodesk.training.processes import this_process
from leukodesk.training.protocol import Events
from leukodesk.training.starting import Starter

_NO_WEIGHTS_YET = "0" * 64


def explained(outcome: Outcome, starter: Starter, progress: Progress, events: Events) -> Outcome:
    """The outcome with the figures of its heatmaps; as it is where the recipe leaves out what costs time.

    A model without heatmaps, such as the support vector machine, says so in the log. Of several processes the
    first looks alone, as it alone writes the card.

    Args:
        outcome: of a training.
        starter: what it started from.
        progress: told after each batch; raises to cancel.
        events: told why there are no figures.
    """
    if not starter.recipe.controls or not this_process().is_first:
        return outcome
    classifier = CellClassifier(card_of(outcome, starter, _NO_WEIGHTS_YET), outcome.network, starter.device)
    try:
        figures = explanation_figures(classifier, outcome.looked_at, progress=progress)
    except ModelError as error:
        events({"event": "log", "text": str(error)})
        return outcome
    if outcome.looked_at is outcome.trained_on:
        data = sentence("{data}, which it was trained on", data=figures.data)
        figures = figures.model_copy(update={"data": data})
    return replace(outcome, explanations=figures)
