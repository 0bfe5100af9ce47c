"""Parametric leaky ReLU in place of any network's activations (He et al., ICCV 2015; Asaad et al.)."""

from collections import defaultdict
from collections.abc import Iterator
from typing import cast

import torch
from torch import nn

_REPLACED = (nn.ReLU, nn.ReLU6, nn.SiLU)
_PROBE_PX = 64


class SlopesByWidth(nn.Module):
    """One PReLU per number of channels, for an activation that a network uses in several places."""

    def __init__(self, widths: tuple[int, ...], device: torch.device) -> None:
        super().__init__()
        self.slopes = nn.ModuleDict({str(width): nn.PReLU(width, device=device) for width in widths})

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Activate (n, channels, ...)."""
        return cast(torch.Tensor, self.slopes[str(x.shape[1])](x))


def with_learned_slopes(network: nn.Module) -> nn.Module:
    """Replace every ReLU and SiLU module by a PReLU with one slope per channel.

    The channels are those seen in a pass of blank crops (1, 3, 64, 64). Names of all other weights stay, so
    published weights of the network still fit.

    Args:
        network: takes (n, 3, s, s); changed in place.

    Returns:
        The network.
    """
    widths = _widths(network)
    for parent, name, activation in list(_activations(network)):
        found = widths[activation]
        if found:
            setattr(parent, name, _learned(tuple(sorted(found)), _device(network)))
    return network


def start_flat(network: nn.Module) -> None:
    """Set every slope to 0, so that a network with published weights of its ReLU form starts as that."""
    for module in network.modules():
        if isinstance(module, nn.PReLU):
            nn.init.zeros_(module.weight)


def slope_names(network: nn.Module) -> set[str]:
    """Names of all slopes in the network's state."""
    return {
        f"{name}.weight" if name else "weight"
        for name, module in network.named_modules()
        if isinstance(module, nn.PReLU)
    }


def _learned(widths: tuple[int, ...], device: torch.device) -> nn.Module:
    return nn.PReLU(widths[0], device=device) if len(widths) == 1 else SlopesByWidth(widths, device)


def _activations(network: nn.Module) -> Iterator[tuple[nn.Module, str, nn.Module]]:
    """Each activation with its parent and its name there."""
    for parent in network.modules():
        for name, child in parent.named_children():
            if isinstance(child, _REPLACED):
                yield parent, name, child


def _device(network: nn.Module) -> torch.device:
    return next(network.parameters()).device


def _widths(network: nn.Module) -> dict[nn.Module, set[int]]:
    """The numbers of channels each activation works on."""
    widths: dict[nn.Module, set[int]] = defaultdict(set)

    def note(module: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
        widths[module].add(inputs[0].shape[1])

    handles = [child.register_forward_pre_hook(note) for _, _, child in _activations(network)]
    was_training = network.training
    try:
        with torch.no_grad():
            network.eval()(torch.zeros(1, 3, _PROBE_PX, _PROBE_PX, device=_device(network)))
    finally:
        network.train(was_training)
        for handle in handles:
            handle.remove()
    return widths
