"""What becomes of signatures when a copy of a dataset is brought into another.

What one copy signed stays signed, by whoever signed it, unless the smear holds something else after the merge
or readers differ on it; only a later entry of the copy's own history unlocks it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from leukodesk.core.conflicts import undecided_cells
from leukodesk.core.content import Content, Revision
from leukodesk.core.edits import Act, AddRevisions, SignSmears
from leukodesk.core.readings import SETTLED
from leukodesk.core.signatures import (
    SIGNED,
    Signature,
    is_signing,
    seal_of,
    signatures,
    signatures_among,
)
from leukodesk.store.merge_history import missing


@dataclass
class SignatureJoining:
    """Brings the signatures of one copy into the trial; made before anything of the copy is there.

    Attributes:
        trial: what the target holds.
        other: what the copy holds.
        act: who merges, and when.
        lost: signatures that are true no more, by smear id; known after :meth:`settled`.
    """

    trial: Content
    other: Content
    act: Act
    lost: dict[str, Signature] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._ours = [entry for entry in self.trial.smear_entries() if is_signing(entry)]
        self._theirs = [entry for entry in self.other.smear_entries() if is_signing(entry)]

    def unlocking(self, smear_ids: Iterable[str]) -> SignSmears | None:
        """The edit after which smears that are about to change are signed no more; None if none is."""
        signed = signatures(self.trial)
        ids = [smear_id for smear_id in dict.fromkeys(smear_ids) if smear_id in signed]
        act = replace(self.act, reason=SETTLED)
        return SignSmears.unlock(self.trial, ids, act) if ids else None

    def settled(self) -> AddRevisions | None:
        """The edit that brings the copy's signatures, once everything else of it is there; None if none."""
        fresh = missing(self._theirs, self._ours)
        held = signatures_among((*self.trial.smear_entries(), *fresh))
        wanted = self._wanted(fresh)
        undecided = {self.trial.cells[cell_id].smear_id for cell_id in undecided_cells(self.trial)}
        true = {}
        for smear_id, candidates in wanted.items():
            seal = None if smear_id in undecided else seal_of(self.trial, smear_id)
            found = next((signature for signature in candidates if signature.seal == seal), None)
            if found is None:
                self.lost[smear_id] = candidates[0]
            else:
                true[smear_id] = found
        # Where two signed the same, either stands for it; saying which one would never end between copies.
        stands = {i for i, kept in true.items() if i in held and held[i].seal == kept.seal}
        again = [self._mark(i, kept, signed=True) for i, kept in true.items() if i not in stands]
        off = [self._mark(i, gone, signed=False) for i, gone in held.items() if i not in true]
        added = (*fresh, *again, *off)
        return AddRevisions(added, (), self.act) if added else None

    def _wanted(self, fresh: list[Revision]) -> dict[str, list[Signature]]:
        """The signatures that either copy ends with and the other did not take back, the copy's first."""
        ours, theirs = signatures_among(self._ours), signatures_among(self._theirs)
        went_on = {entry.smear_id for entry in missing(self._ours, self._theirs)}
        told = {entry.smear_id for entry in fresh}
        wanted: dict[str, list[Signature]] = {}
        for smear_id in dict.fromkeys((*ours, *theirs)):
            own = smear_id in ours and (smear_id in went_on or smear_id not in told or smear_id in theirs)
            candidates = [theirs.get(smear_id) if smear_id in told else None, ours[smear_id] if own else None]
            if any(candidates):
                wanted[smear_id] = [signature for signature in candidates if signature]
        return wanted

    def _mark(self, smear_id: str, signature: Signature, *, signed: bool) -> Revision:
        old, new = (None, SIGNED) if signed else (SIGNED, None)
        act = self.act
        return Revision("", smear_id, old, new, act.annotator, act.at, SETTLED, signature.seal)
