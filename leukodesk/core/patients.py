"""Whose smears are whose: which ids mean one patient however they are written, and the edit that says so.

Cells of one patient on both sides of a split make every figure too good, so ``P7``, ``p7 `` and ``P7`` with
its accents composed otherwise must never count as several patients.
"""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from leukodesk.core.content import Content
from leukodesk.core.edits import ChangeSmear, CompositeEdit
from leukodesk.core.plain_text import folded
from leukodesk.core.pseudonyms import is_pseudonym
from leukodesk.core.sentence import count, sentence
from leukodesk.core.smear import Smear


def tidied(text: str) -> str | None:
    """An id as it is stored: composed accents, single spaces, nothing invisible; None where nothing is left.

    What is copied from a table or a page may bring characters that nobody sees.
    """
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join(unicodedata.normalize("NFC", seen).split()) or None


def same_for_all(patient_id: str) -> str:
    """What all spellings of one patient's id share: case, accents and spaces make no other patient."""
    return folded(tidied(patient_id) or patient_id)


def known_patients(smears: Iterable[Smear]) -> dict[str, str]:
    """The id of each patient as its first smear spells it, by what :func:`same_for_all` makes of it."""
    found: dict[str, str] = {}
    for smear in smears:
        if smear.patient_id:
            found.setdefault(same_for_all(smear.patient_id), smear.patient_id)
    return found


def patients_by_smear(content: Content) -> dict[str, str]:
    """The patient of each smear whose patient is known, by the smear's id, each patient in one spelling."""
    smears = tuple(content.smears.values())
    known = known_patients(smears)
    return {smear.id: known[same_for_all(smear.patient_id)] for smear in smears if smear.patient_id}


def smears_of_patient(content: Content, patient_id: str) -> tuple[str, ...]:
    """Ids of the smears of a patient, in the dataset's order, however they spell the id."""
    wanted = same_for_all(patient_id)
    return tuple(
        smear.id
        for smear in content.smears.values()
        if smear.patient_id and same_for_all(smear.patient_id) == wanted
    )


def torn_patients(content: Content, frozen: Collection[str]) -> list[str]:
    """Patients of whom some smears are frozen and others are not, in order."""
    sides: dict[str, set[bool]] = {}
    for smear_id, patient in patients_by_smear(content).items():
        sides.setdefault(patient, set()).add(smear_id in frozen)
    return sorted(patient for patient, both in sides.items() if len(both) == 2)


def spelt_as_known(content: Content, said: Mapping[str, str | None]) -> dict[str, str | None]:
    """What will be stored where somebody says whose smears are whose.

    A patient that other smears have is spelt as there, so a spelling is corrected by saying it of all smears
    of the patient at once.

    Args:
        content: the dataset.
        said: the patient of each smear as it was written, by the smear's id; empty or None takes it away.
    """
    others = known_patients(smear for smear in content.smears.values() if smear.id not in said)
    stored: dict[str, str | None] = {}
    for smear_id, text in said.items():
        patient = tidied(text or "")
        stored[smear_id] = patient and others.setdefault(same_for_all(patient), patient)
    return stored


def spelt_otherwise(text: str, patient: str) -> str:
    """That the dataset has a patient in another spelling than somebody wrote, one sentence."""
    return sentence(
        "'{text}' is {patient} in this dataset; case, spaces and how accents are composed make no other "
        "patient.",
        text=text,
        patient=patient,
    )


def breaks_pseudonyms(content: Content, patients: Iterable[str | None]) -> bool:
    """Whether plain ids would come into a dataset whose patients all go by pseudonyms."""
    known = known_patients(content.smears.values()).values()
    are_hidden = bool(known) and all(map(is_pseudonym, known))
    return are_hidden and not all(map(is_pseudonym, filter(None, patients)))


def patients_edit(content: Content, stored: Mapping[str, str | None]) -> CompositeEdit | None:
    """The edit after which smears have these patients, by the smear's id; None where they have them."""
    changes = tuple(
        ChangeSmear(smear, replace(smear, patient_id=patient))
        for smear_id, patient in stored.items()
        if (smear := content.smears[smear_id]).patient_id != patient
    )
    if not changes:
        return None
    smears = count(len(changes), "smear")
    if all(change.new.patient_id is None for change in changes):
        return CompositeEdit(changes, f"Take the patient of {smears} away")
    return CompositeEdit(changes, f"Set the patient of {smears}")
