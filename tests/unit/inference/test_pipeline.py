import hashlib
from dataclasses import replace

import numpy as np
import pytest

from leukodesk.core.cell import CellKind
from leukodesk.core.errors import CancelledError, InputError, ModelError, UnknownIdError
from leukodesk.core.results import Segmentation
from leukodesk.core.smear import Smear, smear_id_of
from leukodesk.imaging.phantom import render_phantom
from leukodesk.imaging.reader import SmearImage
from leukodesk.imaging.stain import template_of
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.inference.explain import explain
from leukodesk.inference.pipeline import analyze, explain_cell
from leukodesk.inference.scaling import scale_of


class TruthSegmenter:
    """Finds exactly what was drawn."""

    id = "truth"

    def __init__(self, cells):
        self.parameters = {}
        self.cells = tuple(cells)
        self.scales = []
        self.pixels = []

    def segment(self, pixels, smear, *, pixel_size_um, progress):
        self.scales.append(pixel_size_um)
        self.pixels.append(pixels)
        progress(1, 1, "Finding cells")
        return Segmentation(self.cells, self.id, warnings=("The image is out of focus.",))


@pytest.fixture(scope="module")
def phantom():
    return render_phantom(3, 500, 600, pixel_size_um=0.2, smudges=1, dye_clumps=1)


@pytest.fixture
def image(phantom):
    digest = hashlib.sha256(phantom.pixels.tobytes()).hexdigest()
    height, width = phantom.pixels.shape[:2]
    return SmearImage(Smear(smear_id_of(digest), "p.png", digest, width, height, 0.2), phantom.pixels, b"")


@pytest.fixture
def segmenter(phantom):
    return TruthSegmenter(phantom.cells)


@pytest.fixture
def classifier(tiny_model, tmp_path):
    return load_classifier(tiny_model(tmp_path), tmp_path, "cpu")


def _leukocytes(cells):
    return [cell for cell in cells if cell.kind is CellKind.LEUKOCYTE]


def test_only_leukocytes_are_named_and_explained(image, segmenter, classifier):
    analysis = analyze(image, segmenter, classifier, explainer="gradcam", decode_s=0.25)
    ids = [cell.id for cell in _leukocytes(segmenter.cells)]
    assert len(ids) < len(segmenter.cells)
    assert [prediction.cell_id for prediction in analysis.predictions] == ids
    assert list(analysis.heatmaps) == ids
    assert {prediction.model_id for prediction in analysis.predictions} == {"cnn.tiny"}
    assert analysis.elapsed_s["decode"] == 0.25
    assert all(analysis.elapsed_s[stage] > 0 for stage in ("segment", "classify", "explain"))
    assert analysis.notices == ("The image is out of focus.",)


def test_without_a_classifier_cells_stay_unnamed(image, segmenter):
    analysis = analyze(image, segmenter, None)
    assert analysis.segmentation.cells == segmenter.cells
    assert analysis.predictions == ()
    assert analysis.heatmaps == {}
    assert analysis.elapsed_s["classify"] == analysis.elapsed_s["explain"] == 0


def test_a_field_without_cells(image, classifier):
    analysis = analyze(image, TruthSegmenter(()), classifier, explainer="layercam")
    assert analysis.predictions == ()
    assert analysis.heatmaps == {}


def test_a_heatmap_without_a_classifier_is_refused(image, segmenter):
    with pytest.raises(ModelError, match="choose a classifier"):
        analyze(image, segmenter, None, explainer="gradcam")


def test_the_field_says_the_same_as_one_cell_alone(image, segmenter, classifier):
    analysis = analyze(image, segmenter, classifier, explainer="gradcam")
    cell = _leukocytes(segmenter.cells)[1]
    box, heat = explain_cell(image.pixels, cell, classifier, "gradcam", None, 0.2)
    np.testing.assert_array_equal(box, analysis.heatmaps[cell.id][0])
    np.testing.assert_allclose(heat, analysis.heatmaps[cell.id][1], atol=1e-4)


def test_a_cells_box_is_centred_on_it_and_has_the_cards_physical_size(image, segmenter, classifier):
    cell = _leukocytes(segmenter.cells)[0]
    (y0, x0, y1, x1), _ = explain_cell(image.pixels, cell, classifier, "gradcam", "normal", 0.2)
    assert ((y0 + y1) / 2 - 0.5, (x0 + x1) / 2 - 0.5) == pytest.approx(cell.centroid)
    assert (y1 - y0, x1 - x0) == pytest.approx((48 * 0.4 / 0.2,) * 2)


def test_a_class_can_be_asked_for(image, segmenter, classifier):
    from leukodesk.imaging.crops import crop_cells

    cell = _leukocytes(segmenter.cells)[0]
    crops = crop_cells(image.pixels, [cell], 0.2, classifier.crop_spec)
    for index, name in enumerate(classifier.card.classes):
        _, heat = explain_cell(image.pixels, cell, classifier, "gradcam", name, 0.2)
        np.testing.assert_array_equal(heat, explain(classifier, crops, index)[0])
    with pytest.raises(UnknownIdError, match=r"class of model cnn\.tiny called 'blats'; did you mean: blast"):
        explain_cell(image.pixels, cell, classifier, "gradcam", "blats", 0.2)


def test_the_readers_scale_wins_over_the_files(image, segmenter, classifier):
    analysis = analyze(image, segmenter, classifier, pixel_size_um=0.3)
    assert (analysis.pixel_size_um, analysis.pixel_size_source) == (0.3, "given")
    assert segmenter.scales == [0.3]
    assert (scale_of(image).pixel_size_um, scale_of(image).source) == (0.2, "metadata")


def _without_scale(image):
    smear = image.smear
    return SmearImage(Smear(smear.id, smear.path, smear.sha256, smear.width, smear.height), image.pixels, b"")


def test_an_unknown_scale_is_measured(image, segmenter):
    analysis = analyze(_without_scale(image), segmenter, None)
    assert analysis.pixel_size_source == "estimated"
    assert analysis.pixel_size_um == pytest.approx(0.2, rel=0.15)


def test_a_scale_that_cannot_be_measured_is_assumed_and_said_to_be():
    blank = np.full((300, 400, 3), 220, np.uint8)
    image = SmearImage(Smear("0" * 16, "blank.png", "0" * 64, 400, 300), blank, b"")
    analysis = analyze(image, TruthSegmenter(()), None)
    assert analysis.pixel_size_source == "default"
    assert "is assumed; give the pixel size" in analysis.notices[0]


@pytest.mark.parametrize("impossible", [0.0, -1.0, float("nan"), float("inf")])
def test_an_impossible_scale_is_refused(image, segmenter, impossible):
    with pytest.raises(InputError, match="is impossible; give micrometres per pixel"):
        analyze(image, segmenter, None, pixel_size_um=impossible)


@pytest.mark.parametrize("stage", ["Finding cells", "Classifying cells", "Explaining cells"])
def test_every_stage_can_be_cancelled(image, segmenter, classifier, stage):
    def progress(done, total, text=""):
        if text == stage:
            raise CancelledError

    with pytest.raises(CancelledError):
        analyze(image, segmenter, classifier, explainer="gradcam", progress=progress)


def test_a_notice_of_an_earlier_field_is_not_repeated(image, segmenter, classifier):
    classifier.notices.append("The graphics card was full.")
    first, second = (analyze(image, segmenter, classifier).model_notices for _ in range(2))
    assert first[-1] == "The graphics card was full."
    assert second == first[:-1]


def test_the_built_in_segmenter_and_a_network_work_together(image, classifier, phantom):
    from leukodesk.inference.registry import create_segmenter

    analysis = analyze(image, create_segmenter("pivot-growing"), classifier)
    assert len(analysis.predictions) >= len(_leukocytes(phantom.cells)) // 2


def test_colours_are_adjusted_before_anything_else_and_the_analysis_says_so(image, segmenter, classifier):
    darker = replace(image, pixels=(image.pixels * 0.8).astype(np.uint8))
    before = darker.pixels.copy()
    template = template_of(image.pixels, "usual.png")
    same = replace(darker, pixels=template.adjusted(darker.pixels))
    result, plain = (
        analyze(darker, segmenter, classifier, stain_template=template),
        analyze(same, segmenter, classifier),
    )
    assert np.array_equal(darker.pixels, before)
    assert np.array_equal(segmenter.pixels[0], same.pixels)
    said, alone = ([dict(p.probabilities) for p in found.predictions] for found in (result, plain))
    assert said == alone
    assert (result.stain_template, plain.stain_template) == (template, None)
    told = result.segmentation.parameters
    assert (told["stain_template"], told["stain_template_digest"]) == ("usual.png", template.digest)
    assert any("usual.png" in said and classifier.card.id in said for said in result.model_notices)
    assert not any("usual.png" in said for said in (*result.notices, *plain.model_notices))
