"""Edits of the list of smears."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self

from leukodesk.core.content import Content
from leukodesk.core.edit import Changes
from leukodesk.core.errors import EditError
from leukodesk.core.records import Record, smear_from, smear_record
from leukodesk.core.sentence import count, sentence
from leukodesk.core.signatures import refuse_signed
from leukodesk.core.smear import Smear


@dataclass(frozen=True)
class AddSmears:
    """Add smears. Their pixels are stored before this edit is journalled."""

    kind: ClassVar[str] = "add-smears"
    smears: tuple[Smear, ...]

    @property
    def text(self) -> str:
        """What the reader did."""
        return f"Add {count(len(self.smears), 'smear')}"

    def check(self, content: Content) -> None:
        """Refuse a smear that is there already."""
        for smear in self.smears:
            if smear.id in content.smears:
                raise EditError(sentence("{path} is already in the dataset.", path=smear.path))

    def apply(self, content: Content) -> Changes:
        """Add them."""
        content.smears.update((smear.id, smear) for smear in self.smears)
        return Changes(smears=frozenset(smear.id for smear in self.smears))

    def inverse(self, at: datetime) -> "RemoveSmears":
        """Remove them again."""
        return RemoveSmears(self.smears)

    def to_record(self) -> Record:
        """JSON values."""
        return {"smears": [smear_record(smear) for smear in self.smears]}

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Read :meth:`to_record`."""
        return cls(tuple(smear_from(item) for item in record["smears"]))


@dataclass(frozen=True)
class RemoveSmears(AddSmears):
    """Remove smears that hold no cells any more."""

    kind: ClassVar[str] = "remove-smears"

    @property
    def text(self) -> str:
        """What the reader did."""
        return f"Remove {count(len(self.smears), 'smear')}"

    def check(self, content: Content) -> None:
        """Refuse unknown smears and smears with cells."""
        for smear in self.smears:
            if smear.id not in content.smears:
                raise EditError(sentence("{path} is not in the dataset.", path=smear.path))
            if next(content.cells_of(smear.id), None) is not None:
                raise EditError(sentence("{path} still has cells; remove them first.", path=smear.path))

    def apply(self, content: Content) -> Changes:
        """Remove them."""
        for smear in self.smears:
            del content.smears[smear.id]
        return Changes(smears=frozenset(smear.id for smear in self.smears))

    def inverse(self, at: datetime) -> AddSmears:  # type: ignore[override]  # the pair inverts each other
        """Add them again."""
        return AddSmears(self.smears)


@dataclass(frozen=True)
class ChangeSmear:
    """Correct what is known about a smear: scale, stain or patient."""

    kind: ClassVar[str] = "change-smear"
    old: Smear
    new: Smear

    @property
    def text(self) -> str:
        """What the reader did."""
        return "Change smear details"

    def check(self, content: Content) -> None:
        """Refuse a smear that is unknown, signed, changed meanwhile, or would change its identity."""
        if content.smears.get(self.old.id) != self.old:
            raise EditError(
                sentence("{path} is not in the dataset or has changed meanwhile.", path=self.old.path)
            )
        if self.new.id != self.old.id or self.new.sha256 != self.old.sha256:
            raise EditError(sentence("{path} cannot become another image.", path=self.old.path))
        refuse_signed(content, (self.old.id,))

    def apply(self, content: Content) -> Changes:
        """Replace the description."""
        content.smears[self.new.id] = self.new
        return Changes(smears=frozenset((self.new.id,)))

    def inverse(self, at: datetime) -> "ChangeSmear":
        """Put the old description back."""
        return ChangeSmear(self.new, self.old)

    def to_record(self) -> Record:
        """JSON values."""
        return {"old": smear_record(self.old), "new": smear_record(self.new)}

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Read :meth:`to_record`."""
        return cls(smear_from(record["old"]), smear_from(record["new"]))
