"""The label history as a chain: every entry's hash covers the entry before it."""

import hashlib
import json
from collections.abc import MutableSequence, Sequence
from typing import Final

from leukodesk.core.content import Revision

START: Final = "0" * 64
"""What the first entry's hash covers in place of a predecessor."""


def chained(previous: str, sequence: int, revision: Revision) -> str:
    """The hash of one entry.

    SHA-256 over ``previous`` and the entry as JSON: keys sorted, no spaces, escaped to ASCII.
    """
    record = {**vars(revision), "at": revision.at.isoformat(), "sequence": sequence}
    text = json.dumps(record, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256((previous + text).encode()).hexdigest()


def extend(hashes: MutableSequence[str], revisions: Sequence[Revision]) -> None:
    """Append the hashes of the revisions that ``hashes`` does not cover yet."""
    previous = hashes[-1] if hashes else START
    for sequence in range(len(hashes) + 1, len(revisions) + 1):
        previous = chained(previous, sequence, revisions[sequence - 1])
        hashes.append(previous)


def chain_problems(hashes: Sequence[str], revisions: Sequence[Revision]) -> list[str]:
    """Entries whose hash does not follow from their predecessor's, each as a clause."""
    problems = []
    previous = START
    for sequence, (kept, revision) in enumerate(zip(hashes, revisions, strict=True), start=1):
        if chained(previous, sequence, revision) != kept:
            problems.append(f"entry {sequence} of the label history was altered")
        previous = kept
    return problems
