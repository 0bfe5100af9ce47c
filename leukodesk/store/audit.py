"""Who said what about which cell, when and why: the label history of a dataset."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leukodesk.core.analysis_edits import is_analysis
from leukodesk.core.content import Revision
from leukodesk.core.lineage import relative_of
from leukodesk.core.procedures import Procedure
from leukodesk.store.snapshot import Snapshot, read_snapshot


@dataclass(frozen=True)
class HistoryEntry:
    """One entry with its place in the chain.

    Attributes:
        sequence: its number, from 1.
        hash: SHA-256 over the predecessor's hash and this entry, 64 hexadecimal digits.
        revision: what was changed, by whom, when and why.
        procedure: with what the smear was analysed, where the entry tells that; else None.
    """

    sequence: int
    hash: str
    revision: Revision
    procedure: Procedure | None = None


def history(path: Path, cell_id: str | None = None, annotator: str | None = None) -> Iterator[HistoryEntry]:
    """The label history of the dataset at ``path``, oldest first, journal included.

    Args:
        path: the dataset; a writer may have it open.
        cell_id: only what this cell went through: how it was found, its labels, what it was split from or
            joined into, and what was split from it or joined into it.
        annotator: only the entries of this annotator.

    Raises:
        DatasetError: it cannot be opened.
    """
    yield from entries_of(read_snapshot(path), cell_id, annotator)


def entries_of(
    snapshot: Snapshot, cell_id: str | None = None, annotator: str | None = None
) -> Iterator[HistoryEntry]:
    """The label history of a dataset as read, see :func:`history`."""
    content = snapshot.content
    cell = content.cells.get(cell_id) if cell_id else None
    made = (cell.smear_id, cell.procedure) if cell and cell.procedure else None
    revisions = zip(snapshot.hashes, content.revisions, strict=True)
    for sequence, (kept, revision) in enumerate(revisions, start=1):
        procedure = content.procedures.get(revision.suggestion) if is_analysis(revision) else None
        is_wanted = cell_id in (None, revision.cell_id, relative_of(revision)) or (
            procedure is not None and (revision.smear_id, procedure.id) == made
        )
        if is_wanted and annotator in (None, revision.annotator):
            yield HistoryEntry(sequence, kept, revision, procedure)
