"""The classical models on measured features: what is kept of them, and what is refused."""

import io
import json
import sys
import zipfile

import numpy as np
import pytest
import torch
from safetensors.torch import load, save
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.tree import DecisionTreeClassifier

from leukodesk.core.errors import ModelError
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.inference.classifiers.catalogue import CLASSICAL
from leukodesk.inference.classifiers.fitted_document import DocumentError, opened, written
from leukodesk.inference.classifiers.handcrafted import feature_names
from leukodesk.inference.classifiers.measured_models import PACKAGES
from leukodesk.inference.explain import explainers_of
from leukodesk.inference.registry import create_architecture
from leukodesk.training.baselines import BASELINES, fit_baseline
from tests.tiny_model import make_model

CLASSES = 3
NAMES = [listed.id for listed in CLASSICAL]
# One of each way to answer and to be kept; the others take their time.
QUICK = ("SVC", "GaussianNB", "DecisionTreeClassifier", "RidgeClassifier", "LGBMClassifier")
WIDE = len(feature_names())


def measured(cells=90):
    """Cells of three classes whose measures say which."""
    random = np.random.default_rng(3)
    labels = np.arange(cells) % CLASSES
    features = random.normal(0, 1, (cells, WIDE))
    features[:, :CLASSES] += 5 * np.eye(CLASSES)[labels]
    return features, labels


def kept(name, cells=90):
    """A fitted model, and what it was fitted to."""
    if name in PACKAGES:
        pytest.importorskip(PACKAGES[name])
    if name == "QuadraticDiscriminantAnalysis":
        cells = CLASSES * (WIDE + 20)
    features, labels = measured(cells)
    network = create_architecture(name).build(CLASSES)
    network.keep(fit_baseline(name, features, labels, 1).pipeline, features, 0.25)
    return network, features


def test_every_model_of_the_table_can_be_chosen():
    assert list(BASELINES) == NAMES
    assert len(NAMES) == 27


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in NAMES]
)
def test_what_was_fitted_survives_a_file(name):
    network, features = kept(name)
    other = create_architecture(name).build(CLASSES)
    other.load_state_dict(load(save(network.state_dict())), strict=True)
    np.testing.assert_allclose(other.answers(features), network.answers(features), atol=1e-9)
    assert float(other.pixel_size_um) == 0.25


def test_it_names_crops_by_their_measures():
    network, _ = kept("LogisticRegression")
    crops = torch.rand(2, 3, 32, 32, generator=torch.Generator().manual_seed(2))
    logits = network(crops)
    assert logits.shape == (2, CLASSES)
    np.testing.assert_allclose(logits.exp().sum(dim=1), [1, 1], atol=1e-6)


def test_before_it_is_fitted_it_prefers_no_class():
    logits = create_architecture("SVC").build(CLASSES)(torch.zeros(2, 3, 32, 32))
    assert torch.equal(logits, torch.zeros(2, CLASSES))


def test_a_release_that_answers_otherwise_is_refused():
    network, _ = kept("LogisticRegression")
    state = network.state_dict()
    state["witness_logits"] = state["witness_logits"] + 0.01
    with pytest.raises(ModelError, match=r"Logistic regression answers otherwise with scikit-learn \d"):
        create_architecture("LogisticRegression").build(CLASSES).load_state_dict(state)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("document", torch.zeros(40, dtype=torch.uint8)),
        ("document", torch.zeros(2, 2, dtype=torch.uint8)),
        ("features_version", torch.tensor(0)),
        ("witness_features", torch.zeros(3, WIDE, dtype=torch.float64)),
        ("witness_logits", torch.zeros(16, CLASSES + 1, dtype=torch.float64)),
    ],
)
def test_arrays_that_do_not_fit_are_refused(name, value):
    state = kept("LogisticRegression")[0].state_dict() | {name: value}
    with pytest.raises(RuntimeError):
        create_architecture("LogisticRegression").build(CLASSES).load_state_dict(state, strict=True)


def test_weights_of_another_kind_are_one_sentence(tmp_path):
    card = make_model(tmp_path, "cnn.tiny").model_copy(update={"architecture": "LogisticRegression"})
    with pytest.raises(ModelError, match="do not fit the architecture LogisticRegression"):
        load_classifier(card, tmp_path, "cpu")


def test_nothing_but_such_models_is_ever_built():
    features, labels = measured()
    calling = FunctionTransformer(sys.getrecursionlimit)
    other = make_pipeline(StandardScaler(), DecisionTreeClassifier()).fit(features, labels)
    other.steps.insert(0, ("calls", calling))
    with pytest.raises(DocumentError, match="something else"):
        opened(written(other), WIDE, CLASSES)


@pytest.mark.parametrize(
    ("features", "classes"), [(WIDE + 1, CLASSES), (WIDE, CLASSES - 1)], ids=["features", "classes"]
)
def test_a_model_of_other_cells_is_refused(features, classes):
    document = kept("GaussianNB")[0].document.numpy().tobytes()
    with pytest.raises(DocumentError, match="other features or classes"):
        opened(document, features, classes)


@pytest.mark.parametrize(
    ("field", "value"),
    [("left_child", 10_000), ("right_child", 0), ("feature", WIDE), ("feature", -7)],
)
def test_a_tree_that_leads_into_other_memory_is_refused(field, value):
    document = kept("DecisionTreeClassifier")[0].document.numpy().tobytes()
    assert opened(document, WIDE, CLASSES) is not None
    with pytest.raises(DocumentError, match="cannot be read"):
        opened(_with_first_node(document, field, value), WIDE, CLASSES)


def _with_first_node(document, field, value):
    """The document with one number of its tree's root changed."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith(".npy"):
                array = np.load(io.BytesIO(data))
                if array.dtype.names and field in array.dtype.names:
                    array[field][0] = value
                    buffer = io.BytesIO()
                    np.save(buffer, array)
                    data = buffer.getvalue()
            new.writestr(name, data)
    return changed.getvalue()


@pytest.mark.parametrize("part", ["schema", "zip"])
def test_a_damaged_document_is_refused(part):
    document = kept("GaussianNB")[0].document.numpy().tobytes()
    if part == "zip":
        broken = document[: len(document) // 2]
    else:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("schema.json", json.dumps({"__class__": "Pipeline", "__module__": "nowhere"}))
        broken = buffer.getvalue()
    with pytest.raises(DocumentError):
        opened(broken, WIDE, CLASSES)


def test_a_missing_package_is_one_sentence(monkeypatch):
    monkeypatch.setitem(PACKAGES, "XGBClassifier", "no_such_package")
    with pytest.raises(
        ModelError, match=r"needs the package no_such_package.*install leukodesk\[baselines\]"
    ):
        create_architecture("XGBClassifier").build(2)


def test_it_offers_no_heatmap():
    assert explainers_of("RandomForestClassifier") == ()
