"""`dataset merge`: what readers did in copies, brought together in one of them."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from leukodesk import config
from leukodesk.core.edits import ChangeTaxonomy
from leukodesk.core.results import Prediction
from leukodesk.core.taxonomies import LEUKOCYTE8, extended
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.dataset import Dataset
from leukodesk.store.snapshot import load_content
from tests.store.building import act
from tests.store.copies import copied, found_anew, label, unread


@pytest.fixture
def copies(tmp_path) -> tuple[Path, Path, list[str]]:
    """Copies of two readers who agree on one cell, differ on another, and read further ones alone."""
    ann = tmp_path / "ann.h5"
    cells = unread(ann)
    bob = copied(ann, "bob.h5")
    label(ann, "ann", {cells[0]: "blast", cells[1]: "blast", cells[2]: "normal"})
    label(bob, "bob", {cells[0]: "blast", cells[1]: "normal", cells[3]: "normal"})
    return ann, bob, cells


def in_figures(result) -> dict[str, str]:
    return dict(line.split("\t") for line in result.out.splitlines() if line.count("\t") == 1)


def state(path: Path) -> bytes:
    return path.read_bytes()


def test_labels_come_together_and_differing_ones_are_listed(copies, leukodesk, tmp_path):
    ann, bob, cells = copies
    before = state(bob)
    table = tmp_path / "conflicts.csv"
    result = leukodesk("dataset", "merge", ann, bob, "--conflicts", table)
    assert (result.status, result.err) == (0, "")
    figures = in_figures(result)
    assert figures["label changes added"] == "3"
    assert figures["labels in force changed"] == "1"
    assert figures["conflicts left to decide"] == "1"
    (row,) = csv.DictReader(table.read_text().splitlines())
    assert (row["what"], row["cell_id"], row["kept"]) == ("label", cells[1], "blast")
    assert (row["other"], row["smear"]) == ("ann: blast; bob: normal", "field 0.jpg")
    assert (row["row"], row["column"]) == ("49", "29")
    assert cells[1] in result.out
    content = load_content(ann)
    assert {i: label.cell_class for i, label in content.labels.items()} == dict(
        zip(cells, ("blast", "blast", "normal", "normal"), strict=False)
    )
    theirs = [row for row in content.revisions if row.annotator == "bob"]
    assert theirs == load_content(bob).revisions
    assert leukodesk("dataset", "verify", ann).status == 0
    assert state(bob) == before
    history = json.loads(leukodesk("dataset", "history", ann, "--cell", cells[1], "--json", "-").out)
    assert [(entry["annotator"], entry["new"]) for entry in history] == [
        ("ann", "blast"),
        ("bob", "normal"),
        (config.load_settings().annotator, "blast"),
    ]
    assert history[-1]["reason"] == "merge: readers differ"


def test_a_dry_run_says_it_all_and_changes_nothing(copies, leukodesk):
    ann, bob, cells = copies
    before = state(ann)
    with Dataset.open(ann):  # a writer may have the target open
        result = leukodesk("dataset", "merge", ann, bob, "--dry-run")
    assert result.status == 0
    assert in_figures(result)["label changes would be added"] == "3"
    assert cells[1] in result.out
    assert state(ann) == before


def test_merging_twice_changes_nothing_the_second_time(copies, leukodesk):
    ann, bob, cells = copies
    assert leukodesk("dataset", "merge", ann, bob).status == 0
    before = state(ann)
    result = leukodesk("dataset", "merge", ann, bob)
    figures = in_figures(result)
    assert figures.pop("conflicts left to decide") == "1"
    assert "undecided\t1" in leukodesk("dataset", "info", ann).out.splitlines()
    assert set(figures.values()) == {"0"}
    assert state(ann) == before
    label(ann, "cy", {cells[1]: "normal"})
    assert in_figures(leukodesk("dataset", "merge", ann, bob))["conflicts left to decide"] == "0"


def test_a_preferred_reader_decides_what_differs(copies, leukodesk):
    ann, bob, cells = copies
    result = leukodesk("dataset", "merge", ann, bob, "--prefer", "bob")
    assert in_figures(result)["conflicts decided as preferred"] == "1"
    assert load_content(ann).labels[cells[1]] == load_content(bob).labels[cells[1]]
    assert leukodesk("dataset", "verify", ann).status == 0
    wrong = leukodesk("dataset", "merge", ann, bob, "--prefer", "bo")
    assert (wrong.status, len(wrong.sentences)) == (1, 1)
    assert "did you mean: bob" in wrong.err


def test_smears_cells_and_predictions_of_a_copy_come_along(copies, leukodesk, tmp_path):
    ann, _, cells = copies
    further = tmp_path / "further.h5"
    (new, *_) = unread(further, smears=1, first=7)
    label(further, "cy", {new: "blast"})
    with Dataset.open(further) as dataset:
        said = Prediction(new, "m.x", {"blast": 0.75, "normal": 0.25}, abstained=False)
        dataset.append_predictions([said])
    figures = in_figures(leukodesk("dataset", "merge", ann, further))
    assert (figures["smears added"], figures["cells added"], figures["predictions added"]) == ("1", "4", "1")
    content = load_content(ann)
    assert content.predictions["m.x"][new] == said
    assert content.labels[new].annotator == "cy"
    with Dataset.open(ann, read_only=True) as dataset, Dataset.open(further, read_only=True) as source:
        smear_id = content.cells[new].smear_id
        assert dataset.image_bytes(smear_id) == source.image_bytes(smear_id)
    assert leukodesk("dataset", "verify", ann).status == 0
    assert len(content.cells) == len(cells) + 4


def test_cells_found_anew_are_not_counted_twice_and_their_outlines_listed(tmp_path, leukodesk):
    ann = tmp_path / "ann.h5"
    cells = unread(ann, smears=1)
    bob = copied(ann, "bob.h5")
    anew = found_anew(bob, shift=2)
    label(bob, "bob", {anew[cells[0]]: "blast"})
    result = leukodesk("dataset", "merge", ann, bob)
    assert load_content(ann).labels[cells[0]].annotator == "bob"
    assert set(load_content(ann).cells) == set(cells)
    listed = [line for line in result.out.splitlines() if line.startswith("outline\t")]
    assert len(listed) == len(cells)
    assert str(bob) in listed[0]


def test_classes_that_the_target_lacks_are_one_sentence(copies, leukodesk):
    ann, bob, cells = copies
    with Dataset.open(bob) as dataset:
        dataset.append(ChangeTaxonomy(BLAST_NORMAL, extended(BLAST_NORMAL, LEUKOCYTE8), act()))
    assert leukodesk("dataset", "merge", ann, bob, "--dry-run").status == 0
    label(bob, "bob", {cells[5]: "monocyte"})
    before = state(ann)
    result = leukodesk("dataset", "merge", ann, bob)
    assert (result.status, len(result.sentences)) == (1, 1)
    assert str(bob) in result.err
    assert "monocyte" in result.err
    assert state(ann) == before
    assert leukodesk("dataset", "merge", bob, ann).status == 0


def test_a_missing_image_leaves_the_target_as_it_was(copies, leukodesk, tmp_path):
    ann, _, _ = copies
    further = tmp_path / "further.h5"
    unread(further, smears=1, first=7)
    (image,) = (tmp_path / "further.h5-images").iterdir()
    image.unlink()
    before = state(ann)
    result = leukodesk("dataset", "merge", ann, further)
    assert result.status == 1
    assert "missing" in result.err
    assert state(ann) == before


def test_names_of_snapshots_come_along_and_never_change_their_meaning(copies, leukodesk):
    ann, bob, _ = copies
    for name in ("v1", "bob's"):
        leukodesk("dataset", "snapshot", bob, name)
    leukodesk("dataset", "snapshot", ann, "v1")
    own = load_content(ann).versions["v1"]
    result = leukodesk("dataset", "merge", ann, bob)
    assert in_figures(result)["snapshots added"] == "2"
    theirs = load_content(bob).versions
    versions = load_content(ann).versions
    assert versions["v1"] == own
    assert versions["bob's"] == theirs["bob's"]
    assert versions["v1 (bob)"].digest == theirs["v1"].digest
    assert in_figures(leukodesk("dataset", "merge", ann, bob))["snapshots added"] == "0"
    assert leukodesk("dataset", "verify", ann).status == 0


def test_a_dataset_is_no_copy_of_itself(copies, leukodesk):
    ann, _, _ = copies
    result = leukodesk("dataset", "merge", ann, ann)
    assert (result.status, len(result.sentences)) == (1, 1)
    assert str(ann) in result.err


_KILLED = """
import os, sys
from leukodesk.cli.app import run
from leukodesk.store import merge
from leukodesk.jobs import importing
merge.store_images = importing.store_images = lambda *_: os._exit(9)
run(sys.argv[1:])
"""


def killed(*arguments: object) -> None:
    done = subprocess.run([sys.executable, "-c", _KILLED, *map(str, arguments)], timeout=60, check=False)
    assert done.returncode == 9


def test_a_merge_that_a_kill_cut_off_is_told_at_the_next_opening_and_then_done(copies, leukodesk):
    ann, bob, _cells = copies
    killed("dataset", "merge", ann, bob)
    told = f"Merging bob.h5 into {ann} was cut off; merge again, nothing comes twice."
    for _ in range(2):
        assert leukodesk("dataset", "info", ann, "--json", "-").status == 0
        assert leukodesk("dataset", "history", ann).sentences == [told]
    assert leukodesk("dataset", "history", bob).sentences == []
    assert leukodesk("dataset", "merge", ann, bob, "--dry-run").status == 0
    assert leukodesk("dataset", "history", ann).sentences == [told]
    assert leukodesk("dataset", "merge", ann, bob).sentences == []
    assert leukodesk("dataset", "history", ann).sentences == []


def test_work_that_was_cut_off_is_told_once_by_a_command_that_writes(copies, leukodesk):
    ann, bob, _cells = copies
    killed("dataset", "merge", ann, bob)
    assert "Merging bob.h5 into" in leukodesk("dataset", "freeze", ann, "--smears", "field 0.jpg").err
    assert leukodesk("dataset", "history", ann).sentences == []


def test_a_merge_that_was_refused_or_stopped_is_not_told_of_later(copies, leukodesk, tmp_path):
    ann, _bob, _cells = copies
    assert leukodesk("dataset", "merge", ann, tmp_path / "gone.h5").status == 1
    assert leukodesk("dataset", "history", ann).sentences == []
