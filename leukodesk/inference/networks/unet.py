"""A U-Net with parametric leaky ReLU (Asaad et al., Table 2 and Figure 2, as the text describes it).

Encoder of 32, 64 and 128 channels, bottleneck of 256, PReLU with one learned slope per channel. Round it
lies a light outer level at the full working size: the four levels of the paper then see a whole cell with
its surroundings, while outlines keep the finer resolution.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

NETWORK: Final = "unet-plr"
"""What cards call this network."""
OUTER_CHANNELS: Final = 16
ENCODER_CHANNELS: Final = (32, 64, 128)
BOTTLENECK_CHANNELS: Final = 256
_WIDTHS: Final = (OUTER_CHANNELS, *ENCODER_CHANNELS, BOTTLENECK_CHANNELS)
STRIDE: Final = 16
"""Inputs are multiples of this many pixels high and wide."""
HALO: Final = 112
"""No output pixel depends on an input pixel farther away than this, in pixels."""


class UNetPLR(nn.Module):
    """Maps of the input's size from an image.

    Attributes:
        outputs: number of maps.
    """

    def __init__(self, outputs: int, in_channels: int = 3) -> None:
        """Make the network with random weights.

        Args:
            outputs: number of maps.
            in_channels: of the image.
        """
        super().__init__()
        self.outputs = outputs
        self.encoder = encoder_levels(in_channels)
        inner_first = tuple(reversed(_WIDTHS))
        self.upsampling = nn.ModuleList(
            nn.ConvTranspose2d(inner, outer, 2, stride=2) for inner, outer in pairwise(inner_first)
        )
        self.decoder = nn.ModuleList(_level(2 * width, width) for width in inner_first[1:])
        self.head = nn.Conv2d(OUTER_CHANNELS, outputs, 1)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Logits (n, outputs, h, w) for images (n, channels, h, w); h and w are multiples of 16."""
        skipped = descend(self.encoder, images)
        x = skipped[-1]
        for up, level, skip in zip(self.upsampling, self.decoder, reversed(skipped[:-1]), strict=True):
            x = level(torch.cat([up(x), skip], dim=1))
        logits: torch.Tensor = self.head(x)
        return logits


def encoder_levels(in_channels: int, *, learned_slopes: bool = True) -> nn.ModuleList:
    """The levels of the encoder, bottleneck last, with PReLU or with ReLU."""
    inputs = (in_channels, *_WIDTHS)
    return nn.ModuleList(
        _level(inputs[i], width, learned_slopes=learned_slopes) for i, width in enumerate(_WIDTHS)
    )


def descend(levels: nn.ModuleList, images: torch.Tensor) -> list[torch.Tensor]:
    """What each level gives for images (n, channels, h, w), each half as high and wide as the one before."""
    given: list[torch.Tensor] = []
    x = images
    for number, level in enumerate(levels):
        x = level(x if number == 0 else nn.functional.max_pool2d(x, 2))
        given.append(x)
    return given


def _level(inputs: int, width: int, *, learned_slopes: bool = True) -> nn.Sequential:
    """Two convolutions; one in the outer level, where each costs as much as a whole level inside."""
    repeats: Sequence[int] = (inputs,) if width == OUTER_CHANNELS else (inputs, width)
    layers: list[nn.Module] = []
    for channels in repeats:
        layers += [
            nn.Conv2d(channels, width, 3, padding=1, bias=False),
            nn.BatchNorm2d(width),
            nn.PReLU(width) if learned_slopes else nn.ReLU(inplace=True),
        ]
    return nn.Sequential(*layers)


def fold_normalisation(network: nn.Module) -> None:
    """Fold each normalisation into the convolution before it, which gives the same maps a tenth sooner.

    Args:
        network: in evaluation mode; it cannot be trained any more afterwards.
    """
    for part in network.modules():
        if isinstance(part, nn.Sequential):
            for place, layer in enumerate(part):
                if isinstance(layer, nn.BatchNorm2d):
                    before = part[place - 1]
                    assert isinstance(before, nn.Conv2d)
                    part[place - 1] = fuse_conv_bn_eval(before, layer)
                    part[place] = nn.Identity()
