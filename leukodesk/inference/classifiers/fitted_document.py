"""A fitted model of scikit-learn's kind as a document, and what such a model says.

The document is one of skops, which holds arrays and plain values by name: nothing is unpickled, and only the
types that such models are made of are ever built from it.
"""

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import skops.io
from scipy.special import softmax
from skops.io.exceptions import UntrustedTypesFoundException

from leukodesk.core.errors import READ_ERRORS

FloatArray = npt.NDArray[np.float64]

# Beside what skops trusts by itself. Trees are looked through afterwards, see `_check_trees`.
_TRUSTED: Final = [
    "collections.OrderedDict",
    "lightgbm.basic.Booster",
    "lightgbm.sklearn.LGBMClassifier",
    "sklearn.calibration._CalibratedClassifier",
    "sklearn.calibration._SigmoidCalibration",
    "sklearn.tree._tree.Tree",
    "xgboost.core.Booster",
    "xgboost.sklearn.XGBClassifier",
]


class DocumentError(Exception):
    """A document that holds no model that can be asked; the message says why."""


def class_probabilities(pipeline: Any, features: FloatArray, classes: int) -> FloatArray:
    """What a fitted model of scikit-learn's kind says: (m, k), rows adding up to 1.

    Where it knows no probabilities they are a rising function of its decision values, or 1 for the class it
    predicts; the largest is the class that it predicts.

    Args:
        pipeline: fitted to labels that are indices of classes.
        features: (m, f).
        classes: their number k; 0 for those that it was not fitted to.
    """
    if hasattr(pipeline, "predict_proba"):
        # LabelPropagation divides by zero for a cell that is far from all others.
        with np.errstate(all="ignore"):
            said = np.asarray(pipeline.predict_proba(features), dtype=np.float64)
        said = np.where(np.isfinite(said), said, 1 / said.shape[1])
    elif hasattr(pipeline, "decision_function"):
        values = np.asarray(pipeline.decision_function(features), dtype=np.float64)
        if values.ndim == 1:
            values = np.stack([-values / 2, values / 2], axis=1)
        said = np.asarray(softmax(values, axis=1))
    else:
        return np.asarray(np.eye(classes)[pipeline.predict(features)])
    probabilities = np.zeros((len(features), classes))
    probabilities[:, pipeline.classes_] = said
    return probabilities


def written(pipeline: Any) -> bytes:
    """A fitted pipeline as a document."""
    document = io.BytesIO()
    skops.io.dump(pipeline, document, compression=zipfile.ZIP_DEFLATED)
    return document.getvalue()


def opened(document: bytes, features: int, classes: int) -> Any:
    """The fitted pipeline that a document holds.

    Args:
        document: written by :func:`written`, by whatever release.
        features: how many it reads.
        classes: how many there are; its labels are indices of them.

    Raises:
        DocumentError: it holds something else, or cannot be read.
    """
    try:
        with warnings.catch_warnings():
            # Of another release of scikit-learn; the witnesses tell whether that matters.
            warnings.simplefilter("ignore")
            pipeline = skops.io.loads(document, trusted=_TRUSTED)
        is_one = pipeline.n_features_in_ == features and set(pipeline.classes_) <= set(range(classes))
        _check_trees(pipeline[-1], features)
    except UntrustedTypesFoundException as error:
        raise DocumentError("it holds something else than such a model") from error
    except READ_ERRORS as error:
        raise DocumentError(f"what was fitted cannot be read ({error})") from error
    except zipfile.BadZipFile as error:
        raise DocumentError("what was fitted cannot be read") from error
    if not is_one:
        raise DocumentError("it was fitted to other features or classes")
    return pipeline


def _check_trees(model: Any, features: int) -> None:
    """Refuse trees whose branches lead out of them: scikit-learn would follow them into other memory."""
    for tree in _trees(model):
        inner = tree.children_left >= 0
        places = np.arange(tree.node_count)
        for children in (tree.children_left, tree.children_right):
            if (children[inner] <= places[inner]).any() or (children >= tree.node_count).any():
                raise ValueError("a tree's branches lead out of it")
        if tree.n_features != features or (tree.feature[inner] < 0).any():
            raise ValueError("a tree reads other features")
        if (tree.feature >= tree.n_features).any() or len(tree.value) != tree.node_count:
            raise ValueError("a tree reads other features")


def _trees(model: Any) -> Iterator[Any]:
    if hasattr(model, "tree_"):
        yield model.tree_
    for part in getattr(model, "estimators_", ()):
        yield from _trees(part)
