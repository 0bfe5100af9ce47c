"""Edits that bring a piece of label history from elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self

from leukodesk.core.cell import Label
from leukodesk.core.content import Content, Revision
from leukodesk.core.edit import Act, Changes
from leukodesk.core.errors import EditError
from leukodesk.core.label_edits import LabelChange, check_labels
from leukodesk.core.procedures import Procedure
from leukodesk.core.readings import UNDECIDED, UNMERGED
from leukodesk.core.records import (
    Record,
    label_from,
    label_record,
    procedure_from,
    procedure_record,
    revision_from,
    revision_record,
)
from leukodesk.core.sentence import count, sentence
from leukodesk.core.signatures import refuse_signed_cells, seal_of, signatures_among
from leukodesk.core.taking_back import taking_back


@dataclass(frozen=True)
class AddRevisions:
    """Append entries to the label history exactly as they were made, in another copy of the dataset.

    Attributes:
        revisions: the entries, oldest first.
        changes: what they do to labels in force; a cell whose label stays has none.
        act: who brought them, when and why.
        open_before, open_after: ids of the cells among these that were and are undecided.
        procedures: with what smears were analysed, of which the entries or cells of that copy speak.
        taken_back: the entries that these take back, where they undo such an edit.
    """

    kind: ClassVar[str] = "add-revisions"
    revisions: tuple[Revision, ...]
    changes: tuple[LabelChange, ...]
    act: Act
    open_before: tuple[str, ...] = ()
    open_after: tuple[str, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    taken_back: tuple[Revision, ...] = ()

    @property
    def text(self) -> str:
        """What the reader did."""
        return f"Bring {count(len(self.revisions), 'label change')} together"

    def check(self, content: Content) -> None:
        """Refuse labels that changed meanwhile, a history that ends otherwise, and a false signature."""
        check_labels(self.changes, content)
        labels = {change.cell_id: change.new for change in self.changes}
        last = {revision.cell_id: revision for revision in self.revisions if revision.cell_id}
        for cell_id, revision in last.items():
            label = labels.get(cell_id, content.labels.get(cell_id))
            if revision.new != (label.cell_class if label else None):
                raise EditError(sentence("The label of a cell is not the one its history ends with."))

        refuse_signed_cells(content, self.unsealing(content))
        for smear_id, signature in signatures_among(self.revisions).items():
            if signature.seal != seal_of(content, smear_id):
                raise EditError(sentence("A smear does not hold what was signed of it."))

    def unsealing(self, content: Content) -> tuple[str, ...]:
        """Ids of the cells of which a signature would not be true any more."""
        named = (
            change.cell_id
            for change in self.changes
            if (change.old and change.old.cell_class) != (change.new and change.new.cell_class)
        )
        opened = (cell_id for cell_id in self.open_after if cell_id not in self.open_before)
        # No signature is for a cell that is gone, though a copy may have left it undecided.
        return tuple(cell_id for cell_id in dict.fromkeys((*named, *opened)) if cell_id in content.cells)

    def apply(self, content: Content) -> Changes:
        """Append the entries and put the labels in force."""
        content.revisions += self.revisions
        content.procedures |= {procedure.id: procedure for procedure in self.procedures}
        for change in self.changes:
            if change.new is None:
                content.labels.pop(change.cell_id, None)
            else:
                content.labels[change.cell_id] = change.new
        cells = frozenset(revision.cell_id for revision in self.revisions if revision.cell_id)
        smears = frozenset(revision.smear_id for revision in self.revisions if not revision.cell_id)
        return Changes(smears=smears, labels=cells)

    def inverse(self, at: datetime) -> "AddRevisions":
        """Put the old labels back, and leave undecided what was; what was appended stays in the history.

        There it says nothing any more: of each cell and smear an entry takes it back, see
        :mod:`leukodesk.core.taking_back`. The inverse of that appends it once more.
        """
        swapped = tuple(LabelChange(c.cell_id, c.new, c.old) for c in self.changes)
        act, opened = self.act.undone(at), (self.open_after, self.open_before)
        if self.taken_back:
            return AddRevisions(self.taken_back, swapped, act, *opened, self.procedures)
        rows: dict[tuple[str, str], list[Revision]] = {}
        for revision in self.revisions:
            rows.setdefault((revision.cell_id, revision.smear_id), []).append(revision)
        former = {change.cell_id: change.old for change in self.changes}
        marks = tuple(self._mark(own, former, at) for own in rows.values())
        return AddRevisions(marks, swapped, act, *opened, self.procedures, self.revisions)

    def _mark(self, own: list[Revision], former: Mapping[str, Label | None], at: datetime) -> Revision:
        """The entry that takes back those of one cell or smear, and says which label is in force again."""
        last = own[-1]
        reason = UNDECIDED if last.cell_id in self.open_before else UNMERGED
        old, new, origin = (last.new, last.new, last.origin) if last.cell_id else (None, None, "review")
        if last.cell_id in former:
            label = former[last.cell_id]
            new, origin = (label.cell_class, label.origin) if label else (None, "review")
        who = self.act.annotator
        return Revision(last.cell_id, last.smear_id, old, new, who, at, reason, taking_back(own), origin)

    def to_record(self) -> Record:
        """JSON values."""
        record = {
            "revisions": [revision_record(revision) for revision in self.revisions],
            "changes": [
                [change.cell_id, label_record(change.old), label_record(change.new)]
                for change in self.changes
            ],
            "act": self.act.to_record(),
            "open_before": list(self.open_before),
            "open_after": list(self.open_after),
            "procedures": [procedure_record(procedure) for procedure in self.procedures],
        }
        if not self.taken_back:
            return record
        return {**record, "taken_back": [revision_record(revision) for revision in self.taken_back]}

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Read :meth:`to_record`."""
        return cls(
            tuple(revision_from(item) for item in record["revisions"]),
            tuple(
                LabelChange(cell_id, label_from(old), label_from(new))
                for cell_id, old, new in record["changes"]
            ),
            Act.from_record(record["act"]),
            tuple(record.get("open_before", ())),
            tuple(record.get("open_after", ())),
            tuple(procedure_from(item) for item in record.get("procedures", ())),
            tuple(revision_from(item) for item in record.get("taken_back", ())),
        )
