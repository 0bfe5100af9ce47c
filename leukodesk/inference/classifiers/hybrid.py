"""A convolutional network looks at each cell, a graph network at what lies beside it (Altarawneh, 2023).

The graph that the paper's text describes: cells are nodes, edges join those near each other. What the
paper's table counts instead is in :mod:`leukodesk.inference.classifiers.hybrid_paper`.
"""

import warnings
from typing import Final, cast

from torch import Tensor, nn

from leukodesk.inference.classifiers.catalogue import LISTED
from leukodesk.inference.classifiers.cnn import SmallCnn
from leukodesk.inference.networks.cell_context import CellGraph, ContextNetwork
from leukodesk.inference.registry import Architecture, register_architecture

with warnings.catch_warnings():
    # At its import it uses a part of torch that is going to be removed; the reader can do nothing about it.
    warnings.simplefilter("ignore", FutureWarning)
    from torch_geometric.nn import GATv2Conv, global_mean_pool

_WIDTH: Final = 128
_HEADS: Final = 4
_ROUNDS: Final = 2


class MessageRound(nn.Module):
    """Each cell hears its neighbours, the more the more they matter and the nearer they lie.

    Attention over neighbours (Brody et al., ICLR 2022), added to what the cell already knows.
    """

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(_WIDTH)
        # A cell already knows itself: no loops, so that a lone cell hears nothing.
        self.hear = GATv2Conv(_WIDTH, _WIDTH // _HEADS, _HEADS, edge_dim=1, add_self_loops=False)
        self.activation = nn.ReLU()

    def forward(self, cells: Tensor, graph: CellGraph) -> Tensor:
        """(n, 128) to (n, 128)."""
        heard = self.hear(self.norm(cells), graph.edges, graph.nearness)
        return cells + cast(Tensor, self.activation(heard))


class HybridCnnGnn(ContextNetwork):
    """The small network's convolutions, two rounds of messages between neighbours, one linear layer.

    About 0.4 million parameters. A field's answer is what the same layer says of the mean of its cells.

    Attributes:
        features: the convolutions; their output is (n, 128, s/16, s/16).
        head: the linear layer.
    """

    def __init__(self, n_classes: int) -> None:
        super().__init__()
        self.features = SmallCnn(n_classes).features
        self.rounds = nn.ModuleList(MessageRound() for _ in range(_ROUNDS))
        self.dropout = nn.Dropout(0.2)
        self.head = nn.Linear(_WIDTH, n_classes)

    def embed(self, crops: Tensor) -> Tensor:
        """What each crop (n, 3, s, s), s from 16 up, looks like: (n, 128)."""
        return cast(Tensor, self.features(crops)).mean(dim=(2, 3))

    def read(self, embeddings: Tensor, graph: CellGraph) -> Tensor:
        """Logits (n, k) of cells that look like (n, 128)."""
        return cast(Tensor, self.head(self.dropout(self._heard(embeddings, graph))))

    def read_fields(self, embeddings: Tensor, graph: CellGraph) -> Tensor:
        """Logits (f, k) of the fields those cells lie in."""
        whole = global_mean_pool(self._heard(embeddings, graph), graph.fields)
        return cast(Tensor, self.head(self.dropout(whole)))

    def _heard(self, embeddings: Tensor, graph: CellGraph) -> Tensor:
        cells = embeddings
        for messages in self.rounds:
            cells = messages(cells, graph)
        return cells


@register_architecture("hybrid_cnn_gnn")
def hybrid_cnn_gnn() -> Architecture:
    """The hybrid network; starts from random weights."""
    return Architecture(
        id="hybrid_cnn_gnn",
        title=LISTED["hybrid_cnn_gnn"].title,
        build=HybridCnnGnn,
        target_layer=lambda network: cast(HybridCnnGnn, network).features[-1],
        input_size_px=96,
        head="head.",
        mean=(0.5, 0.5, 0.5),
        std=(0.25, 0.25, 0.25),
    )
