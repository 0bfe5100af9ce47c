"""Cells in groups by class, each group in the order in which a reader wants to see it."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from leukodesk.core.cell import CellKind
from leukodesk.core.content import Content
from leukodesk.core.results import Prediction
from leukodesk.core.rows import Rows, field_of
from leukodesk.core.taxonomy import UNIDENTIFIED, UNIDENTIFIED_CLASS, CellClass, Taxonomy

UNJUDGED: Final = "unjudged"
"""Group of leukocytes that neither a reader nor the chosen model said anything about; never a label."""

UNJUDGED_CLASS: Final = CellClass(UNJUDGED, "Not judged yet", "", "#5B6170", "–", counted=False)
"""How that group is shown; not part of any taxonomy."""

_UNKNOWN_DOUBT: Final = 0.3

_Place = tuple[bool, bool, float, int, str]
_Row = tuple[str, str, str, bool, bool, float | None, bool, int]
_REVIEWED: Final = 3


@dataclass(frozen=True, slots=True)
class GalleryCell:
    """What a gallery needs to know of a cell.

    Attributes:
        cell_id, smear_id: the cell and where it lies.
        group: a class id of the taxonomy, ``unidentified`` (the model abstained) or :data:`UNJUDGED`.
        reviewed: a reader labelled it.
        abstained: the model left it to the reader.
        confidence: the model's top probability, or None where it said nothing.
        unfamiliar: it is unlike the cells that the model learnt from.
        order: its place in the dataset.
    """

    cell_id: str
    smear_id: str
    group: str
    reviewed: bool
    abstained: bool
    confidence: float | None
    unfamiliar: bool
    order: int

    @property
    def doubt(self) -> float:
        """See :func:`doubt`."""
        return doubt(self.confidence, self.abstained)


def doubt(confidence: float | None, abstained: bool) -> float:
    """How much a cell needs a look, 0 to 2: above 1 where the model abstained."""
    if confidence is None:
        return _UNKNOWN_DOUBT
    return 1 - confidence + (1.0 if abstained else 0.0)


def gallery_cell(content: Content, cell_id: str, model_id: str | None, order: int) -> GalleryCell:
    """A cell as a gallery shows it.

    Args:
        content: the dataset.
        cell_id: the cell.
        model_id: the chosen classifier, or None.
        order: its place in the dataset.
    """
    said = content.predictions.get(model_id, {}).get(cell_id) if model_id else None
    return _gallery_cell(content, cell_id, content.smear_id_of(cell_id), said, order)


def gallery_cells(content: Content, smear_id: str, model_id: str | None, first: int) -> Iterator[GalleryCell]:
    """The cells of a smear as a gallery shows them, the first at place ``first``."""
    ids = list(content.cell_ids_of(smear_id))
    judged = content.predictions.get(model_id or "", {})
    if isinstance(judged, Rows):
        known = [cell_id for cell_id in ids if cell_id in judged]
        judged = dict(zip(known, judged.many(known), strict=True))
    for order, cell_id in enumerate(ids, first):
        yield _gallery_cell(content, cell_id, smear_id, judged.get(cell_id), order)


def _gallery_cell(
    content: Content, cell_id: str, smear_id: str, said: Prediction | None, order: int
) -> GalleryCell:
    reviewed = cell_id in content.labels
    if reviewed:
        group = field_of(content.labels, cell_id, "cell_class")
    else:
        kind = content.kind_of(cell_id)
        if kind is not CellKind.LEUKOCYTE:
            group = kind.value
        elif said is None:
            group = UNJUDGED
        else:
            group = UNIDENTIFIED if said.abstained else said.top_class
    if group not in content.taxonomy and group != UNJUDGED:
        group = UNIDENTIFIED
    return GalleryCell(
        cell_id,
        smear_id,
        group,
        reviewed,
        bool(said and said.abstained),
        said.confidence if said else None,
        bool(said and said.is_unfamiliar),
        order,
    )


def groups_of(taxonomy: Taxonomy) -> tuple[CellClass, ...]:
    """The groups in the order in which they are shown: what waits for the reader comes first."""
    return (UNIDENTIFIED_CLASS, UNJUDGED_CLASS, *taxonomy.classes)


class GalleryOrder:
    """Cells in groups; in a group the unreviewed first, of those the abstained first, then by doubt.

    A cell that is labelled as what it was shown as keeps its place until :meth:`settle`, so that nothing
    moves away under the hand; one that changes its group goes to its place in the other.
    """

    def __init__(self) -> None:
        # Plain tuples: of objects the garbage collector would look at every one again and again.
        self._rows: dict[str, _Row] = {}
        self._placed: dict[str, tuple[str, _Place]] = {}
        self._groups: dict[str, list[_Place]] = {}
        self._reviewed: dict[str, int] = {}
        self._doubtful: dict[str, int] = {}
        self._out_of_place: set[str] = set()

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, cell_id: object) -> bool:
        return cell_id in self._rows

    def __getitem__(self, cell_id: str) -> GalleryCell:
        return GalleryCell(*self._rows[cell_id])

    def count(self, group: str) -> int:
        """Number of cells of a group."""
        return len(self._groups.get(group, ()))

    def reviewed(self, group: str) -> int:
        """Number of its cells that a reader labelled."""
        return self._reviewed.get(group, 0)

    def doubtful(self, group: str) -> int:
        """Number of its cells that stand there by suggestion and are unlike those the model learnt from."""
        return self._doubtful.get(group, 0)

    def ids(self, group: str, start: int = 0, stop: int | None = None) -> list[str]:
        """The cells of a group, or those from place ``start`` to ``stop``, the end excluded."""
        return [place[-1] for place in self._groups.get(group, [])[start:stop]]

    def place_of(self, cell_id: str) -> tuple[str, int]:
        """Group and place in it.

        Raises:
            KeyError: there is no such cell.
        """
        group, place = self._placed[cell_id]
        return group, bisect_left(self._groups[group], place)

    def extend(self, cells: Iterable[GalleryCell]) -> None:
        """Add many cells at once, each of them named once."""
        touched = set()
        cells = list(cells)
        for cell in cells:
            self.drop(cell.cell_id)
        for cell in cells:
            place = _place(cell)
            self._rows[cell.cell_id] = _row(cell)
            self._placed[cell.cell_id] = cell.group, place
            self._groups.setdefault(cell.group, []).append(place)
            self._count(cell, 1)
            touched.add(cell.group)
        for group in touched:
            self._groups[group].sort()

    def put(self, cell: GalleryCell, *, keep_place: bool = False) -> None:
        """Add a cell, or say something else of it.

        Args:
            cell: the cell.
            keep_place: it stays where it is, if it stays in its group.
        """
        known = self._placed.get(cell.cell_id)
        if known is not None and known[0] == cell.group and keep_place:
            self._count(self[cell.cell_id], -1)
            self._out_of_place.add(cell.cell_id)
        else:
            self.drop(cell.cell_id)
            place = _place(cell)
            self._placed[cell.cell_id] = cell.group, place
            insort(self._groups.setdefault(cell.group, []), place)
        self._rows[cell.cell_id] = _row(cell)
        self._count(cell, 1)

    def drop(self, cell_id: str) -> None:
        """Take a cell out; one that is not there is ignored."""
        row = self._rows.pop(cell_id, None)
        if row is None:
            return
        self._out_of_place.discard(cell_id)
        group, place = self._placed.pop(cell_id)
        members = self._groups[group]
        del members[bisect_left(members, place)]
        self._count(GalleryCell(*row), -1)

    def settle(self) -> None:
        """Put every cell where it belongs by what is known of it now."""
        for cell_id in tuple(self._out_of_place):
            self.put(self[cell_id])

    def next_unreviewed(
        self,
        groups: Sequence[str],
        after: str | None,
        step: int,
        passing: AbstractSet[str] = frozenset(),
    ) -> str | None:
        """The nearest unreviewed cell after (1) or before (-1) a cell, round the end; None if there is none.

        Args:
            groups: the groups in the order in which they are shown.
            after: a cell, or None for before the first and after the last.
            step: 1 or -1.
            passing: cells that are passed over.
        """
        order = [group for group in groups if self._groups.get(group)]
        start, rest = (-1 if step > 0 else 0), list[_Place]()
        if after in self._placed and self._placed[after][0] in order:
            group, place = self.place_of(after)
            start = order.index(group)
            rest = self._groups[group][place + 1 :] if step > 0 else self._groups[group][:place][::-1]
        found = self._first_of(rest, passing)
        for distance in range(1, len(order) + 1):
            if found is not None:
                break
            group = order[(start + step * distance) % len(order)]
            if self.reviewed(group) < self.count(group):
                found = self._first_of(self._groups[group][::step], passing)
        return found

    def _first_of(self, places: Iterable[_Place], passing: AbstractSet[str]) -> str | None:
        waiting = (place[-1] for place in places if not self._rows[place[-1]][_REVIEWED])
        return next((cell_id for cell_id in waiting if cell_id not in passing), None)

    def _count(self, cell: GalleryCell, by: int) -> None:
        if cell.reviewed:
            self._reviewed[cell.group] = self._reviewed.get(cell.group, 0) + by
        elif cell.unfamiliar:
            self._doubtful[cell.group] = self._doubtful.get(cell.group, 0) + by


def _place(cell: GalleryCell) -> _Place:
    return cell.reviewed, not cell.abstained, -cell.doubt, cell.order, cell.cell_id


def _row(cell: GalleryCell) -> _Row:
    return (
        cell.cell_id,
        cell.smear_id,
        cell.group,
        cell.reviewed,
        cell.abstained,
        cell.confidence,
        cell.unfamiliar,
        cell.order,
    )
