"""When a model leaves a cell or field to the reader, and why one never does."""

from leukodesk.core.sentence import sentence
from leukodesk.inference.cards import ModelCard


def why_never(card: ModelCard) -> str:
    """Why a model has no threshold; empty where it has one, and where its card does not tell what was asked.

    A training takes the lowest threshold that reaches the accuracy its recipe asks for, and none where that
    would leave the reader more than half of what there is.
    """
    share = card.training.recipe.get("abstention_accuracy")
    if card.abstention_threshold or not isinstance(share, float):
        return ""
    return sentence(
        "never: its recipe asks that {share:.0%} of what it names be right, and on held-out data it was so "
        "without a threshold, or none that leaves you less than half would have made it so",
        share=share,
    )
