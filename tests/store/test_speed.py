"""What is done to save a label, and to open and save a large dataset, counted."""

import os
from pathlib import Path

import pytest

from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.dataset import Dataset
from tests.counting import calls_of
from tests.store.building import fill, label_edit
from tests.store.scale import build

_LABELS = 50
_LINE_BYTES = 1500


def test_saving_a_label_costs_one_sync_of_a_short_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    for name in {"fsync", "fdatasync"} & set(dir(os)):
        sync = getattr(os, name)
        monkeypatch.setattr(os, name, lambda file, name=name, sync=sync: synced.append(name) or sync(file))
    with Dataset.create(tmp_path / "a.h5", BLAST_NORMAL) as dataset:
        fill(dataset)
        cells = list(dataset.content.cells)
        dataset.append(label_edit(dataset.content, cells[0], "normal"))
        main, journal = tmp_path / "a.h5", tmp_path / "a.h5-journal"
        before = main.stat().st_mtime_ns, journal.stat().st_size
        synced.clear()
        for number in range(_LABELS):
            dataset.append(label_edit(dataset.content, cells[number % len(cells)], "blast"))
            assert len(synced) == number + 1
        assert main.stat().st_mtime_ns == before[0]
        assert journal.stat().st_size - before[1] < _LABELS * _LINE_BYTES


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A dataset, and one with eleven times its cells on as many smears."""
    folder = tmp_path_factory.mktemp("sizes")
    paths = [folder / "small.h5", folder / "large.h5"]
    for path, cells in zip(paths, (50, 550), strict=True):
        build(path, smears=6, cells=cells)
        # Once more, or every opening would look through the journal of the building, kept with the backup.
        _label_one(path)
    return paths


def _label_one(path: Path) -> None:
    with Dataset.open(path) as dataset:
        content = dataset.content
        dataset.append(label_edit(content, next(iter(content.cells)), "blast"))


def test_opening_does_nothing_for_each_cell(sizes: list[Path]) -> None:
    small, large = (calls_of(lambda path=path: Dataset.open(path, read_only=True)) for path in sizes)
    assert large - small < 300, "there are 3,000 cells more"


def test_saving_all_does_nothing_for_each_cell(sizes: list[Path]) -> None:
    small, large = (calls_of(lambda path=path: _label_one(path)) for path in sizes)
    assert large - small < 300, "there are 3,000 cells more"
