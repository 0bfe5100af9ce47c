"""What a reader is told of cells that are unlike those a model learnt from."""

from typing import Final

from leukodesk.core.results import many_unfamiliar
from leukodesk.workspace.words import later, tr

_UNLIKE: Final = ((2.5, later("far off")), (1.4, later("clearly")), (0.0, later("somewhat")))
"""From how many times the usual limit on a cell is that much unlike."""


def unlike_words(unfamiliarity: float) -> str:
    """That one cell is, and how much."""
    words = next(tr(text) for least, text in _UNLIKE if unfamiliarity >= least)
    return tr(
        "Unlike the cells this model learnt from: {words}, {unfamiliarity:.1f} times the usual "
        "limit. Its suggestion may mean nothing here.",
        words=words,
        unfamiliarity=unfamiliarity,
    )


def many_unlike_words(unlike: int, suggested: int) -> str:
    """That shares rest on such cells; empty where no more of them are than among a model's own.

    Args:
        unlike: number of them among the cells that count as suggested.
        suggested: of how many.
    """
    if not many_unfamiliar(unlike, suggested):
        return ""
    return tr(
        "{unlike} of {cells} suggestions counted here are for cells unlike those the model knows; "
        "they may mean nothing.",
        unlike=unlike,
        cells=suggested,
    )
