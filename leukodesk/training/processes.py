"""One training in several processes, on one machine or many, as ``torchrun`` starts them.

Every process works on its share of each batch and holds the same weights after it; the first one alone
writes and speaks.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

import torch
from torch import Tensor
from torch import distributed as dist

from leukodesk.inference.devices import prepare_torch


@dataclass(frozen=True)
class Processes:
    """This process among those of the run.

    Attributes:
        rank: its number, from 0.
        count: how many there are.
    """

    rank: int = 0
    count: int = 1

    @property
    def is_first(self) -> bool:
        """Whether this one writes and speaks for all."""
        return self.rank == 0

    @property
    def own(self) -> slice:
        """Which rows of a batch this one works on; maybe none, if there are more processes than rows."""
        return slice(self.rank, None, self.count)

    def add_up(self, values: Tensor) -> Tensor:
        """Replace ``values`` by their sum over all processes."""
        if self.count > 1:
            dist.all_reduce(values)
        return values

    def agree(self, number: int) -> bool:
        """Whether all processes give the same number."""
        if self.count == 1:
            return True
        device = torch.device("cuda") if dist.get_backend() == "nccl" else torch.device("cpu")
        bounds = torch.tensor([number, -number], device=device)
        dist.all_reduce(bounds, dist.ReduceOp.MAX)
        return int(bounds[0]) == -int(bounds[1])

    def wait(self) -> None:
        """Wait until all processes are here."""
        if self.count > 1:
            dist.barrier()


@dataclass
class WholeBatch:
    """The batch that is worked on, in all processes together.

    Attributes:
        rows: how many it has.
    """

    rows: int = 0


def this_process() -> Processes:
    """This process among those that :func:`joined` brought together; alone outside."""
    if dist.is_available() and dist.is_initialized():
        return Processes(dist.get_rank(), dist.get_world_size())
    return Processes()


@contextmanager
def joined(device: str) -> Iterator[Processes]:
    """Find the other processes of a run that ``torchrun`` started; alone without it.

    Args:
        device: ``cpu`` joins through gloo; ``cuda`` through nccl, each process with its own graphics card.
    """
    if int(os.environ.get("WORLD_SIZE", "1")) == 1:
        yield Processes()
        return
    prepare_torch()
    if device == "cuda":
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")))
    else:
        on_this_machine = int(os.environ.get("LOCAL_WORLD_SIZE", "1"))
        torch.set_num_threads(max(1, torch.get_num_threads() // on_this_machine))
    dist.init_process_group("nccl" if device == "cuda" else "gloo")
    try:
        yield this_process()
    finally:
        dist.destroy_process_group()


def summed(values: Tensor) -> Tensor:
    """The sum of ``values`` over all processes; each adds its own gradient to those of the others."""
    return cast(Tensor, _Summed.apply(values))


def gathered(own: Tensor, count: int) -> Tensor:
    """All ``count`` rows of a batch, of which each process gives its own; gradients find their way back."""
    processes = this_process()
    if processes.count == 1:
        return own
    rows = own.new_zeros(count, *own.shape[1:])
    rows[processes.own] = own
    return summed(rows)


class _Summed(torch.autograd.Function):
    @staticmethod
    def forward(_context: Any, values: Tensor) -> Tensor:
        return _sum(values)

    @staticmethod
    def backward(_context: Any, gradient: Tensor) -> Tensor:
        return _sum(gradient)


def _sum(values: Tensor) -> Tensor:
    return this_process().add_up(values.clone(memory_format=torch.contiguous_format))
