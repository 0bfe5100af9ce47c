"""Edits of a blind second reading: what a reader says without seeing the label in force, which stays."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Self

from leukodesk.core.content import Content, Revision
from leukodesk.core.edit import Act, Changes
from leukodesk.core.errors import EditError
from leukodesk.core.readings import BLIND, BLIND_UNDONE, KEPT
from leukodesk.core.records import Record
from leukodesk.core.sentence import count, sentence
from leukodesk.core.signatures import refuse_signed_cells


@dataclass(frozen=True)
class ReadingChange:
    """What happens to a reader's own reading of one cell.

    Attributes:
        cell_id: the cell.
        old, new: the class this reader named before and names now; None for no reading.
    """

    cell_id: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class ReadBlind:
    """Read cells blind, or take that back. Labels in force stay as they are.

    The history gets two entries for each cell: the reading, and that the label in force stays.

    Attributes:
        changes: one per cell.
        act: who and when; the reason tells whether it is a reading or its undoing.
    """

    kind: ClassVar[str] = "read-blind"
    changes: tuple[ReadingChange, ...]
    act: Act

    @classmethod
    def now(cls, changes: tuple[ReadingChange, ...], annotator: str, at: datetime) -> Self:
        """Of ``annotator`` at ``at``."""
        return cls(changes, Act(annotator, at, BLIND))

    @property
    def text(self) -> str:
        """What the reader did."""
        return f"Read {count(len(self.changes), 'cell')} blind"

    def check(self, content: Content) -> None:
        """Refuse unknown cells, unknown classes and signed smears."""
        for change in self.changes:
            if change.cell_id not in content.cells:
                raise EditError(sentence("A cell to be read is not in the dataset any more."))
            if change.new is not None and change.new not in content.taxonomy:
                raise EditError(
                    sentence("'{cell_class}' is not a class of this dataset.", cell_class=change.new)
                )
        refuse_signed_cells(content, (change.cell_id for change in self.changes))

    def apply(self, content: Content) -> Changes:
        """Append to the history."""
        act = self.act
        for change in self.changes:
            smear_id = content.cells[change.cell_id].smear_id
            label = content.labels.get(change.cell_id)
            in_force = label.cell_class if label else None
            said = Revision(change.cell_id, smear_id, in_force, change.new, act.annotator, act.at, act.reason)
            origin = label.origin if label else "review"
            stays = replace(said, old=change.new, new=in_force, reason=KEPT, origin=origin)
            content.revisions += (said, stays)
        return Changes(labels=frozenset(change.cell_id for change in self.changes))

    def inverse(self, at: datetime) -> "ReadBlind":
        """Put the former readings in the place of these, on record."""
        swapped = tuple(ReadingChange(c.cell_id, c.new, c.old) for c in self.changes)
        reason = BLIND if self.act.reason == BLIND_UNDONE else BLIND_UNDONE
        return ReadBlind(swapped, Act(self.act.annotator, at, reason))

    def to_record(self) -> Record:
        """JSON values."""
        rows = [[change.cell_id, change.old, change.new] for change in self.changes]
        return {"changes": rows, "act": self.act.to_record()}

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Read :meth:`to_record`."""
        changes = tuple(ReadingChange(*row) for row in record["changes"])
        return cls(changes, Act.from_record(record["act"]))
