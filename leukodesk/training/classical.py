"""Fitting the support vector machine of measured features (Jin et al. 2023, sections 5.1.3 and 5.1.5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import torch
from scipy.special import log_softmax
from sklearn.feature_selection import mutual_info_classif
from sklearn.metrics import balanced_accuracy_score
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.svm import SVC

from leukodesk.core.progress import Progress
from leukodesk.inference.classifiers.handcrafted import handcrafted_features
from leukodesk.inference.classifiers.handcrafted_svm import HandcraftedSvm
from leukodesk.training.loop import Epoch, Fit
from leukodesk.training.recipe import Recipe
from leukodesk.training.samples import IntArray, Samples
from leukodesk.training.splits import units_of

FloatArray = npt.NDArray[np.float64]
Part = tuple[IntArray, IntArray]

C_VALUES: Final = (10.0, 32.0, 64.0, 96.0, 128.0)
"""Costs of a wrong cell that are tried; the paper reports 10, 96 and 128."""
FEATURE_COUNTS: Final = (24, 48, 96, 192)
"""How many of the most informative features are tried."""

_INNER_FOLDS: Final = 3
_USUAL: Final = (96.0, 96)


@dataclass(frozen=True)
class Machine:
    """One machine per class, as arrays; see :class:`HandcraftedSvm` for what they mean."""

    mean: FloatArray
    scale: FloatArray
    chosen: npt.NDArray[np.bool_]
    support: FloatArray
    coefficients: FloatArray
    intercepts: FloatArray
    gamma: float

    def logits(self, features: FloatArray) -> FloatArray:
        """Decision values (n, k) for features (n, f)."""
        scaled = ((features - self.mean) / self.scale)[:, self.chosen]
        squared = (scaled**2).sum(1)[:, None] + (self.support**2).sum(1) - 2 * scaled @ self.support.T
        kernel = np.exp(-self.gamma * np.maximum(squared, 0))
        return np.asarray(kernel @ self.coefficients + self.intercepts)


def fit_svm(
    network: HandcraftedSvm,
    training: Samples,
    validation: Samples | None,
    recipe: Recipe,
    progress: Progress,
) -> Fit:
    """Fit the machine in place: features ranked by information gain, C and their number chosen.

    Scaling and ranking see the training part only. C and the number of features are those of the best
    balanced accuracy on the validation part, or, without one, in three folds of the training part by the
    units of the recipe; ranking is then repeated in each fold. Of equals, fewer features and the smaller C
    are taken. Crops are not augmented.

    Args:
        network: changed in place.
        training: the cells to fit.
        validation: the cells to choose by, or None.
        recipe: its seed, class weights and split are followed.
        progress: told after each crop and fit; raises to cancel.
    """
    size_um = training.spec.pixel_size_um
    features = handcrafted_features(training.crops, size_um, progress)
    if validation is None:
        labels = training.labels
        parts = list(_inner_parts(training, recipe))
    else:
        features = np.concatenate([features, handcrafted_features(validation.crops, size_um, progress)])
        labels = np.concatenate([training.labels, validation.labels])
        parts = [(np.arange(len(training)), np.arange(len(training), len(labels)))]
    search = _Search(features, labels, len(training.classes), recipe, progress)
    cost, count = search.best(parts) if parts else _USUAL
    own = np.arange(len(training))
    machine = search.machine(own, search.ranked(own), cost, count)
    _store(network, machine, size_um)
    epoch = judged_once(machine.logits(features), labels, len(training))
    return Fit(1, (epoch,), (f"The machine reads {int(machine.chosen.sum())} features, with C = {cost:g}.",))


class _Search:
    """Machines on parts of one table of features."""

    def __init__(
        self, features: FloatArray, labels: IntArray, classes: int, recipe: Recipe, progress: Progress
    ) -> None:
        self._features = features
        self._labels = labels
        self._classes = classes
        self._recipe = recipe
        self._progress = progress

    def best(self, parts: list[Part]) -> tuple[float, int]:
        """C and number of features of the highest mean balanced accuracy."""
        rankings = [self.ranked(train) for train, _ in parts]
        choices = [(cost, count) for count in FEATURE_COUNTS for cost in C_VALUES]
        reached = []
        for done, choice in enumerate(choices):
            self._progress(done, len(choices), "Choosing C and features")
            scores = [
                self._score(part, ranking, choice) for part, ranking in zip(parts, rankings, strict=True)
            ]
            reached.append(float(np.mean(scores)))
        return choices[int(np.argmax(reached))]

    def ranked(self, train: IntArray) -> IntArray:
        """Features by falling information gain about the class, in the training part alone."""
        self._progress(0, 1, "Ranking features")
        gain = mutual_info_classif(
            self._features[train], self._labels[train], random_state=self._recipe.seed, n_jobs=1
        )
        return np.argsort(-gain, kind="stable")

    def machine(self, train: IntArray, ranking: IntArray, cost: float, count: int) -> Machine:
        """Fit one machine per class against all others; of two classes one says both."""
        features, labels = self._features[train], self._labels[train]
        mean, deviation = features.mean(axis=0), features.std(axis=0)
        scale = np.where(deviation > 0, deviation, 1.0)
        chosen = np.zeros(features.shape[1], dtype=bool)
        chosen[ranking[:count]] = True
        scaled = ((features - mean) / scale)[:, chosen]
        gamma = 1.0 / scaled.shape[1]
        weights = "balanced" if self._recipe.class_weights else None
        columns = np.zeros((len(scaled), self._classes))
        intercepts = np.zeros(self._classes)
        for index in range(1 if self._classes == 2 else 0, self._classes):
            svc = SVC(C=cost, gamma=gamma, class_weight=weights, random_state=self._recipe.seed)
            svc.fit(scaled, labels == index)
            columns[svc.support_, index] = svc.dual_coef_[0]
            intercepts[index] = svc.intercept_[0]
        if self._classes == 2:
            columns[:, 0], intercepts[0] = -columns[:, 1], -intercepts[1]
        used = columns.any(axis=1)
        return Machine(mean, scale, chosen, scaled[used], columns[used], intercepts, gamma)

    def _score(self, part: Part, ranking: IntArray, choice: tuple[float, int]) -> float:
        train, judged = part
        machine = self.machine(train, ranking, *choice)
        said = machine.logits(self._features[judged]).argmax(axis=1)
        return float(balanced_accuracy_score(self._labels[judged], said))


def _inner_parts(training: Samples, recipe: Recipe) -> Iterator[Part]:
    """Folds of the training part that keep units together and have every class on both sides."""
    units = np.array(units_of(training, recipe.split))
    if len(set(units)) < _INNER_FOLDS:
        return
    dealer = StratifiedGroupKFold(_INNER_FOLDS, shuffle=True, random_state=recipe.seed)
    for train, judged in dealer.split(units, training.labels, units):
        if all(len(set(training.labels[part])) == len(training.classes) for part in (train, judged)):
            yield train, judged


def _store(network: HandcraftedSvm, machine: Machine, pixel_size_um: float) -> None:
    arrays = {
        "pixel_size_um": np.float64(pixel_size_um),
        "mean": machine.mean,
        "scale": machine.scale,
        "chosen": machine.chosen,
        "machine_support": machine.support,
        "machine_coefficients": machine.coefficients,
        "machine_intercepts": machine.intercepts,
        "machine_gamma": np.float64(machine.gamma),
    }
    state = network.state_dict() | {name: torch.as_tensor(value) for name, value in arrays.items()}
    network.load_state_dict(state, strict=True)


def judged_once(logits: FloatArray, labels: IntArray, trained: int) -> Epoch:
    """What a machine reached that is fitted at one go.

    Args:
        logits: (n, k) of the training part and then of the validation part.
        labels: (n,).
        trained: number of cells in the training part.
    """
    losses = -log_softmax(logits, axis=1)[np.arange(len(labels)), labels]
    if len(labels) == trained:
        return Epoch(1, 1, float(losses.mean()), None, None)
    accuracy = float(balanced_accuracy_score(labels[trained:], logits[trained:].argmax(axis=1)))
    return Epoch(1, 1, float(losses[:trained].mean()), float(losses[trained:].mean()), accuracy)
