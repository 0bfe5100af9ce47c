"""With what cells were found, in the reader's words."""

from collections.abc import Mapping, Sequence

from leukodesk.core.cell import Cell
from leukodesk.core.content import Content
from leukodesk.core.procedures import Procedure
from leukodesk.gui.training.model_titles import segmenter_title
from leukodesk.inference.procedures import settings_words
from leukodesk.inference.registry import segmenter_ids
from leukodesk.workspace.words import tr


def settings_text(segmenter_id: str, settings: Mapping[str, object]) -> str:
    """The preset, or the settings that are not the defaults."""
    text = settings_words(segmenter_id, settings)
    return tr("defaults") if text == "defaults" else text


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
    settings = [f"{name}: {value}" for name, value in procedure.settings.items()]
    line = tr("Found by {segmenter}: {settings}.", segmenter=title, settings=found_with(procedure))
    return line, "\n".join((title, *settings))
