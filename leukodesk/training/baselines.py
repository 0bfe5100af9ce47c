"""The 27 classical models of Asaad et al., Table 5, each as it comes, on a table of features.

The paper's list is that of the package LazyPredict, whose way is followed: features scaled to mean 0 and
deviation 1, every model with its own defaults, one seed.
"""

import importlib
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt
from sklearn import (
    discriminant_analysis,
    dummy,
    ensemble,
    linear_model,
    naive_bayes,
    neighbors,
    semi_supervised,
    svm,
    tree,
)
from sklearn.calibration import CalibratedClassifierCV
from sklearn.exceptions import ConvergenceWarning
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from leukodesk.core.progress import Progress
from leukodesk.inference.classifiers.fitted_document import class_probabilities
from leukodesk.training.samples import IntArray, Samples

FloatArray = npt.NDArray[np.float64]

_PIXELS_SIDE: Final = 16


def _passive_aggressive() -> Any:
    # What scikit-learn 1.8 put in the place of its PassiveAggressiveClassifier.
    return linear_model.SGDClassifier(penalty=None, learning_rate="pa1", eta0=1.0)


def _optional(package: str, name: str, **options: object) -> Callable[[], Any]:
    """A model of a package that not everybody has; building it raises ImportError where it is missing."""
    return lambda: getattr(importlib.import_module(package), name)(**options)


BASELINES: Final[dict[str, Callable[[], Any]]] = {
    "SVC": svm.SVC,
    "XGBClassifier": _optional("xgboost", "XGBClassifier", n_jobs=1, verbosity=0),
    "LGBMClassifier": _optional("lightgbm", "LGBMClassifier", n_jobs=1, verbosity=-1),
    "LinearDiscriminantAnalysis": discriminant_analysis.LinearDiscriminantAnalysis,
    "RidgeClassifierCV": linear_model.RidgeClassifierCV,
    "RidgeClassifier": linear_model.RidgeClassifier,
    "RandomForestClassifier": ensemble.RandomForestClassifier,
    "ExtraTreesClassifier": ensemble.ExtraTreesClassifier,
    "LogisticRegression": linear_model.LogisticRegression,
    "SGDClassifier": linear_model.SGDClassifier,
    "AdaBoostClassifier": ensemble.AdaBoostClassifier,
    "NuSVC": svm.NuSVC,
    "LinearSVC": svm.LinearSVC,
    "BaggingClassifier": ensemble.BaggingClassifier,
    "PassiveAggressiveClassifier": _passive_aggressive,
    "KNeighborsClassifier": neighbors.KNeighborsClassifier,
    "Perceptron": linear_model.Perceptron,
    "BernoulliNB": naive_bayes.BernoulliNB,
    "CalibratedClassifierCV": CalibratedClassifierCV,
    "NearestCentroid": neighbors.NearestCentroid,
    "GaussianNB": naive_bayes.GaussianNB,
    "DecisionTreeClassifier": tree.DecisionTreeClassifier,
    "ExtraTreeClassifier": tree.ExtraTreeClassifier,
    "QuadraticDiscriminantAnalysis": discriminant_analysis.QuadraticDiscriminantAnalysis,
    "LabelSpreading": semi_supervised.LabelSpreading,
    "LabelPropagation": semi_supervised.LabelPropagation,
    "DummyClassifier": dummy.DummyClassifier,
}
"""Builders by the name the paper's table gives."""


class BaselineError(Exception):
    """A baseline that cannot be had or fitted; the message says why in a few words."""


@dataclass(frozen=True)
class Answer:
    """What a baseline says about held-out cells.

    Attributes:
        probabilities: (m, k); a rising function of its decision values where it knows no probabilities.
        fit_s, predict_s: time taken, scaling included.
        converged: whether every solver came to its end.
    """

    probabilities: FloatArray
    fit_s: float
    predict_s: float
    converged: bool


@dataclass(frozen=True)
class Fitted:
    """A scaler and the model behind it, and whether its solver came to its end."""

    pipeline: Any
    converged: bool


def pixel_features(samples: Samples, progress: Progress) -> FloatArray:
    """The crops themselves, brought to 16 × 16 pixels: (n, 768), 0 to 1."""
    rows = []
    for done, crop in enumerate(samples.crops, start=1):
        small = cv2.resize(
            np.ascontiguousarray(crop), (_PIXELS_SIDE, _PIXELS_SIDE), interpolation=cv2.INTER_AREA
        )
        rows.append(small.ravel() / 255)
        progress(done, len(samples), "Measuring")
    return np.array(rows, dtype=np.float64)


def require_package(name: str) -> None:
    """Check that a baseline can be built.

    Raises:
        BaselineError: its package is not installed.
    """
    try:
        BASELINES[name]()
    except ImportError as error:
        raise BaselineError(
            f"needs the package {error.name}, which is missing; install leukodesk[baselines]"
        ) from error


def ask_baseline(
    name: str,
    features: FloatArray,
    labels: IntArray,
    classes: int,
    parts: tuple[IntArray, IntArray],
    seed: int,
) -> Answer:
    """Fit one baseline and let it speak about held-out cells.

    Args:
        name: a key of :data:`BASELINES`.
        features: (n, f) of all cells.
        labels: (n,) index of each cell's class; of the first part only they are looked at.
        classes: number k of classes; each occurs in the first part.
        parts: indices of the cells to fit and of the m cells to speak about.
        seed: of the model, where it draws anything.

    Raises:
        BaselineError: it cannot be fitted to such cells.
    """
    train, test = parts
    start = time.perf_counter()
    try:
        fitted = fit_baseline(name, features[train], labels[train], seed)
    except ValueError as error:
        raise BaselineError(f"cannot be fitted to these cells: {why_not(error)}") from error
    end_of_fit = time.perf_counter()
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        probabilities = class_probabilities(fitted.pipeline, features[test], classes)
    end = time.perf_counter()
    return Answer(probabilities, end_of_fit - start, end - end_of_fit, fitted.converged)


def fit_baseline(
    name: str, features: FloatArray, labels: IntArray, seed: int, *, class_weights: bool = False
) -> Fitted:
    """Scale features to mean 0 and deviation 1 and fit a model with its own defaults.

    Cells that all measure the same, as they do once they are painted over, break solvers: the shares of the
    classes are then all that is learned.

    Args:
        name: a key of :data:`BASELINES`.
        features: (n, f).
        labels: (n,) indices of classes.
        seed: of the model, where it draws anything.
        class_weights: weigh rare classes up, where the model can.

    Raises:
        ValueError: it cannot be fitted to such cells; see :func:`why_not`.
    """
    model = BASELINES[name]() if np.ptp(features, axis=0).any() else dummy.DummyClassifier()
    known = model.get_params()
    if "random_state" in known:
        model.set_params(random_state=seed)
    if "class_weight" in known and class_weights:
        model.set_params(class_weight="balanced")
    pipeline = make_pipeline(StandardScaler(), model)
    with warnings.catch_warnings(record=True) as caught, np.errstate(all="ignore"):
        warnings.simplefilter("always")
        pipeline.fit(features, labels)
    return Fitted(pipeline, not any(issubclass(warning.category, ConvergenceWarning) for warning in caught))


def why_not(error: ValueError) -> str:
    """The first sentence of what scikit-learn says about cells that a model cannot be fitted to."""
    return str(error).split(". ")[0].rstrip(".")
