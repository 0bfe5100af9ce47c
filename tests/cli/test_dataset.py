"""`dataset`: figures, checks and the label history."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leukodesk.core.cell import Label
from leukodesk.core.edits import Act, LabelChange, SetLabels
from leukodesk.store.dataset import Dataset

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.fixture
def labelled(smear, tmp_path, leukodesk) -> Path:
    """A dataset with two cells labelled by two readers, the first one twice."""
    path = tmp_path / "reader.h5"
    assert leukodesk("analyze", smear, "--classifier", "none", "--dataset", path).status == 0
    with Dataset.open(path) as dataset:
        first, second = list(dataset.content.cells)[:2]
        old = None
        for cell_id, name, annotator in (
            (first, "normal", "ann"),
            (second, "blast", "bob"),
            (first, "blast", "ann"),
        ):
            new = Label(name, annotator, AT)
            change = LabelChange(cell_id, old if cell_id == first else None, new)
            dataset.append(SetLabels((change,), Act(annotator, AT)))
            old = new if cell_id == first else old
    return path


def test_info_counts_what_is_there(labelled, leukodesk):
    found = json.loads(leukodesk("dataset", "info", labelled, "--json", "-").out)
    assert found["labels"]["blast"] == 2
    assert found["revisions"] == 4  # with the analysis
    assert found["annotators"] == {"ann": 2, "bob": 1}
    assert found["smears"] == 1
    lines = leukodesk("dataset", "info", labelled).out.splitlines()
    assert "labels.blast\t2" in lines


def test_history_is_listed_and_narrowed(labelled, leukodesk):
    lines = leukodesk("dataset", "history", labelled).out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["1", "2", "3", "4"]
    assert lines[0].split("\t")[5:7] == ["analysed", "analysis"]
    assert lines[0].split("\t")[7].startswith("pivot-growing (defaults), ")
    assert len(leukodesk("dataset", "history", labelled, "--annotator", "bob").out.splitlines()) == 1
    entries = json.loads(leukodesk("dataset", "history", labelled, "--json", "-").out)
    cell = entries[1]["cell_id"]
    assert [entry["new"] for entry in entries if entry["cell_id"] == cell] == ["normal", "blast"]
    assert len({entry["hash"] for entry in entries}) == 4
    assert entries[0]["procedure"]["pixel_size_um"] > 0
    assert len(leukodesk("dataset", "history", labelled, "--cell", cell).out.splitlines()) == 3


def test_a_damaged_dataset_is_restored_from_its_backup(labelled, leukodesk):
    labelled.write_bytes(b"damaged")
    command = f'leukodesk dataset restore "{labelled}"'
    assert command in leukodesk("dataset", "info", labelled).err
    result = leukodesk("dataset", "restore", labelled)
    assert (result.status, result.err) == (0, "")
    assert "reader.h5.bak" in result.out
    assert f"{labelled}.damaged-1" in result.out
    assert labelled.with_name("reader.h5.damaged-1").read_bytes() == b"damaged"
    found = json.loads(leukodesk("dataset", "info", labelled, "--json", "-").out)
    assert found["annotators"] == {"ann": 2, "bob": 1}


def test_nothing_new_is_begun_where_only_a_backup_is_left(labelled, smear, leukodesk):
    labelled.unlink()
    result = leukodesk("analyze", smear, "--classifier", "none", "--dataset", labelled)
    assert result.status == 1
    assert "leukodesk dataset restore" in result.err
    assert not labelled.exists()


def test_a_sound_dataset_needs_no_restoring(labelled, leukodesk):
    before = labelled.read_bytes()
    result = leukodesk("dataset", "restore", labelled)
    assert result.status == 1
    assert "is sound" in result.err
    assert labelled.read_bytes() == before


def test_a_sound_dataset_is_said_to_be_sound(labelled, leukodesk):
    result = leukodesk("dataset", "verify", labelled)
    assert (result.status, result.err) == (0, "")


def test_a_copy_without_witness_is_sound_and_says_what_nobody_can_vouch_for(labelled, leukodesk):
    labelled.with_name("reader.h5-witness").unlink()
    result = leukodesk("dataset", "verify", labelled)
    assert (result.status, result.err) == (0, "")
    assert "no problem found. reader.h5-witness is not there, as beside a copy" in result.out


def test_a_deleted_journal_is_a_problem_with_status_1_also_once_somebody_went_on(labelled, leukodesk):
    journal = labelled.with_name("reader.h5-journal")
    with Dataset.open(labelled) as dataset:
        cell_id = next(iter(dataset.content.cells))
        change = LabelChange(cell_id, dataset.content.labels[cell_id], None)
        dataset.append(SetLabels((change,), Act("ann", AT)))
        files = {path: path.read_bytes() for path in (labelled, labelled.with_name("reader.h5-witness"))}
        saved = journal.read_bytes()
    for path, data in files.items():
        path.write_bytes(data)
    labelled.with_name("reader.h5.bak-journal").unlink()
    result = leukodesk("dataset", "verify", labelled)
    assert result.status == 1
    assert "reader.h5 lacks 1 saved change, number" in result.err
    assert "reader.h5-journal is gone" in result.err
    Dataset.open(labelled).close()
    result = leukodesk("dataset", "verify", labelled)
    assert result.status == 1
    assert "move reader.h5-witness.missing-1 elsewhere" in result.err
    journal.write_bytes(saved)
    assert leukodesk("dataset", "verify", labelled).status == 0


def test_a_missing_image_is_a_problem_with_status_1(labelled, smear, leukodesk):
    (image,) = (labelled.parent / "reader.h5-images").iterdir()
    image.unlink()
    result = leukodesk("dataset", "verify", labelled)
    assert result.status == 1
    assert smear.name in result.err
    assert all(sentence.endswith(".") for sentence in result.sentences)


def test_a_damaged_backup_is_a_problem_with_status_1(labelled, leukodesk):
    backup = labelled.with_name("reader.h5.bak")
    damaged = bytearray(backup.read_bytes())
    damaged[len(damaged) // 2 :] = bytes(len(damaged) - len(damaged) // 2)
    backup.write_bytes(damaged)
    result = leukodesk("dataset", "verify", labelled)
    (sentence,) = result.sentences
    assert result.status == 1
    assert sentence.startswith("The backup reader.h5.bak of reader.h5 would not bring everything back")
