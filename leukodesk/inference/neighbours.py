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
