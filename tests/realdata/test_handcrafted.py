"""Where measured features look: cells of real crops, found against masks that were drawn or cut out."""

import numpy as np
import pytest

from leukodesk.inference.classifiers.handcrafted_regions import find_regions
from leukodesk.training.recipe import AugmentationChoice, CropChoice, Recipe
from leukodesk.training.sources import load_samples

pytestmark = pytest.mark.realdata

PIXEL_SIZE_UM = 0.2


@pytest.mark.parametrize(("data", "least"), [("c_nmc", 0.95), ("wbc_masks/all_idb2", 0.85)])
def test_the_cell_in_a_crop_is_found(shared_data, data, least):
    recipe = Recipe(
        architecture="svm-handcrafted",
        crop=CropChoice(size_px=112, pixel_size_um=PIXEL_SIZE_UM),
        augmentation=AugmentationChoice(rotate=False, flip=False, shift_um=0, scale=0),
    )
    samples = load_samples(shared_data / data, recipe)
    start = (samples.masks.shape[1] - samples.spec.size_px) // 2
    overlaps = []
    for index in range(0, len(samples), len(samples) // 20):
        found = find_regions(np.ascontiguousarray(samples.crops[index]), PIXEL_SIZE_UM).cell
        drawn = samples.masks[index][start : start + 112, start : start + 112]
        overlaps.append((found & drawn).sum() / (found | drawn).sum())
    assert np.median(overlaps) > least
