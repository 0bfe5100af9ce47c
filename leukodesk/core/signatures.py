"""Which smears are signed, by whom and for what, told from the label history; and what a signature locks."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from leukodesk.core.content import Content, Revision
from leukodesk.core.errors import SignedError
from leukodesk.core.readings import SETTLED, UNDO
from leukodesk.core.records import mask_record
from leukodesk.core.sentence import sentence

SIGNED: Final = "signed"
"""What the history says of a smear without a cell: its state, in the place of a class."""

_SEAL: Final = "sha256:"


class FieldState(StrEnum):
    """How far the reading of a smear is."""

    PENDING = "Pending"
    IN_REVIEW = "In review"
    SIGNED = "Signed"


@dataclass(frozen=True)
class Signature:
    """Who stands for the labels of a smear.

    Attributes:
        annotator: who signed.
        at: when, in UTC.
        reason: why, as the history has it.
        seal: digest of what was signed, see :func:`seal_of`.
    """

    annotator: str
    at: datetime
    reason: str
    seal: str


def is_signing(revision: Revision) -> bool:
    """Whether an entry of the history signs or unlocks a smear."""
    return not revision.cell_id and bool(revision.smear_id) and SIGNED in (revision.old, revision.new)


def signatures_among(revisions: Iterable[Revision]) -> dict[str, Signature]:
    """The signatures in which a history ends, by smear id.

    An entry of a merge that puts a signature in force again is not the signature of who merged, and one that
    takes an unlocking back not of who unlocked.
    """
    made: dict[tuple[str, str], Signature] = {}
    found: dict[str, Signature] = {}
    for revision in revisions:
        if not is_signing(revision):
            continue
        found.pop(revision.smear_id, None)
        if revision.new == SIGNED:
            key = (revision.smear_id, revision.suggestion)
            own = Signature(revision.annotator, revision.at, revision.reason, revision.suggestion)
            made[key] = made.get(key, own) if revision.reason in (SETTLED, UNDO) else own
            found[revision.smear_id] = made[key]
    return found


def signatures(content: Content) -> dict[str, Signature]:
    """The signatures in force, by smear id."""
    found = signatures_among(content.smear_entries())
    return {smear_id: signature for smear_id, signature in found.items() if smear_id in content.smears}


def signature_of(content: Content, smear_id: str) -> Signature | None:
    """The signature in force of one smear, told from the entries about it alone."""
    if smear_id not in content.smears:
        return None
    return signatures_among(content.entries_about(smear_id)).get(smear_id)


def seal_of(content: Content, smear_id: str) -> str:
    """Digest of what a signature of a smear is for: outline, kind and class of each of its cells.

    Ids, order, annotators and predictions do not matter, so that copies of a dataset agree.
    """
    lines = []
    for cell in content.cells_of(smear_id):
        label = content.labels.get(cell.id)
        masks = [mask_record(mask) if mask else None for mask in (cell.cell_mask, cell.nucleus_mask)]
        lines.append(json.dumps([masks, cell.kind.value, label.cell_class if label else None]))
    return _SEAL + hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def state_of(cells: int, labelled: int, *, signed: bool) -> FieldState:
    """How far a smear with so many cells, of which so many are labelled, is."""
    if signed:
        return FieldState.SIGNED
    return FieldState.IN_REVIEW if cells and labelled else FieldState.PENDING


def states_of(content: Content) -> dict[str, FieldState]:
    """How far each smear is, by id, in the dataset's order."""
    signed = signatures(content)
    return {
        smear_id: state_of(count.cells, count.labelled, signed=smear_id in signed)
        for smear_id, count in content.counts().items()
    }


def locked(content: Content, smear_id: str) -> str:
    """Why a smear cannot be changed, one sentence; empty where it can."""
    try:
        refuse_signed(content, (smear_id,))
    except SignedError as error:
        return str(error)
    return ""


def refuse_signed(content: Content, smear_ids: Iterable[str]) -> None:
    """Refuse to change smears of which one is signed.

    Raises:
        SignedError: one sentence that names it, who signed it, and the way out.
    """
    for smear_id in dict.fromkeys(smear_ids):
        if (signature := signature_of(content, smear_id)) is not None:
            raise SignedError(
                sentence(
                    "{name} was signed by {reader} and is locked; to change it, unlock it first and say why.",
                    name=content.smears[smear_id].file_name,
                    reader=signature.annotator,
                )
            )


def refuse_signed_cells(content: Content, cell_ids: Iterable[str]) -> None:
    """As :func:`refuse_signed`, for the smears in which known cells lie."""
    if content.smear_entries():
        refuse_signed(content, (content.smear_id_of(cell_id) for cell_id in cell_ids))
