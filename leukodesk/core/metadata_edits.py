"""Taking out of smears what was kept of their image files besides the pixels."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Final, Self

from leukodesk.core.content import Content, Revision
from leukodesk.core.edit import Act, Changes
from leukodesk.core.errors import EditError
from leukodesk.core.records import Record, smear_from, smear_record
from leukodesk.core.sentence import count, sentence
from leukodesk.core.smear import Smear

PLAIN: Final = "without metadata"
"""What the history says of a smear without a cell: what became of its image, in the place of a class."""

REASON: Final = "drop metadata"
"""Why, as the history has it."""


@dataclass(frozen=True)
class DropMetadata:
    """Smears whose images were stored anew without metadata, or that have a shorter name now.

    Not a pixel is another one, so ids, cells, labels, frozen parts and signatures hold on. Signed smears
    change as well.

    Attributes:
        pairs: each smear before and after; only digest and path differ.
        act: who, when and why.
    """

    kind: ClassVar[str] = "drop-metadata"
    pairs: tuple[tuple[Smear, Smear], ...]
    act: Act

    @property
    def text(self) -> str:
        """What the reader did."""
        return f"Drop metadata of {count(len(self.pairs), 'smear')}"

    def check(self, content: Content) -> None:
        """Refuse smears that are unknown, have changed meanwhile, or would become another one."""
        for old, new in self.pairs:
            if content.smears.get(old.id) != old:
                raise EditError(
                    sentence("{path} is not in the dataset or has changed meanwhile.", path=old.path)
                )
            if replace(old, sha256=new.sha256, path=new.path) != new:
                raise EditError(sentence("{path} cannot become another image.", path=old.path))

    def apply(self, content: Content) -> Changes:
        """Describe the images as they are now, and append to the history."""
        act = self.act
        content.smears.update((new.id, new) for _, new in self.pairs)
        content.revisions += [
            Revision("", new.id, None, PLAIN, act.annotator, act.at, act.reason) for _, new in self.pairs
        ]
        return Changes(smears=frozenset(new.id for _, new in self.pairs))

    def inverse(self, at: datetime) -> "DropMetadata":
        """Nothing: what was dropped is nowhere any more."""
        return DropMetadata((), self.act.undone(at))

    def to_record(self) -> Record:
        """JSON values."""
        pairs = [[smear_record(old), smear_record(new)] for old, new in self.pairs]
        return {"pairs": pairs, "act": self.act.to_record()}

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Read :meth:`to_record`."""
        pairs = ((smear_from(old), smear_from(new)) for old, new in record["pairs"])
        return cls(tuple(pairs), Act.from_record(record["act"]))
