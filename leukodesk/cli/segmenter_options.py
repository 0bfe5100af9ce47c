"""How commands let a reader choose the settings of a segmenter."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from leukodesk.cli import boundary

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
