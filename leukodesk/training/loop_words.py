"""What the loops of classifiers and segmenters say where a loss breaks or a run goes on."""

from pathlib import Path

from leukodesk.core.errors import ModelError
from leukodesk.core.sentence import Sentence, sentence, system_reason


def broken_at(batch: int, epoch: int) -> Sentence:
    """Where a loss broke; both numbers from 1."""
    return sentence("batch {batch} of epoch {epoch}", batch=batch, epoch=epoch)


def nothing_kept(where: str, learning_rate: float, recipe_file: Path | None) -> ModelError:
    """The loss broke before there were good weights.

    Args:
        where: of :func:`broken_at`.
        learning_rate: of the recipe.
        recipe_file: where that was read from, or None where it was in no file.
    """
    if recipe_file is not None:
        return ModelError(
            sentence(
                "The training loss stopped being a number at {where}; lower learning_rate, now {rate}, in "
                "{recipe} and train again.",
                where=where,
                rate=learning_rate,
                recipe=recipe_file,
            )
        )
    return ModelError(
        sentence(
            "The training loss stopped being a number at {where}; choose another architecture, another model "
            "to start from, or a recipe whose learning_rate is below {rate}.",
            where=where,
            rate=learning_rate,
        )
    )


def kept_after(where: str, epoch: int) -> Sentence:
    """The loss broke, and the weights of an earlier epoch are kept."""
    return sentence(
        "The loss stopped being a number at {where}; the weights after epoch {epoch} were kept.",
        where=where,
        epoch=epoch,
    )


def going_on(epoch: int) -> Sentence:
    """A run goes on from a checkpoint."""
    return sentence(
        "A training of the same settings was interrupted after epoch {epoch}; going on from there.",
        epoch=epoch,
    )


def cannot_keep(error: OSError) -> Sentence:
    """A checkpoint could not be written."""
    return sentence(
        "The state of the training cannot be kept ({reason}); if it is interrupted, it will start anew.",
        reason=system_reason(error),
    )
