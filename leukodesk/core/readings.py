"""What each reader said last about each cell, told from the label history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from leukodesk.core.content import Content, Revision

UNDECIDED: Final = "merge: readers differ"
"""Reason of the entry that ends the history of a cell whose copies differ, until a reader decides."""

PREFERRED: Final = "merge: preferred reader"
"""Reason of the entry that puts the label of a preferred reader in force."""

SETTLED: Final = "merge"
"""Reason of the entry that says which state holds where a merge left no other entry at the end that does."""

_BY_MERGING: Final = frozenset((UNDECIDED, PREFERRED, SETTLED))
_UNDO: Final = "undo"


@dataclass(frozen=True)
class Reading:
    """The last thing a reader said about a cell.

    Attributes:
        cell_class: the class.
        at: when, in UTC.
        origin: of the label, see :class:`leukodesk.core.cell.Label`.
    """

    cell_class: str
    at: datetime
    origin: str


def readings(revisions: Iterable[Revision]) -> dict[str, dict[str, Reading]]:
    """The last reading of every annotator: by annotator, then by cell id.

    A label that its reader took back is none. An undo that brings back another reader's label leaves the
    undoing one without a reading. Entries that a merge made for itself are nobody's reading.

    Args:
        revisions: the label history, oldest first.
    """
    last: dict[str, dict[str, Reading]] = {}
    said: set[tuple[str, str, str]] = set()
    for revision in revisions:
        if not revision.cell_id or revision.reason in _BY_MERGING:
            continue
        own = last.setdefault(revision.annotator, {})
        meant = (revision.annotator, revision.cell_id, revision.new or "")
        if revision.new is None or (revision.reason == _UNDO and meant not in said):
            own.pop(revision.cell_id, None)
            continue
        said.add(meant)
        own[revision.cell_id] = Reading(revision.new, revision.at, revision.origin)
    return {annotator: rows for annotator, rows in last.items() if rows}


def is_undecided(revisions: Iterable[Revision]) -> bool:
    """Whether the history of one cell ends with readings that a merge found to differ."""
    reason = ""
    for revision in revisions:
        reason = revision.reason
    return reason == UNDECIDED


def undecided_entries(content: Content) -> list[Revision]:
    """The last entries of the cells whose readers differ and that wait for a decision."""
    last = {revision.cell_id: revision for revision in content.revisions if revision.cell_id in content.cells}
    return [revision for revision in last.values() if revision.reason == UNDECIDED]
