"""The U-Net of Asaad et al. to the letter of its Table 2, whose rows add up to 258,689 parameters.

The table's shapes do not concatenate as printed: what is joined is brought to one size here, by enlarging
and cropping, which needs no parameters. The stated total of 259,689 is a misprint of the sum. The slopes of
the activations, which the table leaves out, come on top.
"""

import torch
from torch import nn
from torchvision.transforms.functional import center_crop

TABLE_PARAMETERS = 258_689


class PaperUNetPLR(nn.Module):
    """One map from a grey image; valid convolutions, so the map is smaller than the image."""

    def __init__(self) -> None:
        super().__init__()
        self.conv2d = nn.Conv2d(1, 32, 3)
        self.conv2d_1 = nn.Conv2d(32, 64, 3)
        self.conv2d_2 = nn.Conv2d(64, 128, 3)
        self.conv2d_3 = nn.Conv2d(192, 64, 3)
        self.conv2d_4 = nn.Conv2d(192, 32, 3)
        self.conv2d_5 = nn.Conv2d(32, 1, 1)
        self.slopes = nn.ModuleList(nn.PReLU(width) for width in (32, 64, 128, 64, 32))

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Probabilities (n, 1, 234, 234) for grey images (n, 1, 256, 256) in 0 to 1."""
        first = self.slopes[0](self.conv2d(images))
        second = self.slopes[1](self.conv2d_1(nn.functional.max_pool2d(first, 2)))
        third = self.slopes[2](self.conv2d_2(nn.functional.max_pool2d(second, 2)))
        x = _enlarged(third, 2)
        x = self.slopes[3](self.conv2d_3(_joined(x, second)))
        x = _enlarged(x, 2)
        # The table joins the third convolution here as well, not the first one as a U-Net would.
        x = self.slopes[4](self.conv2d_4(_joined(x, _enlarged(third, 4))))
        return torch.sigmoid(self.conv2d_5(x))


def _enlarged(x: torch.Tensor, factor: int) -> torch.Tensor:
    return nn.functional.interpolate(x, scale_factor=factor, mode="nearest")


def _joined(x: torch.Tensor, skipped: torch.Tensor) -> torch.Tensor:
    return torch.cat([x, center_crop(skipped, list(x.shape[2:]))], dim=1)
