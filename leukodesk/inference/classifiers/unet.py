"""The encoder of the segmenter's U-Net as a classifier (Asaad et al., Table 6)."""

from typing import cast

import torch
from torch import nn

from leukodesk.inference.classifiers.architecture import Architecture
from leukodesk.inference.classifiers.catalogue import LISTED
from leukodesk.inference.networks.unet import BOTTLENECK_CHANNELS, descend, encoder_levels
from leukodesk.inference.registry import register_architecture


class UNetEncoderClassifier(nn.Module):
    """Encoder and bottleneck of the U-Net, global average pooling, one linear layer; 1.2 million parameters.

    With learned slopes the names of the encoder's weights are those of :class:`UNetPLR`.

    Attributes:
        encoder: the levels; the last gives (n, 256, s/16, s/16).
        head: the linear layer.
    """

    def __init__(self, n_classes: int, *, learned_slopes: bool) -> None:
        super().__init__()
        self.encoder = encoder_levels(3, learned_slopes=learned_slopes)
        self.dropout = nn.Dropout(0.2)
        self.head = nn.Linear(BOTTLENECK_CHANNELS, n_classes)

    def forward(self, crops: torch.Tensor) -> torch.Tensor:
        """Logits (n, n_classes) of normalised crops (n, 3, s, s), s from 16 up."""
        pooled = descend(self.encoder, crops)[-1].mean(dim=(2, 3))
        return cast(torch.Tensor, self.head(self.dropout(pooled)))


def _described(architecture_id: str, *, learned_slopes: bool) -> Architecture:
    return Architecture(
        id=architecture_id,
        title=LISTED[architecture_id].title,
        build=lambda n_classes: UNetEncoderClassifier(n_classes, learned_slopes=learned_slopes),
        target_layer=lambda network: cast(UNetEncoderClassifier, network).encoder[-1],
        input_size_px=112,
        head="head.",
        mean=(0.5, 0.5, 0.5),
        std=(0.25, 0.25, 0.25),
    )


@register_architecture("unet")
def unet() -> Architecture:
    """The encoder with ReLU; starts from random weights."""
    return _described("unet", learned_slopes=False)


@register_architecture("unet-plr")
def unet_plr() -> Architecture:
    """The encoder with learned slopes, as the segmenter has it; starts from random weights."""
    return _described("unet-plr", learned_slopes=True)
