"""The same image in two parts of a split is refused, every copy is named, and the way out can be gone."""

import csv
import shutil
from dataclasses import replace

import numpy as np
import pytest

from leukodesk.training.recipe import SplitChoice
from leukodesk.training.same_cells import SameCellsError
from leukodesk.training.sources import load_samples
from leukodesk.training.splits import folds, single_split
from leukodesk.training.starting import Starter
from leukodesk.training.train import train


@pytest.fixture
def doubled(class_folders, tmp_path):
    """Folders of two classes in which every cell of one number is a copy, under another name."""

    def make(count):
        folder = tmp_path / "cells"
        shutil.copytree(class_folders, folder)
        for number in range(count):
            for copy in range(3):
                image = folder / "blast" / f"blast{number:02}.png"
                shutil.copy(image, folder / "blast" / f"copy{chr(ord('a') + copy)}{number:02}.png")
        return folder

    return make


def refused(samples, recipe, out):
    with pytest.raises(SameCellsError) as caught:
        train(samples, Starter(recipe), out)
    return caught.value


def test_every_file_is_named_in_a_table_where_the_sentence_has_no_room(doubled, recipe, tmp_path):
    error = refused(load_samples(doubled(8), recipe), recipe, tmp_path / "out")
    table = tmp_path / "out" / "cnn.candidate.same-cells.csv"
    assert str(error).endswith(
        f"; and 3 more, all listed in {table}; keep one file of each and remove the others."
    )
    assert "patient" not in str(error)
    rows = list(csv.DictReader(table.open()))
    names = {row["cell"] for row in rows}
    wanted = {f"blast/{kind}{n:02}.png" for n in range(8) for kind in ("blast", "copya", "copyb", "copyc")}
    assert names == wanted
    assert len(rows) == len(wanted)
    for number in map(str, range(1, 9)):
        same = [row for row in rows if row["same"] == number]
        assert len({row["cell"][-6:] for row in same}) == 1
        assert {row["part"] for row in same} <= {"train", "validation", "test"}
        assert len({row["part"] for row in same}) > 1
    assert error.details == ()


def test_a_sentence_that_names_all_needs_no_table(doubled, recipe, tmp_path):
    error = refused(load_samples(doubled(1), recipe), recipe, tmp_path / "out")
    assert all(f"{kind}00.png" in str(error) for kind in ("blast", "copya", "copyb", "copyc"))
    assert "listed" not in str(error)
    assert not (tmp_path / "out").exists()


def test_a_table_that_cannot_be_written_takes_nothing_from_the_sentence(doubled, recipe, tmp_path):
    (tmp_path / "out").write_text("in the way")
    error = refused(load_samples(doubled(8), recipe), recipe, tmp_path / "out")
    assert "; and 3 more; keep one file of each" in str(error)
    assert len(error.details) == 8


def test_folds_are_parts_as_well(doubled, recipe):
    with pytest.raises(SameCellsError) as caught:
        folds(load_samples(doubled(3), recipe), SplitChoice(folds=3), 1, validate=True)
    parts = {copy.part for copies in caught.value.same for copy in copies}
    assert parts <= {f"fold {number} of 3" for number in (1, 2, 3)}
    assert len(parts) > 1


@pytest.mark.parametrize(("by", "offered"), [("group", True), ("block", True), ("random", False)])
def test_a_patient_is_offered_where_one_can_be_given_and_helps(make_samples, by, offered):
    samples = replace(make_samples(groups=10, each=1), in_dataset=True)
    same = samples.repainted(np.broadcast_to(samples.contexts[:1], samples.contexts.shape))
    with pytest.raises(SameCellsError, match="keep one of each") as caught:
        single_split(same, SplitChoice(by=by), 1)
    assert ("give all the same patient" in str(caught.value)) == offered
    assert len(str(caught.value)) < 400
