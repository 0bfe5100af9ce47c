"""One gradient step per batch: the device's arithmetic, pieces where memory is short, a watch on the loss."""

from collections.abc import Callable, Sequence
from typing import Final, cast

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from leukodesk.core.errors import ModelError
from leukodesk.core.sentence import sentence
from leukodesk.inference.memory import is_out_of_memory
from leukodesk.inference.neighbours import Places
from leukodesk.training.processes import this_process
from leukodesk.training.recipe import Recipe

_CHECK_EVERY: Final = 16
_LEAST_CELLS: Final = 2

Batch = tuple[Tensor, Tensor, Sequence[Places]]
"""Normalised crops (b, 3, s, s), labels of cells (b,) or of fields (f,), and no or one ``Places``."""


class LossBrokenError(Exception):
    """The loss is no number any more.

    Attributes:
        batch: number of the batch in its epoch, from 1.
    """

    def __init__(self, batch: int) -> None:
        super().__init__(f"batch {batch}")
        self.batch = batch


def is_finite(network: nn.Module) -> bool:
    """Whether every weight is a number."""
    values = [value for value in network.state_dict().values() if value.is_floating_point()]
    return bool(torch.stack([torch.isfinite(value).all() for value in values]).all())


class Stepper:
    """Turns batches into gradient steps.

    The loss of a batch is the mean over its cells, or its fields, weighted by class, however many pieces and
    processes it is worked on in.

    Attributes:
        pieces: how many a batch is worked on in, one after the other; 2 after memory ran out once.
        scaler: of the loss, for float16.
    """

    def __init__(
        self,
        network: nn.Module,
        optimiser: Optimizer,
        class_weights: Tensor,
        recipe: Recipe,
        device: str,
        log: Callable[[str], None],
    ) -> None:
        self._network = network
        self._optimiser = optimiser
        self._weights = class_weights.to(device)
        self._loss = nn.CrossEntropyLoss(
            weight=self._weights, label_smoothing=recipe.label_smoothing, reduction="sum"
        )
        self._device = device
        self._log = log
        self._dtype = arithmetic_of(recipe, device)
        self._processes = this_process()
        self._losses: list[Tensor] = []
        self._checked = 0
        self.pieces = 1
        self.scaler = torch.amp.GradScaler(device, enabled=self._dtype is torch.float16)

    def begin_epoch(self) -> None:
        """Forget the losses of the last epoch."""
        self._losses, self._checked = [], 0

    def step(self, batch: Batch) -> None:
        """Make one step.

        Raises:
            LossBrokenError: the loss of this batch, or on a graphics card of one shortly before, is no
                number.
            ModelError: not even two cells fit into memory.
        """
        while True:
            try:
                loss = self._backward(batch)
                break
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
                self._halve(len(batch[0]), error)
        self._losses.append(loss)
        # Looking at a loss on a graphics card waits for it, so there it is done now and then.
        if self._device == "cpu" or len(self._losses) - self._checked == _CHECK_EVERY:
            self._check()
        self.scaler.step(self._optimiser)
        self.scaler.update()

    def mean_loss(self) -> float:
        """Mean over the batches of the epoch.

        Raises:
            LossBrokenError: one of the last was no number.
        """
        self._check()
        return float(torch.stack(self._losses).double().mean())

    def _backward(self, batch: Batch) -> Tensor:
        self._optimiser.zero_grad(set_to_none=True)
        # In double precision it does not depend on how the labels are dealt.
        weights = self._weights[batch[1].to(self._device)].sum(dtype=torch.float64)
        total = self._processes.add_up(weights).to(self._weights.dtype)
        loss = torch.zeros((), device=self._device)
        for crops, labels, places in _cut(batch, self.pieces):
            with torch.autocast(self._device, self._dtype, enabled=self._dtype is not torch.float32):
                logits = cast(Tensor, self._network(crops, *places))
            share = self._loss(logits.float(), labels.to(self._device)) / total
            # Gradients are averaged over the processes, and each has only its share of the sum.
            self.scaler.scale(share * self._processes.count).backward()
            loss += share.detach()
        return loss

    def _check(self) -> None:
        new = torch.stack(self._losses[self._checked :]) if self._losses[self._checked :] else None
        if new is None:
            return
        self._processes.add_up(new)
        broken = torch.nonzero(~torch.isfinite(new)).flatten()
        if len(broken):
            raise LossBrokenError(self._checked + int(broken[0]) + 1)
        self._losses[self._checked :] = list(new)
        self._checked = len(self._losses)

    def _halve(self, cells: int, error: Exception) -> None:
        if self._processes.count > 1:
            raise ModelError(
                "The memory of one of the processes ran out; make the batch in the recipe smaller and train "
                "again."
            ) from error
        if cells < 2 * self.pieces * _LEAST_CELLS:
            raise ModelError(
                sentence(
                    "Not even two cells at a time fit into the memory; choose smaller crops, another "
                    "architecture or another device."
                )
            ) from error
        self.pieces *= 2
        self._optimiser.zero_grad(set_to_none=True)
        if self._device == "cuda":
            torch.cuda.empty_cache()
        self._log(
            sentence(
                "The memory is too small for a whole batch; from here on {number} cells are worked on at a "
                "time, which takes longer and changes little else.",
                number=-(-cells // self.pieces),
            )
        )


def arithmetic_of(recipe: Recipe, device: str) -> torch.dtype:
    """The number format of the layers; always float32 on a processor."""
    if device == "cpu" or recipe.precision == "float32":
        return torch.float32
    if recipe.precision == "float16":
        return torch.float16
    if recipe.precision == "bfloat16" or torch.cuda.is_bf16_supported(including_emulation=False):
        return torch.bfloat16
    return torch.float16


def _cut(batch: Batch, pieces: int) -> list[Batch]:
    """The batch in up to ``pieces`` pieces; cells of one field stay together where places are given."""
    crops, labels, places = batch
    if pieces == 1:
        return [batch]
    if not places:
        cut = zip(crops.tensor_split(pieces), labels.tensor_split(pieces), strict=True)
        return [(some, theirs, ()) for some, theirs in cut]
    fields = torch.from_numpy(places[0].fields)
    numbers = torch.unique(fields)
    cut_fields: list[Batch] = []
    for some in torch.arange(len(numbers)).tensor_split(pieces):
        members = torch.nonzero(torch.isin(fields, numbers[some])).flatten()
        theirs = labels[members] if len(labels) == len(crops) else labels[some]
        if len(members):
            cut_fields.append((crops[members], theirs, (places[0].take(members.numpy()),)))
    return cut_fields
