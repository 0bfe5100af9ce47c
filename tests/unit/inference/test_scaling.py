"""A stated scale is held against the red cells of the image, and doubted where they clearly say otherwise."""

import math

import pytest

from leukodesk.core.smear import Smear
from leukodesk.imaging.phantom import render_phantom
from leukodesk.imaging.reader import SmearImage
from leukodesk.imaging.scale import ScaleEstimate, estimate_pixel_size
from leukodesk.inference.pipeline import analyze
from leukodesk.inference.registry import create_segmenter
from leukodesk.inference.scaling import Scale, stated_scale_notices
from leukodesk.jobs.analyst import find_cells
from leukodesk.jobs.choice import Choice
from leukodesk.jobs.job import JobContext

TRUE_UM = 0.12


@pytest.fixture(scope="module")
def pixels():
    return render_phantom(4, 900, 1200, pixel_size_um=TRUE_UM).pixels


def field(pixels, pixel_size_um):
    height, width = pixels.shape[:2]
    return SmearImage(Smear("0" * 16, "p.png", "0" * 64, width, height, pixel_size_um), pixels, b"")


def doubts(notices):
    return [said for said in notices if "The stated scale is" in said]


@pytest.mark.parametrize("factor", [0.2, 0.5, 2, 5])
def test_a_stated_scale_that_the_red_cells_contradict_is_told(pixels, factor):
    stated_um = TRUE_UM * factor
    segmenter = create_segmenter("pivot-growing")
    from_file = analyze(field(pixels, stated_um), segmenter, None)
    by_the_reader = analyze(field(pixels, TRUE_UM), segmenter, None, pixel_size_um=stated_um)
    by_itself = find_cells(JobContext(), field(pixels, stated_um), Choice("pivot-growing", None, "cpu"))
    measured_um = estimate_pixel_size(pixels).pixel_size_um
    for found in (from_file, by_the_reader, by_itself):
        (said,) = doubts(found.notices)
        assert said == (
            f"The stated scale is {stated_um:.3g} µm per pixel, but the red cells of this image say about "
            f"{measured_um:.3g}; check it, since cells are looked for by their size."
        )
        assert found.pixel_size_um == stated_um


@pytest.mark.parametrize("stated_um", [TRUE_UM * 0.8, TRUE_UM, TRUE_UM * 1.25, None])
def test_a_true_scale_or_a_measured_one_is_not_doubted(pixels, stated_um):
    assert not doubts(analyze(field(pixels, stated_um), create_segmenter("pivot-growing"), None).notices)


@pytest.mark.parametrize(
    ("ratio", "confidence", "source", "is_doubted"),
    [
        (1.4, 0.5, "red cells", True),
        (1.3, 1.0, "red cells", False),
        (1.4, 0.49, "red cells", False),
        (1.6, 0.2, "red cells", True),
        (9.0, 0.19, "red cells", False),
        (9.0, 0.6, "nucleus", False),
        (9.0, 0.0, "default", False),
    ],
)
def test_the_surer_the_red_cells_the_smaller_a_difference_is_told(ratio, confidence, source, is_doubted):
    estimate = ScaleEstimate(0.1, confidence, 30, source)
    for stated_um in (0.1 * ratio, 0.1 / ratio):
        told = stated_scale_notices(Scale(stated_um, "given"), lambda: estimate)
        assert bool(told) is is_doubted


def test_red_cells_are_asked_only_where_a_scale_is_stated():
    def ask():
        pytest.fail("asked")

    for source in ("estimated", "default"):
        assert stated_scale_notices(Scale(math.pi, source, 0.5), ask) == []
