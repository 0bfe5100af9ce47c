"""The training loop: batches, schedule, early stopping, checkpoints, and what to do when the loss breaks."""

import math
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from scipy.special import log_softmax
from sklearn.metrics import balanced_accuracy_score
from torch import Tensor, nn

from leukodesk.core.errors import ModelError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.inference.networks.cell_context import ContextNetwork
from leukodesk.training.asked import asked_of
from leukodesk.training.checkpoint import Checkpoint, optimiser_state, restore_optimiser
from leukodesk.training.data import TrainingLoader, seed_of
from leukodesk.training.field_batches import FieldLoader, Loader
from leukodesk.training.loop_words import broken_at, cannot_keep, going_on, kept_after, nothing_kept
from leukodesk.training.optimising import Schedule, optimiser_of
from leukodesk.training.processes import this_process
from leukodesk.training.reading import Normaliser, asked_network, logits_of
from leukodesk.training.recipe import Recipe
from leukodesk.training.samples import Samples
from leukodesk.training.shared_layers import driven
from leukodesk.training.stepping import LossBrokenError, Stepper, is_finite

State = dict[str, Tensor]

# Beyond the index of any cell, so that layers draw other numbers than augmentation does.
_LAYERS = 2**31


@dataclass(frozen=True)
class Epoch:
    """What one pass reached. Validation figures are None where there is no validation part."""

    number: int
    of: int
    train_loss: float
    validation_loss: float | None
    balanced_accuracy: float | None


@dataclass(frozen=True)
class Fit:
    """A fitted network.

    Attributes:
        epochs: passes that its weights have seen.
        history: every pass that was made.
        notices: what went wrong on the way, one sentence each.
    """

    epochs: int
    history: tuple[Epoch, ...]
    notices: tuple[str, ...] = ()


def say_nothing(text: str) -> None:
    """Log nothing."""


def _ignore(epoch: Epoch) -> None:
    """Pass over an epoch."""


@dataclass(frozen=True)
class Listeners:
    """Who is told how a fit goes.

    Attributes:
        progress: told after each batch, so that a run stops within one; raises to cancel.
        on_epoch: told after each pass.
        log: told at once what a reader should know, one sentence each.
    """

    progress: Progress
    on_epoch: Callable[[Epoch], None]
    log: Callable[[str], None] = say_nothing


NOBODY: Final = Listeners(no_progress, _ignore)
"""Nobody is told."""


def fit(
    network: nn.Module,
    training: Samples,
    validation: Samples | None,
    recipe: Recipe,
    normaliser: Normaliser,
    told: Listeners,
    checkpoint: Checkpoint | None = None,
    recipe_file: Path | None = None,
) -> Fit:
    """Fit ``network`` in place.

    With patience and a validation part the weights of the lowest validation loss are kept, else the last.

    Args:
        network: on the normaliser's device.
        training: augmented as the recipe says.
        validation: never augmented; None for a fixed number of epochs.
        recipe: the settings.
        normaliser: of the pixels.
        told: how it goes.
        checkpoint: written after each pass; a run that finds one goes on from there and ends with the same
            weights as one that was never interrupted.
        recipe_file: where the recipe was read from, for messages.

    Raises:
        ModelError: the loss stopped being a number in the first pass, so there are no good weights; memory is
            too small for two cells; the recipe freezes what the network does not have, or asks it about
            fields that it cannot read.
        CancelledError: raised by ``told.progress``.
    """
    return _Run(network, training, validation, recipe, normaliser, told, checkpoint).run(recipe_file)


class _Run:
    def __init__(
        self,
        network: nn.Module,
        training: Samples,
        validation: Samples | None,
        recipe: Recipe,
        normaliser: Normaliser,
        told: Listeners,
        checkpoint: Checkpoint | None,
    ) -> None:
        self._network = network.to(memory_format=torch.channels_last)
        self._loader = _loader(network, training, recipe, normaliser.device)
        asked = asked_network(network, recipe.task, recipe.architecture)
        self._driven = driven(asked, normaliser.device, self._loader.whole)
        self._frozen = _freeze(network, recipe)
        self._validation = validation
        self._recipe = recipe
        self._normaliser = normaliser
        self._progress, self._on_epoch, self._log = told.progress, told.on_epoch, told.log
        self._checkpoint = checkpoint
        self._optimiser = optimiser_of(network, recipe)
        self._schedule = Schedule(self._optimiser, recipe, len(self._loader))
        weights = _class_weights(training, recipe)
        self._stepper = Stepper(self._driven, self._optimiser, weights, recipe, normaliser.device, self._log)
        self._history: list[Epoch] = []
        self._kept: State = {}
        self._kept_epochs = 0
        self._lowest = math.inf
        self._notices: tuple[str, ...] = ()
        self._is_over = False

    def run(self, recipe_file: Path | None) -> Fit:
        self._resume()
        while not self._is_over:
            number = len(self._history) + 1
            try:
                epoch = self._epoch(number)
            except LossBrokenError as error:
                where = broken_at(error.batch, number)
                if not self._kept:
                    raise nothing_kept(where, self._recipe.learning_rate, recipe_file) from error
                self._notices = (kept_after(where, self._kept_epochs),)
                self._is_over = True
            else:
                self._history.append(epoch)
                self._on_epoch(epoch)
                self._keep(epoch)
                waited = number - self._kept_epochs
                self._is_over = number == self._recipe.epochs or 0 < self._recipe.patience <= waited
            self._save()
        self._network.load_state_dict(self._kept)
        return Fit(self._kept_epochs, tuple(self._history), self._notices)

    def _epoch(self, number: int) -> Epoch:
        # What layers draw, such as dropout, depends on the epoch alone, so that a resumed run draws the same,
        # and so do several processes.
        torch.manual_seed(seed_of(self._recipe.seed, number, _LAYERS))
        self._network.train()
        self._driven.train()
        for module in self._frozen:
            module.eval()
        self._stepper.begin_epoch()
        for index, (crops, labels, *places) in enumerate(self._loader.batches(number), start=1):
            self._progress((number - 1) * len(self._loader) + index, self._total_batches, "Training")
            self._stepper.step((self._normaliser(crops), labels, places))
            self._schedule.after_batch()
        mean_loss = self._stepper.mean_loss()
        # The last step of an epoch has no batch after it whose loss would tell.
        if not is_finite(self._network):
            raise LossBrokenError(len(self._loader))
        return self._judged(number, mean_loss)

    def _judged(self, number: int, train_loss: float) -> Epoch:
        if self._validation is None:
            self._schedule.after_epoch(train_loss)
            return Epoch(number, self._recipe.epochs, train_loss, None, None)
        validation = self._validation
        logits = logits_of(
            self._network,
            validation.crops,
            self._normaliser,
            self._recipe.turns,
            self._progress,
            validation.places,
            self._recipe.task,
        )
        labels = asked_of(validation, self._recipe.task).labels
        loss = -float(log_softmax(logits.astype(np.float64), axis=1)[np.arange(len(labels)), labels].mean())
        if not math.isfinite(loss):
            raise LossBrokenError(len(self._loader))
        self._schedule.after_epoch(loss)
        accuracy = float(balanced_accuracy_score(labels, logits.argmax(axis=1)))
        return Epoch(number, self._recipe.epochs, train_loss, loss, accuracy)

    def _keep(self, epoch: Epoch) -> None:
        loss = epoch.validation_loss
        if self._recipe.patience and loss is not None:
            if not loss < self._lowest:
                return
            self._lowest = loss
        self._kept = {name: value.detach().clone() for name, value in self._network.state_dict().items()}
        self._kept_epochs = epoch.number

    def _save(self) -> None:
        if self._checkpoint is None:
            return
        tensors = {f"kept.{name}": value for name, value in self._kept.items()}
        rest: dict[str, Any] = {
            "history": [astuple(epoch) for epoch in self._history],
            "kept_epochs": self._kept_epochs,
            "lowest": self._lowest,
            "notices": self._notices,
            "is_over": self._is_over,
        }
        if not self._is_over:
            own, rest["optimiser"] = optimiser_state(self._optimiser)
            tensors |= {f"optimiser.{name}": value for name, value in own.items()}
            tensors |= {f"network.{name}": value for name, value in self._network.state_dict().items()}
            rest["schedule"] = self._schedule.state()
            rest["scaler"] = self._stepper.scaler.state_dict()
            rest["pieces"] = self._stepper.pieces
        try:
            self._checkpoint.save(tensors, rest)
        except OSError as error:
            self._checkpoint = None
            self._log(cannot_keep(error))

    def _resume(self) -> None:
        kept = self._checkpoint.load() if self._checkpoint else None
        if not this_process().agree(len(kept.rest["history"]) if kept else 0) or kept is None:
            return
        self._history = [Epoch(*values) for values in kept.rest["history"]]
        self._kept_epochs = kept.rest["kept_epochs"]
        self._lowest = kept.rest["lowest"]
        self._notices = tuple(kept.rest["notices"])
        self._is_over = kept.rest["is_over"]
        self._kept = kept.under("kept.")
        if not self._is_over:
            self._network.load_state_dict(kept.under("network."))
            restore_optimiser(self._optimiser, kept.under("optimiser."), kept.rest["optimiser"])
            self._schedule.restore(kept.rest["schedule"])
            self._stepper.scaler.load_state_dict(kept.rest["scaler"])
            if this_process().count == 1:
                self._stepper.pieces = kept.rest["pieces"]
        self._log(going_on(len(self._history)))
        for epoch in self._history:
            self._on_epoch(epoch)

    @property
    def _total_batches(self) -> int:
        return self._recipe.epochs * len(self._loader)


def _loader(network: nn.Module, training: Samples, recipe: Recipe, device: str) -> Loader:
    if isinstance(network, ContextNetwork):
        return FieldLoader(training, recipe)
    return TrainingLoader(training, recipe, device)


def _class_weights(training: Samples, recipe: Recipe) -> Tensor:
    """Inverse class frequencies with mean 1 over what is asked, as scikit-learn's ``balanced``; or all 1.

    All 1 as well where classes are drawn equally often: that evens them out already.
    """
    labels = asked_of(training, recipe.task).labels
    counts = np.bincount(labels, minlength=len(training.classes))
    if not recipe.class_weights or recipe.balanced_sampling:
        return torch.ones(len(counts))
    return torch.tensor(len(labels) / (len(counts) * np.maximum(counts, 1)), dtype=torch.float32)


def _freeze(network: nn.Module, recipe: Recipe) -> list[nn.Module]:
    modules = dict(network.named_modules())
    for name in recipe.frozen:
        if name not in modules:
            raise ModelError(
                f"The recipe freezes '{name}', which {recipe.architecture} does not have; correct the name."
            )
    frozen = [modules[name] for name in recipe.frozen]
    for module in frozen:
        module.requires_grad_(False)
    return frozen
