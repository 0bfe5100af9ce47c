"""Whose smears are whose, in whatever way the ids are written."""

import unicodedata
from datetime import UTC, datetime

import pytest

from leukodesk.core.content import Content
from leukodesk.core.patients import (
    breaks_pseudonyms,
    patients_by_smear,
    patients_edit,
    same_for_all,
    smears_of_patient,
    spelt_as_known,
    tidied,
    torn_patients,
)
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import BLAST_NORMAL

APART = unicodedata.normalize("NFD", "Müller 7")


def content(*patients):
    made = Content(BLAST_NORMAL)
    for number, patient in enumerate(patients):
        made.smears[f"s{number}"] = Smear(f"s{number}", f"{number}.png", "0" * 64, 9, 9, patient_id=patient)
    return made


@pytest.mark.parametrize("text", ["P7", "p7", " P7", "P7\t\n", "P\u200b7", "P7\ufeff", "\u2060P7\xa0"])
def test_case_spaces_and_what_nobody_sees_make_no_other_patient(text):
    assert same_for_all(text) == same_for_all("P7")
    assert tidied(text) == ("p7" if text == "p7" else "P7")


def test_accents_count_however_they_are_composed():
    assert tidied(APART) == "Müller 7"
    assert same_for_all(APART) == same_for_all("MÜLLER  7")
    assert same_for_all("Müller 7") != same_for_all("Muller 7")
    assert same_for_all("P 7") != same_for_all("P7")


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "\t\n"])
def test_nothing_to_be_seen_is_nobody(text):
    assert tidied(text) is None


def test_forms_that_are_in_a_dataset_already_count_as_one_patient():
    made = content("P7", "p7 ", None, "P8", "\u200bP7")
    assert patients_by_smear(made) == {"s0": "P7", "s1": "P7", "s3": "P8", "s4": "P7"}
    assert smears_of_patient(made, "p7") == ("s0", "s1", "s4")
    assert torn_patients(made, {"s1", "s3"}) == ["P7"]


def test_a_patient_is_spelt_as_other_smears_have_it_unless_all_of_them_are_named():
    made = content("p7", "p7", None)
    assert spelt_as_known(made, {"s2": "P7 "}) == {"s2": "p7"}
    assert spelt_as_known(made, {"s0": "P7", "s2": "P7"}) == {"s0": "p7", "s2": "p7"}
    assert spelt_as_known(made, {"s0": "P7", "s1": "p7"}) == {"s0": "P7", "s1": "P7"}
    assert spelt_as_known(made, {"s0": "", "s1": None}) == {"s0": None, "s1": None}


def test_the_edit_changes_what_is_not_so_yet_and_says_what_it_does():
    made = content("P7", None, None)
    edit = patients_edit(made, {"s0": "P7", "s1": "P7", "s2": "P7"})
    assert edit.text == "Set the patient of 2 smears"
    edit.check(made)
    assert edit.apply(made).smears == {"s1", "s2"}
    assert patients_edit(made, {"s0": "P7"}) is None
    gone = patients_edit(made, {"s1": None})
    assert gone.text == "Take the patient of 1 smear away"
    edit.inverse(datetime.now(UTC)).apply(made)
    assert patients_by_smear(made) == {"s0": "P7"}


def test_a_plain_id_among_pseudonyms_is_noticed():
    hidden = content("P-7k2m-q0xa-91fe-dz4c", None)
    assert breaks_pseudonyms(hidden, ["P7"])
    assert not breaks_pseudonyms(hidden, ["P-7k2m-q0xa-91fe-dz4c", None])
    assert not breaks_pseudonyms(content("P7", None), ["P8"])
    assert not breaks_pseudonyms(content(None), ["P8"])
