"""On cells of other cameras, none of which a rule was fitted to: platelets are none, white cells are."""

import pytest

from leukodesk.core.cell import CellKind
from leukodesk.core.progress import no_progress
from leukodesk.imaging.reader import read_smear
from leukodesk.inference.registry import create_segmenter
from leukodesk.training.segmentation.parts import part_of

pytestmark = pytest.mark.realdata

WHITE = ("basophil", "eosinophil", "ig", "lymphocyte", "monocyte", "neutrophil")


def kinds_in_the_middle(folder, count):
    """Kind of the find in the middle of each of some single-cell images; None where there is none."""
    images = [path for path in sorted(folder.iterdir()) if part_of("pbc", path.stem) == "test"]
    segmenter = create_segmenter("pivot-growing")
    kinds = []
    for path in images[:: len(images) // count][:count]:
        image = read_smear(path)
        middle = image.smear.height / 2, image.smear.width / 2
        cells = segmenter.segment(image.pixels, image.smear, pixel_size_um=None, progress=no_progress).cells
        kinds.append(next((cell.kind for cell in cells if cell.cell_mask.contains(*middle)), None))
    return kinds


def test_platelets_as_large_as_small_cells_are_no_leukocytes(shared_data):
    kinds = kinds_in_the_middle(shared_data / "pbc" / "platelet", 20)
    print(kinds)
    assert len(kinds) == 20
    assert kinds.count(CellKind.LEUKOCYTE) <= 6


@pytest.mark.parametrize("name", WHITE)
def test_white_cells_of_another_laboratory_are_leukocytes(shared_data, name):
    kinds = [kind for kind in kinds_in_the_middle(shared_data / "pbc" / name, 12) if kind is not None]
    print(kinds)
    assert len(kinds) >= 8
    assert kinds.count(CellKind.LEUKOCYTE) >= len(kinds) - 1
