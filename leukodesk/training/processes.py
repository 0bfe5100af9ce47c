"""One training in several processes, on one machine or many, as ``torchrun`` starts them.

Every process works on its share of each batch and holds the same weights after it; the first one alone
writes and speaks.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torch import distributed as dist
from torch.distributed.nn.functional import all_reduce
from torch.nn.parallel import DistributedDataParallel

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


def driven(network: nn.Module, device: str) -> nn.Module:
    """What is called in training instead of ``network``: it averages gradients over the processes.

    Batch normalisation is changed in place so that it sees the batch of all processes.
    """
    if this_process().count == 1:
        return network
    if device == "cuda":
        nn.SyncBatchNorm.convert_sync_batchnorm(network)  # type: ignore[no-untyped-call]
    else:
        _share_batch_statistics(network)
    # A static graph leaves out parameters without a gradient, such as those of unused branches.
    return cast(nn.Module, DistributedDataParallel(network, static_graph=True))


class SharedBatchNorm(nn.BatchNorm2d):
    """Batch normalisation over the batches of all processes; torch has none for processors."""

    def forward(self, inputs: Tensor) -> Tensor:
        """Normalise (n, c, h, w)."""
        if not self.training or this_process().count == 1:
            return super().forward(inputs)
        count = inputs.new_full((1,), inputs.numel() / inputs.shape[1])
        sums = torch.cat([inputs.sum((0, 2, 3)), inputs.square().sum((0, 2, 3)), count])
        mean, square, total = torch.split(_sum_over_processes(sums), [inputs.shape[1], inputs.shape[1], 1])
        mean = mean / total
        variance = square / total - mean.square()
        self._follow(mean.detach(), (variance * total / (total - 1)).detach())
        scale = self.weight * torch.rsqrt(variance + self.eps)
        offset = self.bias - mean * scale
        return torch.addcmul(offset.view(1, -1, 1, 1), inputs, scale.view(1, -1, 1, 1))

    def _follow(self, mean: Tensor, variance: Tensor) -> None:
        assert self.running_mean is not None
        assert self.running_var is not None
        assert self.num_batches_tracked is not None
        self.num_batches_tracked.add_(1)
        share = self.momentum if self.momentum is not None else 1 / float(self.num_batches_tracked)
        self.running_mean.lerp_(mean, share)
        self.running_var.lerp_(variance, share)


def _sum_over_processes(values: Tensor) -> Tensor:
    return cast(Tensor, all_reduce(values))  # type: ignore[no-untyped-call]


def _share_batch_statistics(network: nn.Module) -> None:
    for module in list(network.modules()):
        for name, child in module.named_children():
            if type(child) is nn.BatchNorm2d:
                shared = SharedBatchNorm(
                    child.num_features, child.eps, child.momentum, child.affine, child.track_running_stats
                )
                shared.__dict__.update(child.__dict__)
                module.add_module(name, shared)
