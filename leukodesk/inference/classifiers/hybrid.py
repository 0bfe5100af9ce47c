"""A convolutional network looks at each cell, a graph network at what lies beside it (Altarawneh, 2023).

The graph that the paper's text describes: cells are nodes, edges join those near each other. What the
paper's table counts instead is in :mod:`leukodesk.inference.classifiers.hybrid_paper`.
"""

import warnings
from typing import Final, cast

from torch import Tensor, nn

from leukodesk.inference.classifiers.architecture import Architecture
from leukodesk.inference.classifiers.backbones import mobilenet_v2
from leukodesk.inference.classifiers.catalogue import LISTED
from leukodesk.inference.classifiers.cnn import SmallCnn
from leukodesk.inference.networks.cell_context import CellGraph, ContextNetwork
from leukodesk.inference.registry import register_architecture

with warnings.catch_warnings():
    # At its import it uses a part of torch that is going to be removed; the reader can do nothing about it.
    warnings.simplefilter("ignore", FutureWarning)
    from torch_geometric.nn import GATv2Conv, global_mean_pool

_WIDTH: Final = 128
_MOBILENET_MAPS: Final = 1280
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
    """Convolutions that look at each cell, two rounds of messages between neighbours, one linear layer.

    A field's answer is what the same layer says of the mean of its cells.

    Args:
        n_classes: how many classes there are.
        features: the convolutions.
        maps: how many maps they end in; others than 128 are reduced to 128 numbers a cell.

    Attributes:
        features: the convolutions; their output is (n, maps, h, w).
        head: the linear layer.
    """

    def __init__(self, n_classes: int, features: nn.Module, maps: int) -> None:
        super().__init__()
        self.features = features
        self.reduce = nn.Identity() if maps == _WIDTH else nn.Linear(maps, _WIDTH)
        self.rounds = nn.ModuleList(MessageRound() for _ in range(_ROUNDS))
        self.dropout = nn.Dropout(0.2)
        self.head = nn.Linear(_WIDTH, n_classes)

    def embed(self, crops: Tensor) -> Tensor:
        """What each crop (n, 3, s, s), s from 16 up, looks like: (n, 128)."""
        return cast(Tensor, self.reduce(cast(Tensor, self.features(crops)).mean(dim=(2, 3))))

    def read(self, embeddings: Tensor, graph: CellGraph) -> Tensor:
        """Logits (n, k) of cells that look like (n, 128)."""
        return cast(Tensor, self.head(self.dropout(self._heard(embeddings, graph))))

    def read_fields(self, embeddings: Tensor, graph: CellGraph) -> Tensor:
        """Logits (f, k) of the fields those cells lie in."""
        whole = global_mean_pool(self._heard(embeddings, graph), graph.fields)
        return cast(Tensor, self.head(self.dropout(whole)))

    def map_weights(self) -> Tensor:
        """The two linear layers as one, (k, maps).

        A lone cell hears nothing, so that each round adds the same numbers whatever the cell looks like.
        """
        head = self.head.weight
        return head @ self.reduce.weight if isinstance(self.reduce, nn.Linear) else head

    def _heard(self, embeddings: Tensor, graph: CellGraph) -> Tensor:
        cells = embeddings
        for messages in self.rounds:
            cells = messages(cells, graph)
        return cells


@register_architecture("hybrid_cnn_gnn")
def hybrid_cnn_gnn() -> Architecture:
    """The small network's convolutions, 0.4 million parameters in all; starts from random weights."""
    return Architecture(
        id="hybrid_cnn_gnn",
        title=LISTED["hybrid_cnn_gnn"].title,
        build=lambda n_classes: HybridCnnGnn(n_classes, _features(SmallCnn(n_classes)), _WIDTH),
        target_layer=_last_convolution,
        input_size_px=96,
        head="head.",
        mean=(0.5, 0.5, 0.5),
        std=(0.25, 0.25, 0.25),
    )


@register_architecture("hybrid_cnn_gnn-mobilenet_v2")
def hybrid_cnn_gnn_mobilenet_v2() -> Architecture:
    """MobileNetV2's convolutions, 2.5 million parameters in all, which can start from ImageNet."""
    looking = mobilenet_v2()
    return Architecture(
        id="hybrid_cnn_gnn-mobilenet_v2",
        title=LISTED["hybrid_cnn_gnn-mobilenet_v2"].title,
        build=lambda n_classes: HybridCnnGnn(n_classes, _features(looking.build(n_classes)), _MOBILENET_MAPS),
        target_layer=_last_convolution,
        input_size_px=96,
        head="head.",
        imagenet_weights=looking.imagenet_weights,
        imagenet_of=looking.id,
        without=(looking.head,),
        beyond=("reduce.", "rounds."),
    )


def _features(network: nn.Module) -> nn.Sequential:
    return cast(nn.Sequential, network.features)


def _last_convolution(network: nn.Module) -> nn.Module:
    return _features(network)[-1]
