"""The classical models on small tables of numbers."""

import sys

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from leukodesk.core.progress import no_progress
from leukodesk.training.baselines import (
    BASELINES,
    BaselineError,
    ask_baseline,
    pixel_features,
    require_package,
)

OPTIONAL = {"XGBClassifier": "xgboost", "LGBMClassifier": "lightgbm"}
# They know nothing of the features, or very little: a random rule, and a spread that reaches no other cell.
BLIND = {"DummyClassifier", "LabelPropagation", "LabelSpreading"}


def table(classes, n=120, seed=0):
    """Cells whose first two numbers say the class, among four that say nothing."""
    random = np.random.default_rng(seed)
    labels = np.arange(n) % classes
    features = random.normal(0, 1, (n, 6))
    features[:, 0] += 4 * (labels == 0)
    features[:, 1] += 4 * (labels == 1)
    return features, labels


def ask(name, classes, seed=1, **changes):
    features, labels = table(classes)
    if name in OPTIONAL:
        pytest.importorskip(OPTIONAL[name])
    parts = (np.arange(80), np.arange(80, 120))
    return ask_baseline(name, changes.get("features", features), labels, classes, parts, seed)


def test_there_are_the_27_of_the_paper():
    assert len(BASELINES) == 27
    assert {"SVC", "NuSVC", "LabelSpreading", "PassiveAggressiveClassifier", "DummyClassifier"} <= set(
        BASELINES
    )


@pytest.mark.parametrize("classes", [2, 3])
@pytest.mark.parametrize("name", BASELINES)
def test_each_learns_what_can_be_learnt(name, classes):
    answer = ask(name, classes)
    assert answer.probabilities.shape == (40, classes)
    assert np.isfinite(answer.probabilities).all()
    np.testing.assert_allclose(answer.probabilities.sum(axis=1), 1, atol=1e-6)
    assert answer.fit_s >= 0
    assert answer.predict_s >= 0
    if name not in BLIND:
        right = answer.probabilities.argmax(axis=1) == table(classes)[1][80:]
        assert right.mean() > 0.7


@pytest.mark.parametrize("name", ["RandomForestClassifier", "SGDClassifier", "BaggingClassifier"])
def test_one_seed_gives_one_answer(name):
    np.testing.assert_array_equal(ask(name, 2).probabilities, ask(name, 2).probabilities)


def test_labels_of_held_out_cells_are_not_looked_at():
    features, labels = table(2)
    parts = (np.arange(80), np.arange(80, 120))
    other = np.concatenate([labels[:80], 1 - labels[80:]])
    for name in ("SVC", "LabelSpreading", "KNeighborsClassifier"):
        first, second = (ask_baseline(name, features, told, 2, parts, 1) for told in (labels, other))
        np.testing.assert_array_equal(first.probabilities, second.probabilities)


def test_a_solver_that_does_not_end_is_told(monkeypatch):
    assert ask("LogisticRegression", 2).converged
    monkeypatch.setitem(BASELINES, "LogisticRegression", lambda: LogisticRegression(max_iter=1))
    assert not ask("LogisticRegression", 2).converged


@pytest.mark.parametrize("name", BASELINES)
def test_features_that_are_all_the_same_say_no_more_than_the_classes_do(name):
    same = np.zeros((120, 6))
    answer = ask(name, 3, features=same)
    np.testing.assert_allclose(answer.probabilities, np.tile([27 / 80, 27 / 80, 26 / 80], (40, 1)))


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "xgboost", None)
    with pytest.raises(BaselineError, match="needs the package xgboost, which is missing; install"):
        require_package("XGBClassifier")
    require_package("SVC")


def test_cells_that_do_not_suit_a_model_are_said_so():
    features, labels = table(2)
    rare = np.zeros_like(labels)
    rare[:3] = 1
    parts = (np.arange(80), np.arange(80, 120))
    with pytest.raises(BaselineError, match=r"cannot be fitted to these cells: .*nu is infeasible"):
        ask_baseline("NuSVC", features, rare, 2, parts, 1)


def test_pixels_are_the_crop_made_small(make_samples):
    samples = make_samples(groups=2, each=1)
    features = pixel_features(samples, no_progress)
    assert features.shape == (4, 768)
    np.testing.assert_allclose(features.mean(axis=1), samples.crops.mean(axis=(1, 2, 3)) / 255, atol=0.01)
