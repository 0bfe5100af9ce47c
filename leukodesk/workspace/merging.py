"""What an analysis changes in a smear that may already hold a reader's work.

No label is ever lost: a labelled cell that a machine outlined takes the outline of its counterpart in the new
segmentation and stays the same cell, with its id, label and history. Without a counterpart it stays as it is
and is named. A labelled point that was imported, which has no outline, takes one in the same way. Outlines
that a reader drew or corrected are never touched.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from leukodesk.core.analysis_edits import analysis_reason, segmentings_of
from leukodesk.core.cell import Cell
from leukodesk.core.content import Content
from leukodesk.core.counterparts import boxes_of, mean_the_same, overlap, touching
from leukodesk.core.edits import Act, ChangeCells, CompositeEdit, Edit, RecordAnalysis
from leukodesk.core.imported import is_point
from leukodesk.core.mask import BBox
from leukodesk.core.procedures import Procedure
from leukodesk.core.results import Prediction, Segmentation
from leukodesk.workspace.words import tr_n


@dataclass(frozen=True)
class Merge:
    """How a new segmentation enters a dataset.

    Attributes:
        edit: what changes of the cells; None when nothing does.
        taken: id of the labelled cell that took an outline, by the id the cell was found under.
        kept: ids of labelled cells without a counterpart, which stay as they are.
        record: keeps how the cells were found; None where the last segmentation was the same and nothing is
            new.
    """

    edit: ChangeCells | None
    taken: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    record: RecordAnalysis | None = None

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All that is to be done, in order."""
        return tuple(edit for edit in (self.record, self.edit) if edit is not None)

    @property
    def step(self) -> Edit | None:
        """The same as one undo step; None where no cell changes, so that there is nothing to undo."""
        if self.edit is None or self.record is None:
            return self.edit
        return CompositeEdit(self.edits, self.edit.text)

    def predictions(self, said: Iterable[Prediction]) -> tuple[Prediction, ...]:
        """What a model said about the found cells, told of those that took their outlines."""
        return tuple(replace(item, cell_id=self.taken.get(item.cell_id, item.cell_id)) for item in said)

    def outlined(self, found: Iterable[Cell]) -> tuple[Cell, ...]:
        """The found cells under the ids of those that took their outlines."""
        return tuple(replace(cell, id=self.taken.get(cell.id, cell.id)) for cell in found)


def still_true(
    said: Iterable[Prediction], judged: Iterable[Cell], content: Content
) -> tuple[Prediction, ...]:
    """What a model said about outlines that cells still have.

    Args:
        said: its answers, which took a while.
        judged: the cells as it saw them.
        content: the dataset as it is now.
    """
    seen = {cell.id: cell for cell in judged}
    return tuple(
        item
        for item in said
        if item.cell_id in content.cells and content.cells[item.cell_id].has_outline_of(seen[item.cell_id])
    )


def unknown_to(found: Iterable[Cell], kept: Sequence[Cell]) -> tuple[Cell, ...]:
    """The found cells that are none of the kept ones."""
    boxes = boxes_of(kept)
    return tuple(
        cell for cell in found if not any(mean_the_same(cell, kept[place]) for place in touching(cell, boxes))
    )


def merge(
    segmentation: Segmentation,
    smear_id: str,
    content: Content,
    segmenters: Container[str],
    act: Act,
    procedure: Procedure | None = None,
    part: BBox | None = None,
) -> Merge:
    """Replace what a machine found before, and move the labels to the new outlines.

    Counterparts are chosen one to one, the greatest intersection over union first, among outlines that mean
    the same cell. Where two labelled cells were merged into one, the better match takes it and the other is
    kept; where one was split, it takes the better part and the other part is a new cell.

    Args:
        segmentation: what was found now.
        smear_id: the smear it was found in.
        content: the dataset as it is now.
        segmenters: ids of segmenters; a cell from anyone else was drawn or corrected by a reader.
        act: who asked for the analysis, and when.
        procedure: with what the cells were found, and perhaps named, which they will name; None for nothing.
        part: ``(y0, x0, y1, x1)`` in smear pixels, where cells were looked for; None for the whole smear.
    """
    found_with = procedure.id if procedure else ""
    now = tuple(replace(cell, procedure=found_with) for cell in segmentation.cells)
    known = tuple(content.cells_of(smear_id))
    points = {cell.id for cell in known if cell.id in content.labels and is_point(cell)}
    drawn = [cell for cell in known if cell.source not in segmenters and cell.id not in points]
    labelled = [
        cell
        for cell in known
        if cell.id in points or (cell.source in segmenters and cell.id in content.labels)
    ]
    replaced = [cell for cell in known if cell.source in segmenters and cell.id not in content.labels]
    partners = _counterparts((*drawn, *labelled), now)
    moved = [(cell, partners[cell.id]) for cell in labelled if cell.id in partners]
    kept = [cell for cell in labelled if cell.id not in partners]
    paired = {cell.id for cell in partners.values()}
    unpaired = [cell for cell in now if cell.id not in paired]
    added = unknown_to(unpaired, (*drawn, *kept))
    changed = [(cell, replace(found, id=cell.id)) for cell, found in moved]
    changed = [(cell, new) for cell, new in changed if new != cell]
    old = (*replaced, *(cell for cell, _ in changed))
    new = (*(new for _, new in changed), *added)
    act = replace(act, reason=analysis_reason(None))
    edit = ChangeCells(old, new, act) if old or new else None
    record = None
    if procedure is not None:
        looks = segmentings_of(content, smear_id)
        is_known = bool(looks) and (looks[-1].procedure_id, looks[-1].part) == (found_with, part)
        if new or not is_known:
            record = RecordAnalysis(smear_id, procedure, replace(act, reason=analysis_reason(part)))
    taken = {found.id: cell.id for cell, found in moved}
    return Merge(edit, taken, tuple(cell.id for cell in kept), record)


def kept_sentence(number: int) -> str:
    """What the reader is told about labelled cells without a counterpart."""
    return tr_n(
        "1 labelled cell has no counterpart in the new segmentation and was kept.",
        "{n} labelled cells have no counterpart in the new segmentation and were kept.",
        number,
    )


def _counterparts(known: Sequence[Cell], found: Sequence[Cell]) -> dict[str, Cell]:
    """The found cell of each known one that has any, by the known one's id."""
    boxes = boxes_of(found)
    pairs = [
        (-overlap(cell, found[other_place]), place, other_place)
        for place, cell in enumerate(known)
        for other_place in touching(cell, boxes)
        if mean_the_same(cell, found[other_place])
    ]
    partners: dict[str, Cell] = {}
    taken: set[int] = set()
    for _, place, other_place in sorted(pairs):
        if known[place].id not in partners and other_place not in taken:
            partners[known[place].id] = found[other_place]
            taken.add(other_place)
    return partners
