"""Cells that a reader removed in one copy of a dataset and that nobody did anything with in the other."""

from collections.abc import Collection, Container, Iterable, Sequence
from pathlib import Path

from leukodesk.core.analysis_edits import segmentings_of
from leukodesk.core.cell import Cell
from leukodesk.core.conflicts import is_undecided
from leukodesk.core.content import Content, Revision
from leukodesk.core.edits import Act, AddRevisions, ChangeCells, Edit, LabelChange
from leukodesk.core.sentence import sentence
from leukodesk.store.merge_cells import once_held
from leukodesk.store.merge_history import by_cell, joint_label, mark, missing
from leukodesk.store.merge_outcome import Difference


class Removed:
    """The cells that one of two copies has and the other is known to have held, before they are joined.

    A removal is a reader's word like any other: it holds in both, unless somebody labelled the cell since or
    drew its outline. It does not where the smear itself was removed, since a merge brings that back whole.

    Attributes:
        stay: ids of cells of ``other`` that were removed in ``target`` and stay so.
        come_back: ids of those that come back, since somebody did something with them in ``other``.
        go: the cells of ``target`` that were removed in ``other`` and go here too.
        kept: ids of those that are kept: changed here, or not removed by hand there but by another analysis.
    """

    def __init__(
        self, target: Content, other: Content, paired: dict[str, str], segmenters: Container[str]
    ) -> None:
        """Compare two copies.

        Args:
            target: what the copy is brought into.
            other: the copy.
            paired: ids of the cells of ``target``, by those of ``other`` that are the same.
            segmenters: ids of segmenters; a cell from anyone else was drawn or corrected by a reader.
        """
        in_both = target.smears.keys() & other.smears.keys()
        here, there = _gone(other, target, paired.keys()), _gone(target, other, set(paired.values()))
        stay = _untouched(here, other, target, segmenters)
        self.stay = frozenset(cell.id for cell in stay if cell.smear_id in in_both)
        self.come_back = frozenset(cell.id for cell in here) - self.stay
        by_hand = _removed_by_hand(_untouched(there, target, other, segmenters), other)
        self.go = tuple(cell for cell in by_hand if cell.smear_id in in_both)
        self.kept = frozenset(cell.id for cell in there) - {cell.id for cell in self.go}

    def told(self, target: Content, other: Content, path: Path) -> list[Difference]:
        """What was done about each cell, but for those that come back.

        Args:
            target: what the copy is brought into.
            other: the copy.
            path: its file.
        """
        was_removed = sentence("was removed")
        rows = [
            *((cell, sentence("removed"), was_removed) for cell in self.go),
            *((target.cells[cell_id], sentence("kept"), was_removed) for cell_id in sorted(self.kept)),
            *(
                (other.cells[cell_id], sentence("stays removed"), sentence("was not changed"))
                for cell_id in sorted(self.stay)
            ),
        ]
        return [
            Difference("cell", target.smears[cell.smear_id], cell.id, cell.centroid, kept, said, path)
            for cell, kept, said in rows
        ]

    def removal(self, target: Content, other: Content, act: Act) -> list[Edit]:
        """The edits that remove what :attr:`go` names, after what ``other`` says of those cells.

        Args:
            target: what the copy is brought into.
            other: the copy.
            act: who merges, and when.
        """
        if not self.go:
            return []
        ids = tuple(cell.id for cell in self.go)
        known, said = target.entries_of(ids), other.entries_of(ids)
        ours, theirs, fresh = by_cell(known, ids), by_cell(said, ids), missing(said, known)
        ends = [entry for cell_id in ids if (entry := _end(ours[cell_id], theirs[cell_id], target, act))]
        labels = [
            LabelChange(cell_id, target.labels[cell_id], None) for cell_id in ids if cell_id in target.labels
        ]
        was_open = tuple(cell_id for cell_id in ids if is_undecided(ours[cell_id]))
        history = AddRevisions((*fresh, *ends), tuple(labels), act, was_open)
        return [*([history] if history.revisions else []), ChangeCells(self.go, (), act)]


def _end(ours: list[Revision], theirs: list[Revision], target: Content, act: Act) -> Revision | None:
    """The entry that ends what is said of a removed cell; None where the copy's own entries end it here too.

    They may be known here in another order, told by a third copy, and end with a label then.

    Args:
        ours: the cell's history in the target, all of which the copy has too.
        theirs: in the copy, which has no such cell.
        target: what the copy is brought into.
        act: who merges, and when.
    """
    if not theirs:
        return None
    last = [*ours, *missing(theirs, ours)][-1]
    _, reason = joint_label(ours, theirs, target.labels.get(last.cell_id), None)
    return mark(last, None, act, reason) if reason else None


def _gone(content: Content, other: Content, paired: Collection[str]) -> list[Cell]:
    """The cells of ``content``, none of them among ``paired``, that ``other`` held once."""
    cells = [content.cells[cell_id] for cell_id in content.cells if cell_id not in paired]
    held = once_held(other, content, cells)
    return [cell for cell in cells if cell.id in held]


def _untouched(
    cells: Iterable[Cell], content: Content, other: Content, segmenters: Container[str]
) -> list[Cell]:
    """Those of some cells of ``content`` with which nobody did anything that ``other`` does not know."""
    found = [cell for cell in cells if cell.source in segmenters]
    own, theirs = (by_cell(each.revisions, (cell.id for cell in found)) for each in (content, other))
    return [cell for cell in found if not missing(own[cell.id], theirs[cell.id])]


def _removed_by_hand(cells: Sequence[Cell], other: Content) -> list[Cell]:
    """Those of some cells, lacking in ``other``, that it did not lose to an analysis with something else."""
    looks = {smear_id: segmentings_of(other, smear_id) for smear_id in {cell.smear_id for cell in cells}}
    last = {entry.cell_id: entry.new for entry in other.entries_of([cell.id for cell in cells])}
    found = []
    for cell in cells:
        latest = next((look for look in reversed(looks[cell.smear_id]) if look.covers(cell)), None)
        if last.get(cell.id) is None and (latest is None or latest.procedure_id == cell.procedure):
            found.append(cell)
    return found
