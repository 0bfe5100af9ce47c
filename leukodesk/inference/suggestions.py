"""What a model's probabilities suggest to the reader, and when to doubt them."""

from collections.abc import Sequence

from leukodesk.core.cell import Cell
from leukodesk.core.results import Prediction, many_unfamiliar
from leukodesk.core.sentence import sentence
from leukodesk.inference.batches import FloatArray
from leukodesk.inference.cards import ModelCard


def predictions(
    cells: Sequence[Cell],
    probabilities: FloatArray,
    card: ModelCard,
    unfamiliarity: FloatArray | None = None,
    neighbour_share: FloatArray | None = None,
) -> list[Prediction]:
    """One prediction per cell; the model abstains below the card's threshold.

    Args:
        cells: n cells.
        probabilities: calibrated, (n, k), k the card's classes.
        card: of the model that said so.
        unfamiliarity: (n,) how unlike the model's own cells they are, or None where it cannot say.
        neighbour_share: (n,) how much rests on the cells beside them, or None where it looks at each alone.
    """
    unknown = [None] * len(cells)
    unlike = unknown if unfamiliarity is None else unfamiliarity.tolist()
    beside = unknown if neighbour_share is None else neighbour_share.tolist()
    return [
        Prediction(
            cell_id=cell.id,
            model_id=card.id,
            probabilities=dict(zip(card.classes, row.tolist(), strict=True)),
            abstained=float(row.max()) < card.abstention_threshold,
            unfamiliarity=score,
            neighbour_share=share,
        )
        for cell, row, score, share in zip(cells, probabilities, unlike, beside, strict=True)
    ]


def unfamiliar_notices(said: Sequence[Prediction], card: ModelCard) -> tuple[str, ...]:
    """One sentence if many cells of a field are unlike those the model learnt from, else none."""
    unlike = sum(prediction.is_unfamiliar for prediction in said)
    if not many_unfamiliar(unlike, len(said)):
        return ()
    notice = sentence(
        "{unlike} of {cells} cells are unlike those that model {card} learnt from, as out of focus, with "
        "another stain or camera, or what is no cell; check what it suggests here with more care.",
        unlike=unlike,
        cells=len(said),
        card=card.id,
    )
    return (notice,)
