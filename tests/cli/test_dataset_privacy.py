"""Patients under pseudonyms, and copies and exports that name nobody."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from PIL import Image

from leukodesk.core.edits import Act, ChangeCells, ChangeSmear, RecordAnalysis
from leukodesk.core.errors import InputError
from leukodesk.core.procedures import Procedure
from leukodesk.core.pseudonyms import PatientKey, is_pseudonym
from leukodesk.store.dataset import Dataset
from leukodesk.store.snapshot import load_content
from tests.private_files import KEY, photograph
from tests.store.copies import label, unread


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


def held(path):
    """Everything that belongs to a dataset, as bytes."""
    return b"\n".join(place.read_bytes() for place in path.parent.rglob(f"{path.name}*") if place.is_file())


def test_ids_become_pseudonyms_that_only_the_key_gives_again(dataset, key_file, leukodesk, tmp_path):
    (dataset.parent / "d.h5-journal.damaged-1").write_bytes(b"what it held")
    assert b"Jane Doe" in held(dataset)
    result = leukodesk("dataset", "patient", dataset, "field 2.jpg=John", "--hash-key-file", key_file)
    assert result.status == 0, result.err
    first, second, third = patients(dataset)
    assert first == second != third
    assert is_pseudonym(first)
    assert is_pseudonym(third)
    (told,) = result.sentences
    assert told.startswith("d.h5-journal.damaged-1 was put aside earlier and still holds what it held")
    assert b"Jane Doe" not in held(dataset)
    assert b"John" not in held(dataset)
    (dataset.parent / "d.h5-journal.damaged-1").unlink()
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


@pytest.fixture
def photographed(tmp_path):
    return photograph(tmp_path)


def test_an_import_drops_camera_data_and_folders_and_hashes_patients(
    photographed, key_file, leukodesk, tmp_path
):
    path = tmp_path / "new.h5"
    result = leukodesk("dataset", "import", path, photographed, "--hash-key-file", key_file)
    assert result.status == 0, result.err
    (smear,) = load_content(path).smears.values()
    assert smear.patient_id == PatientKey(KEY.encode(), "key").pseudonym("UID_7")
    assert smear.path == f"{smear.patient_id}_1_1_all.jpg"
    with Dataset.open(path) as dataset:
        assert b"Personal Name" not in dataset.image_bytes(smear.id)
    again = leukodesk("dataset", "import", path, photographed, "--hash-key-file", key_file)
    assert "1 skipped; 0 smears new" in again.out
    assert leukodesk("dataset", "verify", path).status == 0


def test_an_import_keeps_camera_data_and_folders_where_asked_to(photographed, leukodesk, tmp_path):
    path = tmp_path / "new.h5"
    result = leukodesk("dataset", "import", path, photographed, "--names", "--metadata")
    assert "names the patients of 1 smear" in result.out
    (smear,) = load_content(path).smears.values()
    assert smear.path == str(photographed / "all" / "UID_7_1_1_all.jpg")
    assert smear.patient_id == "UID_7"
    with Dataset.open(path) as dataset:
        assert b"Personal Name" in dataset.image_bytes(smear.id)
    # The very file is recognised, whether camera data is kept or not.
    assert "0 smears new" in leukodesk("dataset", "import", path, photographed).out


def test_a_copy_tells_how_cells_were_found_but_not_whose_colours_were_the_template(
    photographed, key_file, leukodesk, tmp_path
):
    dataset = tmp_path / "new.h5"
    assert leukodesk("dataset", "import", dataset, photographed).status == 0
    found_with = Procedure(
        "0.1.0", "lab-kmeans", {"reach_um": 1.0}, template="Jane Doe.png", pixel_size_um=0.4
    )
    with Dataset.open(dataset) as opened:
        cell = next(iter(opened.content.cells.values()))
        act = Act("Dr. Personal Name", datetime.now(UTC), "analysis")
        opened.append(RecordAnalysis(cell.smear_id, found_with, act))
        opened.append(ChangeCells((cell,), (replace(cell, procedure=found_with.id),), act))
    copy = tmp_path / "copy.h5"
    result = leukodesk("dataset", "pseudonymise", dataset, copy, "--hash-key-file", key_file)
    assert result.status == 0, result.err
    content = load_content(copy)
    (procedure,) = content.procedures.values()
    assert procedure == replace(found_with, template="")
    assert content.cells[cell.id].procedure == procedure.id
    assert b"Jane Doe" not in copy.read_bytes()
    assert leukodesk("dataset", "verify", copy).status == 0


def test_a_plain_id_among_pseudonyms_is_told_and_forms_of_one_id_get_one_pseudonym(
    dataset, key_file, leukodesk
):
    with Dataset.open(dataset) as opened:
        smears = tuple(opened.content.smears.values())
        opened.append(ChangeSmear(smears[1], replace(smears[1], patient_id="JANE DOE ")))
    assert leukodesk("dataset", "patient", dataset, "--hash-key-file", key_file).err == ""
    first, second, *_ = patients(dataset)
    assert first == second == PatientKey(KEY.encode(), "key").pseudonym("Jane Doe")
    (told,) = leukodesk("dataset", "patient", dataset, "field 2.jpg=John").sentences
    assert told.endswith("give --hash-key-file to make pseudonyms of their ids too.")


@pytest.mark.parametrize("key", [True, False])
def test_an_import_takes_two_forms_of_an_id_for_one_patient(photographed, key_file, leukodesk, tmp_path, key):
    path, options = tmp_path / "new.h5", ["--hash-key-file", key_file] if key else []
    (photo,) = (photographed / "all").iterdir()
    for number, patient in enumerate(("UID_H7", "UID_h7")):
        pixels = np.full((60, 60, 3), 0, np.uint8)
        pixels[10:40, 10:40] = 80 + 40 * number
        Image.fromarray(pixels).save(photo.with_name(f"{patient}_{number + 1}_1_all.jpg"))
    photo.unlink()
    assert leukodesk("dataset", "import", path, photographed, *options).status == 0
    wanted = PatientKey(KEY.encode(), "key").pseudonym("UID_H7") if key else "UID_H7"
    assert patients(path) == [wanted, wanted]
