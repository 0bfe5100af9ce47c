"""Negatives of real images are told, and no real image is."""

import pytest

from leukodesk.imaging.inverted import is_inverted
from leukodesk.imaging.reader import read_smear

pytestmark = [pytest.mark.realdata, pytest.mark.slow]

# Images looked at, and how many of their negatives are told at least. The negative of a cell cut out on black
# has a white surround and is not told.
SETS = {
    "all_idb1/images": (58, 1.0),
    "all_subtypes": (60, 0.9),
    "bccd/JPEGImages": (60, 0.6),
    "c_nmc": (40, 0.0),
    "leukocyte4_64px": (60, 0.4),
    "pbc": (80, 0.9),
    "wbc_masks": (60, 0.8),
}


@pytest.mark.parametrize("name", SETS)
def test_negatives_are_told_and_images_are_not(shared_data, name):
    wanted, share = SETS[name]
    paths = sorted(
        path
        for path in (shared_data / name).rglob("*")
        if path.suffix in (".jpg", ".jpeg", ".png", ".bmp", ".tif") and "mask" not in path.name
    )
    chosen = paths[:: max(1, len(paths) // wanted)]
    assert len(chosen) >= wanted
    images = [read_smear(path).pixels for path in chosen]
    assert [path.name for path, image in zip(chosen, images, strict=True) if is_inverted(image)] == []
    assert sum(is_inverted(255 - image) for image in images) >= share * len(images)
