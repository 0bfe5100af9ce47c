"""A model tells cells of another stain and camera, and what is no cell, from those it learnt from."""

import cv2
import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from leukodesk.core.progress import no_progress
from leukodesk.imaging.reader import read_smear
from leukodesk.inference.devices import prepare_torch
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.pipeline import analyze
from leukodesk.inference.registry import create_segmenter, segmenter_preset
from leukodesk.training.evaluate import evaluation_recipe
from leukodesk.training.sources import load_samples

MODEL = "mobilenet_v2.leukocyte8"
BLAST_MODEL = "mobilenet_v2.all-idb1"
SUBTYPE_MODEL = "hybrid_cnn_gnn-mobilenet_v2.all-subtype"
CORNER_PX = 60

pytestmark = pytest.mark.realdata


@pytest.fixture(scope="module")
def classifier():
    prepare_torch()
    return ModelLibrary.default().load(MODEL, "cpu")


@pytest.fixture(scope="module")
def unseen(classifier, shared_data, tmp_path_factory):
    """A folder with the images of PBC that the model was not trained on."""
    folder = tmp_path_factory.mktemp("pbc")
    for name in classifier.card.split.groups["test"]:
        (folder / name).parent.mkdir(exist_ok=True)
        image = (shared_data / "pbc" / name).with_suffix(".jpg")
        (folder / name).with_suffix(".jpg").symlink_to(image)
    return folder


@pytest.fixture(scope="module")
def own(classifier, unseen):
    """How unlike its cells the model finds images of the same kind; (720,)."""
    samples = load_samples(unseen, evaluation_recipe(classifier.card), no_progress)
    return classifier.judge(samples.crops)[1]


@pytest.fixture(scope="module")
def blasts(shared_data):
    """The 129 crops of ALL-IDB2, blasts and others, as the blast model cuts them."""
    recipe = evaluation_recipe(ModelLibrary.default().card(BLAST_MODEL))
    samples = load_samples(shared_data / "wbc_masks" / "all_idb2", recipe, no_progress)
    assert len(samples) == 129
    return samples


def _auc(own, others):
    return roc_auc_score(np.r_[np.zeros(len(own)), np.ones(len(others))], np.r_[own, others])


def test_one_in_twenty_of_the_same_kind_is_flagged(own):
    assert len(own) == 720
    assert 0.02 < (own > 1).mean() < 0.09


def test_blasts_of_another_stain_and_camera_are_told(classifier, own, blasts):
    others = classifier.judge(blasts.crops)[1]
    assert (others > 1).mean() > 0.5
    assert _auc(own, others) > 0.92


def _out_of_focus(classifier, crops, blur_um):
    blur_px = blur_um / classifier.crop_spec.pixel_size_um
    return np.stack([cv2.GaussianBlur(crop, (0, 0), blur_px) for crop in crops])


def test_cells_out_of_focus_are_told_before_they_are_misnamed(blasts):
    model = ModelLibrary.default().load(BLAST_MODEL, "cpu")
    for blur_um, least_right, least_flagged in ((0.0, 0.94, 0.0), (0.2, 0.92, 0.03), (0.6, 0.0, 0.9)):
        crops = _out_of_focus(model, blasts.crops, blur_um) if blur_um else blasts.crops
        probabilities, unlike = model.judge(crops)[:2]
        right = (probabilities.argmax(axis=1) == blasts.labels).mean()
        flagged = (unlike > 1).mean()
        print(f"blurred by {blur_um} µm: {right:.3f} right, {flagged:.3f} flagged")
        assert right >= least_right
        assert flagged >= least_flagged


def test_the_blast_model_knows_its_camera_and_tells_the_other(unseen, blasts, classifier):
    model = ModelLibrary.default().load(BLAST_MODEL, "cpu")
    assert model.crop_spec == classifier.crop_spec
    known = model.judge(blasts.crops)[1]
    others = model.judge(load_samples(unseen, evaluation_recipe(classifier.card), no_progress).crops)[1]
    assert (known > 1).mean() < 0.09
    assert (others > 1).mean() > 0.95
    assert _auc(known, others) > 0.98


def test_the_corner_of_an_image_is_told_from_its_cell(classifier, own, unseen):
    side = classifier.card.crop.size_px
    corners = [
        cv2.resize(read_smear(path).pixels[:CORNER_PX, :CORNER_PX], (side, side))
        for path in sorted(unseen.glob("*/*.jpg"))[::2]
    ]
    others = classifier.judge(np.stack(corners))[1]
    assert (others > 1).mean() > 0.95
    assert _auc(own, others) > 0.98


def _unlike(paths, classifier, segmenter):
    """How unlike its cells the model finds those of fields, as in use."""
    said = [
        prediction.unfamiliarity
        for path in paths
        for prediction in analyze(read_smear(path), segmenter, classifier).predictions
    ]
    return np.array(said)


def test_the_model_of_subtypes_tells_the_cells_of_another_stain_and_camera(shared_data):
    prepare_torch()
    model = ModelLibrary.default().load(SUBTYPE_MODEL, "cpu")
    segmenter = create_segmenter("lab-kmeans", **segmenter_preset("lab-kmeans", "violet"))
    tested = sorted(model.card.split.groups["test"])[::11]
    known = _unlike(
        [(shared_data / "all_subtypes" / name).with_suffix(".jpg") for name in tested], model, segmenter
    )
    fields = sorted((shared_data / "all_idb1").rglob("*.jpg"))[::5]
    others = _unlike(fields, model, segmenter)
    assert len(known) > 200
    assert len(others) > 100
    assert (known > 1).mean() < 0.12
    assert (others > 1).mean() > 0.75
    assert _auc(known, others) > 0.92
