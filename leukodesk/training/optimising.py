"""Optimisers and learning rates by the names that recipes use."""

from typing import Any

from torch import nn
from torch.optim import SGD, Adam, Adamax, AdamW, Optimizer
from torch.optim.lr_scheduler import (
    CosineAnnealingLR,
    LRScheduler,
    OneCycleLR,
    ReduceLROnPlateau,
    StepLR,
)

from leukodesk.training.recipe import Recipe

_PLATEAU_EPOCHS = 3
_PLATEAU_FACTOR = 0.3


def optimiser_of(network: nn.Module, recipe: Recipe) -> Optimizer:
    """The recipe's optimiser for what of ``network`` is not frozen."""
    parameters = [parameter for parameter in network.parameters() if parameter.requires_grad]
    rate, decay = recipe.learning_rate, recipe.weight_decay
    match recipe.optimiser:
        case "adam":
            return Adam(parameters, rate, weight_decay=decay)
        case "adamw":
            return AdamW(parameters, rate, weight_decay=decay)
        case "adamax":
            return Adamax(parameters, rate, weight_decay=decay)
        case "sgd":
            return SGD(
                parameters, rate, momentum=recipe.momentum, weight_decay=decay, nesterov=recipe.nesterov
            )


class Schedule:
    """The learning rate over a run.

    Args:
        optimiser: whose learning rate it sets.
        recipe: names the schedule.
        batches: per epoch.
    """

    def __init__(self, optimiser: Optimizer, recipe: Recipe, batches: int) -> None:
        self._per_batch: LRScheduler | None = None
        self._per_epoch: LRScheduler | None = None
        self._plateau: ReduceLROnPlateau | None = None
        match recipe.schedule:
            case "cosine":
                self._per_batch = CosineAnnealingLR(optimiser, recipe.epochs * batches)
            case "one-cycle":
                self._per_batch = OneCycleLR(
                    optimiser,
                    recipe.learning_rate,
                    total_steps=recipe.epochs * batches,
                    cycle_momentum=recipe.optimiser != "sgd" or recipe.momentum > 0,
                )
            case "step":
                self._per_epoch = StepLR(optimiser, recipe.step_epochs, recipe.step_factor)
            case "plateau":
                self._plateau = ReduceLROnPlateau(optimiser, factor=_PLATEAU_FACTOR, patience=_PLATEAU_EPOCHS)
            case "constant":
                pass

    def after_batch(self) -> None:
        """A step was made."""
        if self._per_batch is not None:
            self._per_batch.step()

    def after_epoch(self, loss: float) -> None:
        """A pass was made that reached this loss, of the validation part where there is one."""
        if self._per_epoch is not None:
            self._per_epoch.step()
        if self._plateau is not None:
            self._plateau.step(loss)

    def state(self) -> dict[str, Any]:
        """Numbers and texts that :meth:`restore` takes."""
        chosen = self._per_batch or self._per_epoch or self._plateau
        return {} if chosen is None else chosen.state_dict()

    def restore(self, state: dict[str, Any]) -> None:
        """Go on where :meth:`state` was taken."""
        chosen = self._per_batch or self._per_epoch or self._plateau
        if chosen is not None:
            chosen.load_state_dict(state)
