"""A small network of our own: quick to train on a laptop, and a yardstick for the big ones."""

from typing import cast

import torch
from torch import nn

from leukodesk.inference.classifiers.architecture import Architecture
from leukodesk.inference.classifiers.catalogue import LISTED
from leukodesk.inference.classifiers.plr import plr_of
from leukodesk.inference.registry import register_architecture

_WIDTHS = (16, 32, 64, 128)


def _stage(inputs: int, outputs: int) -> nn.Sequential:
    """Two 3 × 3 convolutions, the first of stride 2: (n, inputs, h, w) to (n, outputs, h/2, w/2)."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride=2, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
        nn.Conv2d(outputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class SmallCnn(nn.Module):
    """Four stages of two convolutions with batch norm, global average pooling, one linear layer.

    About 0.3 million parameters. Crops (n, 3, s, s) of any side from 16 up give logits (n, n_classes).

    Attributes:
        features: the stages; their output is (n, 128, s/16, s/16).
        head: the linear layer.
    """

    def __init__(self, n_classes: int) -> None:
        super().__init__()
        channels = (3, *_WIDTHS)
        self.features = nn.Sequential(*map(_stage, channels[:-1], channels[1:]))
        self.dropout = nn.Dropout(0.2)
        self.head = nn.Linear(_WIDTHS[-1], n_classes)

    def forward(self, crops: torch.Tensor) -> torch.Tensor:
        """Logits (n, n_classes) of normalised crops (n, 3, s, s)."""
        pooled = self.features(crops).mean(dim=(2, 3))
        return cast(torch.Tensor, self.head(self.dropout(pooled)))


@register_architecture("cnn")
def cnn() -> Architecture:
    """The small network; starts from random weights."""
    return Architecture(
        id="cnn",
        title=LISTED["cnn"].title,
        build=SmallCnn,
        target_layer=lambda network: cast(SmallCnn, network).features[-1],
        input_size_px=96,
        head="head.",
        mean=(0.5, 0.5, 0.5),
        std=(0.25, 0.25, 0.25),
    )


@register_architecture("cnn-plr")
def cnn_plr() -> Architecture:
    """The small network with learned slopes (Asaad et al., Table 6)."""
    return plr_of(cnn())
