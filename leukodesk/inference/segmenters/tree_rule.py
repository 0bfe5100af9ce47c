"""A rule that tells two kinds of objects apart by a vote of trees, kept as plain arrays."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
Arrays = Mapping[str, npt.NDArray[np.generic]]


@dataclass(frozen=True)
class TreeRule:
    """Extremely randomised trees (Geurts et al., 2006), the nodes of all in one row.

    Attributes:
        features: (n,) which feature a node asks for; -1 at a leaf.
        values: (n,) at a leaf its share of objects that are cells, else the level up to which an object goes
            to the next node.
        above: (n,) the node that an object above that level goes to.
        roots: (t,) first node of each tree.
        least: share of cells, the mean over all trees, from which an object is one.
    """

    features: npt.NDArray[np.int8]
    values: npt.NDArray[np.float32]
    above: npt.NDArray[np.int32]
    roots: npt.NDArray[np.int32]
    least: float

    def score(self, features: FloatArray) -> FloatArray:
        """(m,) above 0 for a cell.

        Args:
            features: (m, f) in the order the rule was grown with.
        """
        asked = features.astype(np.float32)
        rows = np.arange(len(asked))[:, None]
        nodes = np.broadcast_to(self.roots, (len(asked), len(self.roots)))
        while True:
            of_node = self.features[nodes]
            is_inner = of_node >= 0
            if not is_inner.any():
                return np.asarray(self.values[nodes].mean(axis=1, dtype=np.float64) - self.least)
            goes_on = np.where(asked[rows, of_node] > self.values[nodes], self.above[nodes], nodes + 1)
            nodes = np.where(is_inner, goes_on, nodes)

    def as_arrays(self, name: str) -> dict[str, npt.NDArray[np.generic]]:
        """The rule as it is kept in a file, under that name."""
        return {
            f"{name}.features": self.features,
            f"{name}.values": self.values,
            f"{name}.above": self.above,
            f"{name}.roots": self.roots,
            f"{name}.least": np.array([self.least], dtype=np.float64),
        }

    @classmethod
    def from_arrays(cls, kept: Arrays, name: str) -> "TreeRule":
        """The rule that was kept under that name."""
        features, values, above, roots, least = (
            kept[f"{name}.{part}"] for part in ("features", "values", "above", "roots", "least")
        )
        return cls(
            features.astype(np.int8),
            values.astype(np.float32),
            above.astype(np.int32),
            roots.astype(np.int32),
            float(least.astype(np.float64)[0]),
        )
