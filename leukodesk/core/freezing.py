"""Smears that are kept for judging models: training never sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final, Self

from leukodesk.core.content import Content, Revision
from leukodesk.core.edit import Act, Changes
from leukodesk.core.errors import EditError
from leukodesk.core.records import Record
from leukodesk.core.sentence import count, sentence

FROZEN: Final = "frozen"
"""What the history says of a smear without a cell: its state, in the place of a class."""

FREEZE: Final = "freeze"
UNFREEZE: Final = "unfreeze"
"""What the history gives as the reason where nobody gave another."""


def is_freezing(revision: Revision) -> bool:
    """Whether an entry of the history freezes a smear or lets it go."""
    return not revision.cell_id and bool(revision.smear_id) and FROZEN in (revision.old, revision.new)


def frozen_among(revisions: Iterable[Revision]) -> frozenset[str]:
    """Ids of the smears that a history leaves frozen."""
    last = {revision.smear_id: revision.new for revision in revisions if is_freezing(revision)}
    return frozenset(smear_id for smear_id, state in last.items() if state == FROZEN)


def frozen_smears(content: Content) -> frozenset[str]:
    """Ids of the frozen smears of a dataset."""
    return frozen_among(content.smear_entries()) & content.smears.keys()


def is_frozen(content: Content, smear_id: str) -> bool:
    """Whether one smear of a dataset is frozen, told from the entries about it alone."""
    return smear_id in frozen_among(content.entries_about(smear_id))


@dataclass(frozen=True)
class FreezeSmears:
    """Freeze smears, or let them go again; either is an entry in the history for each smear.

    Attributes:
        smear_ids: the smears.
        frozen: whether they are frozen afterwards.
        act: who, when and why.
    """

    kind: ClassVar[str] = "freeze-smears"
    smear_ids: tuple[str, ...]
    frozen: bool
    act: Act

    @property
    def text(self) -> str:
        """What the reader did."""
        smears = count(len(self.smear_ids), "smear")
        return f"Keep {smears} for judging" if self.frozen else f"Release {smears} for training"

    def check(self, content: Content) -> None:
        """Refuse unknown smears, and those that are so already."""
        for smear_id in self.smear_ids:
            if smear_id not in content.smears:
                raise EditError(sentence("There is no smear '{smear_id}' in the dataset.", smear_id=smear_id))
            if is_frozen(content, smear_id) == self.frozen:
                path = content.smears[smear_id].path
                if self.frozen:
                    raise EditError(sentence("{path} is frozen already.", path=path))
                raise EditError(sentence("{path} is not frozen.", path=path))

    def apply(self, content: Content) -> Changes:
        """Append to the history."""
        old, new = (None, FROZEN) if self.frozen else (FROZEN, None)
        act = self.act
        content.revisions += [
            Revision("", smear_id, old, new, act.annotator, act.at, act.reason) for smear_id in self.smear_ids
        ]
        return Changes(smears=frozenset(self.smear_ids))

    def inverse(self, at: datetime) -> "FreezeSmears":
        """Take it back, on record."""
        return FreezeSmears(self.smear_ids, not self.frozen, self.act.undone(at))

    def to_record(self) -> Record:
        """JSON values."""
        return {"smear_ids": list(self.smear_ids), "frozen": self.frozen, "act": self.act.to_record()}

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Read :meth:`to_record`."""
        return cls(tuple(record["smear_ids"]), record["frozen"], Act.from_record(record["act"]))
