"""On how many patients, fields or blocks the figures of a model card rest."""

from leukodesk.core.intervals import FEW_UNITS, caution_of_few
from leukodesk.inference.cards import ModelCard
from leukodesk.training.blocks import blocks_of


def groups_judged(card: ModelCard) -> frozenset[str]:
    """Names of those, each a ``card.split.by``, whose cells were judged; none where the card does not tell.

    They need not be what was dealt out as a whole: a block is several of them, and of each the cells, or of
    a patient the fields, may have been dealt out one by one.
    """
    groups = card.split.groups
    parts = groups.values() if card.split.is_of_folds else (groups.get("test", ()),)
    return frozenset(group for part in parts for group in part)


def is_judged_on_few(card: ModelCard) -> bool:
    """Whether so few groups, or blocks of them, were judged that the figures say little about others.

    Cells or fields of few groups are few whichever way they were dealt out: they resemble each other.
    """
    return 0 < _units_judged(card) < FEW_UNITS


def caution_of(card: ModelCard) -> str:
    """A sentence where :func:`is_judged_on_few`, else empty."""
    if not is_judged_on_few(card):
        return ""
    return caution_of_few(card.metrics_on.n, _units_judged(card), f"{card.task}s")


def block_of(card: ModelCard) -> int | None:
    """Most groups per block where blocks of neighbouring ones were dealt out as a whole, else None."""
    choice = card.training.recipe.get("split")
    block = choice.get("block") if isinstance(choice, dict) and choice.get("by") == "block" else None
    return block if isinstance(block, int) else None


def _units_judged(card: ModelCard) -> int:
    groups, units = groups_judged(card), card.metrics_on.units
    if units is not None:
        # Cells that were dealt out one by one are no more than their groups.
        return min(units, len(groups))
    block = block_of(card)
    return len(set(blocks_of(sorted(groups), block).values())) if block else len(groups)
