"""What a gallery says of a group and of a cell."""

from leukodesk.core.differential import DifferentialRow
from leukodesk.core.gallery import GalleryCell
from leukodesk.core.taxonomy import CellClass
from leukodesk.workspace.numerals import percent, written
from leukodesk.workspace.words import tr


def group_figures(count: int, reviewed: int, share: DifferentialRow | None) -> str:
    """Number of cells, their percentage, and how many are reviewed: ``25 · 86.2 % · 3 reviewed``."""
    parts = [written(count)]
    if share is not None and share.percent is not None:
        parts.append(percent(share.percent))
    if reviewed:
        parts.append(
            tr("all reviewed") if reviewed == count else tr("{reviewed} reviewed", reviewed=reviewed)
        )
    return " · ".join(parts)


def cell_words(cell: GalleryCell, cell_class: CellClass) -> str:
    """A cell in words, for screen readers and tool tips."""
    parts = [tr(cell_class.title), tr("reviewed") if cell.reviewed else tr("not reviewed")]
    if cell.abstained and not cell.reviewed:
        parts.append(tr("left to you by the model"))
    if cell.confidence is not None:
        parts.append(tr("model {confidence:.0%} sure", confidence=cell.confidence))
    if cell.unfamiliar:
        parts.append(tr("unlike the cells the model learnt from"))
    return ", ".join(parts)
