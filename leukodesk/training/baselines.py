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
from scipy.special import softmax
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

    Where the features are the same for all cells the shares of the classes are all that can be said.

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
    if not np.ptp(features[train], axis=0).any():
        # All cells measure the same, as cut-outs do once they are painted over; solvers break on that.
        shares = np.bincount(labels[train], minlength=classes) / len(train)
        return Answer(np.tile(shares, (len(test), 1)), 0.0, 0.0, converged=True)
    model = BASELINES[name]()
    if "random_state" in model.get_params():
        model.set_params(random_state=seed)
    pipeline = make_pipeline(StandardScaler(), model)
    with warnings.catch_warnings(record=True) as caught, np.errstate(all="ignore"):
        warnings.simplefilter("always")
        start = time.perf_counter()
        try:
            pipeline.fit(features[train], labels[train])
            fitted = time.perf_counter()
            probabilities = _probabilities(pipeline, features[test], classes)
        except ValueError as error:
            reason = str(error).split(". ")[0].rstrip(".")
            raise BaselineError(f"cannot be fitted to these cells: {reason}") from error
        end = time.perf_counter()
    converged = not any(issubclass(warning.category, ConvergenceWarning) for warning in caught)
    return Answer(probabilities, fitted - start, end - fitted, converged)


def _probabilities(pipeline: Any, features: FloatArray, classes: int) -> FloatArray:
    """(m, k) whose largest value is the class that the model predicts."""
    if hasattr(pipeline, "predict_proba"):
        said = np.asarray(pipeline.predict_proba(features), dtype=np.float64)
        # LabelPropagation divides by zero for a cell that is far from all others.
        return np.where(np.isfinite(said), said, 1 / classes)
    if hasattr(pipeline, "decision_function"):
        values = np.asarray(pipeline.decision_function(features), dtype=np.float64)
        if values.ndim == 1:
            values = np.stack([-values / 2, values / 2], axis=1)
        return np.asarray(softmax(values, axis=1))
    return np.asarray(np.eye(classes)[pipeline.predict(features)])
