"""What a network says about samples while it is trained: normalised pixels in, uncalibrated outputs out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from leukodesk.core.errors import ModelError
from leukodesk.core.progress import Progress
from leukodesk.core.sentence import sentence
from leukodesk.inference.memory import is_out_of_memory
from leukodesk.inference.neighbours import Places
from leukodesk.inference.networks.cell_context import CellGraph, ContextNetwork
from leukodesk.inference.turns import Turns, mean_over_turns
from leukodesk.training.asked import Task
from leukodesk.training.augmentation import plain
from leukodesk.training.processes import gathered, this_process
from leukodesk.training.samples import ByteArray

FloatArray = npt.NDArray[np.float32]

_BATCH: Final = 64


@dataclass(frozen=True)
class Normaliser:
    """Mean and deviation per channel that crops in 0 to 1 are normalised with, and where they go."""

    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    device: str = "cpu"

    def __call__(self, crops: Tensor) -> Tensor:
        """Normalise float32 (n, 3, s, s) in 0 to 1."""
        there = crops.to(self.device, non_blocking=True)
        mean = torch.tensor(self.mean, device=self.device).view(1, 3, 1, 1)
        std = torch.tensor(self.std, device=self.device).view(1, 3, 1, 1)
        # Channels go last at the end: numbers per channel are slow to spread over pixels of three values.
        return (there - mean).div_(std).to(memory_format=torch.channels_last)


class NeighbourReader(nn.Module):
    """A network that reads neighbours, asked about cells or about whole fields.

    Of several processes each looks at its share of the cells of a batch; all of them then read all cells,
    since a field cannot be read in parts, and reading costs next to nothing.
    """

    def __init__(self, network: ContextNetwork, task: Task) -> None:
        super().__init__()
        self.network = network
        self._read = network.read_fields if task == "field" else network.read

    def forward(self, crops: Tensor, places: Places) -> Tensor:
        """Logits (n, k) of n cells, or (f, k) of their fields.

        Args:
            crops: normalised (n, 3, s, s), or of several processes the own rows of them.
            places: of all n cells.
        """
        seen = gathered(self.network.embed(crops), len(places))
        return self._read(seen, CellGraph.of(places, len(places), crops.device))


def asked_network(network: nn.Module, task: Task, architecture: str) -> nn.Module:
    """What is called with a batch: the network itself, or what reads neighbours with it.

    Raises:
        ModelError: the network cannot read fields.
    """
    if isinstance(network, ContextNetwork):
        return NeighbourReader(network, task)
    if task == "field":
        raise ModelError(
            f"{architecture} names cells one by one and cannot name fields; train hybrid_cnn_gnn, or set "
            'task = "cell" in the recipe.'
        )
    return network


def logits_of(
    network: nn.Module,
    crops: ByteArray,
    normaliser: Normaliser,
    turns: Turns,
    progress: Progress,
    places: Places | None = None,
    task: Task = "cell",
) -> FloatArray:
    """Uncalibrated outputs (n, k) for crops uint8 (n, s, s, 3), averaged over turns as in use.

    Leaves the network in evaluation mode. A network that reads neighbours gets ``places``; asked for fields
    it gives one row per field, in the order of their numbers.
    """
    network.eval()
    seen = network.embed if isinstance(network, ContextNetwork) else network
    starts = list(range(0, len(crops), _BATCH))
    processes = this_process()
    shared = len(starts) >= processes.count > 1
    logits = torch.empty(0)
    with torch.inference_mode():
        for start in starts[processes.own] if shared else starts:
            progress(start, len(crops), "Judging")
            part = _in_pieces(seen, crops[start : start + _BATCH], normaliser, turns)
            if not len(logits):
                logits = part.new_zeros(len(crops), part.shape[1])
            logits[start : start + len(part)] = part
        if shared:
            processes.add_up(logits)
        if isinstance(network, ContextNetwork):
            graph = CellGraph.of(places, len(crops), logits.device)
            logits = (network.read_fields if task == "field" else network.read)(logits, graph)
    return cast(FloatArray, logits.float().cpu().numpy())


def _in_pieces(
    seen: Callable[[Tensor], Tensor], crops: ByteArray, normaliser: Normaliser, turns: Turns
) -> Tensor:
    """What the network says about crops (n, s, s, 3); where memory is short about half of them at a time.

    Raises:
        ModelError: not even one crop fits into memory.
    """
    try:
        pixels = torch.from_numpy(np.ascontiguousarray(crops)).permute(0, 3, 1, 2)
        return mean_over_turns(seen, normaliser(plain(pixels)), turns)
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        if len(crops) == 1:
            raise ModelError(
                sentence(
                    "Not even one cell fits into the memory; choose smaller crops, another architecture or "
                    "another device."
                )
            ) from error
    half = len(crops) // 2
    return torch.cat([_in_pieces(seen, part, normaliser, turns) for part in (crops[:half], crops[half:])])
