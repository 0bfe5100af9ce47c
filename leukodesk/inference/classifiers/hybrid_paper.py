"""The hybrid network to the letter of its table, which adds up to 1,637,633 parameters (Altarawneh, 2023).

What the paper calls a graph network is one dense layer on a vector of 64 numbers whose origin it does not
say; here they are the grey values of the crop reduced to 8 × 8 pixels. Its table ends in one unit, which
tells two classes apart; for more classes there is one unit each.
"""

from typing import Final, cast

import torch
from torch import Tensor, nn

from leukodesk.inference.classifiers.architecture import Architecture
from leukodesk.inference.classifiers.catalogue import LISTED
from leukodesk.inference.registry import register_architecture

TABLE_PARAMETERS: Final = 1_637_633
SIDE_PX: Final = 64
_VECTOR_SIDE: Final = 8


class PaperHybrid(nn.Module):
    """Two convolutions beside a dense layer, joined by two dense layers.

    Attributes:
        features: the convolutions; the one before the last pooling gives (n, 64, 29, 29).
        head: the last layer.
    """

    def __init__(self, n_classes: int) -> None:
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2)
        )
        self.vector = nn.Sequential(nn.Linear(_VECTOR_SIDE**2, 64), nn.ReLU())
        self.joined = nn.Sequential(nn.Linear(64 * 14 * 14 + 64, 128), nn.ReLU())
        self.head = nn.Linear(128, 1 if n_classes == 2 else n_classes)

    def forward(self, crops: Tensor) -> Tensor:
        """Logits (n, n_classes) of normalised crops (n, 3, s, s), which are brought to 64 × 64 pixels."""
        images = _resized(crops, SIDE_PX)
        grey = _resized(images.mean(dim=1, keepdim=True), _VECTOR_SIDE)
        both = torch.cat([self.features(images).flatten(1), self.vector(grey.flatten(1))], dim=1)
        logits = cast(Tensor, self.head(self.joined(both)))
        return logits if logits.shape[1] > 1 else torch.cat([torch.zeros_like(logits), logits], dim=1)


def _resized(images: Tensor, side: int) -> Tensor:
    if images.shape[-1] == side:
        return images
    return nn.functional.interpolate(images, (side, side), mode="bilinear", antialias=True)


@register_architecture("hybrid_cnn_gnn-paper")
def hybrid_cnn_gnn_paper() -> Architecture:
    """The table's network; its pixels are in 0 to 1, as the paper has them."""
    return Architecture(
        id="hybrid_cnn_gnn-paper",
        title=LISTED["hybrid_cnn_gnn-paper"].title,
        build=PaperHybrid,
        target_layer=lambda network: cast(PaperHybrid, network).features[4],
        input_size_px=SIDE_PX,
        head="head.",
        mean=(0.0, 0.0, 0.0),
        std=(1.0, 1.0, 1.0),
    )
