"""What can be put into one table: models of fields, models of overlapping classes, and what cannot."""

from dataclasses import replace

import numpy as np
import pytest

from leukodesk.core.errors import InputError
from leukodesk.inference.card_files import load_card
from leukodesk.inference.cards import Split
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.inference.neighbours import Places
from leukodesk.training import comparable, compare
from leukodesk.training.comparison import Comparison, Ground
from leukodesk.training.evaluate import evaluate, one_group
from leukodesk.training.recipe import SplitChoice
from leukodesk.training.splits import single_split
from leukodesk.training.starting import Starter
from leukodesk.training.train import train
from tests.tiny_model import make_model

pytestmark = pytest.mark.usefixtures("one_thread")

FOUR = ("neutrophil", "ig", "lymphocyte", "monocyte")


@pytest.fixture
def fields(make_samples):
    """Forty fields of three cells, all of one class, 10 µm from each other."""
    samples = make_samples(20, 3)
    samples = samples.take(np.argsort(samples.labels, kind="stable"))
    numbers = np.arange(len(samples)) // 3
    places = np.stack([np.zeros(len(samples)), 10.0 * (np.arange(len(samples)) % 3)], axis=1)
    names = tuple(f"Im{number:03d}" for number in numbers)
    return replace(samples, groups=names, fields=names, places=Places(places, numbers))


@pytest.fixture
def field_recipe(recipe):
    changes = {"architecture": "hybrid_cnn_gnn", "task": "field", "epochs": 3, "controls": False}
    return recipe.model_copy(update={**changes, "split": SplitChoice(test=0.4, validation=0.2)})


@pytest.fixture
def field_model(fields, field_recipe, tmp_path):
    card = load_card(train(fields, Starter(field_recipe), tmp_path))
    return load_classifier(card, tmp_path, "cpu")


@pytest.mark.slow
def test_a_model_of_fields_has_the_figures_that_evaluate_gives_it(fields, field_recipe, field_model):
    table = Comparison(Ground.of(fields, field_recipe))
    compare.add_model(table, field_model, fields)
    compare.add_colour_control(table)
    compare.add_baselines(table, "pixels", ("RidgeClassifier", "DummyClassifier"))
    judged = evaluate(field_model, fields, "test")
    assert {row.judgement.n for row in table.rows} == {judged.judgement.n}
    assert judged.judgement.n == len(field_model.card.split.groups["test"]) < 40
    ours = table.rows[0]
    for name in ("balanced_accuracy", "auc", "accuracy"):
        assert ours.judgement.metrics[name] == pytest.approx(judged.judgement.metrics[name], abs=1e-6)
    for name in ("shown_cells_blanked_out", "against_labels_shuffled"):
        assert 0 <= ours.controls[name]["balanced_accuracy"] <= 1
    assert (ours.seen, table.notices) == (0, [])
    assert table.to_json()["task"] == "field"
    ridge = next(row for row in table.rows if row.id == "RidgeClassifier")
    assert ridge.judgement.metrics["balanced_accuracy"] > 0.9
    assert set(ridge.controls) == {"cells_blanked_out", "labels_shuffled"}


@pytest.mark.slow
def test_fields_that_a_model_learnt_from_are_counted_as_fields(fields, field_recipe, field_model):
    other_seed = field_recipe.model_copy(update={"seed": 7})
    table = Comparison(Ground.of(fields, other_seed))
    compare.add_model(table, field_model, fields)
    seen, held_out = table.rows[0].seen, table.rows[0].judgement.n
    assert 0 < seen <= held_out
    assert table.notices[0].startswith(f"{seen} of {held_out} held-out fields come from a field")


@pytest.mark.slow
def test_a_model_that_finds_other_cells_in_other_order_answers_for_the_same_fields(
    fields, field_recipe, field_model
):
    """Its segmenter found one cell less in some fields and none in one, in another order."""
    turned = fields.take(np.arange(len(fields))[::-1])
    gone = fields.field_names[0]
    theirs = turned.take([i for i, name in enumerate(turned.field_names) if name != gone and i % 7])
    numbers = {name: number for number, name in enumerate(dict.fromkeys(theirs.field_names))}
    fields_of = np.array([numbers[name] for name in theirs.field_names])
    theirs = replace(theirs, places=Places(theirs.places.positions_um, fields_of))
    common = comparable.on_shared_fields(fields, [theirs])
    assert common.notices[-1].startswith("1 field left out")
    assert gone not in common.field_names
    table = Comparison(Ground.of(common, field_recipe))
    compare.add_model(table, field_model, theirs)
    tested = {common.field_names[i] for i in single_split(common, field_recipe.split, 1).test}
    assert table.rows[0].judgement.n == len(tested)
    own = theirs.take([i for i, name in enumerate(theirs.field_names) if name in tested])
    right = evaluate(field_model, own).judgement.metrics["accuracy"]
    assert table.rows[0].judgement.metrics["accuracy"] == pytest.approx(right)


def test_models_of_fields_bring_the_segmenter_that_finds_their_cells(tmp_path, recipe):
    trained = {"cells_found_by": "lab-kmeans", "crop": {"image_pixel_size_um": 0.43}}
    card = make_model(tmp_path, "hybrid_cnn_gnn.one", weights_of="hybrid_cnn_gnn", task="field")
    card = card.model_copy(update={"training": card.training.model_copy(update={"recipe": trained})})
    usual = comparable.usual_comparison([card])
    shared, own = comparable.shared_recipes([card], usual)
    assert (shared.task, shared.cells_found_by, shared.crop) == ("field", "lab-kmeans", own[0].crop)
    assert shared.classes == card.classes
    assert comparable.usual_comparison([]).task == "cell"


def test_cells_and_fields_in_one_table_are_refused_by_name(tmp_path, recipe, field_recipe):
    one = make_model(tmp_path, "cnn.one")
    whole = make_model(tmp_path, "hybrid_cnn_gnn.whole", weights_of="hybrid_cnn_gnn", task="field")
    for cards in ([one, whole], [whole, one]):
        with pytest.raises(InputError, match=r"hybrid_cnn_gnn.whole names whole fields and model cnn.one"):
            comparable.shared_recipes(cards, recipe)
    with pytest.raises(InputError, match=r'asks for cells and .*whole names fields; set task = "field"'):
        comparable.shared_recipes([whole], recipe)
    with pytest.raises(InputError, match=r'asks for fields and model cnn.one names cells; set task = "cell"'):
        comparable.shared_recipes([one], field_recipe)


def test_models_of_different_classes_are_compared_by_those_that_all_name(tmp_path, recipe):
    one = make_model(tmp_path, "cnn.one", classes=FOUR)
    two = make_model(tmp_path, "cnn.two", classes=("monocyte", "lymphocyte", "blast"))
    shared, own = comparable.shared_recipes([one, two], recipe)
    assert {each.classes for each in (shared, *own)} == {("lymphocyte", "monocyte")}
    assert comparable.class_notice(two, shared.classes).startswith("Model cnn.two also names blast;")
    assert comparable.class_notice(two, ("blast", "lymphocyte", "monocyte")) == ""
    asked = recipe.model_copy(update={"classes": ("neutrophil", "ig")})
    assert comparable.shared_recipes([one], asked)[0].classes == ("neutrophil", "ig")
    with pytest.raises(InputError, match=r"cnn.two does not name 'neutrophil'"):
        comparable.shared_recipes([one, two], asked)
    other = make_model(tmp_path, "cnn.other", classes=("blast", "normal"))
    with pytest.raises(InputError, match=r"fewer than two classes in common.*cnn.other: blast, normal"):
        comparable.shared_recipes([two, other], recipe)


def test_answers_are_restricted_to_the_compared_classes(tmp_path):
    card = make_model(tmp_path, "cnn.one", classes=("a", "b", "c"))
    said = np.array([[0.2, 0.2, 0.6], [0.0, 1.0, 0.0]], np.float32)
    np.testing.assert_allclose(comparable.restricted(said, card, ("c", "a")), [[0.75, 0.25], [0.5, 0.5]])
    np.testing.assert_array_equal(comparable.restricted(said, card, ("c", "b", "a")), said[:, ::-1])


def test_a_model_that_names_more_classes_stands_beside_one_that_does_not(make_samples, recipe, tmp_path):
    samples = make_samples(10, 2)
    more = make_model(tmp_path, "cnn.more", classes=("smudge", "normal", "blast"), crop={
        "size_px": 32, "pixel_size_um": 0.6})  # fmt: skip
    table = Comparison(Ground.of(samples, recipe))
    compare.add_model(table, load_classifier(more, tmp_path, "cpu"), samples)
    (row,) = table.rows
    assert len(row.judgement.confusion) == 2
    assert table.notices == [comparable.class_notice(more, ("blast", "normal"))]


@pytest.mark.parametrize(
    ("by", "said"), [("field", "a field"), ("image", "an image"), ("original", "an original")]
)
def test_what_a_split_keeps_whole_has_the_right_article(tmp_path, by, said):
    assert one_group(make_model(tmp_path, split=Split(by=by, name="none"))) == said


def test_a_comparison_needs_two_classes_that_have_cells(make_samples):
    samples = make_samples(2, 2)
    assert comparable.of_occurring_classes(samples).classes == samples.classes
    more = replace(samples, classes=("normal", "smudge", "blast"), labels=2 * samples.labels)
    fewer = comparable.of_occurring_classes(more)
    assert fewer.classes == ("normal", "blast")
    np.testing.assert_array_equal(fewer.labels, samples.labels)
    with pytest.raises(InputError, match=r"needs two classes, .* only cells of the class 'blast'"):
        comparable.of_compared_classes(
            samples.take(np.flatnonzero(samples.labels == samples.classes.index("blast")))
        )


def test_a_model_that_reads_other_cells_is_refused(make_samples, recipe, tmp_path):
    samples = make_samples(10, 2)
    card = make_model(tmp_path, crop={"size_px": 32, "pixel_size_um": 0.6})
    table = Comparison(Ground.of(samples, recipe))
    with pytest.raises(InputError, match=r"cnn.tiny reads other cells .* --recipe"):
        compare.add_model(table, load_classifier(card, tmp_path, "cpu"), samples.take([0, 1, 2]))
