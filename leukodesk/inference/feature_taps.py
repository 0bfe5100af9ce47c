"""What a network sees on its way to an answer, at an early and at its last convolution."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from leukodesk.inference.registry import create_architecture


def tapped_layers(network: nn.Module, architecture_id: str) -> tuple[nn.Module, ...]:
    """The convolution at a third of the depth, and the layer that heatmaps are drawn from.

    Of a model that names cells by measured features, what these pass through.

    Raises:
        ModelError: the architecture has no such layer.
    """
    measures = getattr(network, "measures", None)
    if isinstance(measures, nn.Identity):
        return (measures,)
    last = create_architecture(architecture_id).target_layer(network)
    convolutions = [module for module in network.modules() if isinstance(module, nn.Conv2d)]
    return (convolutions[len(convolutions) // 3], last) if convolutions else (last,)


@contextmanager
def tapping(layers: Sequence[nn.Module]) -> Iterator[dict[int, Tensor]]:
    """Collect features while a network runs.

    Yields:
        By place of the layer: mean and standard deviation of each of its maps, (n, 2c), of the first pass
        through it; of the last layer the means only, (n, c), which is what most heads read.
    """
    seen: dict[int, Tensor] = {}

    def keep(place: int, output: Tensor) -> None:
        if place in seen:
            return
        maps = output.detach().float()
        means = maps.mean(dim=(2, 3))
        is_last = place == len(layers) - 1
        seen[place] = means if is_last else torch.cat([means, maps.std(dim=(2, 3), correction=0)], dim=1)

    handles = [
        layer.register_forward_hook(lambda _layer, _inputs, output, place=place: keep(place, output))
        for place, layer in enumerate(layers)
    ]
    try:
        yield seen
    finally:
        for handle in handles:
            handle.remove()
