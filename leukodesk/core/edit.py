"""The contract of an edit, and what every kind of edit shares."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from leukodesk.core.cell import Label
from leukodesk.core.content import Content, Revision
from leukodesk.core.records import Record


@dataclass(frozen=True)
class Changes:
    """Ids that an edit touched, so that a view redraws only what it shows.

    Attributes:
        smears, cells, labels: smear ids, ids of cells whose existence or masks changed, and ids of
            cells whose label changed.
        predictions: ids of cells about which a model said something new, or what it said is gone.
        classes: whether the taxonomy is another one.
    """

    smears: frozenset[str] = frozenset()
    cells: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    predictions: frozenset[str] = frozenset()
    classes: bool = False

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(
            self.smears | other.smears,
            self.cells | other.cells,
            self.labels | other.labels,
            self.predictions | other.predictions,
            self.classes or other.classes,
        )


class Edit(Protocol):
    """One undoable change.

    Attributes:
        kind: name of the edit in records.
        text: what the Edit menu says, for example ``Label 3 cells as Blast``.
    """

    kind: ClassVar[str]

    @property
    def text(self) -> str:
        """What the reader did, in a few words."""

    def check(self, content: Content) -> None:
        """Raise :class:`leukodesk.core.errors.EditError` if the edit does not fit; change nothing."""

    def apply(self, content: Content) -> Changes:
        """Change ``content``. Only after :meth:`check` passed."""

    def inverse(self, at: datetime) -> "Edit":
        """The edit that takes this one back, made at ``at``."""

    def to_record(self) -> Record:
        """The edit as JSON values; :func:`edit_from` is its inverse."""


@dataclass(frozen=True)
class Act:
    """Who did something, when and why: what the label history keeps beside the labels.

    Attributes:
        annotator: who.
        at: when, in UTC.
        reason: why, for example ``review``, ``undo`` or ``import``.
    """

    annotator: str
    at: datetime
    reason: str = "review"

    def undone(self, at: datetime) -> "Act":
        """The same annotator taking something back at ``at``."""
        return Act(self.annotator, at, "undo")

    def to_record(self) -> Record:
        """JSON values."""
        return {"annotator": self.annotator, "at": self.at.isoformat(), "reason": self.reason}

    @classmethod
    def from_record(cls, record: Record) -> "Act":
        """Read :meth:`to_record`."""
        return cls(record["annotator"], datetime.fromisoformat(record["at"]), record["reason"])


def revise(
    content: Content,
    cell_id: str,
    old: Label | None,
    new: Label | None,
    act: Act,
    suggestion: str = "",
) -> None:
    """Put a label in force and append the change to the history."""
    if new is None:
        content.labels.pop(cell_id, None)
    else:
        content.labels[cell_id] = new
    content.revisions.append(
        Revision(
            cell_id=cell_id,
            smear_id=content.smear_id_of(cell_id),
            old=old.cell_class if old else None,
            new=new.cell_class if new else None,
            annotator=act.annotator,
            at=act.at,
            reason=act.reason,
            suggestion=suggestion,
            origin=new.origin if new else "review",
        )
    )
