"""Files that a search passes over, names that tear lines apart, one image under two names: all are told."""

import json
import os
import shutil
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

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
def test_a_link_that_leads_nowhere_is_named_and_the_rest_is_analysed(folder, leukodesk):
    link = folder / "b.png"
    link.symlink_to(folder / "gone.png")
    result = leukodesk("analyze", folder)
    assert result.status == 1
    assert _analysed(result) == ["a.png"]
    assert (
        f"{link} is a link to something that is not there; bring that back, or remove the link."
        in result.sentences
    )


@pytest.mark.parametrize("name", ["b.gif", "c.WEBP", "d.czi"])
def test_a_picture_of_a_kind_that_is_not_read_is_named_and_the_rest_is_analysed(name, folder, leukodesk):
    (folder / name).write_bytes(b"GIF89a")
    (folder / ".hidden.gif").write_bytes(b"GIF89a")
    (folder / "notes.txt").write_text("no picture")
    result = leukodesk("analyze", folder)
    assert result.status == 1
    assert _analysed(result) == ["a.png"]
    sentence = f"{folder / name} is of a kind that is not read; export it as JPEG, PNG, TIFF or BMP."
    assert [line for line in result.sentences if "kind" in line] == [sentence]
    (folder / "a.png").unlink()
    alone = leukodesk("analyze", folder)
    assert (alone.status, alone.sentences) == (1, [sentence])


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


@pytest.fixture
def classes(tmp_path: Path) -> Path:
    """Two folders of cut-out cells."""
    folder = tmp_path / "classes"
    for number, name in enumerate(("blast", "normal")):
        (folder / name).mkdir(parents=True)
        pixels = np.random.default_rng(number).integers(0, 255, (40, 40, 3), dtype=np.uint8)
        assert cv2.imwrite(str(folder / name / f"{number}.png"), pixels)
    return folder


def test_pictures_that_cannot_be_read_are_named_when_folders_of_cells_come_in(classes, tmp_path, leukodesk):
    picture = classes / "blast" / "x.gif"
    Image.new("RGB", (40, 40)).save(picture)
    result = leukodesk("dataset", "import", tmp_path / "data.h5", classes)
    assert result.status == 1
    assert result.sentences == [
        f"{picture} is of a kind that is not read; export it as JPEG, PNG, TIFF or BMP."
    ]
    assert "2 cells to be added" in result.out


@POSIX
def test_links_that_lead_nowhere_are_named_when_folders_of_cells_come_in(classes, tmp_path, leukodesk):
    (classes / "blast" / "x.png").symlink_to(tmp_path / "gone.png")
    result = leukodesk("dataset", "import", tmp_path / "data.h5", classes)
    assert result.status == 1
    assert f"{classes / 'blast' / 'x.png'} is a link to something that is not there" in result.sentences[0]
    assert "2 cells to be added" in result.out


@pytest.mark.skipif(sys.platform != "linux", reason="permission bits as Linux has them")
def test_a_folder_within_that_may_not_be_looked_into_is_named(classes, tmp_path, leukodesk_process):
    closed = classes / "closed"
    shutil.copytree(classes / "blast", closed)
    closed.chmod(0)
    try:
        result = leukodesk_process("dataset", "import", tmp_path / "data.h5", classes)
    finally:
        closed.chmod(0o755)
    assert result.status == 1
    (sentence,) = result.sentences
    assert f"{closed} cannot be listed (permission denied); check its permissions." in sentence
    assert not (tmp_path / "data.h5").exists()
