import numpy as np
import pytest

from leukodesk.config import builtin_models_dir
from leukodesk.core.cell import CellKind
from leukodesk.core.progress import no_progress
from leukodesk.imaging.crops import crop_at, crop_cells
from leukodesk.imaging.reader import find_images, read_smear
from leukodesk.imaging.scale import estimate_pixel_size
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.registry import create_segmenter
from leukodesk.training.evaluate import evaluate, evaluation_recipe
from leukodesk.training.recipe import Recipe, SplitChoice
from leukodesk.training.sources import load_samples
from leukodesk.training.splits import folds, units_of

pytestmark = pytest.mark.realdata

SHIPPED = "mobilenet_v2.all-idb1"
# A linear probe on ImageNet features over the marked cells of unseen fields.
FLOOR = {"balanced_accuracy": 0.84, "auc": 0.92}


@pytest.fixture(scope="module")
def classifier():
    return ModelLibrary((builtin_models_dir(),)).load(SHIPPED, "cpu")


@pytest.fixture(scope="module")
def marked(shared_data, classifier):
    return load_samples(shared_data / "all_idb1", evaluation_recipe(classifier.card))


def test_the_shipped_model_beats_the_floor_on_fields_it_never_saw(classifier):
    card = classifier.card
    assert card.metrics_on.n == card.training.n
    assert "cross-validation by blocks" in card.metrics_on.split
    for name, floor in FLOOR.items():
        assert card.metrics[name].value > floor
        for control in card.controls.values():
            assert control[name] < card.metrics[name].low
    for control in ("cells_blanked_out", "labels_shuffled"):
        assert card.controls[control]["balanced_accuracy"] < 0.7


def test_the_shipped_card_belongs_to_the_data_it_names(classifier, marked):
    card = classifier.card
    assert marked.counts == card.training.class_counts
    assert card.training.n == len(marked)
    recipe = Recipe.model_validate(card.training.recipe)
    splits = folds(marked, recipe.split, recipe.seed, validate=False)
    for split in splits:
        fields = {marked.groups[i] for i in split.test}
        assert fields == set(card.split.groups[split.name])
        units = np.array(units_of(marked, recipe.split))
        assert not set(units[split.test]) & set(units[split.train])


def test_an_evaluation_on_its_own_fields_warns_and_blanked_cells_are_not_recognised(classifier, marked):
    evaluation = evaluate(classifier, marked)
    assert any("was trained on" in notice for notice in evaluation.notices)
    assert any("cut by the field's border" in notice for notice in evaluation.notices)
    assert evaluation.controls["shown_cells_blanked_out"]["balanced_accuracy"] < 0.75


def test_found_cells_are_named_as_marked_ones_are(shared_data, classifier):
    segmenter = create_segmenter("pivot-growing")
    same = []
    for path in find_images([shared_data / "all_idb1" / "images"])[::4]:
        image = read_smear(path)
        size_um = estimate_pixel_size(image.pixels).pixel_size_um
        segmentation = segmenter.segment(
            image.pixels, image.smear, pixel_size_um=size_um, progress=no_progress
        )
        found = [cell for cell in segmentation.cells if cell.kind is CellKind.LEUKOCYTE]
        spec = classifier.crop_spec
        marks = shared_data / "all_idb1" / "blast" / f"{path.stem}.xyc"
        points = np.loadtxt(marks, ndmin=2)[:, 1::-1] if marks.is_file() and marks.stat().st_size else ()
        for point in map(tuple, points):
            cells = [cell for cell in found if cell.cell_mask.contains(*point)]
            if cells:
                crops = np.concatenate(
                    [
                        crop_cells(image.pixels, cells[:1], size_um, spec),
                        [crop_at(image.pixels, point, size_um, spec)],
                    ]
                )
                one, other = classifier.predict(crops).argmax(axis=1)
                same.append(one == other)
    assert len(same) > 50
    assert np.mean(same) > 0.9


@pytest.mark.parametrize(
    ("folder", "grouped_by", "groups", "n"),
    [("wbc_masks/all_idb2", "field", None, 129), ("c_nmc", "patient", 8, 300)],
)
def test_published_layouts_are_read_with_their_groups(shared_data, folder, grouped_by, groups, n):
    recipe = Recipe(architecture="cnn", start="scratch")
    samples = load_samples(shared_data / folder, recipe)
    assert len(samples) == n
    assert samples.classes == ("blast", "normal")
    assert samples.grouped_by == grouped_by
    assert groups is None or len(set(samples.groups)) == groups
    assert samples.masks.any(axis=(1, 2)).all()


def test_copies_of_one_original_stay_together(shared_data):
    recipe = Recipe(architecture="cnn", start="scratch", split=SplitChoice(folds=3))
    samples = load_samples(shared_data / "leukocyte4_64px" / "test", recipe)
    assert samples.grouped_by == "original"
    assert len(set(samples.groups)) < len(samples)
