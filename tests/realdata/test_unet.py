"""The shipped U-Net on images it never saw: outlines as experts draw them, and every blast found.

The bounds lie a little below what was measured when it was shipped; the figures themselves are in its card.
"""

import pytest

from leukodesk.inference.registry import create_segmenter
from leukodesk.inference.segmenter_library import SegmenterLibrary
from leukodesk.training.segmentation.evaluation import judge_segmenter
from leukodesk.training.segmentation.sets import find_sets

pytestmark = pytest.mark.realdata


def judged(folder):
    segmenter = create_segmenter("unet-plr")
    evaluation = judge_segmenter(segmenter, find_sets(folder), folder, "test")
    assert not evaluation.refused
    (judgement,) = evaluation.sets
    print(f"{judgement.name}: {judgement.figures}")
    return judgement.figures.values


def test_the_card_names_nothing_it_is_judged_on(shared_data):
    card, _ = SegmenterLibrary.default().card("unet-plr")
    for data in ("wbc_masks", "all_idb1"):
        for part in find_sets(shared_data / data):
            test = part.part("test")
            held_out = {item.group for item in test.drawn} | {item.image.stem for item in test.marked}
            assert held_out
            assert held_out.isdisjoint(card.split.groups[part.name])


@pytest.mark.parametrize(
    ("folder", "nucleus", "cell"),
    [("all_idb2", 0.965, 0.96), ("jtsc", 0.96, 0.975), ("cellavision", 0.955, 0.935)],
)
def test_drawn_masks(shared_data, folder, nucleus, cell):
    figures = judged(shared_data / "wbc_masks" / folder)
    assert figures["dice_nucleus"] >= nucleus
    assert figures["dice_cell"] >= cell
    assert figures["dice_nucleus_of_drawn_cells"] >= max(nucleus, 0.96)
    assert figures["dice_cell_of_drawn_cells"] >= 0.97
    assert figures["nc_ratio_error"] <= 0.04
    assert figures["drawn_cells_found_inside"] == 1


@pytest.mark.slow
def test_marked_fields(shared_data):
    figures = judged(shared_data / "all_idb1")
    assert figures["recall_blast"] >= 0.99
    assert figures["recall_all_as_any_kind"] >= 0.98
    assert figures["platelets_or_debris_per_field"] <= 0.2
    assert figures["splits_per_field"] + figures["merges_per_field"] <= 0.5
