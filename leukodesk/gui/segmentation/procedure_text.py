"""With what cells were found, in the reader's words."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from leukodesk.core.cell import Cell
from leukodesk.core.content import Content
from leukodesk.core.errors import LeukoDeskError
from leukodesk.core.procedures import Procedure
from leukodesk.gui.segmentation.setting_row import value_text
from leukodesk.gui.training.model_titles import segmenter_title
from leukodesk.inference.procedures import differing_settings, settings_words
from leukodesk.inference.registry import segmenter_ids, segmenter_presets, segmenter_settings
from leukodesk.inference.segmenters.settings import choice_text
from leukodesk.workspace.words import tr


def settings_text(segmenter_id: str, settings: Mapping[str, object]) -> str:
    """The preset, or the settings that are not the defaults, by their titles."""
    own = differing_settings(segmenter_id, settings)
    if not own:
        return tr("defaults")
    words = settings_words(segmenter_id, settings)
    if words in _presets(segmenter_id):
        return tr(choice_text(words))
    return ", ".join(f"{title} {value}" for title, value in _told(segmenter_id, own))


def _presets(segmenter_id: str) -> Collection[str]:
    try:
        return segmenter_presets(segmenter_id)
    except LeukoDeskError:
        return ()


def _told(segmenter_id: str, settings: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Titles and values of settings; of a segmenter that is not here any more, as they were recorded."""
    try:
        known = {setting.name: setting for setting in segmenter_settings(segmenter_id)}
    except LeukoDeskError:
        known = {}
    for name, value in settings.items():
        setting = known.get(name)
        yield (tr(setting.title), value_text(setting, value)) if setting else (name, str(value))


def found_with(procedure: Procedure, pixel_sizes_um: Sequence[float] = ()) -> str:
    """Settings, scale, colours and version of the program.

    Args:
        procedure: the analysis.
        pixel_sizes_um: of several fields that were analysed alike, ascending; else its own.
    """
    sizes = tuple(pixel_sizes_um) or (procedure.pixel_size_um,)
    parts = [settings_text(procedure.segmenter, procedure.settings)]
    if len(sizes) == 1:
        parts.append(tr("{size:.3g} µm per pixel", size=sizes[0]))
    else:
        parts.append(tr("{least:.3g} to {most:.3g} µm per pixel", least=sizes[0], most=sizes[-1]))
    if procedure.template_digest:
        parts.append(tr("colours of {template}", template=procedure.template or procedure.template_digest))
    return ", ".join((*parts, f"LeukoDesk {procedure.program}"))


def origin_of(content: Content, cell: Cell) -> tuple[str, str]:
    """With what a cell was found in one line, and with every setting on a line of its own.

    Both are empty for a cell that no segmenter found.
    """
    procedure = content.procedures.get(cell.procedure)
    if procedure is None:
        if cell.source not in segmenter_ids():
            return "", ""
        title = segmenter_title(cell.source)[0]
        return tr("Found by {segmenter}; settings not recorded.", segmenter=title), ""
    title = segmenter_title(procedure.segmenter)[0]
    settings = [f"{name}: {value}" for name, value in _told(procedure.segmenter, procedure.settings)]
    line = tr("Found by {segmenter}: {settings}.", segmenter=title, settings=found_with(procedure))
    return line, "\n".join((title, *settings))
