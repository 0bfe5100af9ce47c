"""The figures that travel with the U-Net's weights are those that this version of the program measures."""

import pytest

from leukodesk.config import builtin_models_dir
from leukodesk.inference.registry import create_segmenter
from leukodesk.inference.segmenter_library import FOLDER, SegmenterLibrary
from leukodesk.inference.segmenters.segmenter import run_on
from leukodesk.training.segmentation.judged_again import judge_again

pytestmark = pytest.mark.realdata

# Processors round otherwise; a certainty of 0.50 in the place of 0.55 already changes an overlap by more.
OVERLAP = 0.0005


def test_the_shipped_card_says_what_is_measured_now(shared_data):
    card, _ = SegmenterLibrary((builtin_models_dir() / FOLDER,)).card("unet-plr")
    segmenter = create_segmenter("unet-plr")
    run_on(segmenter, "cpu")
    measured = judge_again(card, segmenter, shared_data).metrics
    assert measured.keys() == card.metrics.keys()
    overlaps = {name for name in measured if "dice_" in name}
    assert len(overlaps) >= 6
    for name in overlaps:
        assert measured[name].value == pytest.approx(card.metrics[name].value, abs=OVERLAP), name
    for name, figure in card.metrics.items():
        assert figure.low - OVERLAP <= measured[name].value <= figure.high + OVERLAP, name
