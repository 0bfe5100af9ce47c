"""Patients under pseudonyms, and copies and exports that name nobody."""

import secrets

import pytest

from leukodesk.core.errors import InputError
from leukodesk.core.pseudonyms import PatientKey, is_pseudonym
from leukodesk.store.snapshot import load_content
from tests.store.copies import label, unread

KEY = "8f1d0c5b7a92e3461fb0d7c94e5a2683c1d9e07b64f83a25"


@pytest.fixture
def key_file(tmp_path):
    path = tmp_path / "key.txt"
    path.write_text(KEY + "\n")
    return path


@pytest.fixture
def dataset(tmp_path, leukodesk):
    path = tmp_path / "d.h5"
    cells = unread(path)
    label(path, "Dr. Personal Name", {cells[0]: "blast"})
    leukodesk("dataset", "patient", path, "field 0.jpg=Jane Doe", "field 1.jpg=Jane Doe")
    return path


def patients(path):
    return [smear.patient_id for smear in load_content(path).smears.values()]


def test_ids_become_pseudonyms_that_only_the_key_gives_again(dataset, key_file, leukodesk, tmp_path):
    result = leukodesk("dataset", "patient", dataset, "field 2.jpg=John", "--hash-key-file", key_file)
    assert result.status == 0, result.err
    first, second, third = patients(dataset)
    assert first == second != third
    assert is_pseudonym(first)
    assert is_pseudonym(third)
    assert "until later saves replace them" in result.err
    again = leukodesk("dataset", "patient", dataset, "--hash-key-file", key_file)
    assert (again.err, patients(dataset)) == ("", [first, second, third])
    assert PatientKey(KEY.encode(), "key").pseudonym("Jane Doe") == first
    other = tmp_path / "other.txt"
    other.write_text(secrets.token_hex(32))
    assert PatientKey(other.read_bytes(), "key").pseudonym("Jane Doe") != first
    assert KEY.encode() not in dataset.read_bytes()
    assert leukodesk("dataset", "verify", dataset).status == 0


@pytest.mark.parametrize("key", [b"secret", b"a" * 64, b"passwordpassword" * 4, b""])
def test_a_weak_key_is_refused_in_one_sentence(key):
    with pytest.raises(InputError, match="openssl rand -hex 32"):
        PatientKey(key, "key.txt")


def test_a_key_that_is_not_there_is_one_sentence(dataset, leukodesk, tmp_path):
    result = leukodesk("dataset", "patient", dataset, "--hash-key-file", tmp_path / "none")
    assert (result.status, len(result.sentences)) == (1, 1)
