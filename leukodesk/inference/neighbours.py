"""Cells beside each other: where they lie, who is whose neighbour, and networks that read that."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from leukodesk.core.cell import Cell

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

NEAREST: Final = 6
"""Each cell hears at most this many others."""
RADIUS_UM: Final = 60.0
"""Cells farther away than this, some four cell widths, are no neighbours."""


@dataclass(frozen=True)
class Places:
    """Where cells lie.

    Attributes:
        positions_um: (n, 2) centres, row and column, from the corner of their field.
        fields: (n,) index of each cell's field; cells of different fields are never neighbours.
    """

    positions_um: FloatArray
    fields: IntArray

    @classmethod
    def in_one_field(cls, cells: "Sequence[Cell]", pixel_size_um: float) -> "Places":
        """Cells of one smear."""
        centres = np.array([cell.centroid for cell in cells], dtype=np.float64).reshape(-1, 2)
        return cls(centres * pixel_size_um, np.zeros(len(cells), dtype=np.int64))

    @classmethod
    def apart(cls, count: int) -> "Places":
        """Cells of which nothing is known but what they look like: each in a field of its own."""
        return cls(np.zeros((count, 2)), np.arange(count))

    def __len__(self) -> int:
        return len(self.fields)

    def take(self, indices: Sequence[int] | IntArray) -> "Places":
        """The cells at ``indices``, in that order."""
        return Places(self.positions_um[indices], self.fields[indices])


@dataclass(frozen=True)
class Neighbours:
    """A graph of cells.

    Attributes:
        edges: (2, m): edge j leads from cell ``edges[0, j]`` to cell ``edges[1, j]``, which hears it.
        distances_um: (m,) length of each edge.
    """

    edges: IntArray
    distances_um: FloatArray


def neighbours(places: Places, *, nearest: int = NEAREST, radius_um: float = RADIUS_UM) -> Neighbours:
    """Lead edges to each cell from its nearest others in the same field.

    Args:
        places: of n cells.
        nearest: at most so many edges lead to a cell.
        radius_um: no edge is longer.
    """
    found: list[tuple[IntArray, IntArray, FloatArray]] = []
    for field in np.unique(places.fields):
        members = np.flatnonzero(places.fields == field)
        if len(members) < 2:
            continue
        points = places.positions_um[members]
        count = min(nearest, len(members) - 1) + 1
        distances, others = cKDTree(points).query(points, k=count, distance_upper_bound=radius_um)
        own = np.broadcast_to(np.arange(len(members))[:, None], others.shape)
        # What the tree does not find within the radius it marks with an infinite distance.
        real = np.isfinite(distances) & (others != own)
        found.append((members[others[real]], members[own[real]], distances[real]))
    if not found:
        return Neighbours(np.empty((2, 0), np.int64), np.empty(0))
    senders, receivers, lengths = (np.concatenate(part) for part in zip(*found, strict=True))
    return Neighbours(np.stack([senders, receivers]), lengths)


def neighbour_share(
    among: npt.NDArray[np.float32], alone: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """How much of what speaks for each cell's class lies in the cells beside it.

    As for whole fields, see :class:`leukodesk.inference.field_answer.FieldAnswer`, what speaks for a class is
    its distance in logits from the mean of the others. A cell's own part is that distance when it is read
    alone; what the distance gains among the others is theirs. Gradient times embedding would not tell: a
    network that brings embeddings to one length before it compares them does not change with their length,
    so whatever a neighbour says it counts for next to nothing (0.04 where its absence took 0.16, measured).

    Args:
        among: logits (n, k) of cells that hear their neighbours.
        alone: logits (n, k) of the same cells without them.

    Returns:
        float32 (n,), 0 to 1, about the class most probable with neighbours; 0 where they speak against it or
        change nothing.
    """
    cells, named = np.arange(len(among)), among.argmax(axis=1)

    def distances(logits: npt.NDArray[np.float32]) -> FloatArray:
        values = logits.astype(np.float64)
        others = values.sum(axis=1) - values[cells, named]
        return np.asarray(values[cells, named] - others / (values.shape[1] - 1))

    own = distances(alone)
    gained = np.maximum(distances(among) - own, 0)
    total = gained + np.maximum(own, 0)
    share = np.divide(gained, total, out=np.zeros_like(total), where=total > 0)
    return np.asarray(share, dtype=np.float32)
