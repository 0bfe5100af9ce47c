"""Choosing smears of a dataset by what a reader calls them, by patient, or by lot."""

from collections.abc import Iterable, Sequence

import numpy as np

from leukodesk.core.content import Content
from leukodesk.core.errors import InputError
from leukodesk.core.freezing import frozen_smears
from leukodesk.core.patients import (
    known_patients,
    patients_by_smear,
    same_for_all,
    smears_of_patient,
    tidied,
)
from leukodesk.core.sentence import sentence
from leukodesk.core.smear import Smear


def find_smear(content: Content, name: str) -> Smear:
    """The smear of that id, beginning of an id (4 characters at least), or file name.

    Raises:
        InputError: there is none, or several.
    """
    found = [
        smear
        for smear in content.smears.values()
        if name in (smear.id, smear.path, smear.file_name) or (len(name) > 3 and smear.id.startswith(name))
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        names = [smear.file_name for smear in content.smears.values()]
        known = f"such as {', '.join(names[:5])}" if names else "once one was added"
        raise InputError(
            sentence(
                "There is no smear '{name}' in the dataset; give its id or file name, {known}.",
                name=name,
                known=known,
            )
        )
    ids = ", ".join(smear.id for smear in found)
    raise InputError(
        sentence(
            "'{name}' may be any of {number} smears; give the id of one: {ids}.",
            name=name,
            number=len(found),
            ids=ids,
        )
    )


def smears_of_patients(content: Content, patients: Iterable[str]) -> tuple[str, ...]:
    """Ids of all smears of these patients.

    Raises:
        InputError: a patient is unknown.
    """
    found: list[str] = []
    for patient in patients:
        own = smears_of_patient(content, patient)
        if not own:
            known = sorted(known_patients(content.smears.values()).values())
            told = f"there are {', '.join(known[:5])}" if known else "no patient is known yet"
            raise InputError(
                sentence(
                    "No smear is of the patient '{patient}' ({told}); say whose smears are whose with "
                    "`leukodesk dataset patient`.",
                    patient=patient,
                    told=told,
                )
            )
        found += own
    return tuple(found)


def drawn_share(content: Content, share: float, seed: int) -> tuple[str, ...]:
    """Ids of smears to be frozen so that about ``share`` of all are, drawn by lot.

    Patients, and smears where no patient is known, are drawn as a whole, and only among those of which
    nothing is frozen yet. At least one is frozen then, and never all.

    Args:
        content: the dataset.
        share: above 0 and below 1.
        seed: of the drawing.

    Raises:
        InputError: there are fewer than two patients or smears to draw from.
    """
    units: dict[str, list[str]] = {}
    patients = patients_by_smear(content)
    for smear_id in sorted(content.smears):
        patient = patients.get(smear_id)
        units.setdefault(f"patient {patient}" if patient else smear_id, []).append(smear_id)
    if len(units) < 2:
        raise InputError(
            sentence(
                "No share can be frozen of fewer than two patients or smears; add smears, or name "
                "what to freeze.",
            )
        )
    frozen = frozen_smears(content)
    wanted, count = share * len(content.smears), len(frozen)
    free = [own for _, own in sorted(units.items()) if not frozen.intersection(own)]
    chosen: list[str] = []
    for place in np.random.default_rng(seed).permutation(len(free)).tolist():
        after = count + len(free[place])
        if abs(after - wanted) < abs(count - wanted) and after < len(content.smears):
            chosen += free[place]
            count = after
    if not frozen and not chosen:
        chosen = min(free, key=len)
    return tuple(chosen)


def patient_rows(pairs: Sequence[str]) -> list[tuple[str, str]]:
    """Smear and patient of ``SMEAR=ID`` texts.

    Raises:
        InputError: one of them is not of that form.
    """
    rows = []
    for pair in pairs:
        name, equals, patient = pair.rpartition("=")
        if not (name and equals and tidied(patient)):
            raise InputError(
                sentence(
                    "'{pair}' does not say whose smear it is; write SMEAR=PATIENT, or --take-away SMEAR.",
                    pair=pair,
                )
            )
        rows.append((name, patient))
    return rows


def patients_said(content: Content, rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The patient of each smear as it was written, by the smear's id, of rows of smear and patient.

    Raises:
        InputError: there is no such smear, or several, or one is given several patients.
    """
    said: dict[str, str] = {}
    for name, patient in rows:
        smear = find_smear(content, name)
        before = said.setdefault(smear.id, patient)
        if same_for_all(before) != same_for_all(patient):
            raise InputError(
                sentence(
                    "{smear} is given two patients, '{first}' and '{second}'; give it one.",
                    smear=smear.file_name,
                    first=before,
                    second=patient,
                )
            )
    return said
