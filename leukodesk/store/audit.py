"""Who said what about which cell, when and why: the label history of a dataset."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leukodesk.core.content import Revision
from leukodesk.store.snapshot import read_snapshot


@dataclass(frozen=True)
class HistoryEntry:
    """One label change with its place in the chain.

    Attributes:
        sequence: its number, from 1.
        hash: SHA-256 over the predecessor's hash and this entry, 64 hexadecimal digits.
        revision: what was changed, by whom, when and why.
    """

    sequence: int
    hash: str
    revision: Revision


def history(path: Path, cell_id: str | None = None, annotator: str | None = None) -> Iterator[HistoryEntry]:
    """The label history of the dataset at ``path``, oldest first, journal included.

    Args:
        path: the dataset; a writer may have it open.
        cell_id: only the entries of this cell.
        annotator: only the entries of this annotator.

    Raises:
        DatasetError: it cannot be opened.
    """
    snapshot = read_snapshot(path)
    revisions = zip(snapshot.hashes, snapshot.content.revisions, strict=True)
    for sequence, (kept, revision) in enumerate(revisions, start=1):
        if cell_id in (None, revision.cell_id) and annotator in (None, revision.annotator):
            yield HistoryEntry(sequence, kept, revision)
