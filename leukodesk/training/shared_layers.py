"""Layers that look at a whole batch, for processes of which each works on a share of it."""

from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel
from torchvision.ops import StochasticDepth

from leukodesk.inference.networks.cell_context import ContextNetwork
from leukodesk.training.processes import WholeBatch, summed, this_process


def driven(network: nn.Module, device: str, whole: WholeBatch) -> nn.Module:
    """What is called in training instead of ``network``: it averages gradients over the processes.

    Layers are changed in place so that batch normalisation sees the batch of all processes, and so that they
    together drop at random what one process would drop.

    Args:
        network: on the device.
        device: ``cpu`` or ``cuda``.
        whole: the batch that is worked on.
    """
    if this_process().count == 1:
        return network
    if device == "cuda":
        nn.SyncBatchNorm.convert_sync_batchnorm(network)  # type: ignore[no-untyped-call]
        for layer in network.modules():
            if isinstance(layer, nn.SyncBatchNorm):
                layer.register_forward_pre_hook(_nothing_in_single_precision)
    else:
        _share_batch_statistics(network)
    _share_noise(network, whole)
    # A static graph leaves out parameters without a gradient, such as those of unused branches.
    return cast(nn.Module, DistributedDataParallel(network, static_graph=True))


class SharedBatchNorm(nn.BatchNorm2d):
    """Batch normalisation over the batches of all processes; torch has none for processors."""

    def forward(self, inputs: Tensor) -> Tensor:
        """Normalise (n, c, h, w); n may be 0 in some of the processes."""
        if not self.training or this_process().count == 1:
            return super().forward(inputs)
        count = inputs.new_full((1,), inputs.numel() / inputs.shape[1])
        sums, total = summed(torch.cat([inputs.sum((0, 2, 3)), count])).tensor_split([inputs.shape[1]])
        mean = sums / total
        # From centred values: the difference of two large sums would leave little of a small variance.
        centred = inputs - mean.view(1, -1, 1, 1)
        variance = summed(centred.square().sum((0, 2, 3))) / total
        self._follow(mean.detach(), (variance * total / (total - 1)).detach())
        scale = self.weight * torch.rsqrt(variance + self.eps)
        return torch.addcmul(self.bias.view(1, -1, 1, 1), centred, scale.view(1, -1, 1, 1))

    def _follow(self, mean: Tensor, variance: Tensor) -> None:
        assert self.running_mean is not None
        assert self.running_var is not None
        assert self.num_batches_tracked is not None
        self.num_batches_tracked.add_(1)
        share = self.momentum if self.momentum is not None else 1 / float(self.num_batches_tracked)
        self.running_mean.lerp_(mean, share)
        self.running_var.lerp_(variance, share)


class SharedNoise(nn.Module):
    """Drops of the batch of all processes what ``layer`` would drop of it in one, each of its own rows.

    All processes draw the same numbers for the whole batch, which takes generators of one seed.
    """

    def __init__(self, layer: nn.Dropout | StochasticDepth, whole: WholeBatch) -> None:
        super().__init__()
        self.layer = layer
        self._whole = whole

    def forward(self, inputs: Tensor) -> Tensor:
        """Drop of (n, ...)."""
        processes = this_process()
        if not self.training or processes.count == 1:
            return cast(Tensor, self.layer(inputs))
        shape = inputs.shape[1:]
        if isinstance(self.layer, StochasticDepth):
            # One number for each row.
            shape = torch.Size(1 for _ in shape)
        kept = self.layer(inputs.new_ones(self._whole.rows, *shape))
        return inputs * cast(Tensor, kept)[processes.own]


def _share_batch_statistics(network: nn.Module) -> None:
    for module in list(network.modules()):
        for name, child in module.named_children():
            if type(child) is nn.BatchNorm2d:
                shared = SharedBatchNorm(
                    child.num_features, child.eps, child.momentum, child.affine, child.track_running_stats
                )
                shared.__dict__.update(child.__dict__)
                module.add_module(name, shared)


def _nothing_in_single_precision(_layer: nn.Module, inputs: tuple[Any, ...]) -> tuple[Any, ...] | None:
    # In mixed precision torch would send statistics of no rows in half precision, those of others in single.
    return None if len(inputs[0]) else (inputs[0].float(),)


def _share_noise(network: nn.Module, whole: WholeBatch) -> None:
    for name, child in list(network.named_children()):
        if isinstance(child, nn.Dropout | StochasticDepth):
            network.add_module(name, SharedNoise(child, whole))
        elif not isinstance(child, ContextNetwork):
            # Those drop what they read of all cells, which each process does for all of them.
            _share_noise(child, whole)
