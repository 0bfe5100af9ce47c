"""A smear with thousands of cells, which each view of it asks for one after the other."""

from pathlib import Path

import pytest

from leukodesk.store.dataset import Dataset
from tests.counting import calls_of
from tests.store.scale import build

CELLS = 6000


@pytest.mark.slow
def test_who_goes_through_a_crowd_again_looks_for_no_cell_again(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    build(path, smears=2, cells=CELLS)
    with Dataset.open(path, read_only=True) as dataset:
        content = dataset.content
        ids = list(content.cell_ids_of(next(iter(content.smears))))
        assert len(ids) == CELLS
        passes = [
            calls_of(lambda: [cell_id in content.cells and cell_id in content.labels for cell_id in ids])
            for _ in range(3)
        ]
    assert passes[0] - passes[1] == 2 * CELLS, "each of two tables looks for each cell once"
    assert passes[2] == passes[1]


@pytest.mark.slow
def test_who_asks_for_the_cells_of_a_crowd_again_gets_those_that_were_built(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    build(path, smears=2, cells=CELLS)
    with Dataset.open(path, read_only=True) as dataset:
        content = dataset.content
        first, second = content.smears
        cells = list(content.cells_of(first))
        assert all(a is b for a, b in zip(cells, content.cells_of(first), strict=True))
        copy = content.copy()
        assert all(copy.cells[cell.id] is cell for cell in cells)
        for said in content.predictions.values():
            assert said[cells[0].id] is said[cells[0].id]
        list(content.cells_of(second))
        assert list(content.cells_of(first)) == cells
