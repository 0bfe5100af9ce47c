"""Fit the segmentation network to windows that are composed while it learns."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

from leukodesk.inference.networks.unet import UNetPLR
from leukodesk.inference.segmenters.unet_maps import OUTPUTS, normalised
from leukodesk.training.checkpoint import Checkpoint, optimiser_state, restore_optimiser
from leukodesk.training.loop import NOBODY, Epoch, Listeners
from leukodesk.training.loop_words import broken_at, cannot_keep, going_on, kept_after, nothing_kept
from leukodesk.training.segmentation.composing import Mixture
from leukodesk.training.segmentation.recipe import SegmentationRecipe
from leukodesk.training.stepping import LossBrokenError, is_finite

_AVERAGED_SHARE: Final = 0.998
_DEPTH_WEIGHT: Final = 0.5
_RISE: Final = 0.1
_SMOOTH: Final = 1.0

_Batch = tuple[torch.Tensor, torch.Tensor]


@dataclass(frozen=True)
class Fitted:
    """A network that has learnt.

    Attributes:
        network: with the running average of its weights, in evaluation mode, on the CPU.
        losses: mean loss of each epoch that its weights have seen.
        notices: what went wrong on the way, one sentence each.
    """

    network: UNetPLR
    losses: tuple[float, ...]
    notices: tuple[str, ...] = ()


def fit(
    mixture: Mixture,
    recipe: SegmentationRecipe,
    device: str = "cpu",
    told: Listeners = NOBODY,
    start: Mapping[str, torch.Tensor] | None = None,
    checkpoint: Checkpoint | None = None,
    recipe_file: Path | None = None,
) -> Fitted:
    """Train a network. Where the loss breaks, the weights after the last whole epoch are kept.

    Args:
        mixture: what windows are made of.
        recipe: settings of the run.
        device: ``cpu`` or ``cuda``.
        told: how it goes; its ``progress`` after each step, and it raises to cancel.
        start: weights to go on from; None draws random ones.
        checkpoint: written after each epoch; a run that finds one goes on from there and ends with the same
            weights as one that was never interrupted.
        recipe_file: where the recipe was read from, for messages.

    Raises:
        ModelError: the loss stopped being a number in the first epoch, so there are no good weights.
        CancelledError: raised by ``told.progress``.
    """
    return _Run(mixture, recipe, device, told, start, checkpoint).run(recipe_file)


class _Run:
    def __init__(
        self,
        mixture: Mixture,
        recipe: SegmentationRecipe,
        device: str,
        told: Listeners,
        start: Mapping[str, torch.Tensor] | None,
        checkpoint: Checkpoint | None,
    ) -> None:
        torch.manual_seed(recipe.seed)
        network = UNetPLR(len(OUTPUTS))
        if start is not None:
            network.load_state_dict(start)
        self._network = network.to(torch.device(device)).to(memory_format=torch.channels_last).train()
        self._averaged = copy.deepcopy(self._network)
        self._optimiser = torch.optim.AdamW(
            network.parameters(), lr=recipe.learning_rate, weight_decay=recipe.weight_decay
        )
        # The last step of each epoch; one without a whole batch of its own goes with the next.
        ends = {max(1, number * recipe.windows // recipe.batch) for number in range(1, recipe.epochs + 1)}
        self._ends = sorted(ends)
        steps = self._ends[-1]
        # A rise of exactly one step divides by zero in torch.
        rise = _RISE if steps * _RISE != 1 else 2 * _RISE
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(
            self._optimiser, recipe.learning_rate, total_steps=steps, pct_start=rise
        )
        self._mixture, self._recipe, self._device = mixture, recipe, device
        self._told, self._checkpoint = told, checkpoint
        self._losses: list[float] = []
        self._notices: tuple[str, ...] = ()
        self._is_over = False

    def run(self, recipe_file: Path | None) -> Fitted:
        self._resume()
        batches = _batches(self._mixture, self._recipe, self._steps_of(len(self._losses)), self._ends[-1])
        good = copy.deepcopy(self._averaged.state_dict())
        while not self._is_over:
            number = len(self._losses) + 1
            try:
                loss = self._epoch(batches, number)
            except LossBrokenError as error:
                where = broken_at(error.batch, number)
                if not self._losses:
                    raise nothing_kept(where, self._recipe.learning_rate, recipe_file) from error
                self._averaged.load_state_dict(good)
                self._notices = (kept_after(where, len(self._losses)),)
                self._is_over = True
            else:
                good = copy.deepcopy(self._averaged.state_dict())
                self._losses.append(loss)
                self._tell(number)
                self._is_over = number == len(self._ends)
            self._save()
        return Fitted(self._averaged.cpu().eval(), tuple(self._losses), self._notices)

    def _steps_of(self, epochs: int) -> int:
        return self._ends[epochs - 1] if epochs else 0

    def _epoch(self, batches: Iterator[_Batch], number: int) -> float:
        losses: list[float] = []
        for step in range(self._steps_of(number - 1), self._steps_of(number)):
            inputs, targets = (part.to(self._device, non_blocking=True) for part in next(batches))
            with torch.autocast(self._device, torch.bfloat16):
                logits = self._network(inputs.to(memory_format=torch.channels_last))
            loss = loss_of(logits.float(), targets)
            losses.append(float(loss.detach()))
            if not np.isfinite(losses[-1]):
                raise LossBrokenError(len(losses))
            self._optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            self._optimiser.step()
            self._schedule.step()
            _average(self._averaged, self._network, min(_AVERAGED_SHARE, (1 + step) / (10 + step)))
            self._told.progress(step + 1, self._ends[-1], f"loss {np.mean(losses):.3f}")
        # The last step of an epoch has no batch after it whose loss would tell.
        if not is_finite(self._network):
            raise LossBrokenError(len(losses))
        return float(np.mean(losses))

    def _tell(self, number: int) -> None:
        self._told.on_epoch(Epoch(number, len(self._ends), self._losses[number - 1], None, None))

    def _save(self) -> None:
        if self._checkpoint is None:
            return
        tensors = _named("averaged.", self._averaged.state_dict())
        rest: dict[str, Any] = {"losses": self._losses, "notices": self._notices, "is_over": self._is_over}
        if not self._is_over:
            own, rest["optimiser"] = optimiser_state(self._optimiser)
            rest["schedule"] = self._schedule.state_dict()
            tensors |= _named("optimiser.", own) | _named("network.", self._network.state_dict())
        try:
            self._checkpoint.save(tensors, rest)
        except OSError as error:
            self._checkpoint = None
            self._told.log(cannot_keep(error))

    def _resume(self) -> None:
        kept = self._checkpoint.load() if self._checkpoint else None
        if kept is None:
            return
        self._losses, self._is_over = kept.rest["losses"], kept.rest["is_over"]
        self._notices = tuple(kept.rest["notices"])
        self._averaged.load_state_dict(kept.under("averaged."))
        if not self._is_over:
            self._network.load_state_dict(kept.under("network."))
            restore_optimiser(self._optimiser, kept.under("optimiser."), kept.rest["optimiser"])
            self._schedule.load_state_dict(kept.rest["schedule"])
        self._told.log(going_on(len(self._losses)))
        for number in range(1, len(self._losses) + 1):
            self._tell(number)


def _named(prefix: str, tensors: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {prefix + name: value for name, value in tensors.items()}


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


class _Windows(Dataset[_Batch]):
    def __init__(self, mixture: Mixture, numbers: range, seed: int) -> None:
        self._mixture = mixture
        self._numbers = numbers
        self._seed = seed

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, index: int) -> _Batch:
        window = self._mixture.window(self._seed * 1_000_003 + self._numbers[index])
        targets = np.stack([window.nuclei, window.cells, window.depth, window.known]).astype(np.float32)
        return normalised(window.colours), torch.from_numpy(targets)


def _batches(mixture: Mixture, recipe: SegmentationRecipe, done: int, steps: int) -> Iterator[_Batch]:
    """The batches after the first ``done`` of ``steps``; each is the same wherever a run begins."""
    windows = _Windows(mixture, range(done * recipe.batch, steps * recipe.batch), recipe.seed)
    yield from DataLoader(windows, recipe.batch, num_workers=recipe.workers, drop_last=True)
