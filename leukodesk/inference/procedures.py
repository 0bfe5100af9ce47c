"""What is recorded of an analysis, and what a model asks for, as values and in words."""

from collections.abc import Mapping
from typing import Any

from leukodesk import __version__
from leukodesk.core.errors import LeukoDeskError
from leukodesk.core.procedures import Procedure, Value
from leukodesk.core.results import Segmentation
from leukodesk.core.sentence import Joined, Sentence, other_words, sentence
from leukodesk.imaging.stain import StainTemplate
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.registry import segmenter_presets, segmenter_settings
from leukodesk.inference.scaling import Scale
from leukodesk.inference.segmenters.settings import choice_text
from leukodesk.inference.staining import TEMPLATE_SETTINGS


def procedure_of(
    segmentation: Segmentation | None,
    card: ModelCard | None,
    scale: Scale,
    template: StainTemplate | None = None,
) -> Procedure:
    """What is kept of an analysis.

    Args:
        segmentation: the cells that were found, or None where known ones were named.
        card: of the model that named them, or None.
        scale: it worked with.
        template: colours that the smear was adjusted to, or None.
    """
    parameters = segmentation.parameters if segmentation else {}
    return Procedure(
        program=__version__,
        segmenter=segmentation.segmenter_id if segmentation else "",
        settings={name: _plain(value) for name, value in parameters.items() if name not in TEMPLATE_SETTINGS},
        model=card.id if card else "",
        model_sha256=card.sha256 if card else "",
        template=template.name if template else "",
        template_digest=template.digest if template else "",
        pixel_size_um=float(scale.pixel_size_um),
        scale_source=scale.source,
    )


def _plain(value: object) -> Value:
    """Plugins may tell their segmenters anything."""
    return value if isinstance(value, bool | int | float | str) or value is None else str(value)


def differing_settings(segmenter_id: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """What of all that a segmenter was told is not its default; all of it where it is not here any more."""
    try:
        defaults = {setting.name: setting.default for setting in segmenter_settings(segmenter_id)}
    except LeukoDeskError:
        defaults = {}
    return {name: value for name, value in told.items() if name not in defaults or defaults[name] != value}


def settings_words(segmenter_id: str, told: Mapping[str, Any]) -> Sentence:
    """The name of the preset that a segmenter was told, else each setting that is not its default.

    ``defaults`` where none differs.
    """
    own = differing_settings(segmenter_id, told)
    if not own:
        return sentence("defaults")
    try:
        presets = segmenter_presets(segmenter_id)
        titles = {setting.name: setting.title for setting in segmenter_settings(segmenter_id)}
    except LeukoDeskError:
        presets, titles = {}, {}
    for name, values in presets.items():
        if differing_settings(segmenter_id, values) == own:
            return other_words(name, choice_text(name))
    parts = [
        sentence("{setting} {value}", setting=other_words(name, titles.get(name, name)), value=value)
        for name, value in own.items()
    ]
    return sentence("{settings}", settings=Joined(tuple(parts)))


def procedure_words(procedure: Procedure) -> str:
    """An analysis in a few words, for tables."""
    parts = []
    if procedure.segmenter:
        parts.append(f"{procedure.segmenter} ({settings_words(procedure.segmenter, procedure.settings)})")
    if procedure.model:
        parts.append(f"model {procedure.model} ({procedure.model_sha256[:12]})")
    parts.append(f"{procedure.pixel_size_um:.3g} µm per pixel ({procedure.scale_source})")
    if procedure.template_digest:
        parts.append(f"colours of {procedure.template or 'a template'} ({procedure.template_digest})")
    return ", ".join((*parts, f"LeukoDesk {procedure.program}"))
