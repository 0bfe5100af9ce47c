"""Speed of the training loop beside a bare one of the same network."""

from typing import Final

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset
from torchvision.transforms import v2

from leukodesk.cli.figure import Figure, side_by_side
from leukodesk.core.progress import no_progress
from leukodesk.imaging.crops import CropSpec
from leukodesk.inference.registry import create_architecture
from leukodesk.training.augmentation import context_size_px
from leukodesk.training.loop import Listeners, fit
from leukodesk.training.reading import Normaliser
from leukodesk.training.recipe import CropChoice, Recipe
from leukodesk.training.samples import Samples

_CELLS: Final = 256
_REPEATS: Final = 5
_RECIPE: Final = Recipe(
    architecture="cnn",
    start="scratch",
    epochs=1,
    batch=32,
    patience=0,
    schedule="constant",
    precision="float32",
    crop=CropChoice(size_px=96, pixel_size_um=0.23),
)


def figures(device: str) -> list[Figure]:
    """One pass over some cells with the usual augmentation, and the same without anything of ours."""
    samples = _cells()

    def ours() -> None:
        network = _network(device)
        normaliser = Normaliser((0.5, 0.5, 0.5), (0.25, 0.25, 0.25), device)
        fit(network, samples, None, _RECIPE, normaliser, Listeners(no_progress, lambda epoch: None))

    def bare() -> None:
        _bare_epoch(_network(device), _Crops(samples), device)

    value, beside = side_by_side(ours, bare, _REPEATS)
    what = f"train on {_CELLS} cells, once"
    return [Figure("train", what, value, "bare torchvision loop", beside)]


def _network(device: str) -> nn.Module:
    torch.manual_seed(1)
    return create_architecture(_RECIPE.architecture).build(2).to(device)


def _cells() -> Samples:
    random = np.random.default_rng(1)
    spec = CropSpec(_RECIPE.crop.size_px, _RECIPE.crop.pixel_size_um)
    side = context_size_px(spec, _RECIPE.augmentation)
    names = tuple(str(number) for number in range(_CELLS))
    return Samples(
        contexts=random.integers(0, 256, (_CELLS, side, side, 3), dtype=np.uint8),
        spec=spec,
        labels=np.arange(_CELLS) % 2,
        classes=("blast", "normal"),
        taxonomy="blast-normal",
        groups=names,
        grouped_by="field",
        names=names,
        masks=np.zeros((_CELLS, side, side), bool),
        source="noise",
        scale="given",
    )


class _Crops(Dataset[tuple[torch.Tensor, int]]):
    def __init__(self, samples: Samples) -> None:
        self._pixels = torch.from_numpy(samples.contexts).permute(0, 3, 1, 2)
        self._labels = samples.labels.tolist()
        self._change = _changes(samples.spec, samples.contexts.shape[1])

    def __len__(self) -> int:
        return len(self._labels)

    def __getitem__(self, index: int) -> tuple[torch.Tensor, int]:
        return self._change(self._pixels[index]), self._labels[index]


def _changes(spec: CropSpec, side_px: int) -> v2.Compose:
    """The recipe's augmentation in torchvision's own words."""
    choice = _RECIPE.augmentation
    reach = choice.shift_um / spec.pixel_size_um / side_px
    return v2.Compose(
        [
            v2.RandomAffine(
                180.0,
                (reach, reach),
                (1 - choice.scale, 1 + choice.scale),
                interpolation=v2.InterpolationMode.BILINEAR,
            ),
            v2.CenterCrop(spec.size_px),
            v2.RandomHorizontalFlip(),
            v2.RandomVerticalFlip(),
            v2.ToDtype(torch.float32, scale=True),
            v2.ColorJitter(choice.brightness, choice.contrast, choice.saturation, choice.hue),
        ]
    )


def _bare_epoch(network: nn.Module, crops: _Crops, device: str) -> None:
    """What a tutorial would write."""
    mean, std = torch.tensor(0.5, device=device), torch.tensor(0.25, device=device)
    network.to(memory_format=torch.channels_last).train()
    optimiser = torch.optim.AdamW(network.parameters(), _RECIPE.learning_rate)
    loss_of = nn.CrossEntropyLoss()
    for pixels, labels in DataLoader(crops, _RECIPE.batch, shuffle=True):
        inputs = (pixels.to(device, memory_format=torch.channels_last) - mean) / std
        optimiser.zero_grad(set_to_none=True)
        loss = loss_of(network(inputs), labels.to(device))
        loss.backward()
        optimiser.step()
        float(loss.detach())
