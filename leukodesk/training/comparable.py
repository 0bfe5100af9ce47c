"""What makes models comparable: the same question, the same classes, the same cells or fields."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from leukodesk.core.errors import InputError
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.registry import create_architecture
from leukodesk.training.asked import NOUNS
from leukodesk.training.evaluate import evaluation_recipe, of_occurring_classes
from leukodesk.training.recipe import Recipe, SplitChoice, usual_recipe
from leukodesk.training.samples import Samples

Answers = npt.NDArray[np.float64]


def usual_comparison(cards: Sequence[ModelCard]) -> Recipe:
    """The recipe of a comparison for which none is given.

    Cells are cut as classical models usually read them. Fields need a segmenter that finds their cells, so
    of models of fields it is as the card of the first one says.
    """
    if not cards or cards[0].task == "cell":
        return usual_recipe(create_architecture("svm-handcrafted"))
    return evaluation_recipe(cards[0]).model_copy(update={"classes": None, "split": SplitChoice()})


def shared_recipes(cards: Sequence[ModelCard], recipe: Recipe) -> tuple[Recipe, list[Recipe]]:
    """One recipe per model, all for the same cells or fields, and the one of the baselines.

    Every model's crops are cut as its card says; which cells are left out must not differ between them, so
    the widest border holds for all, and only classes that all of them name are asked for.

    Args:
        cards: of the models.
        recipe: of the comparison; its classes, if it names any, are those that are compared.

    Raises:
        InputError: some models name cells and others fields, or the recipe asks for other things than they
            name; fewer than two classes are named by all, or a model lacks one of the recipe's.
    """
    _refuse_mixture(cards, recipe)
    classes = recipe.classes or _shared_classes(cards)
    for card in cards:
        lacking = [name for name in classes or () if name not in card.classes]
        if lacking:
            raise InputError(
                f"Model {card.id} does not name '{lacking[0]}', one of the classes of the recipe; take it "
                "out of the recipe or the model out of the comparison."
            )
    own = [evaluation_recipe(card) for card in cards]
    border_um = max([recipe.split.border_um, *(each.split.border_um for each in own)])
    split = recipe.split.model_copy(update={"border_um": border_um})
    changes = {"split": split, "classes": classes}
    return recipe.model_copy(update=changes), [each.model_copy(update=changes) for each in own]


def on_shared_fields(samples: Samples, others: Sequence[Samples]) -> Samples:
    """The cells that lie in fields of which every model has cells; what is left out is among the notices.

    Each model brings its own segmenter, and one may find no cell where another finds some.

    Args:
        samples: the cells as the baselines read them.
        others: as each of the models reads them.
    """
    known = [set(each.field_names) for each in (samples, *others)]
    shared = set.intersection(*known)
    left_out = len(set.union(*known) - shared)
    if not left_out:
        return samples
    kept = samples.take([i for i, name in enumerate(samples.field_names) if name in shared])
    noun = "field" if left_out == 1 else "fields"
    return kept.noticing(f"{left_out} {noun} left out: not every model finds cells there.")


def of_compared_classes(samples: Samples) -> Samples:
    """The same cells, compared by the classes that they have.

    Raises:
        InputError: these are fewer than two.
    """
    kept = of_occurring_classes(samples)
    if len(kept.classes) < 2:
        raise InputError(
            f"A comparison needs two classes, and {samples.source} has only cells of the class "
            f"'{kept.classes[0]}' where every model finds some; give cells of another class."
        )
    return kept


def restricted(probabilities: npt.NDArray[np.floating], card: ModelCard, classes: Sequence[str]) -> Answers:
    """What a model says if only some of its classes come into question, in their order.

    Args:
        probabilities: (n, k) of the model's k classes.
        card: of the model; its classes.
        classes: the m that are compared; the model names each of them.

    Returns:
        (n, m); rows that add up to 1.
    """
    order = [card.classes.index(name) for name in classes]
    chosen = np.asarray(probabilities[:, order], dtype=np.float64)
    if len(classes) == len(card.classes):
        return chosen
    total = chosen.sum(axis=1, keepdims=True)
    # Where not even a trace is left for them, nothing is known of which of them it is.
    return np.where(total > 0, chosen / np.where(total > 0, total, 1), 1 / len(classes))


def class_notice(card: ModelCard, classes: Sequence[str]) -> str:
    """That a model names more classes than are compared, or empty."""
    more = [name for name in card.classes if name not in classes]
    if not more:
        return ""
    return (
        f"Model {card.id} also names {', '.join(more)}; no such cells are compared, and its answers are "
        f"taken as if there were only {', '.join(classes)}, which makes it easier for it."
    )


def _refuse_mixture(cards: Sequence[ModelCard], recipe: Recipe) -> None:
    first = {card.task: card.id for card in reversed(cards)}
    if len(first) > 1:
        raise InputError(
            f"Model {first['field']} names whole fields and model {first['cell']} single cells, so no table "
            "can hold both; compare models of one kind."
        )
    for task, model_id in first.items():
        if task != recipe.task:
            raise InputError(
                f"The recipe asks for {NOUNS[recipe.task]} and model {model_id} names {NOUNS[task]}; set "
                f'task = "{task}" in the recipe.'
            )


def _shared_classes(cards: Sequence[ModelCard]) -> tuple[str, ...] | None:
    """The classes that all models name, in the order of the first one; None without models."""
    if not cards:
        return None
    shared = tuple(name for name in cards[0].classes if all(name in card.classes for card in cards))
    if len(shared) < 2:
        named = "; ".join(f"{card.id}: {', '.join(card.classes)}" for card in cards)
        raise InputError(
            f"The models have fewer than two classes in common, and a comparison needs two ({named}); "
            "compare models whose classes overlap."
        )
    return shared
