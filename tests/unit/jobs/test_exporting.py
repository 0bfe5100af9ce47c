"""An export holds one smear in memory at a time, tells how far it is, and can be stopped at each."""

import weakref

import pytest

from leukodesk.core.errors import CancelledError
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.jobs import exporting
from leukodesk.jobs.exporting import ExportRequest, export
from leukodesk.store.dataset import Dataset
from leukodesk.store.formats.registry import FORMATS
from tests.store.building import fill

SMEARS, CELLS = 5, 6
# Decode the image of each smear, which the noise that stands for one here is not.
_OF_PIXELS = {"class-folders", "ome-tiff", "masks"}
WRITABLE = [known.name for known in FORMATS if known.write and known.name not in _OF_PIXELS]


@pytest.fixture
def dataset(tmp_path):
    with Dataset.create(tmp_path / "reading.h5", BLAST_NORMAL) as dataset:
        fill(dataset, SMEARS, CELLS)
        yield dataset


@pytest.mark.parametrize("name", WRITABLE)
def test_no_more_than_the_cells_of_three_smears_are_held_at_once(name, dataset, tmp_path, monkeypatch):
    held, most = [], []
    real = exporting.exported

    def noting(*args, **kwargs):
        made = real(*args, **kwargs)
        held.append(weakref.ref(made))
        most.append(sum(each() is not None for each in held))
        return made

    monkeypatch.setattr(exporting, "exported", noting)
    written = export(ExportRequest(tmp_path / "out", name), dataset)
    assert written.cells + sum(written.lost.values()) >= SMEARS * CELLS
    assert max(most) <= 3 * CELLS


@pytest.mark.parametrize("name", WRITABLE)
def test_it_can_be_stopped_at_each_smear_also_without_images(name, dataset, tmp_path):
    told = []

    def progress(done, total, text):
        told.append((done, total, text))
        if done == SMEARS - 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        export(ExportRequest(tmp_path / "out", name), dataset, progress)
    assert told == [(n, SMEARS, f"field {n}.jpg") for n in range(SMEARS - 1)]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("name", "file"), [("geojson", "field 1.geojson"), ("coco", "annotations.json")])
def test_each_cell_has_a_line_of_its_own_and_no_number_has(name, file, dataset, tmp_path):
    written = export(ExportRequest(tmp_path / "out", name), dataset)
    lines = (tmp_path / "out" / file).read_text().splitlines()
    records = sum('"leukodesk"' in line for line in lines)
    assert records == (CELLS if name == "geojson" else written.cells)
    assert len(lines) <= records + SMEARS + 12
