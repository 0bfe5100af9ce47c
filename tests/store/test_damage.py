"""Whatever is wrong with a file: one clear sentence, never a silent change and never an empty dataset."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leukodesk.core.content import Content
from leukodesk.core.errors import DatasetError
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store import chain, main_file
from leukodesk.store.dataset import Dataset
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.main_file import file_image, read_main_file
from leukodesk.store.snapshot import load_content
from leukodesk.store.tables import tables_of
from leukodesk.store.verify import verify
from tests.store.building import fill, filled, label_edit, rows


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Content]:
    path = tmp_path_factory.mktemp("sound") / "a.h5"
    return path, filled(path)


def _copy(source: Path, folder: Path) -> Path:
    shutil.copyfile(source, folder / "a.h5")
    shutil.copytree(source.with_name("a.h5-images"), folder / "a.h5-images")
    return folder / "a.h5"


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_a_flipped_byte_is_refused_reported_or_harmless(
    sound: tuple[Path, Content], tmp_path_factory: pytest.TempPathFactory, place: float, flip: int
) -> None:
    source, content = sound
    path = _copy(source, tmp_path_factory.mktemp("flip"))
    damaged = bytearray(path.read_bytes())
    damaged[int(place * len(damaged))] ^= flip
    path.write_bytes(damaged)
    try:
        found = load_content(path)
    except DatasetError:
        return
    assert rows(found) == rows(content) or verify(path)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_of_two_thousand_flips_none_crashes_hangs_or_goes_unnoticed(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    command = [sys.executable, "-m", "tests.store.flip_campaign", "--flips", "2000", "--seed", "7"]
    command += ["--json", str(figures)]
    subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, check=False)
    found = json.loads(figures.read_text())
    assert (found["silent"], found["crashes"], found["hangs"]) == (0, 0, 0), found["troubles"]
    assert found["flips"] == sum(found["outcomes"].values()) == 2000
    assert sum(found["removals"].values()) > 20


@pytest.mark.parametrize("table", ["smears", "cells", "masks", "labels", "revisions", "predictions/m.x"])
def test_any_change_to_a_table_is_noticed(sound: tuple[Path, Content], tmp_path: Path, table: str) -> None:
    path = _copy(sound[0], tmp_path)
    for name in read_main_file(DatasetFiles.of(path)).tables[table]:
        _flip_first_byte(path, f"{table}/{name}")
        with pytest.raises(DatasetError, match=rf"table {table} was altered"):
            load_content(path)
        assert [problem.where for problem in verify(path)] == [path]
        _flip_first_byte(path, f"{table}/{name}")
    assert rows(load_content(path)) == rows(sound[1])


def _flip_first_byte(path: Path, column: str) -> None:
    with h5py.File(path, "r+") as file:
        raw = file[column][()]
        raw.reshape(-1).view(np.uint8)[0] ^= 1
        file[column][...] = raw


@pytest.mark.parametrize("name", ["taxonomy", "sequence", "check", "images", "dataset_id"])
def test_a_changed_attribute_is_noticed(sound: tuple[Path, Content], tmp_path: Path, name: str) -> None:
    path = _copy(sound[0], tmp_path)
    with h5py.File(path, "r+") as file:
        value = file.attrs[name]
        file.attrs[name] = value + 1 if name == "sequence" else value + "x"
    with pytest.raises(DatasetError, match="attributes were altered"):
        Dataset.open(path)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not an HDF5 file"),
        (b"just some text", "not an HDF5 file"),
        (b"\x89HDF\r\n\x1a\n" + b"\0" * 500, "damaged"),
    ],
)
@pytest.mark.parametrize("read_only", [True, False])
def test_something_else_is_refused_and_left_alone(
    tmp_path: Path, data: bytes, reason: str, read_only: bool
) -> None:
    path = tmp_path / "a.h5"
    path.write_bytes(data)
    with pytest.raises(DatasetError, match=rf"a\.h5 cannot be opened as a dataset: .*{reason}"):
        Dataset.open(path, read_only=read_only)
    assert path.read_bytes() == data


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"none\.h5 does not exist"):
        Dataset.open(tmp_path / "none.h5")
    with pytest.raises(DatasetError, match="is a folder"):
        Dataset.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_hdf5_file_of_another_program_is_refused(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "other.h5", "w") as file:
        file["x"] = np.zeros(3)
    with pytest.raises(DatasetError, match=r"other\.h5 is an HDF5 file, but not a LeukoDesk dataset"):
        Dataset.open(tmp_path / "other.h5")


def test_a_dataset_of_a_newer_schema_opens_read_only(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    content = filled(path)
    main = read_main_file(DatasetFiles.of(path))
    newer = {**vars(main.header), "schema": 99, "written_by": "9.9"}
    tables = {**main.tables, "new": {"column": np.arange(3)}}
    path.write_bytes(file_image(main_file.MainFile(main_file.Header(**newer), tables), {}))
    before = path.read_bytes()
    with Dataset.open(path) as dataset:
        assert dataset.read_only
        assert "newer LeukoDesk (9.9)" in dataset.notices[0]
        assert rows(dataset.content) == rows(content)
        with pytest.raises(DatasetError, match="not open for writing"):
            dataset.append(label_edit(content, next(iter(content.cells)), "normal"))
    assert path.read_bytes() == before
    for table, column in (("cells", "kind"), ("masks", "box"), ("revisions", "hash")):
        other = {**tables, table: {name: tables[table][name] for name in tables[table] if name != column}}
        path.write_bytes(file_image(main_file.MainFile(main_file.Header(**newer), other), {}))
        with pytest.raises(DatasetError, match=r"written by LeukoDesk 9\.9.*update LeukoDesk"):
            Dataset.open(path)
        assert "update LeukoDesk" in verify(path)[0].text


def _rewrite(path: Path, content: Content, hashes: list[str]) -> None:
    """Forge a file whose digests are right, as somebody would who wants to go unnoticed."""
    main = read_main_file(DatasetFiles.of(path))
    tables = main_file.MainFile(main.header, tables_of(content, hashes))
    links = {smear_id: f"a.h5-images/{smear_id}.h5" for smear_id in content.smears}
    path.write_bytes(file_image(tables, links))


def test_verify_finds_a_forged_history(sound: tuple[Path, Content], tmp_path: Path) -> None:
    path = _copy(sound[0], tmp_path)
    content = load_content(path)
    hashes: list[str] = []
    chain.extend(hashes, content.revisions)
    assert verify(path) == []
    content.revisions = list(content.revisions)
    forged = content.revisions[2]
    content.revisions[2] = type(forged)(**{**vars(forged), "annotator": "Mallory"})
    _rewrite(path, content, hashes)
    assert [problem.text for problem in verify(path)] == [
        f"In {path}, entry 3 of the label history was altered."
    ]


def test_verify_finds_a_removed_entry_and_a_label_without_history(
    sound: tuple[Path, Content], tmp_path: Path
) -> None:
    path = _copy(sound[0], tmp_path)
    content = load_content(path)
    hashes: list[str] = []
    chain.extend(hashes, content.revisions)
    content.revisions = list(content.revisions)
    gone = content.revisions.pop(1)
    del hashes[1]
    _rewrite(path, content, hashes)
    texts = [problem.text for problem in verify(path)]
    assert any("entry 2 of the label history was altered" in text for text in texts)
    assert any(gone.cell_id in text and "history" in text for text in texts)


def test_verify_finds_cells_and_labels_that_hang_in_the_air(
    sound: tuple[Path, Content], tmp_path: Path
) -> None:
    path = _copy(sound[0], tmp_path)
    content = load_content(path)
    hashes: list[str] = []
    chain.extend(hashes, content.revisions)
    first, second = list(content.smears)
    del content.smears[first]
    cell_id = next(cell.id for cell in content.cells_of(second) if cell.id in content.labels)
    del content.cells[cell_id]
    _rewrite(path, content, hashes)
    texts = " ".join(problem.text for problem in verify(path))
    assert "belongs to no smear" in texts
    assert f"a label belongs to no cell: {cell_id}" in texts


def test_verify_finds_outlines_that_do_not_fill_their_box(
    sound: tuple[Path, Content], tmp_path: Path
) -> None:
    path = _copy(sound[0], tmp_path)
    main = read_main_file(DatasetFiles.of(path))
    main.tables["masks"]["runs"][1] += 1
    path.write_bytes(file_image(main, {}))
    assert any("mask 0 do not fill" in problem.text for problem in verify(path))


def test_verify_finds_altered_links(sound: tuple[Path, Content], tmp_path: Path) -> None:
    path = _copy(sound[0], tmp_path)
    smear_id = next(iter(sound[1].smears))
    with h5py.File(path, "r+") as file:
        del file["images"][smear_id]
        file["images"][smear_id] = h5py.ExternalLink("/somewhere/else.h5", "/encoded")
    assert [p.text for p in verify(path)] == [f"In {path}, the link to image {smear_id} was altered."]


def test_digests_are_part_of_what_is_checked(sound: tuple[Path, Content], tmp_path: Path) -> None:
    path = _copy(sound[0], tmp_path)
    with h5py.File(path, "r+") as file:
        digests = json.loads(file.attrs["digests"])
        del digests["labels"]
        file.attrs["digests"] = json.dumps(digests, sort_keys=True)
    with pytest.raises(DatasetError, match="attributes were altered"):
        load_content(path)


def test_a_table_may_be_empty(tmp_path: Path) -> None:
    Dataset.create(tmp_path / "a.h5", BLAST_NORMAL).close()
    with Dataset.open(tmp_path / "a.h5") as dataset:
        assert rows(dataset.content) == rows(Content(BLAST_NORMAL))
        fill(dataset, smears=1)
    assert verify(tmp_path / "a.h5") == []
