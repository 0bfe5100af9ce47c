"""Both segmenters for any stain find cells in fields whose red cells are grey or blue."""

import pytest

from leukodesk.core.cell import CellKind
from leukodesk.core.progress import no_progress
from leukodesk.imaging.reader import read_smear
from leukodesk.inference.devices import prepare_torch
from leukodesk.inference.registry import create_segmenter

pytestmark = [pytest.mark.realdata, pytest.mark.slow]

EVERY = 25


@pytest.fixture(scope="module", params=["pivot-growing", "unet-plr"])
def found(request, shared_data):
    """Leukocytes found per field, by kind of field."""
    prepare_torch()
    segmenter = create_segmenter(request.param)
    counts = {}
    for folder in sorted(path for path in (shared_data / "all_subtypes").iterdir() if path.is_dir()):
        for path in sorted(folder.iterdir())[::EVERY]:
            image = read_smear(path)
            result = segmenter.segment(image.pixels, image.smear, pixel_size_um=None, progress=no_progress)
            leukocytes = sum(cell.kind is CellKind.LEUKOCYTE for cell in result.cells)
            counts.setdefault(folder.name, []).append(leukocytes)
    return counts


def test_hardly_any_field_is_left_without_cells(found):
    fields = [count for counts in found.values() for count in counts]
    assert len(fields) > 80
    assert sum(count == 0 for count in fields) <= 2


def test_red_cells_are_not_taken_for_leukocytes(found):
    """A field shows 3 to 12 of them, a `Pre` up to 30, and 60 to 150 red cells."""
    for kind, counts in found.items():
        assert sum(counts) / len(counts) <= (25 if kind == "Pre" else 12)
        assert sum(counts) / len(counts) >= 3
