"""Edits of labels: what a reader says about cells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self

from leukodesk.core.cell import Label
from leukodesk.core.content import Content
from leukodesk.core.edit import Act, Changes, revise
from leukodesk.core.errors import EditError
from leukodesk.core.records import Record, label_from, label_record
from leukodesk.core.sentence import count, sentence
from leukodesk.core.signatures import refuse_signed_cells


@dataclass(frozen=True)
class LabelChange:
    """What happens to the label of one cell.

    Attributes:
        cell_id: the cell.
        old, new: its label before and after; None means no label.
        suggestion: what a model had said, as ``model id:class``, or empty.
    """

    cell_id: str
    old: Label | None
    new: Label | None
    suggestion: str = ""


def check_labels(changes: Iterable[LabelChange], content: Content) -> None:
    """Refuse what :meth:`SetLabels.check` refuses, whether a smear is signed or not.

    Raises:
        EditError: a change does not fit.
    """
    for change in changes:
        if change.cell_id not in content.cells:
            raise EditError(sentence("A cell to be labelled is not in the dataset any more."))
        if content.labels.get(change.cell_id) != change.old:
            raise EditError(sentence("The label of a cell has changed meanwhile."))
        if change.new and change.new.cell_class not in content.taxonomy:
            raise EditError(
                sentence("'{cell_class}' is not a class of this dataset.", cell_class=change.new.cell_class)
            )


@dataclass(frozen=True)
class SetLabels:
    """Label, relabel or unlabel cells.

    Attributes:
        changes: one per cell.
        act: who, when and why, for the label history.
    """

    kind: ClassVar[str] = "set-labels"
    changes: tuple[LabelChange, ...]
    act: Act

    @property
    def text(self) -> str:
        """What the reader did."""
        classes = {change.new.cell_class for change in self.changes if change.new}
        cells = count(len(self.changes), "cell")
        if not classes:
            return f"Take the labels of {cells} away"
        return f"Label {cells} as {classes.pop()}" if len(classes) == 1 else f"Label {cells}"

    def check(self, content: Content) -> None:
        """Refuse unknown cells, unknown classes, signed smears, and labels that changed meanwhile."""
        check_labels(self.changes, content)
        refuse_signed_cells(content, (change.cell_id for change in self.changes))

    def apply(self, content: Content) -> Changes:
        """Set the labels and append to the history."""
        for change in self.changes:
            revise(content, change.cell_id, change.old, change.new, self.act, change.suggestion)
        return Changes(labels=frozenset(change.cell_id for change in self.changes))

    def inverse(self, at: datetime) -> "SetLabels":
        """Put the old labels back."""
        swapped = tuple(LabelChange(c.cell_id, c.new, c.old, c.suggestion) for c in self.changes)
        return SetLabels(swapped, self.act.undone(at))

    def to_record(self) -> Record:
        """JSON values."""
        rows = [[c.cell_id, label_record(c.old), label_record(c.new), c.suggestion] for c in self.changes]
        return {
            "changes": rows,
            "act": self.act.to_record(),
        }

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Read :meth:`to_record`."""
        changes = tuple(
            LabelChange(cell_id, label_from(old), label_from(new), suggestion)
            for cell_id, old, new, suggestion in record["changes"]
        )
        return cls(changes, Act.from_record(record["act"]))
