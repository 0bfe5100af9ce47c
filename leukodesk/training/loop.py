"""The training loop: batches, loss, schedule, early stopping, and what to do when the loss breaks."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from scipy.special import log_softmax
from sklearn.metrics import balanced_accuracy_score
from torch import Tensor, nn
from torch.optim import SGD, Adam, Adamax, AdamW, Optimizer
from torch.optim.lr_scheduler import CosineAnnealingLR, LRScheduler, ReduceLROnPlateau

from leukodesk.core.errors import ModelError
from leukodesk.core.progress import Progress
from leukodesk.inference.turns import Turns, mean_over_turns
from leukodesk.training.augmentation import plain
from leukodesk.training.data import TrainingLoader
from leukodesk.training.recipe import Recipe
from leukodesk.training.samples import ByteArray, Samples

FloatArray = npt.NDArray[np.float32]
State = dict[str, Tensor]

_BATCH = 64
_PLATEAU_EPOCHS = 3


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


@dataclass(frozen=True)
class Normaliser:
    """Mean and deviation per channel that crops in 0 to 1 are normalised with, and where they go."""

    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    device: str = "cpu"

    def __call__(self, crops: Tensor) -> Tensor:
        """Normalise float32 (n, 3, s, s) in 0 to 1."""
        mean = torch.tensor(self.mean).view(1, 3, 1, 1)
        std = torch.tensor(self.std).view(1, 3, 1, 1)
        return ((crops - mean) / std).to(self.device, memory_format=torch.channels_last)


def logits_of(
    network: nn.Module, crops: ByteArray, normaliser: Normaliser, turns: Turns, progress: Progress
) -> FloatArray:
    """Uncalibrated outputs (n, k) for crops uint8 (n, s, s, 3), averaged over turns as in use.

    Leaves the network in evaluation mode.
    """
    network.eval()
    parts: list[FloatArray] = []
    with torch.inference_mode():
        for start in range(0, len(crops), _BATCH):
            progress(start, len(crops), "Judging")
            pixels = torch.from_numpy(np.ascontiguousarray(crops[start : start + _BATCH])).permute(0, 3, 1, 2)
            logits = mean_over_turns(network, normaliser(plain(pixels)), turns)
            parts.append(logits.float().cpu().numpy())
    return np.concatenate(parts)


def fit(
    network: nn.Module,
    training: Samples,
    validation: Samples | None,
    recipe: Recipe,
    normaliser: Normaliser,
    progress: Progress,
    on_epoch: Callable[[Epoch], None],
) -> Fit:
    """Fit ``network`` in place.

    With patience and a validation part the weights of the lowest validation loss are kept, else the last.

    Args:
        network: on the normaliser's device.
        training: augmented as the recipe says.
        validation: never augmented; None for a fixed number of epochs.
        recipe: the settings.
        normaliser: of the pixels.
        progress: told after each batch, so that a run stops within one.
        on_epoch: told after each pass.

    Raises:
        ModelError: the loss stopped being a number in the first pass, so there are no good weights; or the
            recipe freezes what the network does not have.
        CancelledError: raised by ``progress``.
    """
    return _Run(network, training, validation, recipe, normaliser, progress, on_epoch).run()


class _LossBrokenError(Exception):
    """The loss is no number any more; says at which batch."""


class _Run:
    def __init__(
        self,
        network: nn.Module,
        training: Samples,
        validation: Samples | None,
        recipe: Recipe,
        normaliser: Normaliser,
        progress: Progress,
        on_epoch: Callable[[Epoch], None],
    ) -> None:
        self._network = network.to(memory_format=torch.channels_last)
        self._frozen = _freeze(network, recipe)
        self._validation = validation
        self._recipe = recipe
        self._normaliser = normaliser
        self._progress = progress
        self._on_epoch = on_epoch
        self._loader = TrainingLoader(training, recipe)
        self._loss = nn.CrossEntropyLoss(
            weight=_class_weights(training, recipe), label_smoothing=recipe.label_smoothing
        ).to(normaliser.device)
        self._optimiser = _optimiser(network, recipe)
        self._schedule = _schedule(self._optimiser, recipe, len(self._loader))
        self._history: list[Epoch] = []
        self._kept: State = {}
        self._kept_epochs = 0
        self._lowest = math.inf

    def run(self) -> Fit:
        notices: tuple[str, ...] = ()
        for number in range(1, self._recipe.epochs + 1):
            try:
                epoch = self._epoch(number)
            except _LossBrokenError as error:
                if not self._kept:
                    raise ModelError(
                        f"The training loss stopped being a number at {error}; lower the learning rate in "
                        "the recipe and train again."
                    ) from error
                kept = f"the weights after epoch {self._kept_epochs} were kept"
                notices = (f"The loss stopped being a number at {error}; {kept}.",)
                break
            self._history.append(epoch)
            self._on_epoch(epoch)
            self._keep(epoch)
            if self._recipe.patience and number - self._kept_epochs >= self._recipe.patience:
                break
        self._network.load_state_dict(self._kept)
        return Fit(self._kept_epochs, tuple(self._history), notices)

    def _epoch(self, number: int) -> Epoch:
        self._network.train()
        for module in self._frozen:
            module.eval()
        total = 0.0
        for index, (crops, labels) in enumerate(self._loader.batches(number), start=1):
            self._progress((number - 1) * len(self._loader) + index, self._total_batches, "Training")
            self._optimiser.zero_grad(set_to_none=True)
            loss = self._loss(self._network(self._normaliser(crops)), labels.to(self._normaliser.device))
            if not torch.isfinite(loss):
                raise _LossBrokenError(f"batch {index} of epoch {number}")
            loss.backward()
            self._optimiser.step()
            if not isinstance(self._schedule, ReduceLROnPlateau | None):
                self._schedule.step()
            total += float(loss.detach())
        return self._judged(number, total / len(self._loader))

    def _judged(self, number: int, train_loss: float) -> Epoch:
        if self._validation is None:
            return Epoch(number, self._recipe.epochs, train_loss, None, None)
        logits = logits_of(
            self._network, self._validation.crops, self._normaliser, self._recipe.turns, self._progress
        )
        labels = self._validation.labels
        loss = -float(log_softmax(logits.astype(np.float64), axis=1)[np.arange(len(labels)), labels].mean())
        if isinstance(self._schedule, ReduceLROnPlateau):
            self._schedule.step(loss)
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

    @property
    def _total_batches(self) -> int:
        return self._recipe.epochs * len(self._loader)


def _class_weights(training: Samples, recipe: Recipe) -> Tensor | None:
    """Inverse class frequencies with mean 1 over the cells, as scikit-learn's ``balanced``."""
    if not recipe.class_weights:
        return None
    counts = np.bincount(training.labels, minlength=len(training.classes))
    return torch.tensor(len(training) / (len(counts) * np.maximum(counts, 1)), dtype=torch.float32)


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


def _optimiser(network: nn.Module, recipe: Recipe) -> Optimizer:
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
            return SGD(parameters, rate, momentum=0.9, weight_decay=decay, nesterov=True)


def _schedule(optimiser: Optimizer, recipe: Recipe, batches: int) -> LRScheduler | ReduceLROnPlateau | None:
    match recipe.schedule:
        case "constant":
            return None
        case "cosine":
            return CosineAnnealingLR(optimiser, recipe.epochs * batches)
        case "plateau":
            return ReduceLROnPlateau(optimiser, factor=0.3, patience=_PLATEAU_EPOCHS)
