"""A cell on a slide has no up: ask the network about several turns of a crop and average its answers."""

from collections.abc import Callable
from typing import Literal

import torch
from torch import Tensor

Turns = Literal[1, 4, 8]
"""Only the crop as it is; its four quarter turns; those and their mirror images."""

_QUARTERS = 4


def mean_over_turns(network: Callable[[Tensor], Tensor], inputs: Tensor, turns: Turns) -> Tensor:
    """Mean of the network's outputs over turns of its inputs (test-time augmentation).

    The mean of logits, not of probabilities, so that one temperature calibrates it like a single answer.
    Turn by turn, which needs no more memory than one.

    Args:
        network: takes (n, 3, s, s), gives (n, k).
        inputs: normalised crops (n, 3, s, s).
        turns: how many; 1 leaves the inputs as they are.

    Returns:
        (n, k).
    """
    total = network(inputs)
    for turn in range(1, turns):
        turned = inputs.flip(3) if turn >= _QUARTERS else inputs
        turned = torch.rot90(turned, turn % _QUARTERS, (2, 3))
        total = total + network(turned.contiguous(memory_format=torch.channels_last))
    return total / turns
