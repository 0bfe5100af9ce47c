"""`dataset snapshot`, `patient`, `freeze`: versions, patients and the part that is kept for judging."""

import json
from pathlib import Path

import pytest

from leukodesk.core.freezing import frozen_smears
from leukodesk.store.snapshot import load_content
from tests.store.copies import label, unread


@pytest.fixture
def dataset(tmp_path) -> Path:
    path = tmp_path / "reader.h5"
    unread(path, smears=5)
    return path


def frozen(path: Path) -> set[str]:
    content = load_content(path)
    return {content.smears[smear_id].path for smear_id in frozen_smears(content)}


def test_a_snapshot_is_listed_and_known_while_nothing_changes(dataset, leukodesk):
    result = leukodesk("dataset", "snapshot", dataset, "v1")
    assert (result.status, result.err) == (0, "")
    assert "5 smears, 20 cells and 0 labels are now called 'v1'" in result.out
    label(dataset, "ann", {next(iter(load_content(dataset).cells)): "blast"})
    assert leukodesk("dataset", "snapshot", dataset, "v2").status == 0
    found = json.loads(leukodesk("dataset", "snapshots", dataset, "--json", "-").out)
    assert [(row["name"], row["labels"], row["is_current"]) for row in found["snapshots"]] == [
        ("v1", 0, False),
        ("v2", 1, True),
    ]
    assert (
        found["digest"] == found["snapshots"][1]["digest"] in leukodesk("dataset", "snapshots", dataset).out
    )
    again = leukodesk("dataset", "snapshot", dataset, "v1")
    assert (again.status, len(again.sentences)) == (1, 1)
    assert "snapshots\tv1, v2" in leukodesk("dataset", "info", dataset).out
    assert leukodesk("dataset", "verify", dataset).status == 0


def test_patients_are_set_one_by_one_and_from_a_table(dataset, leukodesk, tmp_path):
    smears = list(load_content(dataset).smears)
    result = leukodesk("dataset", "patient", dataset, "field 0.jpg=P1", f"{smears[1][:6]}=P1")
    assert "2 smears changed; the patient of 2 of 5 is known" in result.out
    table = tmp_path / "patients.csv"
    table.write_text("smear,patient\nfield 2.jpg,P2\nfield 3.jpg,P3\nfield 4.jpg,P3\n")
    assert leukodesk("dataset", "patient", dataset, "--csv", table).status == 0
    known = [smear.patient_id for smear in load_content(dataset).smears.values()]
    assert known == ["P1", "P1", "P2", "P3", "P3"]
    for arguments, said in (
        (["field 9.jpg=P1"], "no smear 'field 9.jpg'"),
        (["field 0.jpg"], "write SMEAR=PATIENT"),
        (["--csv", tmp_path / "none.csv"], "none.csv cannot be read"),
        (["--csv", dataset], "reader.h5 cannot be read"),
    ):
        wrong = leukodesk("dataset", "patient", dataset, *arguments)
        assert (wrong.status, len(wrong.sentences)) == (1, 1)
        assert said in wrong.err
    table.write_text("name,patient\na,b\n")
    assert "lacks the columns" in leukodesk("dataset", "patient", dataset, "--csv", table).err
    table.write_text("smear,patient\nfield 2.jpg,\n")
    assert "line 2" in leukodesk("dataset", "patient", dataset, "--csv", table).err


def test_named_smears_are_frozen_and_let_go_on_record(dataset, leukodesk):
    result = leukodesk("dataset", "freeze", dataset, "--smears", "field 0.jpg,field 3.jpg")
    assert (result.status, result.err) == (0, "")
    assert "2 smears frozen; 2 of 5 are frozen now" in result.out
    assert "field 3.jpg" in result.out
    assert frozen(dataset) == {"field 0.jpg", "field 3.jpg"}
    again = leukodesk("dataset", "freeze", dataset, "--smears", "field 0.jpg")
    assert "0 smears frozen" in again.out
    reason = ("--reason", "judged enough")
    assert leukodesk("dataset", "unfreeze", dataset, "--smears", "field 0.jpg", *reason).status == 0
    assert frozen(dataset) == {"field 3.jpg"}
    history = json.loads(leukodesk("dataset", "history", dataset, "--json", "-").out)
    assert [(entry["new"], entry["reason"]) for entry in history] == [
        ("frozen", "freeze"),
        ("frozen", "freeze"),
        (None, "judged enough"),
    ]
    lines = leukodesk("dataset", "history", dataset).out.splitlines()
    assert lines[0].split("\t")[3] in load_content(dataset).smears
    assert "frozen\t1" in leukodesk("dataset", "info", dataset).out.splitlines()
    assert leukodesk("dataset", "unfreeze", dataset, "--all").status == 0
    assert frozen(dataset) == set()
    assert leukodesk("dataset", "verify", dataset).status == 0


def test_patients_are_frozen_as_a_whole(dataset, leukodesk):
    pairs = [f"field {number}.jpg=P{number // 2}" for number in range(5)]
    assert leukodesk("dataset", "patient", dataset, *pairs).status == 0
    assert leukodesk("dataset", "freeze", dataset, "--patients", "P0").err == ""
    assert frozen(dataset) == {"field 0.jpg", "field 1.jpg"}
    torn = leukodesk("dataset", "freeze", dataset, "--smears", "field 2.jpg")
    assert torn.status == 0
    assert "Of P1 some smears are frozen and others are not" in torn.err
    unknown = leukodesk("dataset", "freeze", dataset, "--patients", "P9")
    assert (unknown.status, len(unknown.sentences)) == (1, 1)
    assert "there are P0, P1, P2" in unknown.err


def test_a_share_is_drawn_by_lot_and_drawn_alike(dataset, leukodesk, tmp_path):
    copy = tmp_path / "copy.h5"
    copy.write_bytes(dataset.read_bytes())
    for path in (dataset, copy):
        result = leukodesk("dataset", "freeze", path, "--share", 0.4, "--seed", 7)
        assert "2 smears frozen; 2 of 5 are frozen now" in result.out
    assert frozen(dataset) == frozen(copy)
    more = leukodesk("dataset", "freeze", dataset, "--share", 0.4, "--seed", 8)
    assert "0 smears frozen; 2 of 5" in more.out
    assert "0.4 drawn with seed 7" in leukodesk("dataset", "history", dataset).out
    assert "2 smears frozen; 4 of 5" in leukodesk("dataset", "freeze", dataset, "--share", 0.95).out


def test_wrong_usage_is_told(dataset, leukodesk):
    for arguments in (
        ["freeze", dataset],
        ["freeze", dataset, "--share", 1.5],
        ["freeze", dataset, "--share", 0.2, "--smears", "field 0.jpg"],
        ["unfreeze", dataset],
        ["patient", dataset],
    ):
        assert leukodesk("dataset", *arguments).status == 2
    assert frozen(dataset) == set()


def test_two_forms_of_an_id_are_one_patient_and_it_is_told(dataset, leukodesk, tmp_path):
    assert leukodesk("dataset", "patient", dataset, "field 0.jpg= P7 ").err == ""
    result = leukodesk("dataset", "patient", dataset, "field 1.jpg=p7", "field 2.jpg=P7")
    assert result.status == 0
    (told,) = result.sentences
    assert told.startswith("'p7' is P7 in this dataset")
    assert [smear.patient_id for smear in load_content(dataset).smears.values()][:3] == ["P7"] * 3
    assert leukodesk("dataset", "freeze", dataset, "--patients", "p7").err == ""
    assert frozen(dataset) == {"field 0.jpg", "field 1.jpg", "field 2.jpg"}
    everyone = [f"field {number}.jpg=p7" for number in range(3)]
    assert leukodesk("dataset", "patient", dataset, *everyone).err == ""
    assert [smear.patient_id for smear in load_content(dataset).smears.values()][:3] == ["p7"] * 3


def test_a_patient_is_taken_away_and_a_smear_never_gets_two(dataset, leukodesk, tmp_path):
    assert (
        leukodesk("dataset", "patient", dataset, "field 0.jpg=Jane Doe", "field 1.jpg=Jane Doe").status == 0
    )
    away = leukodesk("dataset", "patient", dataset, "--take-away", "field 0.jpg,field 2.jpg")
    assert (away.status, away.err) == (0, "")
    assert "1 smear changed; the patient of 1 of 5 is known" in away.out
    table = tmp_path / "patients.csv"
    table.write_text("patient,smear\nP2,field 2.jpg\nP3,field 2.jpg\n")
    for arguments, said in (
        (["--csv", table], "field 2.jpg is given two patients, 'P2' and 'P3'"),
        (["field 3.jpg=P1", "--take-away", "field 3.jpg"], "field 3.jpg is given two patients"),
        (["field 3.jpg=\u200b"], "write SMEAR=PATIENT"),
    ):
        wrong = leukodesk("dataset", "patient", dataset, *arguments)
        assert (wrong.status, len(wrong.sentences)) == (1, 1)
        assert said in wrong.err
    table.write_text("patient,smear\nP2\n")
    assert "line 2" in leukodesk("dataset", "patient", dataset, "--csv", table).err
    assert [smear.patient_id for smear in load_content(dataset).smears.values()].count(None) == 4
    beside = dataset.parent.glob(f"{dataset.name}*")
    assert b"Jane Doe" in b"".join(place.read_bytes() for place in beside if place.is_file())
    assert leukodesk("dataset", "patient", dataset, "--take-away", "field 1.jpg").err == ""
    beside = dataset.parent.glob(f"{dataset.name}*")
    assert b"Jane Doe" not in b"".join(place.read_bytes() for place in beside if place.is_file())
    assert leukodesk("dataset", "verify", dataset).status == 0
