"""Models and baselines on one split."""

import json
import sys
from dataclasses import replace

import numpy as np
import pytest

from leukodesk.inference.card_files import load_card
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.training import comparable, compare
from leukodesk.training.comparison import Comparison, Ground
from leukodesk.training.recipe import SplitChoice
from leukodesk.training.splits import single_split
from leukodesk.training.starting import Starter
from leukodesk.training.train import train
from tests.tiny_model import make_model

pytestmark = pytest.mark.slow

QUICK = ("SVC", "RidgeClassifier", "DummyClassifier")


@pytest.fixture(scope="module")
def compared(make_samples, recipe):
    """Three baselines on drawn cells."""
    table = Comparison(Ground.of(make_samples(groups=10, each=2), recipe))
    compare.add_colour_control(table)
    compare.add_baselines(table, "handcrafted", QUICK)
    return table


@pytest.fixture(scope="module")
def model(make_samples, recipe, tmp_path_factory):
    """A network trained on the same split, and the cells it comes from."""
    samples = make_samples(groups=10, each=2)
    short = recipe.model_copy(update={"epochs": 1, "controls": False})
    path = train(samples, Starter(short), tmp_path_factory.mktemp("model"))
    return load_classifier(load_card(path), path.parent, "cpu"), samples


def row(table, name):
    return next(row for row in table.rows if row.id == name)


def test_all_rows_are_of_the_same_held_out_cells(compared):
    samples, recipe = compared.ground.samples, compared.ground.recipe
    expected = single_split(samples, recipe.split, recipe.seed).test
    np.testing.assert_array_equal(compared.ground.tested, expected)
    held_out = {samples.groups[i] for i in expected}
    assert not held_out & {samples.groups[i] for i in set(range(len(samples))) - set(expected.tolist())}
    assert [entry.id for entry in compared.rows] == [compare.COLOUR, *QUICK]
    assert {entry.judgement.n for entry in compared.rows} == {len(expected)}
    truth = np.bincount(samples.labels[expected]).tolist()
    assert all(np.sum(entry.judgement.confusion, axis=1).tolist() == truth for entry in compared.rows)


def test_what_can_be_learnt_is_told_apart_from_what_cannot(compared):
    assert row(compared, "SVC").judgement.metrics["balanced_accuracy"] == 1
    assert row(compared, "DummyClassifier").judgement.metrics["balanced_accuracy"] == 0.5
    controls = row(compared, "SVC").controls
    assert set(controls) == {"cells_blanked_out", "labels_shuffled"}
    assert all(values["balanced_accuracy"] < 0.9 for values in controls.values())
    low, high = row(compared, "SVC").judgement.intervals["balanced_accuracy"]
    assert low < 1 == high


def test_the_table_is_json_with_the_agreed_keys(compared):
    document = json.loads(json.dumps(compared.to_json(), allow_nan=False))
    assert {"data", "n", "classes", "split", "features", "rows", "missing", "notices"} <= set(document)
    assert document["split"]["by"] == "field"
    assert sum(len(groups) for groups in document["split"]["held_out"].values()) == len(
        {compared.ground.samples.groups[i] for i in compared.ground.tested}
    )
    svc = next(entry for entry in document["rows"] if entry["id"] == "SVC")
    assert svc["kind"] == "baseline"
    assert svc["elapsed_s"]["fit"] > 0
    assert svc["metrics"].keys() == svc["intervals"].keys()
    assert svc["seen_in_training"] is None


def test_folds_hold_out_every_cell_once_and_keep_blocks_whole(make_samples, recipe):
    choice = SplitChoice(by="block", block=2, folds=3)
    ground = Ground.of(make_samples(groups=12, each=1), recipe.model_copy(update={"split": choice}))
    assert sorted(ground.tested.tolist()) == list(range(24))
    table = Comparison(ground)
    compare.add_baselines(table, "pixels", ("RidgeClassifier",))
    (only,) = table.rows
    assert only.judgement.n == 24
    assert only.judgement.metrics["balanced_accuracy"] > 0.9
    assert table.to_json()["split"]["by"] == "block"
    assert len(table.to_json()["split"]["held_out"]) == 3


def test_a_baseline_that_cannot_be_had_is_named_and_the_others_are_there(compared, monkeypatch):
    monkeypatch.setitem(sys.modules, "lightgbm", None)
    table = Comparison(compared.ground)
    compare.add_baselines(table, "pixels", ("LGBMClassifier", "RidgeClassifier"))
    assert [entry.id for entry in table.rows] == ["RidgeClassifier"]
    assert "lightgbm" in table.missing["LGBMClassifier"]


def test_a_model_is_judged_on_the_cells_it_never_saw_by_its_own_recipe(model, recipe):
    classifier, samples = model
    table = Comparison(Ground.of(samples, recipe))
    compare.add_model(table, classifier, samples)
    (only,) = table.rows
    assert only.kind == "model"
    assert only.seen == 0
    assert table.notices == []
    assert only.judgement.metrics["auc"] == pytest.approx(classifier.card.metrics["auc"].value, abs=1e-6)
    assert only.fit_s is None


def test_a_model_that_saw_the_cells_is_told(model, recipe):
    classifier, samples = model
    table = Comparison(Ground.of(samples, recipe.model_copy(update={"seed": 5})))
    compare.add_model(table, classifier, samples)
    seen = table.rows[0].seen
    assert 0 < seen <= len(table.ground.tested)
    (notice,) = table.notices
    assert notice.startswith(f"{seen} of {len(table.ground.tested)} held-out cells come from a field")


def test_a_model_trained_on_these_very_cells_is_told_whatever_its_groups_are_called(model, recipe):
    classifier, samples = model
    training = classifier.card.training.model_copy(update={"digest": samples.digest})
    split = classifier.card.split.model_copy(update={"groups": {}})
    classifier = load_like(classifier, training=training, split=split)
    table = Comparison(Ground.of(samples, recipe))
    compare.add_model(table, classifier, samples)
    assert "trained on these very cells" in table.notices[0]
    assert table.rows[0].seen == len(table.ground.tested)


def load_like(classifier, **changes):
    return CellClassifier(classifier.card.model_copy(update=changes), classifier.network, "cpu")


def test_the_order_of_a_models_classes_does_not_matter(model, recipe):
    classifier, samples = model
    turned = replace(samples, classes=("normal", "blast"), labels=1 - samples.labels)
    tables = [Comparison(Ground.of(cells, recipe)) for cells in (samples, turned)]
    for table in tables:
        compare.add_model(table, classifier, samples)
    first, second = (table.rows[0].judgement.metrics["accuracy"] for table in tables)
    assert first == second


def test_models_share_classes_and_the_widest_border(tmp_path, recipe):
    one = make_model(tmp_path, "cnn.one")
    two = make_model(tmp_path, "cnn.two", classes=("normal", "blast"))
    trained = {"split": {"border_um": 7.0}, "crop": {"image_pixel_size_um": 0.19}}
    two = two.model_copy(update={"training": two.training.model_copy(update={"recipe": trained})})
    shared, own = comparable.shared_recipes([one, two], recipe)
    assert {each.split.border_um for each in (shared, *own)} == {7.0}
    assert shared.classes == one.classes
    assert own[1].crop.image_pixel_size_um == 0.19
    assert shared.crop == recipe.crop
    assert own[0].crop.image_scale == "fitted"
    to_scale = {"crop": {"image_scale": "measured"}}
    two = two.model_copy(update={"training": two.training.model_copy(update={"recipe": to_scale})})
    assert comparable.shared_recipes([one, two], recipe)[1][1].crop.image_scale == "measured"
