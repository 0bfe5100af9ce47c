"""Describe the cells a model learns from, so that it can tell when a cell is unlike them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import torch
from pydantic import ValidationError
from sklearn.decomposition import PCA
from sklearn.model_selection import GroupKFold
from torch import nn

from leukodesk.core.errors import ModelError
from leukodesk.core.progress import Progress
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.distribution import FLAGGED_SHARE, Distribution, LayerDistribution
from leukodesk.inference.feature_taps import tapped_layers, tapping
from leukodesk.training.augmentation import plain
from leukodesk.training.recipe import SplitChoice
from leukodesk.training.samples import ByteArray, IntArray, Samples
from leukodesk.training.splits import Split, units_of

FloatArray = npt.NDArray[np.floating]
Features = tuple[FloatArray, ...]
"""(n, d) per layer."""

_DIRECTIONS: Final = 16
_FEWEST: Final = 8
_FOLDS: Final = 5
_LEAST: Final = 1e-6
_BATCH: Final = 16


def fit_layer(features: FloatArray, labels: IntArray) -> LayerDistribution:
    """Describe features (n, d) of n cells of classes ``labels`` (n,); n is at least 4.

    See :mod:`leukodesk.inference.distribution` for what is fitted.
    """
    wide = np.asarray(features, np.float64)
    known, place = np.unique(labels, return_inverse=True)
    means = np.stack([wide[labels == label].mean(axis=0) for label in known])
    offsets = wide - means[place]
    deviations = np.maximum(offsets.std(axis=0), _LEAST)
    count = max(1, min(_DIRECTIONS, wide.shape[1] // 2, (len(wide) - 1) // 2))
    with np.errstate(invalid="ignore"):  # a share of no variance at all, which nobody reads
        found = PCA(count, random_state=0).fit(offsets / deviations)
    rest = max(float(found.noise_variance_), _LEAST)
    variances = np.maximum(found.explained_variance_, rest)
    return LayerDistribution(means, deviations, found.components_, variances, rest)


def calibrated(layers: Sequence[LayerDistribution], held_out: FloatArray) -> Distribution:
    """Choose the limits so that :data:`FLAGGED_SHARE` of held-out cells lie above.

    Args:
        layers: fitted to the cells the model learnt from.
        held_out: (m, l) distances of m held-out cells in each layer, measured by what has not seen them.
    """
    usual = np.maximum(_upper(held_out), _LEAST)
    limit = float(_upper((held_out / usual).max(axis=1)))
    kept = [replace(layer, usual=float(value)) for layer, value in zip(layers, usual, strict=True)]
    return Distribution(tuple(kept), max(limit, _LEAST))


def held_out_distances(training: Features, labels: IntArray, test: Features) -> FloatArray:
    """Distances (m, l) of m cells in each layer, from what was fitted to n others."""
    pairs = zip(training, test, strict=True)
    return np.stack([fit_layer(known, labels).distances(new) for known, new in pairs], axis=1)


def fit_distribution(features: Features, labels: IntArray, units: Sequence[str]) -> Distribution | None:
    """Describe cells by a network that has seen all of them.

    Units (patients, fields, blocks) are held out in turn to choose the limits. The network itself knows them,
    so that new cells of the same kind exceed the limits somewhat more often; a training that holds cells out
    of its networks does better, see :class:`Familiarity`.

    Returns:
        None for fewer than eight cells or two units.
    """
    folds = min(_FOLDS, len(set(units)))
    if len(labels) < _FEWEST or folds < 2:
        return None
    held_out = np.empty((len(labels), len(features)))
    for train, test in GroupKFold(folds).split(labels, labels, units):
        known, new = tuple(f[train] for f in features), tuple(f[test] for f in features)
        held_out[test] = held_out_distances(known, labels[train], new)
    return calibrated([fit_layer(layer, labels) for layer in features], held_out)


@dataclass
class Familiarity:
    """Gathers, fold by fold, how far cells lie from others in the eyes of a network that never saw them.

    Attributes:
        samples: the cells.
        architecture: id of the networks'.
        normalise: what crops (n, 3, s, s) in 0 to 1 go through before the network.
        progress: told after each batch; raises to cancel.
    """

    samples: Samples
    architecture: str
    normalise: Callable[[torch.Tensor], torch.Tensor]
    progress: Progress
    _held_out: list[FloatArray] = field(default_factory=list)

    def add(self, network: nn.Module, training: IntArray, held_out: IntArray) -> None:
        """Look at cells that a network was not fitted to, by their places in the samples."""
        known = self._features(network, training)
        if known is not None and len(training) >= _FEWEST and len(held_out):
            new = self._features(network, held_out)
            assert new is not None
            distances = held_out_distances(known, self.samples.labels[training], new)
            self._held_out.append(distances)

    def add_fold(self, network: nn.Module, split: Split) -> None:
        """Look at the cells that a fold holds out, as :meth:`add`."""
        self.add(network, split.train, split.test)

    def distribution(self, network: nn.Module, training: IntArray) -> Distribution | None:
        """Of the cells that the kept network learnt from; None where it cannot be had."""
        features = self._features(network, training)
        if features is None or not self._held_out:
            return None
        layers = [fit_layer(layer, self.samples.labels[training]) for layer in features]
        return calibrated(layers, np.concatenate(self._held_out))

    def _features(self, network: nn.Module, chosen: IntArray) -> Features | None:
        try:
            layers = tapped_layers(network, self.architecture)
        except ModelError:  # it names cells by something else than a network
            return None
        return features_of(network, layers, self.samples.take(chosen).crops, self.normalise, self.progress)


def features_of(
    network: nn.Module,
    layers: Sequence[nn.Module],
    crops: ByteArray,
    normalise: Callable[[torch.Tensor], torch.Tensor],
    progress: Progress,
) -> Features:
    """What a network sees of crops uint8 (n, s, s, 3) in some of its layers, see ``tapping``."""
    network.eval()
    parts: list[list[FloatArray]] = [[] for _ in layers]
    for start in range(0, len(crops), _BATCH):
        progress(start, len(crops), "Describing the cells")
        pixels = torch.from_numpy(np.ascontiguousarray(crops[start : start + _BATCH])).permute(0, 3, 1, 2)
        with torch.inference_mode(), tapping(layers) as seen:
            network(normalise(plain(pixels)))
        for place, part in enumerate(parts):
            part.append(seen[place].cpu().numpy())
    return tuple(np.concatenate(part) for part in parts)


def _upper(distances: FloatArray) -> FloatArray:
    return np.asarray(np.quantile(distances, 1 - FLAGGED_SHARE, axis=0, method="higher"))


def describe_cells(
    classifier: CellClassifier, samples: Samples, progress: Progress
) -> tuple[Distribution, int, str] | None:
    """Where the cells lie that a finished model learnt from.

    Cells of groups that its card names as held out choose the limits; where there are none, the cells it
    learnt from are held out in turn, see :func:`fit_distribution`.

    Returns:
        The distribution, the number of cells it was fitted to, and one phrase on how the limits were chosen;
        None for too few cells or a model that is no network.

    Raises:
        ModelError: memory does not suffice.
    """
    card = classifier.card
    try:
        tapped_layers(classifier.network, card.architecture)
    except ModelError:
        return None
    features = classifier.features(samples.crops, progress)
    learnt = np.array([group in card.split.groups.get("train", ()) for group in samples.groups])
    if learnt.sum() >= _FEWEST and not learnt.all():
        known, new = tuple(f[learnt] for f in features), tuple(f[~learnt] for f in features)
        layers = [fit_layer(layer, samples.labels[learnt]) for layer in known]
        held_out = np.stack([layer.distances(f) for layer, f in zip(layers, new, strict=True)], axis=1)
        said = f"{len(held_out)} cells of {samples.source} that the model was not trained on"
        return calibrated(layers, held_out), int(learnt.sum()), said
    choice = _split_of(card)
    found = fit_distribution(features, samples.labels, units_of(samples, choice))
    what = "block" if choice.by == "block" else samples.grouped_by
    said = (
        f"{len(samples)} cells of {samples.source}, each {what} left out in turn of the description but not "
        "of the training of the weights, so that new cells of the same kind are flagged somewhat more often"
    )
    return (found, len(samples), said) if found else None


def _split_of(card: ModelCard) -> SplitChoice:
    """How the model's training dealt its cells."""
    try:
        return SplitChoice.model_validate(card.training.recipe.get("split", {}))
    except ValidationError:
        return SplitChoice()
