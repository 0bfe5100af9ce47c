"""A negative of a field is said to be one, and a field is not."""

import numpy as np
import pytest

from leukodesk.core.progress import no_progress
from leukodesk.core.smear import Smear
from leukodesk.imaging.phantom import render_phantom
from leukodesk.inference.registry import create_segmenter

SHAPE = (600, 800)


@pytest.fixture(scope="module")
def pixels():
    return render_phantom(4, *SHAPE).pixels


def _warnings(segmenter, pixels):
    smear = Smear("0" * 16, "a.png", "0" * 64, pixels.shape[1], pixels.shape[0])
    segmented = create_segmenter(segmenter).segment(pixels, smear, pixel_size_um=0.1, progress=no_progress)
    return segmented.warnings


@pytest.mark.parametrize("segmenter", ["lab-kmeans", "pivot-growing"])
def test_a_negative_is_said_to_be_one_and_a_field_is_not(segmenter, pixels):
    said = _warnings(segmenter, 255 - pixels)
    assert sum("looks like a negative" in warning for warning in said) == 1
    assert not any("negative" in warning for warning in _warnings(segmenter, pixels))


def test_the_dark_background_of_a_negative_is_not_said_to_be_darkness_or_a_cut_out():
    pixels = np.full((*SHAPE, 3), 20, np.uint8)
    pixels[250:330, 300:380] = (120, 220, 90)
    pixels[0:8] = 0
    (said,) = _warnings("pivot-growing", pixels)
    assert "looks like a negative" in said
    on_black = np.where(pixels == 20, 0, pixels)
    said = _warnings("pivot-growing", on_black)
    assert not any("cut-out" in warning for warning in said)
