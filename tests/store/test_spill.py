"""Bulky columns leave the memory and stay what they are."""

import mmap

import numpy as np
import pytest

from leukodesk import config
from leukodesk.store import spill
from leukodesk.store.dataset import Dataset
from leukodesk.store.snapshot import load_content
from leukodesk.store.spill import SpillError, let_go, spilled
from tests.full_disk import full_disk_at
from tests.store.building import rows
from tests.store.copies import unread


def is_mapped(column):
    while isinstance(column, np.ndarray):
        column = column.base
    if isinstance(column, memoryview):
        column = column.obj
    return isinstance(column, mmap.mmap)


@pytest.fixture(autouse=True)
def small_is_bulky(monkeypatch):
    monkeypatch.setattr(spill, "LEAST_BYTES", 1)


TABLE = {
    "narrow": np.arange(5001, dtype=np.uint8),
    "texts": np.array([b"a", b"", b"bcd"]),
    "box": np.arange(12, dtype=np.int32).reshape(3, 4),
    "nothing": np.empty((0, 4), dtype=np.int32),
}


def test_columns_are_the_same_out_of_a_file_without_a_name():
    told = spilled(TABLE)
    for name, column in TABLE.items():
        assert is_mapped(told[name]) == bool(column.size)
        assert told[name].dtype == column.dtype
        np.testing.assert_array_equal(told[name], column)
    assert not [path for path in config.user_dir().iterdir() if path.name.startswith("tmp")]
    with pytest.raises(ValueError, match="read-only"):
        told["narrow"][0] = 1


def test_columns_that_were_let_go_are_still_there():
    told = spilled(TABLE)
    let_go([*told.values(), TABLE["narrow"]])
    np.testing.assert_array_equal(told["box"], TABLE["box"])


def test_on_a_full_disk_they_stay_in_memory():
    table = {"a": np.arange(50_000, dtype=np.uint64)}
    with full_disk_at(1000):
        told = spilled(table)
    assert told is table


def test_a_dataset_opens_while_the_users_own_disk_is_full(tmp_path):
    path = tmp_path / "a.h5"
    unread(path, smears=20)
    with full_disk_at(1000):
        content = load_content(path)
    assert not is_mapped(content.cells.table.table["id"])
    assert rows(content) == rows(load_content(path))


@pytest.mark.parametrize("written", [0, 1, 12])
def test_a_dataset_opens_while_the_users_own_disk_gets_full(tmp_path, monkeypatch, written):
    path = tmp_path / "a.h5"
    unread(path, smears=2)
    whole = rows(load_content(path))
    calls, write = iter(range(100)), spill.Spill._write

    def refused_after_some(file, data):
        if next(calls) >= written:
            raise SpillError
        write(file, data)

    monkeypatch.setattr(spill.Spill, "_write", refused_after_some)
    content = load_content(path)
    assert not is_mapped(content.cells.table.table["id"])
    assert rows(content) == whole


def test_a_folder_that_cannot_be_made_is_no_reason_not_to_open(tmp_path, monkeypatch):
    path = tmp_path / "a.h5"
    unread(path, smears=2)
    (tmp_path / "file").touch()
    monkeypatch.setattr(spill, "user_dir", lambda: tmp_path / "file" / "home")
    content = load_content(path)
    assert not is_mapped(content.cells.table.table["id"])
    assert len(content.cells) == 8


def test_cells_of_an_opened_dataset_are_read_from_there(tmp_path):
    path = tmp_path / "a.h5"
    unread(path, smears=2)
    with Dataset.open(path) as dataset:
        content = dataset.content
        assert is_mapped(content.cells.table.masks["runs"])
        assert is_mapped(content.cells.table.table["id"])
        outlines = {cell_id: cell.cell_mask for cell_id, cell in content.cells.items()}
        dataset.checkpoint()
    with Dataset.open(path) as again:
        assert {cell_id: cell.cell_mask for cell_id, cell in again.content.cells.items()} == outlines
