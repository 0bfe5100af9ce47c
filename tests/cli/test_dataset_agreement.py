"""`dataset agreement`: readers of one dataset and of its copies."""

import json
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import pytest
from sklearn.metrics import cohen_kappa_score

from leukodesk.core.edits import ReadBlind, ReadingChange
from leukodesk.store.dataset import Dataset
from leukodesk.store.snapshot import load_content
from tests.store.copies import copied, found_anew, label, unread

ANN = ("blast", "blast", "normal", "normal", "blast", "normal")
BOB = ("blast", "normal", "normal", "normal", "blast", "smudge")


def of(classes, cells):
    return dict(zip(cells, cycle(classes), strict=False))


@pytest.fixture
def unlabelled(tmp_path) -> tuple[Path, list[str]]:
    path = tmp_path / "ann.h5"
    return path, unread(path)


def found_in(result) -> dict:
    return json.loads(result.out)


def check_figures(found: dict, cells: list[str]) -> None:
    first, second = list(of(ANN, cells).values()), list(of(BOB, cells).values())
    (pair,) = found["pairs"]
    assert (pair["cells"], pair["smears"]) == (len(cells), 3)
    assert pair["kappa"]["kappa"] == pytest.approx(cohen_kappa_score(first, second))
    low, high = pair["kappa"]["interval"]
    assert -1 <= low <= pair["kappa"]["kappa"] <= high <= 1
    for class_id in ("blast", "normal", "smudge"):
        one, other = ([item == class_id for item in row] for row in (first, second))
        assert pair["per_class"][class_id]["kappa"] == pytest.approx(cohen_kappa_score(one, other))
    assert sum(map(sum, pair["confusion"])) == len(cells)
    assert found["classes"] == ["blast", "normal", "smudge"]


def test_two_readers_of_one_dataset_are_compared_by_their_last_labels(unlabelled, leukodesk):
    path, cells = unlabelled
    label(path, "ann", of(("smudge",), cells))
    label(path, "bob", of(BOB, cells))
    label(path, "ann", of(ANN, cells))
    result = leukodesk("dataset", "agreement", path, "--json", "-")
    assert result.status == 0
    assert any("only 12 cells of 3 smears" in sentence for sentence in result.sentences)
    found = found_in(result)
    assert found["readers"] == {"ann": 12, "bob": 12}
    check_figures(found, cells)


@pytest.mark.parametrize("by", ["annotator", "file"])
def test_copies_are_compared_by_cell_id(unlabelled, leukodesk, by):
    path, cells = unlabelled
    other = copied(path, "bob.h5")
    label(path, "ann", of(ANN, cells))
    label(other, "bob", of(BOB, cells))
    check_figures(found_in(leukodesk("dataset", "agreement", path, other, "--by", by, "--json", "-")), cells)


def test_cells_that_were_found_anew_are_matched_by_their_outlines(unlabelled, leukodesk):
    path, cells = unlabelled
    other = copied(path, "bob.h5")
    anew = found_anew(other, shift=2)
    label(path, "ann", of(ANN, cells))
    label(other, "bob", of(BOB, [anew[cell_id] for cell_id in cells]))
    check_figures(found_in(leukodesk("dataset", "agreement", path, other, "--json", "-")), cells)


def test_outlines_that_hardly_overlap_are_different_cells(unlabelled, leukodesk):
    path, cells = unlabelled
    other = copied(path, "bob.h5")
    anew = found_anew(other, shift=9)
    label(path, "ann", of(ANN, cells))
    label(other, "bob", of(BOB, anew.values()))
    (pair,) = found_in(leukodesk("dataset", "agreement", path, other, "--json", "-"))["pairs"]
    assert pair["cells"] == 0
    assert pair["kappa"] == {"kappa": None, "interval": None, "undefined": "no cells"}


def test_three_readers_have_one_figure_together(unlabelled, leukodesk):
    path, cells = unlabelled
    for reader, classes in (("ann", ANN), ("bob", BOB), ("cy", ANN)):
        label(path, reader, of(classes, cells[:9] if reader == "cy" else cells))
    found = found_in(leukodesk("dataset", "agreement", path, "--json", "-"))
    assert [pair["readers"] for pair in found["pairs"]] == [["ann", "bob"], ["ann", "cy"], ["bob", "cy"]]
    assert found["pairs"][1]["kappa"]["kappa"] == 1
    assert found["fleiss"]["cells"] == 9
    assert 0 < found["fleiss"]["kappa"]["kappa"] < 1
    lines = leukodesk("dataset", "agreement", path).out.splitlines()
    assert any(line.startswith("all 3\tall\t9\t3\t0.") for line in lines)
    assert "ann and bob labelled 8 of 12 cells alike:" in lines


def test_an_undefined_kappa_is_said_to_be(unlabelled, leukodesk):
    path, cells = unlabelled
    label(path, "ann", of(("blast",), cells))
    label(path, "bob", of(("blast",), cells))
    result = leukodesk("dataset", "agreement", path)
    assert "ann and bob\tall\t12\t3\tundefined: only one class was used\t-" in result.out.splitlines()
    assert "undefined: every cell is blast" in result.out
    assert "nan" not in result.out.lower()


def test_one_reader_alone_cannot_agree(unlabelled, leukodesk):
    path, cells = unlabelled
    result = leukodesk("dataset", "agreement", path)
    assert result.status == 1
    assert "nobody labelled a cell" in result.err
    label(path, "ann", of(ANN, cells))
    result = leukodesk("dataset", "agreement", path)
    assert (result.status, len(result.sentences)) == (1, 1)
    assert str(path) in result.err
    assert "only ann labelled cells" in result.err
    assert leukodesk("dataset", "agreement", path, "--by", "file").status == 2


def read_blind(path: Path, annotator: str, said: dict[str, str]) -> None:
    with Dataset.open(path) as dataset:
        changes = tuple(ReadingChange(cell_id, None, cell_class) for cell_id, cell_class in said.items())
        dataset.append(ReadBlind.now(changes, annotator, datetime.now(UTC)))


def test_blind_readings_count_like_labels_and_leave_those_in_force(unlabelled, leukodesk):
    path, cells = unlabelled
    label(path, "ann", of(ANN, cells))
    before = load_content(path).labels
    read_blind(path, "bob", of(BOB, cells))
    result = leukodesk("dataset", "agreement", path, "--json", "-")
    check_figures(found_in(result), cells)
    assert load_content(path).labels == before
    assert leukodesk("dataset", "verify", path).status == 0
    differing = [
        cell for cell, one, other in zip(cells, cycle(ANN), cycle(BOB), strict=False) if one != other
    ]
    listed = found_in(leukodesk("dataset", "agreement", path, "--list", "--json", "-"))
    assert [row["cell_id"] for row in listed] == differing
    assert listed[0]["in_force"] == "blast"
    assert listed[0]["said"] == "ann: blast; bob: normal"
    shown = leukodesk("dataset", "agreement", path, "--list").out.splitlines()
    assert [line.split("\t")[3] for line in shown] == differing
    said = leukodesk("dataset", "history", path, "--annotator", "bob").out
    assert "blind reading: first label stays" in said


def test_blind_readings_in_two_copies_come_together(unlabelled, leukodesk):
    path, cells = unlabelled
    label(path, "ann", of(ANN, cells))
    other = copied(path, "bob.h5")
    read_blind(path, "cy", of(ANN, cells))
    read_blind(other, "bob", of(BOB, cells))
    merged = leukodesk("dataset", "merge", path, other)
    assert merged.status == 0
    assert "labels in force changed\t0" in merged.out
    found = found_in(leukodesk("dataset", "agreement", path, "--json", "-"))
    assert found["readers"] == {"ann": len(cells), "bob": len(cells), "cy": len(cells)}
    assert found["fleiss"]["cells"] == len(cells)
    assert leukodesk("dataset", "verify", path).status == 0


def test_what_was_decided_once_readers_differed_is_nobodys_reading(unlabelled, leukodesk):
    path, cells = unlabelled
    label(path, "ann", of(ANN, cells))
    first, second = of(ANN, cells), of(BOB, cells)
    with Dataset.open(path) as dataset:
        changes = tuple(ReadingChange(i, None, second[i]) for i in cells)
        dataset.append(ReadBlind.now(changes, "bob", datetime.now(UTC)))
    before = found_in(leukodesk("dataset", "agreement", path, "--json", "-"))
    check_figures(before, cells)
    differing = [i for i in cells if first[i] != second[i]]
    label(path, "ann", {i: second[i] for i in differing[:2]})
    label(path, "zoe", {i: first[i] for i in differing[2:]})
    result = leukodesk("dataset", "agreement", path, "--json", "-")
    after = found_in(result)
    assert after["readers"] == before["readers"]
    assert after["pairs"] == before["pairs"]
    assert any(f"had differed: {len(differing)} cells;" in sentence for sentence in result.sentences)
