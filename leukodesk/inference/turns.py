"""A cell on a slide has no up: ask the network about several turns of a crop and average its answers."""

from collections.abc import Callable
from typing import Literal

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

FloatArray = npt.NDArray[np.float32]
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
        total = total + network(turned(inputs, turn))
    return total / turns


def turned(inputs: Tensor, turn: int) -> Tensor:
    """One of the turns of crops (n, 3, s, s), counted from 0, which leaves them as they are."""
    if turn == 0:
        return inputs
    mirrored = inputs.flip(3) if turn >= _QUARTERS else inputs
    return torch.rot90(mirrored, turn % _QUARTERS, (2, 3)).contiguous(memory_format=torch.channels_last)


def turned_back(maps: FloatArray, turn: int) -> FloatArray:
    """Maps (n, h, h) of turned crops as maps of the crops as they are."""
    upright = np.rot90(maps, -(turn % _QUARTERS), (1, 2))
    return upright[:, :, ::-1] if turn >= _QUARTERS else upright
