"""How far a cell lies from the cells a model learnt from: other stain, other camera, or no cell at all.

Features of two layers are looked at, each by a Mahalanobis distance to the nearest class (Lee et al., NeurIPS
2018) whose covariance all classes share: its main directions are kept, the rest is taken as equal in all
(probabilistic PCA, Tipping and Bishop 1999), so that it is well defined for fewer cells than features. An
early layer sees stain and camera, which the last one was trained to overlook; the last one sees what is no
cell, which may well have the right colours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load, save

from leukodesk.core.errors import ModelError
from leukodesk.core.sentence import sentence

FloatArray = npt.NDArray[np.floating]
IntArray = npt.NDArray[np.integer]

FLAGGED_SHARE: Final = 0.05
"""Share of held-out cells of the same kind that count as unlike what was learnt."""

_PARTS: Final = ("means", "deviations", "directions", "variances", "rest", "usual")


@dataclass(frozen=True)
class LayerDistribution:
    """Where the features of one layer lie.

    Attributes:
        means: (k, d) of each class.
        deviations: (d,) of each feature within the classes.
        directions: (r, d) main directions of the features over their deviations; orthonormal.
        variances: (r,) along them.
        rest: variance in every other direction.
        usual: the distance that held-out cells keep within, but for :data:`FLAGGED_SHARE` of them.
    """

    means: FloatArray
    deviations: FloatArray
    directions: FloatArray
    variances: FloatArray
    rest: float
    usual: float = 1.0

    def distances(self, features: FloatArray) -> FloatArray:
        """Distance (n,) of features (n, d) to the nearest class, per square root of d."""
        nearest = np.full(len(features), np.inf)
        for mean in self.means:
            offsets = (np.asarray(features, np.float64) - mean) / self.deviations
            along = offsets @ self.directions.T
            beside = np.maximum((offsets**2).sum(axis=1) - (along**2).sum(axis=1), 0)
            nearest = np.minimum(nearest, (along**2 / self.variances).sum(axis=1) + beside / self.rest)
        return np.sqrt(nearest / len(self.deviations))


@dataclass(frozen=True)
class Distribution:
    """Where the cells lie that a model learnt from.

    Attributes:
        layers: one description per layer, in the order their features are given.
        limit: largest distance in terms of the usual ones that does not count as unlike.
    """

    layers: tuple[LayerDistribution, ...]
    limit: float = 1.0

    def unfamiliarity(self, features: Sequence[FloatArray]) -> npt.NDArray[np.float32]:
        """How unlike what was learnt cells are.

        Args:
            features: (n, d) per layer.

        Returns:
            float32 (n,): 0 and up; above 1 lie :data:`FLAGGED_SHARE` of held-out cells of the same kind.
        """
        pairs = zip(self.layers, features, strict=True)
        ratios = np.stack([layer.distances(seen) / layer.usual for layer, seen in pairs])
        return np.asarray(ratios.max(axis=0) / self.limit, dtype=np.float32)

    def to_bytes(self) -> bytes:
        """As a safetensors file in single precision."""
        tensors = {"limit": np.array([self.limit], np.float32)}
        for number, layer in enumerate(self.layers):
            for part in _PARTS:
                value = np.atleast_1d(np.asarray(getattr(layer, part), np.float32))
                tensors[f"{number}.{part}"] = np.ascontiguousarray(value)
        data: bytes = save(tensors)
        return data

    @classmethod
    def from_bytes(cls, data: bytes, name: str) -> "Distribution":
        """What :meth:`to_bytes` wrote; ``name`` of the file is for messages.

        Raises:
            ModelError: it is something else.
        """
        try:
            tensors = load(data)
            count = len({key.partition(".")[0] for key in tensors} - {"limit"})
            layers = tuple(_layer_from(tensors, number) for number in range(count))
            return cls(layers, float(tensors["limit"][0]))
        except (SafetensorError, KeyError, IndexError, ValueError) as error:
            raise ModelError(
                sentence(
                    "{name} is not a readable description of the cells a model learnt from ({error}); "
                    "import the model again.",
                    name=name,
                    error=error,
                )
            ) from error


def _layer_from(tensors: dict[str, npt.NDArray[np.float32]], number: int) -> LayerDistribution:
    parts = [tensors[f"{number}.{part}"].astype(np.float64) for part in _PARTS]
    means, deviations, directions, variances, rest, usual = parts
    width = len(deviations)
    fits = means.shape[1:] == (width,) and directions.shape == (len(variances), width)
    if not fits or not all(np.isfinite(part).all() for part in parts):
        raise ValueError("its arrays do not fit each other")
    return LayerDistribution(means, deviations, directions, variances, float(rest[0]), float(usual[0]))
