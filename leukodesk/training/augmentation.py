"""Random changes of the training crops: position, size and colour, never their meaning."""

import math
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as nf
from torchvision.transforms import v2
from torchvision.transforms.v2 import functional as vf

from leukodesk.imaging.crops import CropSpec
from leukodesk.training.recipe import AugmentationChoice


def context_size_px(spec: CropSpec, choice: AugmentationChoice) -> int:
    """Side of the square that any turned, shifted, resized crop of ``spec`` stays inside, in crop pixels.

    Has the parity of ``spec.size_px``, so that the middle of the one is exactly the other.
    """
    side = spec.size_px + 2 * choice.shift_um / spec.pixel_size_um
    if choice.rotate:
        side *= math.sqrt(2)
    side *= 1 + math.tan(math.radians(choice.shear_degrees))
    # The shift comes after all else, and a crop that shows the cell at its smallest reaches farthest.
    side /= 1 - choice.scale
    margin = math.ceil((side - spec.size_px) / 2) + 1
    return spec.size_px + 2 * margin


class AffineCrop(v2.RandomAffine):  # type: ignore[misc]  # torchvision ships no types
    """Turn, shift and resize at random, and sample the middle of the result alone.

    Draws what torchvision's ``RandomAffine`` draws, and gives what ``CenterCrop`` would leave of its result
    in less than half the time, since two thirds of a context are margin. No pixel beyond the context is ever
    asked for, so nothing is filled.

    Args:
        size_px: side of the crop; of the parity of the context.
        options: of ``RandomAffine``.
    """

    def __init__(self, size_px: int, **options: Any) -> None:
        super().__init__(interpolation=v2.InterpolationMode.BILINEAR, **options)
        columns = torch.arange(size_px) - (size_px - 1) / 2
        rows, ones = columns[:, None].expand(size_px, size_px), torch.ones(size_px, size_px)
        self._points = torch.stack([columns.expand(size_px, size_px), rows, ones], dim=-1)

    def transform(self, inpt: Any, params: dict[str, Any]) -> Any:
        """Sample a crop (3, s, s) out of a uint8 context (3, c, c)."""
        places_px = self._points @ _inverse_affine(**params).T
        # It counts from the middle in halves of the side.
        grid = places_px.mul_(2 / inpt.shape[-1])[None]
        sampled = nf.grid_sample(inpt[None].to(torch.float32), grid, mode="bilinear", align_corners=False)
        return sampled[0].round_().to(torch.uint8)


def _inverse_affine(
    angle: float, translate: tuple[float, float], scale: float, shear: tuple[float, float]
) -> Tensor:
    """Where a point of the result comes from, (2, 3), both counted from the middle in pixels ``(x, y)``.

    The forward matrix is shift times turn times shear times size, with angles in degrees, as torchvision's.
    """
    turn, shear_x, shear_y = (math.radians(degrees) for degrees in (angle, *shear))
    bent = turn - shear_y
    rows = torch.tensor(
        [
            [
                math.cos(turn) - math.sin(bent) * math.tan(shear_x) / math.cos(shear_y),
                math.sin(turn) + math.cos(bent) * math.tan(shear_x) / math.cos(shear_y),
            ],
            [-math.sin(bent) / math.cos(shear_y), math.cos(bent) / math.cos(shear_y)],
        ],
        dtype=torch.float32,
    )
    rows /= scale
    return torch.cat([rows, -rows @ torch.tensor(translate, dtype=torch.float32)[:, None]], dim=1)


class StainJitter(v2.Transform):  # type: ignore[misc]  # torchvision ships no types
    """Vary how much stain each channel absorbed: optical density times a random gain per channel.

    Optical density is the stain's amount (Beer and Lambert), so a gain keeps the glass bright while
    the cells shift in colour as between two laboratories.
    """

    def __init__(self, deviation: float) -> None:
        super().__init__()
        self._deviation = deviation

    def make_params(self, flat_inputs: list[Any]) -> dict[str, Any]:
        """Draw one gain per channel."""
        return {"gain": (1 + torch.randn(3, 1, 1) * self._deviation).clamp(0.4, 1.8)}

    def transform(self, inpt: Any, params: dict[str, Any]) -> Any:
        """Apply the gains to a float image (3, h, w) in 0 to 1."""
        return inpt.clamp_min(1 / 255).pow(params["gain"])


def augmentation(spec: CropSpec, choice: AugmentationChoice) -> v2.Compose:
    """The training transform.

    Returns:
        Takes uint8 (3, c, c) with c of :func:`context_size_px`, gives float32 (3, s, s) in 0 to 1. Draws
        from torch's global generator.
    """
    steps: list[torch.nn.Module] = []
    if choice.rotate or choice.scale or choice.shift_um or choice.shear_degrees:
        reach = choice.shift_um / spec.pixel_size_um / context_size_px(spec, choice)
        steps.append(
            AffineCrop(
                spec.size_px,
                degrees=180.0 if choice.rotate else 0.0,
                translate=(reach, reach),
                scale=(1 - choice.scale, 1 + choice.scale),
                shear=choice.shear_degrees or None,
            )
        )
    else:
        steps.append(v2.CenterCrop(spec.size_px))
    if choice.flip:
        steps += [v2.RandomHorizontalFlip(), v2.RandomVerticalFlip()]
    steps.append(v2.ToDtype(torch.float32, scale=True))
    if choice.stain:
        steps.append(StainJitter(choice.stain))
    if choice.brightness or choice.contrast or choice.saturation or choice.hue:
        steps.append(v2.ColorJitter(choice.brightness, choice.contrast, choice.saturation, choice.hue))
    if choice.blur:
        steps.append(v2.RandomApply([v2.GaussianBlur(_kernel(choice.blur), (0.1, choice.blur))], p=0.3))
    if choice.noise:
        steps.append(v2.RandomApply([v2.GaussianNoise(sigma=choice.noise)], p=0.3))
    return v2.Compose(steps)


def plain(crop: Tensor) -> Tensor:
    """A crop as the classifier sees it outside training: uint8 to float32 in 0 to 1."""
    scaled: Tensor = vf.to_dtype(crop, torch.float32, scale=True)
    return scaled


def _kernel(deviation: float) -> int:
    return 2 * math.ceil(2 * deviation) + 1
