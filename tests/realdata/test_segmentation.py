"""Pivot-growing on the real images: what was marked is found, and little else; what was drawn is covered.

Every fifth block of neighbouring images is held out (`parts.part_of`): settings were chosen on the others.
"""

import numpy as np
import pytest

from leukodesk.imaging.reader import read_smear
from leukodesk.imaging.scale import estimate_pixel_size
from leukodesk.inference.registry import create_segmenter
from leukodesk.training.segmentation.evaluation import judge_segmenter
from leukodesk.training.segmentation.sets import find_sets

pytestmark = pytest.mark.realdata

FEW = ("Im006_1", "Im020_1", "Im034_0", "Im051_1", "Im056_1", "Im067_0")


def judged(folder, split="all", sets=None):
    """Figures by name of the only set in a folder, and the number of its images."""
    found = find_sets(folder) if sets is None else sets
    evaluation = judge_segmenter(create_segmenter("pivot-growing"), found, folder, split)
    assert not evaluation.refused
    (judgement,) = evaluation.sets
    print(f"{judgement.name}, {split}: {judgement.figures}")
    return judgement.figures.values, judgement.figures.images


def test_six_varied_fields(shared_data):
    folder = shared_data / "all_idb1"
    (fields,) = find_sets(folder)
    few = type(fields)(
        "few", fields.data, (), tuple(field for field in fields.marked if field.image.stem in FEW)
    )
    figures, images = judged(folder, sets=[few])
    assert images == 6
    assert figures["recall_blast"] >= 0.97
    assert figures["recall_all"] >= 0.97
    assert figures["false_finds_per_field"] <= 0.8
    assert figures["platelets_or_debris_per_field"] <= 1 / 6


@pytest.mark.slow
@pytest.mark.parametrize(("split", "count"), [("train", 46), ("test", 12)])
def test_all_fields(shared_data, split, count):
    figures, images = judged(shared_data / "all_idb1", split)
    assert images == count
    assert figures["recall_blast"] >= 0.99
    assert figures["recall_all"] >= 0.97
    assert figures["false_finds_per_field"] <= 0.5
    assert figures["platelets_or_debris_per_field"] <= 0.25
    assert figures["splits_per_field"] + figures["merges_per_field"] <= 0.12


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "nucleus", "cell"),
    [("all_idb2", 0.95, 0.945), ("jtsc", 0.94, 0.94), ("cellavision", 0.94, 0.88)],
)
@pytest.mark.parametrize("split", ["train", "test"])
def test_drawn_masks(shared_data, folder, nucleus, cell, split):
    figures, _ = judged(shared_data / "wbc_masks" / folder, split)
    assert figures["dice_nucleus"] >= nucleus
    assert figures["dice_cell"] >= cell


@pytest.mark.slow
def test_the_scale_is_stable_between_neighbouring_fields(shared_data):
    sizes = {
        path.stem: estimate_pixel_size(read_smear(path).pixels).pixel_size_um
        for path in sorted((shared_data / "all_idb1" / "images").glob("*.jpg"))
    }
    for first, last in ((1, 19), (20, 22), (48, 57), (64, 75)):
        group = [size for name, size in sizes.items() if first <= int(name[2:5]) <= last]
        assert np.std(group) / np.mean(group) < 0.06
