"""Labelled cells that the last segmentation of their smear did not find again, told from what is on record.

Such a cell is one of a segmenter's with a label, found with another procedure than the last segmentation that
looked at its place: one that is found again takes over outline and procedure. It is none any more once

* it is removed,
* a reader draws its outline, which from then on is the reader's own,
* its label is taken away, for then the next segmentation replaces it,
* a segmentation finds it again, or the last one is undone.

Another label changes nothing, since the outline stays what it was.

A labelled point that was imported has no outline. It is one as long as it takes none, unless it got its label
after the segmentation.
"""

from collections.abc import Container, Sequence

from leukodesk.core.analysis_edits import Segmenting, segmentings_of
from leukodesk.core.cell import Cell
from leukodesk.core.content import Content
from leukodesk.core.imported import is_point


def unmatched_cells(content: Content, smear_id: str, segmenters: Container[str]) -> tuple[str, ...]:
    """The labelled cells of a smear that its last segmentation did not find again, in their order.

    Args:
        content: what the dataset holds.
        smear_id: the smear.
        segmenters: ids of segmenters; a cell from anyone else was drawn or corrected by a reader.
    """
    looks = segmentings_of(content, smear_id)
    if not looks:
        return ()
    cells = content.cells_of(smear_id)
    return tuple(cell.id for cell in cells if is_unmatched(content, cell, looks, segmenters))


def is_unmatched(
    content: Content, cell: Cell, looks: Sequence[Segmenting], segmenters: Container[str]
) -> bool:
    """Whether one cell is such a cell; ``looks`` are the segmentations of its smear, oldest first."""
    label = content.labels.get(cell.id)
    if label is None:
        return False
    last = next((look for look in reversed(looks) if look.covers(cell)), None)
    if last is None:
        return False
    if cell.source in segmenters:
        return cell.procedure != last.procedure_id
    return is_point(cell) and label.at < last.at
