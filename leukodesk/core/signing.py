"""Signing a smear: what stands in the way, and the act itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self

from leukodesk.core.conflicts import Conflicts
from leukodesk.core.content import Content, Revision
from leukodesk.core.edit import Act, Changes
from leukodesk.core.errors import EditError
from leukodesk.core.records import Record
from leukodesk.core.sentence import Amount, Joined, Sentence, count, sentence
from leukodesk.core.signatures import SIGNED, seal_of, signatures
from leukodesk.core.taxonomy import UNIDENTIFIED


@dataclass(frozen=True)
class Open:
    """What is still open on a smear, as ids of cells in its order.

    Attributes:
        unidentified: without a label, and the model left them to the reader.
        unreviewed: without a label, shown under a suggestion.
        undecided: readers differ.
        cells: number of all its cells.
    """

    unidentified: tuple[str, ...]
    unreviewed: tuple[str, ...]
    undecided: tuple[str, ...]
    cells: int

    @property
    def first(self) -> str | None:
        """The cell to go to first, or None."""
        return next(iter((*self.unidentified, *self.unreviewed, *self.undecided)), None)

    @property
    def sentence(self) -> str:
        """What stands in the way of a signature; empty when nothing does."""
        if not self.cells:
            return sentence("It has no cells yet; analyse it or add its cells first.")
        parts = tuple(
            sentence("{cells} {are} {what}", cells=Amount(len(ids), "cell"), are=_are(len(ids)), what=what)
            for ids, what in (
                (self.unidentified, sentence("unidentified")),
                (self.unreviewed, sentence("not reviewed")),
                (self.undecided, sentence("undecided, since readers differ")),
            )
            if ids
        )
        return sentence("{parts}.", parts=Joined(parts)) if parts else ""


def still_open(content: Content, smear_id: str, model_id: str | None = None) -> Open:
    """What is still open on a smear.

    Args:
        content: the dataset.
        smear_id: a smear of it.
        model_id: the model whose suggestions are shown; tells unidentified from unreviewed.
    """
    ids = list(content.cell_ids_of(smear_id))
    undecided = Conflicts()
    undecided.follow(content.entries_in({smear_id}))
    without = [cell_id for cell_id in ids if cell_id not in content.labels]
    unidentified = tuple(i for i in without if content.class_of(i, model_id) == UNIDENTIFIED)
    unreviewed = tuple(cell_id for cell_id in without if cell_id not in unidentified)
    differing = tuple(i for i in ids if i in content.labels and i in undecided)
    return Open(unidentified, unreviewed, differing, len(ids))


@dataclass(frozen=True)
class SignSmears:
    """Sign smears, or unlock them again; either is an entry in the history for each smear.

    Attributes:
        seals: id of each smear, and the digest of what is signed or was.
        signed: whether they are signed afterwards.
        act: who, when and why.
    """

    kind: ClassVar[str] = "sign-smears"
    seals: tuple[tuple[str, str], ...]
    signed: bool
    act: Act

    @classmethod
    def now(cls, content: Content, smear_ids: Iterable[str], act: Act) -> Self:
        """Sign what smears hold now.

        Raises:
            EditError: a smear is unknown.
        """
        return cls(tuple((_known(content, i), seal_of(content, i)) for i in smear_ids), True, act)

    @classmethod
    def unlock(cls, content: Content, smear_ids: Iterable[str], act: Act) -> Self:
        """Take the signatures of smears back.

        Raises:
            EditError: a smear is unknown, or not signed.
        """
        signed = signatures(content)
        seals = []
        for smear_id in smear_ids:
            if _known(content, smear_id) not in signed:
                raise EditError(sentence("{name} is not signed.", name=_name(content, smear_id)))
            seals.append((smear_id, signed[smear_id].seal))
        return cls(tuple(seals), False, act)

    @property
    def text(self) -> str:
        """What the reader did."""
        return f"{'Sign' if self.signed else 'Unlock'} {count(len(self.seals), 'smear')}"

    def check(self, content: Content) -> None:
        """Refuse unknown smears, those that are so already, open cells, and unlocking without a reason."""
        before = signatures(content)
        for smear_id, seal in self.seals:
            name = _name(content, _known(content, smear_id))
            if (smear_id in before) == self.signed:
                if self.signed:
                    raise EditError(sentence("{name} is signed already.", name=name))
                raise EditError(sentence("{name} is not signed.", name=name))
            if not self.signed:
                continue
            if missing := still_open(content, smear_id).sentence:
                raise EditError(
                    sentence("{name} cannot be signed yet. {missing}", name=name, missing=missing)
                )
            if seal != seal_of(content, smear_id):
                raise EditError(
                    sentence(
                        "{name} has changed since it was looked at; look again, then sign it.", name=name
                    )
                )
        if not self.signed and not self.act.reason.strip():
            raise EditError(sentence("Unlocking a signed smear needs a reason; say why."))

    def apply(self, content: Content) -> Changes:
        """Append to the history."""
        old, new = (None, SIGNED) if self.signed else (SIGNED, None)
        act = self.act
        content.revisions += [
            Revision("", smear_id, old, new, act.annotator, act.at, act.reason, seal)
            for smear_id, seal in self.seals
        ]
        return Changes(smears=frozenset(smear_id for smear_id, _ in self.seals))

    def inverse(self, at: datetime) -> "SignSmears":
        """Take it back, on record."""
        return SignSmears(self.seals, not self.signed, self.act.undone(at))

    def to_record(self) -> Record:
        """JSON values."""
        return {
            "seals": [list(pair) for pair in self.seals],
            "signed": self.signed,
            "act": self.act.to_record(),
        }

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Read :meth:`to_record`."""
        seals = tuple((smear_id, seal) for smear_id, seal in record["seals"])
        return cls(seals, record["signed"], Act.from_record(record["act"]))


def _known(content: Content, smear_id: str) -> str:
    if smear_id not in content.smears:
        raise EditError(sentence("There is no smear '{smear_id}' in the dataset.", smear_id=smear_id))
    return smear_id


def _name(content: Content, smear_id: str) -> str:
    return content.smears[smear_id].file_name


def _are(number: int) -> Sentence:
    return sentence("is") if number == 1 else sentence("are")
