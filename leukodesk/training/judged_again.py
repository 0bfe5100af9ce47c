"""The figures of a model that is there already, measured again on the very cells or fields of its card."""

from leukodesk.core.errors import InputError
from leukodesk.core.progress import Progress
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.classifier import CellClassifier
from leukodesk.training.asked import NOUNS, asked_of
from leukodesk.training.curve_of_model import recipe_of, refuse_others
from leukodesk.training.evaluate import answers_of
from leukodesk.training.learning_curve import metrics_of, with_intervals
from leukodesk.training.metrics import Judgement, judge
from leukodesk.training.samples import Samples
from leukodesk.training.splits import single_split, units_of


def judge_again(classifier: CellClassifier, samples: Samples, progress: Progress) -> Judgement:
    """Let a model answer once more for the part that was held out from it.

    Weights, temperature and threshold stay as they are, so the figures of its card come out again, and with
    them those that later versions measure in addition.

    Args:
        classifier: the model.
        samples: the cells it was trained and judged on, cut by its recipe.
        progress: told after each batch; raises to cancel.

    Raises:
        InputError: the model was cross-validated, so its weights saw every cell; or these are not the cells
            that its card was made from, or they come to other parts.
    """
    card, recipe = classifier.card, recipe_of(classifier.card)
    if recipe.split.folds:
        raise InputError(
            f"Model {card.id} was cross-validated, so its weights have seen every cell of its data; train "
            "its folds again with `leukodesk evaluate --trained-on`."
        )
    refuse_others(card, samples)
    tested = single_split(samples, recipe.split, recipe.seed).test
    held_out = samples.take(tested)
    if set(held_out.groups) != set(card.split.groups.get("test", ())):
        raise InputError(
            f"The cells of {samples.source} come to other parts than those that model {card.id} was judged "
            "on, as after another version of the program; train the model again."
        )
    asked = asked_of(held_out, card.task)
    units = units_of(samples, recipe.split)
    probabilities = answers_of(classifier, held_out, progress)
    return judge(
        probabilities,
        asked.labels,
        card.classes,
        asked.each([units[i] for i in tested]),
        named=probabilities.max(axis=1) >= card.abstention_threshold,
        seed=recipe.seed,
        noun=NOUNS[card.task],
    )


def with_figures(card: ModelCard, judgement: Judgement) -> ModelCard:
    """The card with the figures of ``judgement`` in the place of its own."""
    per_class = {
        name: with_intervals(values, judgement.per_class_intervals[name])
        for name, values in judgement.per_class.items()
    }
    return card.model_copy(update={"metrics": metrics_of(judgement), "per_class": per_class})
