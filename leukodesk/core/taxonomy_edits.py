"""Edits of the classes of a dataset."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self

from leukodesk.core.content import Content, Revision
from leukodesk.core.edit import Act, Changes
from leukodesk.core.errors import EditError
from leukodesk.core.records import Record, taxonomy_from, taxonomy_record
from leukodesk.core.sentence import Joined, sentence
from leukodesk.core.taxonomies import lacking
from leukodesk.core.taxonomy import Taxonomy


@dataclass(frozen=True)
class ChangeTaxonomy:
    """Give a dataset another taxonomy: classes added, shown otherwise, or others while no label needs them.

    Attributes:
        old, new: the taxonomy before and after.
        act: who, when and why, for the history.
    """

    kind: ClassVar[str] = "change-taxonomy"
    old: Taxonomy
    new: Taxonomy
    act: Act

    @property
    def text(self) -> str:
        """What the reader did."""
        gone, added = lacking(self.new, self.old.ids), lacking(self.old, self.new.ids)
        if added:
            return "Exchange classes" if gone else "Add classes"
        if gone:
            return "Remove classes"
        return "Change classes" if set(self.old.classes) != set(self.new.classes) else "Reorder classes"

    def check(self, content: Content) -> None:
        """Refuse a taxonomy that changed meanwhile, and to lose a class that is in use."""
        if content.taxonomy != self.old:
            raise EditError(sentence("The classes of this dataset have changed meanwhile."))
        used = lacking(self.new, sorted({label.cell_class for label in content.labels.values()}))
        if used:
            raise EditError(
                sentence(
                    "Cells are labelled as {classes}, so these classes must stay; add others to them.",
                    classes=Joined(tuple(used), sentence(" and ")),
                )
            )

    def apply(self, content: Content) -> Changes:
        """Put the new taxonomy in force and append to the history."""
        content.taxonomy = self.new
        act = self.act
        content.revisions.append(
            Revision("", "", self.old.id, self.new.id, act.annotator, act.at, act.reason)
        )
        return Changes(classes=True)

    def inverse(self, at: datetime) -> "ChangeTaxonomy":
        """Put the old taxonomy back."""
        return ChangeTaxonomy(self.new, self.old, self.act.undone(at))

    def to_record(self) -> Record:
        """JSON values."""
        return {
            "old": taxonomy_record(self.old),
            "new": taxonomy_record(self.new),
            "act": self.act.to_record(),
        }

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Read :meth:`to_record`."""
        return cls(taxonomy_from(record["old"]), taxonomy_from(record["new"]), Act.from_record(record["act"]))
