"""How commands let a reader choose the settings of a segmenter."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from leukodesk.cli import boundary

if TYPE_CHECKING:
    from leukodesk.inference.cards import ModelCard

DEFAULT: Final = "pivot-growing"
"""Finds the cells where neither the reader nor the model says who does."""

PresetOption = Annotated[str | None, typer.Option(help="Named settings of the segmenter.", metavar="NAME")]

SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set", help="One setting of the segmenter; wins over the preset. Repeatable.", metavar="NAME=VALUE"
    ),
]


def segmenter_parameters(segmenter: str, preset: str | None, texts: Sequence[str]) -> dict[str, Any]:
    """What the segmenter is told; wrong names and values end the command as wrong usage."""
    from leukodesk.core.errors import LeukoDeskError
    from leukodesk.inference.registry import segmenter_preset, segmenter_settings
    from leukodesk.inference.segmenters.settings import read_values

    if preset is None and not texts:
        return {}
    try:
        values = segmenter_preset(segmenter, preset) if preset is not None else {}
        values |= read_values(segmenter_settings(segmenter), texts, segmenter)
    except LeukoDeskError as error:
        boundary.say(str(error))
        raise typer.Exit(boundary.WRONG_USAGE) from error
    return values


def segmenter_for(
    card: "ModelCard | None", segmenter: str | None, preset: str | None, texts: Sequence[str]
) -> tuple[str, dict[str, Any]]:
    """Who finds the cells, and what it is told: as the reader says, else as the model learnt; said on stderr.

    Args:
        card: of the model that names the cells, or None.
        segmenter: what the reader says, or None.
        preset: named settings the reader asks for, or None; of the model's segmenter where none is named.
        texts: single settings the reader asks for, as ``NAME=VALUE``.
    """
    from leukodesk.inference.field_answer import foreign_cells
    from leukodesk.inference.procedures import differing_settings, settings_words

    finder = card.finder if card else None
    if card is None or finder is None:
        chosen = segmenter or DEFAULT
        return chosen, segmenter_parameters(chosen, preset, texts)
    chosen = segmenter or finder.segmenter_id
    told = segmenter_parameters(chosen, preset, texts)
    if segmenter is None and preset is None:
        told = {**finder.settings, **told}
    own = chosen, differing_settings(chosen, told)
    if own == (finder.segmenter_id, differing_settings(finder.segmenter_id, finder.settings)):
        settings = settings_words(chosen, told)
        boundary.say(f"Segmented with {chosen} ({settings}), as model {card.id} was trained.")
    else:
        boundary.say(foreign_cells(card.id, finder))
    return chosen, told
