"""LAB k-means on the real images, by the parts it was and was not tuned on, and its time on a whole field."""

import pytest

from leukodesk.imaging.reader import read_smear
from leukodesk.imaging.stain import read_template
from leukodesk.inference.registry import create_segmenter, segmenter_preset
from leukodesk.training.segmentation.evaluation import judge_segmenter
from leukodesk.training.segmentation.sets import find_sets

pytestmark = [pytest.mark.realdata, pytest.mark.slow]


def judged(folder, split, **parameters):
    evaluation = judge_segmenter(
        create_segmenter("lab-kmeans", **parameters), find_sets(folder), folder, split
    )
    assert not evaluation.refused
    (judgement,) = evaluation.sets
    print(f"{judgement.name}, {split}: {judgement.figures}")
    return judgement.figures.values


@pytest.mark.parametrize("split", ["train", "test"])
def test_marked_cells_are_found_in_all_fields(shared_data, split):
    figures = judged(shared_data / "all_idb1", split)
    assert figures["recall_blast"] >= 0.96
    assert figures["recall_all"] >= 0.94
    assert figures["false_finds_per_field"] <= 1
    assert figures["splits_per_field"] + figures["merges_per_field"] <= 0.2


@pytest.mark.parametrize(
    ("folder", "nucleus", "cell"),
    [("all_idb2", 0.92, 0.93), ("jtsc", 0.93, 0.90), ("cellavision", 0.95, 0.85)],
)
@pytest.mark.parametrize("split", ["train", "test"])
def test_drawn_masks(shared_data, folder, nucleus, cell, split):
    figures = judged(shared_data / "wbc_masks" / folder, split)
    assert figures["dice_nucleus"] >= nucleus
    assert figures["dice_cell"] >= cell


def test_the_papers_own_figures_find_nuclei(shared_data):
    figures = judged(
        shared_data / "wbc_masks" / "all_idb2", "train", **segmenter_preset("lab-kmeans", "paper")
    )
    assert figures["dice_nucleus"] >= 0.90


def test_fields_of_two_cameras_become_alike(shared_data):
    images = shared_data / "all_idb1" / "images"
    template = read_template(images / "Im035_0.jpg")
    from_other_camera = template.adjusted(read_smear(images / "Im006_1.jpg").pixels)
    background = template.statistics.background
    bright = [sorted(from_other_camera[::16, ::16, c].ravel())[-200] for c in range(3)]
    assert bright == pytest.approx(background, abs=12)
