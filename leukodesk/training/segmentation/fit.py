"""Fit the segmentation network to windows that are composed while it learns."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

from leukodesk.core.errors import ModelError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.inference.networks.unet import UNetPLR
from leukodesk.inference.segmenters.unet_maps import OUTPUTS, normalised
from leukodesk.training.segmentation.composing import Mixture
from leukodesk.training.segmentation.recipe import SegmentationRecipe

_AVERAGED_SHARE: Final = 0.998
_DEPTH_WEIGHT: Final = 0.5
_SMOOTH: Final = 1.0


@dataclass(frozen=True)
class Fitted:
    """A network that has learnt.

    Attributes:
        network: with the running average of its weights, in evaluation mode, on the CPU.
        losses: mean loss of each epoch.
    """

    network: UNetPLR
    losses: tuple[float, ...]


def fit(
    mixture: Mixture,
    recipe: SegmentationRecipe,
    device: str = "cpu",
    progress: Progress = no_progress,
    start: Mapping[str, torch.Tensor] | None = None,
) -> Fitted:
    """Train a network.

    Args:
        mixture: what windows are made of.
        recipe: settings of the run.
        device: ``cpu`` or ``cuda``.
        progress: told after each step; raises to cancel.
        start: weights to go on from; None draws random ones.

    Raises:
        ModelError: the loss is no longer a number.
        CancelledError: raised by ``progress``.
    """
    torch.manual_seed(recipe.seed)
    network = UNetPLR(len(OUTPUTS))
    if start is not None:
        network.load_state_dict(start)
    network = network.to(torch.device(device)).to(memory_format=torch.channels_last).train()
    averaged = copy.deepcopy(network)
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=recipe.learning_rate, weight_decay=recipe.weight_decay
    )
    steps = recipe.epochs * recipe.windows // recipe.batch
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, recipe.learning_rate, total_steps=steps, pct_start=0.1
    )
    per_epoch = max(1, recipe.windows // recipe.batch)
    losses: list[float] = []
    for step, batch in enumerate(_batches(mixture, recipe, steps)):
        inputs, targets = (part.to(device, non_blocking=True) for part in batch)
        with torch.autocast(device, torch.bfloat16):
            logits = network(inputs.to(memory_format=torch.channels_last))
        loss = loss_of(logits.float(), targets)
        value = float(loss.detach())
        if not np.isfinite(value):
            raise ModelError(
                f"The loss is no longer a number at step {step + 1} of {steps}; lower learning_rate "
                "in the recipe."
            )
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
        _average(averaged, network, min(_AVERAGED_SHARE, (1 + step) / (10 + step)))
        losses.append(value)
        progress(step + 1, steps, f"loss {np.mean(losses[-per_epoch:]):.3f}")
    means = tuple(float(np.mean(losses[i : i + per_epoch])) for i in range(0, len(losses), per_epoch))
    return Fitted(averaged.cpu().eval(), means)


def loss_of(logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Cross-entropy and overlap of nucleus and cell, cross-entropy of the depth, where something is known.

    Args:
        logits: (n, 3, h, w): nucleus, cell, depth.
        targets: (n, 4, h, w) in 0 to 1: the same, and 1 where known.
    """
    known = targets[:, 3:]
    entropy = nn.functional.binary_cross_entropy_with_logits(logits, targets[:, :3], reduction="none")
    weights = logits.new_tensor([1.0, 1.0, _DEPTH_WEIGHT]).view(1, 3, 1, 1)
    pixelwise = (entropy * weights * known).sum() / known.sum().clamp(min=1)
    share = torch.sigmoid(logits[:, :2]) * known
    wanted = targets[:, :2] * known
    both = (share * wanted).sum(dim=(0, 2, 3))
    total = share.sum(dim=(0, 2, 3)) + wanted.sum(dim=(0, 2, 3))
    return pixelwise + (1 - (2 * both + _SMOOTH) / (total + _SMOOTH)).sum()


@torch.no_grad()
def _average(averaged: nn.Module, network: nn.Module, share: float) -> None:
    for old, new in zip(averaged.state_dict().values(), network.state_dict().values(), strict=True):
        if old.dtype.is_floating_point:
            old.lerp_(new, 1 - share)
        else:
            old.copy_(new)


class _Windows(Dataset[tuple[torch.Tensor, torch.Tensor]]):
    def __init__(self, mixture: Mixture, count: int, seed: int) -> None:
        self._mixture = mixture
        self._count = count
        self._seed = seed

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> tuple[torch.Tensor, torch.Tensor]:
        window = self._mixture.window(self._seed * 1_000_003 + number)
        targets = np.stack([window.nuclei, window.cells, window.depth, window.known]).astype(np.float32)
        return normalised(window.colours), torch.from_numpy(targets)


def _batches(
    mixture: Mixture, recipe: SegmentationRecipe, steps: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    windows = _Windows(mixture, steps * recipe.batch, recipe.seed)
    return iter(DataLoader(windows, recipe.batch, num_workers=recipe.workers, drop_last=True))
