"""What was done since a dataset was opened goes from memory into its tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from leukodesk.core.content import Content
from leukodesk.core.edit import Edit
from leukodesk.jobs.datasets import Backlog
from leukodesk.jobs.job import JobContext
from leukodesk.store.resting_edits import RestingEdit


@dataclass(frozen=True)
class Settled:
    """A dataset after it was settled.

    Attributes:
        content: what it holds; the receiver owns it.
        made: how many writes of the backlog it holds.
        resting: the edits that were given, in another form.
    """

    content: Content
    made: int
    resting: tuple[RestingEdit, ...]


def settle(context: JobContext, backlog: Backlog, edits: Sequence[Edit]) -> Settled:
    """Let neither what was done nor ``edits``, which may have to be done again, stay in memory as objects.

    Raises:
        DatasetError: it could not be written; the journal keeps every change.
    """
    resting = tuple(map(RestingEdit, edits))
    if backlog.dataset.is_unsettled:
        backlog.dataset.settle()
    content = backlog.dataset.content
    content.counts()  # counted once, and here nobody waits for it
    return Settled(content, backlog.made, resting)
