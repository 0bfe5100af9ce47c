"""Bulky columns leave the memory and stay what they are."""

import mmap

import numpy as np
import pytest

from leukodesk import config
from leukodesk.store import spill
from leukodesk.store.dataset import Dataset
from leukodesk.store.spill import spilled
from tests.full_disk import full_disk_at
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


def test_a_column_is_the_same_out_of_a_file_without_a_name():
    column = np.arange(5000, dtype=np.uint16)
    told = spilled(column)
    assert is_mapped(told)
    assert told.dtype == column.dtype
    np.testing.assert_array_equal(told, column)
    assert not [path for path in config.user_dir().iterdir() if path.name.startswith("tmp")]
    with pytest.raises(ValueError, match="read-only"):
        told[0] = 1


def test_on_a_full_disk_it_stays_in_memory():
    column = np.arange(50_000, dtype=np.uint64)
    with full_disk_at(1000):
        told = spilled(column)
    assert told is column


def test_masks_of_an_opened_dataset_are_read_from_there(tmp_path):
    path = tmp_path / "a.h5"
    unread(path, smears=2)
    with Dataset.open(path) as dataset:
        content = dataset.content
        assert is_mapped(content.cells.table.masks["runs"])
        outlines = {cell_id: cell.cell_mask for cell_id, cell in content.cells.items()}
        dataset.checkpoint()
    with Dataset.open(path) as again:
        assert {cell_id: cell.cell_mask for cell_id, cell in again.content.cells.items()} == outlines
