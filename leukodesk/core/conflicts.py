"""Which cells wait for a decision, told from the label history alone.

Readers differ where a merge found that they do, or where somebody who read blind named another class than
the label in force. Whoever labels the cell afterwards decides, also by giving the label in force once more;
undoing that opens the question again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from leukodesk.core.content import Content, Revision
from leukodesk.core.readings import (
    BLIND,
    BLIND_UNDONE,
    BLINDLY,
    NOBODYS,
    PREFERRED,
    SETTLED,
    UNDECIDED,
    UNDO,
    UNMERGED,
    beyond,
)

_OPENING: Final = frozenset((UNDECIDED, BLIND))
_Blind = dict[str, tuple[datetime, str | None]]


@dataclass
class _Standing:
    """What is open about one cell.

    Attributes:
        place: how many cells came to be known before it.
        differ: a merge found that readers differ.
        blind: the class each blind reader named last, and when, since the last decision.
        in_force: the class of the label in force.
        before: what was open before each decision that may still be undone, the last one at the end.
    """

    place: int = 0
    differ: bool = False
    blind: _Blind = field(default_factory=dict)
    in_force: str | None = None
    before: list[tuple[bool, _Blind]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        said = {cell_class for _, cell_class in self.blind.values()} - {None}
        return self.differ or (self.in_force is not None and bool(said - {self.in_force}))

    def take(self, revision: Revision) -> None:
        if revision.reason in (BLIND, BLIND_UNDONE):
            before = self.blind.get(revision.annotator)
            # Copies in which one reader read on are brought together in any order.
            if before is None or before[0] <= revision.at:
                self.blind = {**self.blind, revision.annotator: (revision.at, revision.new)}
            return  # the entry after it names the label in force
        self.in_force = revision.new
        if revision.reason in BLINDLY:
            return
        if revision.reason == UNDECIDED:
            self.differ = True
        elif revision.reason in (PREFERRED, SETTLED, UNMERGED):
            self.differ, self.blind = False, {}
        elif revision.reason == UNDO:
            self.differ, self.blind = self.before.pop() if self.before else (False, {})
        else:
            self.before.append((self.differ, self.blind))
            self.differ, self.blind = False, {}


class Conflicts:
    """The cells whose readers differ and that wait for a decision, kept up with a growing history."""

    def __init__(self) -> None:
        # Decisions before the first difference have nothing to bring back, so a cell is kept from there on.
        self._cells: dict[str, _Standing] = {}
        self._open: dict[str, int] = {}
        self._followed = 0

    def follow(self, revisions: Sequence[Revision]) -> bool:
        """Take in what a history holds beyond what was followed before; whether others wait now."""
        others = [revision for revision in beyond(revisions, self._followed) if self.take(revision)]
        self._followed = len(revisions)
        return bool(others)

    def take(self, revision: Revision) -> bool:
        """Take in the next entry of a history; whether its cell waits now and did not, or the reverse."""
        cell_id = revision.cell_id
        standing = self._cells.get(cell_id)
        if standing is None and cell_id and revision.reason in _OPENING:
            standing = self._cells[cell_id] = _Standing(len(self._cells))
        if standing is None:
            return False
        standing.take(revision)
        was_open = cell_id in self._open
        if standing.is_open:
            self._open[cell_id] = standing.place
        else:
            self._open.pop(cell_id, None)
        return was_open != standing.is_open

    def __contains__(self, cell_id: str) -> bool:
        return cell_id in self._open

    def __iter__(self) -> Iterator[str]:
        """The cells in the order in which their readers first differed."""
        return iter(sorted(self._open, key=lambda cell_id: self._open[cell_id]))


def is_undecided(revisions: Iterable[Revision]) -> bool:
    """Whether the history of one cell leaves it undecided."""
    standing = _Standing()
    for revision in revisions:
        standing.take(revision)
    return standing.is_open


def without_decisions(revisions: Iterable[Revision]) -> tuple[list[Revision], int]:
    """A label history without what was said once it was known that readers differ, and of how many cells.

    Such a decision ends a question; as a reading it would make its reader agree with those it was about.
    """
    found, kept, decided = Conflicts(), list[Revision](), set[str]()
    for revision in revisions:
        is_reading = revision.reason not in NOBODYS | BLINDLY | {UNDO}
        if is_reading and revision.cell_id in found:
            decided.add(revision.cell_id)
        else:
            kept.append(revision)
        found.take(revision)
    return kept, len(decided)


def undecided_cells(content: Content) -> list[str]:
    """Ids of the cells whose readers differ and that wait for a decision, in the order of the dataset."""
    found = Conflicts()
    found.follow(content.revisions)
    return [cell_id for cell_id in content.cells if cell_id in found]


def undecided_entries(content: Content) -> list[Revision]:
    """The last entries of those cells."""
    wanted = dict.fromkeys(undecided_cells(content))
    last = {revision.cell_id: revision for revision in content.revisions if revision.cell_id in wanted}
    return [last[cell_id] for cell_id in wanted]
