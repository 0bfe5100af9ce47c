"""Training the support vector machine of measured features, from cells to a card."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from sklearn.svm import SVC

from leukodesk.core.errors import CancelledError
from leukodesk.core.progress import no_progress
from leukodesk.inference.card_files import load_card, verify
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.inference.classifiers import handcrafted
from leukodesk.inference.classifiers.handcrafted import handcrafted_features
from leukodesk.inference.registry import create_architecture
from leukodesk.training.classical import C_VALUES, FEATURE_COUNTS, fit_svm
from leukodesk.training.evaluate import evaluate
from leukodesk.training.recipe import SplitChoice
from leukodesk.training.starting import Starter
from leukodesk.training.train import train

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def _each_crop_is_measured_once():
    """The same crop always gives the same numbers, and the tests share most of their crops."""
    measured, measure = {}, handcrafted.features_of

    def remembered(crop, pixel_size_um):
        key = (crop.shape, crop.tobytes(), pixel_size_um)
        if key not in measured:
            measured[key] = measure(crop, pixel_size_um)
        return measured[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handcrafted, "features_of", remembered)
        yield


@pytest.fixture(scope="module")
def svm_recipe(recipe):
    return recipe.model_copy(update={"architecture": "svm-handcrafted", "controls": False})


@pytest.fixture(scope="module")
def trained(make_samples, svm_recipe, tmp_path_factory):
    samples = make_samples(groups=9, each=2)
    events = []
    controls = svm_recipe.model_copy(update={"controls": True})
    out = tmp_path_factory.mktemp("svm")
    return samples, train(samples, Starter(controls), out, events=events.append), events


def test_a_machine_is_trained_judged_and_used_like_any_model(trained):
    samples, path, _ = trained
    card = load_card(path)
    verify(card, path.parent)
    assert card.id == "svm-handcrafted.candidate"
    assert card.metrics["balanced_accuracy"].value == 1
    assert card.controls["labels_shuffled"]["balanced_accuracy"] < 0.9
    assert set(card.controls) == {"cells_blanked_out", "colour_statistics", "labels_shuffled"}
    classifier = load_classifier(card, path.parent, "cpu")
    evaluation = evaluate(classifier, samples, "test")
    assert evaluation.judgement.metrics["accuracy"] == card.metrics["accuracy"].value
    assert evaluation.seen_in_training == 0


def test_it_says_what_it_chose(trained):
    texts = [event["text"] for event in trained[2] if event["event"] == "log"]
    (said,) = [text for text in texts if "C = " in text]
    assert any(f"reads {count} features" in said for count in FEATURE_COUNTS)
    assert any(said.endswith(f"C = {cost:g}.") for cost in C_VALUES)
    assert next(event["stage"] for event in trained[2] if event["event"] == "epoch") == "the model"


def test_without_a_validation_part_the_choice_is_made_inside_the_training_part(make_samples, svm_recipe):
    choice = SplitChoice(by="block", block=2)
    blocks = svm_recipe.model_copy(update={"split": choice})
    network = create_architecture("svm-handcrafted").build(2)
    fitted = fit_svm(network, make_samples(groups=8, each=1), None, blocks, no_progress)
    assert fitted.history[-1].validation_loss is None
    fresh = make_samples(groups=4, each=1, seed=9)
    logits = network(torch.from_numpy(fresh.crops / np.float32(255)).permute(0, 3, 1, 2))
    assert (logits.argmax(dim=1).numpy() == fresh.labels).all()


@pytest.mark.slow
def test_cross_validation_judges_every_cell(make_samples, svm_recipe, tmp_path):
    choice = SplitChoice(by="block", block=2, folds=3)
    folded = svm_recipe.model_copy(update={"split": choice, "patience": 0})
    samples = make_samples(groups=12, each=1)
    card = load_card(train(samples, Starter(folded), tmp_path))
    assert card.metrics_on.n == len(samples)
    assert card.metrics["balanced_accuracy"].value > 0.9


def test_scaling_and_ranking_see_the_training_part_only(make_samples, svm_recipe):
    training, validation = make_samples(groups=6, each=2), make_samples(groups=3, each=1, seed=5)
    strange = validation.repainted(255 - validation.contexts)
    networks = []
    for judged in (validation, strange):
        network = create_architecture("svm-handcrafted").build(2)
        fit_svm(network, training, judged, svm_recipe, no_progress)
        networks.append(network)
    own = handcrafted_features(training.crops, training.spec.pixel_size_um)
    for network in networks:
        np.testing.assert_allclose(network.mean.numpy(), own.mean(axis=0))
    fewest = [network.chosen.numpy() for network in sorted(networks, key=lambda n: int(n.chosen.sum()))]
    assert not (fewest[0] & ~fewest[1]).any()


@pytest.mark.parametrize("classes", [2, 3])
def test_it_answers_as_scikit_learn_does(make_samples, svm_recipe, classes):
    samples = make_samples(groups=6, each=2)
    labels = samples.labels if classes == 2 else np.where(np.arange(len(samples)) % 4 == 0, 2, samples.labels)
    named = ("blast", "normal", "other")[:classes]
    samples = replace(samples.relabelled(labels), classes=named)
    network = create_architecture("svm-handcrafted").build(classes)
    said = fit_svm(network, samples, samples, svm_recipe, no_progress).notices[0]
    cost = float(said.split("C = ")[1].rstrip("."))
    features = handcrafted_features(samples.crops, samples.spec.pixel_size_um)
    scaled = ((features - network.mean.numpy()) / network.scale.numpy())[:, network.chosen.numpy()]
    svc = SVC(C=cost, gamma=1 / scaled.shape[1], class_weight="balanced").fit(scaled, labels == 1)
    crops = np.ascontiguousarray(samples.crops).transpose(0, 3, 1, 2) / np.float32(255)
    logits = network(torch.from_numpy(crops.astype(np.float32))).numpy()
    np.testing.assert_allclose(logits[:, 1], svc.decision_function(scaled), rtol=1e-4, atol=1e-4)
    if classes == 2:
        np.testing.assert_allclose(logits[:, 0], -logits[:, 1])


@pytest.mark.parametrize("start", ["imagenet", "parent"])
def test_whatever_the_start_it_is_fitted_anew(trained, make_samples, svm_recipe, start):
    samples, path, events = trained
    parent = load_classifier(load_card(path), path.parent, "cpu")
    other = replace(samples, classes=("blast", "normal", "other"))
    said = []
    starter = Starter(svm_recipe.model_copy(update={"start": start}), parent=parent)
    network = starter.network(other, said.append)
    assert network.machine_intercepts.shape == (3,)
    assert len(network.machine_support) == 0
    assert said == ["SVM on measured features has no weights to start from and is fitted anew."]
    assert said[0] in [event["text"] for event in events if event["event"] == "log"]


def test_the_same_seed_gives_the_same_weights(make_samples, svm_recipe, tmp_path):
    samples = make_samples(groups=6, each=1)
    cards = [load_card(train(samples, Starter(svm_recipe), tmp_path / name)) for name in "ab"]
    assert cards[0].sha256 == cards[1].sha256


def test_measuring_can_be_cancelled(make_samples, svm_recipe, tmp_path):
    def stop(done, total, text=""):
        if text.startswith("Measuring"):
            raise CancelledError

    with pytest.raises(CancelledError):
        train(make_samples(groups=6, each=1), Starter(svm_recipe), tmp_path, progress=stop)
    assert list(tmp_path.iterdir()) == []
