"""Known cells are classified and described in the colours of the template, whole or in parts."""

from dataclasses import replace

import numpy as np
import pytest

from leukodesk.core.progress import no_progress
from leukodesk.core.smear import Smear
from leukodesk.imaging.phantom import render_phantom
from leukodesk.imaging.pyramid import ArraySource
from leukodesk.imaging.stain import template_of
from leukodesk.inference.classifier import Judgement, crop_spec_of
from leukodesk.jobs.analyst import Analyst
from leukodesk.jobs.choice import ModelChoice
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.large_analysis import classify_shown, describe_shown
from leukodesk.jobs.smears import Shown
from tests.tiny_model import make_model

SIDE, SIZE_UM = 600, 0.2


class Brightness:
    """A model that says how bright its crops are."""

    device = "cpu"
    reads_neighbours = False
    take_notices = tuple

    def __init__(self, card):
        self.card, self.crop_spec = card, crop_spec_of(card)

    def judge(self, crops, _progress, _places):
        bright = crops.mean(axis=(1, 2, 3)) / 255
        return Judgement(np.stack([bright, 1 - bright], axis=1), None, None)

    def features(self, crops, _progress=no_progress):
        return (crops.mean(axis=(1, 2)),)


class OneModel:
    def __init__(self, card):
        self.card = card

    def load(self, _model_id, _device):
        return Brightness(self.card)


@pytest.fixture(scope="module")
def phantom():
    return render_phantom(4, SIDE, SIDE, pixel_size_um=SIZE_UM, white_cells=4, smudges=0, dye_clumps=0)


@pytest.fixture(scope="module")
def analyst(tmp_path_factory):
    # Colours relative to the background would hide what is tested.
    return Analyst(OneModel(make_model(tmp_path_factory.mktemp("models"), stain="none")))


@pytest.fixture(params=["whole", "in parts"])
def shown(request, phantom):
    """A smear darker than the template, as it is or read in parts."""
    dark = (phantom.pixels * 0.6).astype(np.uint8)
    smear = Smear(f"{request.param}", "dark.tif", "0" * 64, SIDE, SIDE, SIZE_UM)
    return Shown(smear, dark if request.param == "whole" else ArraySource([dark]))


MODEL = ModelChoice("cnn.tiny", "cpu")


def _brightness(analyst, shown, cells, model):
    said = classify_shown(JobContext(), analyst, shown, cells, model).predictions
    return np.array([prediction.probabilities["blast"] for prediction in said])


def test_cells_are_classified_in_the_colours_of_the_template(analyst, phantom, shown):
    adjusted = replace(MODEL, stain_template=template_of(phantom.pixels, "usual.png"))
    usual = _brightness(analyst, Shown(shown.smear, phantom.pixels), phantom.cells, MODEL)
    assert _brightness(analyst, shown, phantom.cells, MODEL) == pytest.approx(0.6 * usual, abs=0.02)
    assert _brightness(analyst, shown, phantom.cells, adjusted) == pytest.approx(usual, abs=0.02)


def test_cells_are_described_in_the_colours_of_the_template(analyst, phantom, shown):
    adjusted = replace(MODEL, stain_template=template_of(phantom.pixels, "usual.png"))
    usual = describe_shown(JobContext(), analyst, Shown(shown.smear, phantom.pixels), phantom.cells, MODEL)
    seen = describe_shown(JobContext(), analyst, shown, phantom.cells, adjusted)
    assert seen.keys() == {cell.id for cell in phantom.cells}
    for cell_id, colours in seen.items():
        assert colours == pytest.approx(usual[cell_id], abs=6)


def test_cells_keep_their_colours_after_one_of_them_was_looked_at_alone(analyst, phantom, shown):
    adjusted = replace(MODEL, stain_template=template_of(phantom.pixels, "usual.png"))
    first = _brightness(analyst, shown, phantom.cells, adjusted)
    alone = _brightness(analyst, shown, phantom.cells[:1], adjusted)
    assert alone == pytest.approx(first[:1], abs=0.002)
    assert _brightness(analyst, shown, phantom.cells, adjusted) == pytest.approx(first, abs=0.002)
