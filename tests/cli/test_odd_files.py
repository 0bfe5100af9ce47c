"""Files that a search passes over, names that tear lines apart, one image under two names: all are told."""

import json
import os
import shutil
from pathlib import Path

import pytest

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names, and links to few")


@pytest.fixture
def folder(tmp_path: Path, smear: Path) -> Path:
    """One sound image."""
    folder = tmp_path / "fields"
    folder.mkdir()
    shutil.copy(smear, folder / "a.png")
    return folder


def _analysed(result) -> list[str]:
    return [Path(line.split("\t")[0]).name for line in result.out.splitlines()]


@POSIX
def test_every_image_is_one_line_whatever_it_is_called(folder, leukodesk):
    """A line break or a tab in a name would make rows that a script counts as others."""
    for name in ("b\nc.png", "d\te.png"):
        shutil.copy(folder / "a.png", folder / name)
    (folder / "f\ng.png").write_bytes(b"")
    result = leukodesk("analyze", folder)
    rows = [line.split("\t") for line in result.out.splitlines()]
    assert [Path(row[0]).name for row in rows] == ["a.png", r"b\nc.png", r"d\te.png"]
    assert {len(row) for row in rows} == {3}
    assert any(r"f\ng.png is empty" in line for line in result.sentences)
    assert all(line.startswith("leukodesk: ") for line in result.err.splitlines())
    done = leukodesk("analyze", folder, "--json", "-")
    names = [Path(json.loads(line)["image"]).name for line in done.out.splitlines()]
    assert names == ["a.png", "b\nc.png", "d\te.png"]


def test_one_image_under_two_names_is_told_where_it_becomes_one_smear(folder, tmp_path, leukodesk):
    shutil.copy(folder / "a.png", folder / "b.png")
    data = tmp_path / "data.h5"
    result = leukodesk("analyze", folder, "--dataset", data, "--json", tmp_path / "cells.jsonl")
    assert result.status == 0
    (sentence,) = result.sentences
    assert sentence.startswith(
        f"{folder / 'b.png'} is the same image as {folder / 'a.png'}; the dataset holds"
    )
    again = leukodesk("analyze", folder / "b.png", "--dataset", data, "--json", tmp_path / "cells.jsonl")
    assert (again.status, again.sentences) == (0, [])


def test_predictions_are_counted_of_the_cells_that_are_there(folder, tiny_model, tmp_path, leukodesk):
    data = tmp_path / "data.h5"
    for _ in range(3):
        leukodesk("analyze", folder, "--classifier", tiny_model.id, "--dataset", data)
    leukodesk("dataset", "info", data, "--json", tmp_path / "info.json")
    info = json.loads((tmp_path / "info.json").read_text())
    assert 0 < info["predictions"][tiny_model.id] <= info["cells"]
