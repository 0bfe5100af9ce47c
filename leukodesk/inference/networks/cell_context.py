"""What a network must offer to name cells by what lies beside them."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from leukodesk.inference.neighbours import RADIUS_UM, Places, neighbours


@dataclass(frozen=True)
class CellGraph:
    """Cells and their neighbours as tensors.

    Attributes:
        edges: int64 (2, m), from the first row's cells to the second's.
        nearness: float32 (m, 1): 1 at no distance, 0 at the largest there is.
        fields: int64 (n,), the field of each cell, counted from 0.
    """

    edges: Tensor
    nearness: Tensor
    fields: Tensor

    @classmethod
    def of(cls, places: Places | None, count: int, device: torch.device | str = "cpu") -> "CellGraph":
        """The graph of ``count`` cells; without places each is alone in a field of its own."""
        places = places or Places.apart(count)
        found = neighbours(places)
        nearness = torch.from_numpy(1 - found.distances_um / RADIUS_UM).float()[:, None]
        _, numbers = np.unique(places.fields, return_inverse=True)
        edges = torch.from_numpy(found.edges)
        return cls(edges.to(device), nearness.to(device), torch.from_numpy(numbers).to(device))


class ContextNetwork(nn.Module):
    """A network in two steps: what each cell looks like, and what it is among its neighbours.

    The first step runs over crops in batches of any size; the second needs all cells of a field at once.
    """

    def embed(self, crops: Tensor) -> Tensor:
        """What each crop (n, 3, s, s) looks like: (n, d)."""
        raise NotImplementedError

    def read(self, embeddings: Tensor, graph: CellGraph) -> Tensor:
        """Logits (n, k) of cells that look like (n, d)."""
        raise NotImplementedError

    def read_fields(self, embeddings: Tensor, graph: CellGraph) -> Tensor:
        """Logits (f, k) of the fields those cells lie in, in the order of their numbers.

        In evaluation they are the mean of what :meth:`read` says of a field's cells, so that a field's answer
        is at the same time the sum of what its cells contribute; see
        :func:`leukodesk.inference.field_answer.field_answer`.
        """
        raise NotImplementedError

    def map_weights(self) -> Tensor | None:
        """What a unit of the mean of each map adds to the logits of a lone cell: (k, maps).

        Returns:
            None where the logits of a lone cell are not linear in the means of the target layer's maps.
        """
        return None

    def forward(self, crops: Tensor, places: Places | None = None) -> Tensor:
        """Logits (n, k) of normalised crops (n, 3, s, s), each alone where no places are known."""
        return self.read(self.embed(crops), CellGraph.of(places, len(crops), crops.device))
