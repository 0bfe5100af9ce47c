"""What each reader said last about each cell, told from the label history.

A second reader, whether blind in the same dataset or in a copy that was merged, adds entries and leaves the
label in force; an entry of the merge or of the blind reading itself ends these and names that label.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from leukodesk.core.content import Revision

UNDECIDED: Final = "merge: readers differ"
"""Reason of the entry that ends the history of a cell whose copies differ, until a reader decides."""

PREFERRED: Final = "merge: preferred reader"
"""Reason of the entry that puts the label of a preferred reader in force."""

SETTLED: Final = "merge"
"""Reason of the entry that says which state holds where a merge left no other entry at the end that does."""

UNMERGED: Final = "merge undone"
"""Reason of the entry that says which label is in force again after a merge was undone."""

BLIND: Final = "blind reading"
"""Reason of a reading by someone who did not see the label in force, which stays."""

BLIND_UNDONE: Final = "blind reading undone"
"""Reason of the entry that takes such a reading back."""

KEPT: Final = "blind reading: first label stays"
"""Reason of the entry after a blind reading: the label in force is still this one."""

UNDO: Final = "undo"
"""Reason of an entry that takes back what the same reader did before."""

REDO: Final = "redo"
"""Reason of an entry that does again what was taken back."""

NOBODYS: Final = frozenset((UNDECIDED, PREFERRED, SETTLED, UNMERGED, KEPT))
"""Reasons of entries that say which label is in force, and that are nobody's reading."""

BLINDLY: Final = frozenset((BLIND, BLIND_UNDONE, KEPT))
"""Reasons of entries that a blind reading leaves; none of them changes the label in force."""

_TAKING_BACK: Final = frozenset((UNDO, BLIND_UNDONE))


@dataclass(frozen=True)
class Reading:
    """The last thing a reader said about a cell.

    Attributes:
        cell_class: the class.
        at: when, in UTC.
        origin: of the label, see :class:`leukodesk.core.cell.Label`.
        reason: why, as the history has it.
    """

    cell_class: str
    at: datetime
    origin: str
    reason: str = "review"


def beyond(revisions: Sequence[Revision], followed: int) -> Iterable[Revision]:
    """The entries after the first ``followed`` ones; from the beginning they come in large parts."""
    return revisions[followed:] if followed else revisions


class Readings:
    """The last reading of every annotator, kept up with a growing history.

    The last by its time, since a merge appends what a copy said earlier behind what was said later; of those
    of one time the one that was appended last. A label that its reader took back is none. An undo that brings
    back another reader's label leaves the undoing one without a reading. Entries that a merge or a blind
    reading made for themselves are nobody's.
    """

    def __init__(self) -> None:
        self._last: dict[str, dict[str, Reading]] = {}
        self._said: set[tuple[str, str, str]] = set()
        self._taken_back: dict[tuple[str, str], datetime] = {}
        self._followed = 0

    @property
    def by_annotator(self) -> dict[str, dict[str, Reading]]:
        """By annotator, then by cell id; annotators without a reading are left out."""
        return {annotator: rows for annotator, rows in self._last.items() if rows}

    def of(self, annotator: str) -> dict[str, Reading]:
        """One annotator's, by cell id."""
        return self._last.get(annotator, {})

    def follow(self, revisions: Sequence[Revision]) -> frozenset[str]:
        """Take in what a history holds beyond what was followed before; ids of the cells it is about."""
        touched = set()
        for revision in beyond(revisions, self._followed):
            self._take(revision)
            touched.add(revision.cell_id)
        self._followed = len(revisions)
        return frozenset(touched - {""})

    def _take(self, revision: Revision) -> None:
        if not revision.cell_id or revision.reason in NOBODYS:
            return
        own = self._last.setdefault(revision.annotator, {})
        place = (revision.annotator, revision.cell_id)
        meant = (*place, revision.new or "")
        said = own.get(revision.cell_id)
        before = said.at if said else self._taken_back.get(place)
        is_late = before is None or before <= revision.at
        if revision.new is None or (revision.reason in _TAKING_BACK and meant not in self._said):
            if is_late:
                own.pop(revision.cell_id, None)
                self._taken_back[place] = revision.at
            return
        self._said.add(meant)
        if is_late:
            own[revision.cell_id] = Reading(revision.new, revision.at, revision.origin, revision.reason)


def readings(revisions: Iterable[Revision]) -> dict[str, dict[str, Reading]]:
    """The last reading of every annotator: by annotator, then by cell id, see :class:`Readings`.

    Args:
        revisions: the label history, in its order.
    """
    found = Readings()
    found.follow(tuple(revisions))
    return found.by_annotator
