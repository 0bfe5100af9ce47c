"""Fit small networks, alone or in one of several processes; the first one saves what each ends with.

Run by ``test_processes.py``: ``python share_batches.py FOLDER CASE...``, or the same with torchrun, writes
``FOLDER/CASE.safetensors``. The cases are in ``CASES``.
"""

import os
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from leukodesk.core.progress import no_progress
from leukodesk.imaging.crops import CropSpec
from leukodesk.inference.neighbours import Places
from leukodesk.inference.networks.cell_context import CellGraph, ContextNetwork
from leukodesk.inference.registry import create_architecture
from leukodesk.training import loop
from leukodesk.training.augmentation import context_size_px
from leukodesk.training.checkpoint import Checkpoint, Checkpoints
from leukodesk.training.data import TrainingLoader
from leukodesk.training.gate import Gate
from leukodesk.training.loop import Listeners, fit
from leukodesk.training.processes import joined
from leukodesk.training.reading import Normaliser, logits_of
from leukodesk.training.recipe import AugmentationChoice, Recipe
from leukodesk.training.samples import Samples

SHIFTED = AugmentationChoice(shift_um=0.5)
NORMALISER = Normaliser((0.5, 0.5, 0.5), (0.25, 0.25, 0.25))
# Two fields a batch, a last batch of one field, and fields of one cell, which not every process can look at.
FIELDS = np.repeat(np.arange(9), (1, 1, 1, 6, 2, 5, 4, 3, 4))


@dataclass(frozen=True)
class Case:
    """What is trained.

    Attributes:
        architecture: registered, or ``plain``, ``norm`` or ``far`` for a few layers of our own.
        task: what is asked.
        double: whether the network calculates in double precision.
        dropout: whether layers drop at random as they were built to.
        turned: whether each batch is brought in the opposite order.
        begun_alone: whether the first pass was made by one process of little memory, and the others go on.
        deep: whether it has so many layers that two passes turn a change in the last digit into another run.
    """

    architecture: str
    task: str = "cell"
    double: bool = True
    dropout: bool = True
    turned: bool = False
    begun_alone: bool = False
    deep: bool = False


CASES = {
    "plain": Case("plain", double=False),
    "norm": Case("norm", double=False),
    "far": Case("far", double=False),
    "cnn": Case("cnn"),
    "efficientnet": Case("efficientnet_b0", deep=True),
    "hybrid": Case("hybrid_cnn_gnn"),
    "hybrid-of-fields": Case("hybrid_cnn_gnn", task="field"),
    "mobile-hybrid-of-fields": Case("hybrid_cnn_gnn-mobilenet_v2", task="field", deep=True),
    "paper-hybrid": Case("hybrid_cnn_gnn-paper"),
    "begun-alone": Case("hybrid_cnn_gnn", begun_alone=True),
    "single": Case("cnn", double=False, dropout=False),
    "single-turned": Case("cnn", double=False, dropout=False, turned=True),
}


class InDouble(nn.Module):
    """A network that calculates in double precision."""

    def __init__(self, inner: nn.Module) -> None:
        super().__init__()
        self.inner = inner.double()

    def forward(self, crops: Tensor) -> Tensor:
        return self.inner(crops.double()).float()


class ContextInDouble(ContextNetwork):
    """The same of one that reads neighbours; it fails on more cells at a time than ``room``."""

    def __init__(self, inner: ContextNetwork) -> None:
        super().__init__()
        self.inner = inner.double()
        self.room = 1000

    def embed(self, crops: Tensor) -> Tensor:
        if len(crops) > self.room:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return self.inner.embed(crops.double())

    def read(self, embeddings: Tensor, graph: CellGraph) -> Tensor:
        return self.inner.read(embeddings, replace(graph, nearness=graph.nearness.double())).float()

    def read_fields(self, embeddings: Tensor, graph: CellGraph) -> Tensor:
        return self.inner.read_fields(embeddings, replace(graph, nearness=graph.nearness.double())).float()


class KilledError(Exception):
    """Stands for the end of the process."""


class TurnedLoader(TrainingLoader):
    """Brings the cells of each batch in the opposite order."""

    def batches(self, epoch):
        for crops, labels in super().batches(epoch):
            yield crops.flip(0), labels.flip(0)


def samples(count: int, seed: int, size_px: int = 24) -> Samples:
    random = np.random.default_rng(seed)
    labels = random.integers(0, 2, count)
    spec = CropSpec(size_px, 0.5)
    side = context_size_px(spec, SHIFTED)
    pixels = random.integers(0, 200, (count, side, side, 3)) + 40 * labels[:, None, None, None]
    return Samples(
        contexts=pixels.astype(np.uint8),
        spec=spec,
        labels=labels.astype(np.int64),
        classes=("blast", "normal"),
        taxonomy="blast-normal",
        groups=tuple(f"f{i}" for i in range(count)),
        grouped_by="field",
        names=tuple(f"c{i}" for i in range(count)),
        masks=np.zeros((count, side, side), bool),
        source="noise",
        scale="given",
    )


def in_fields(some: Samples, task: str) -> Samples:
    """The same cells beside each other in ``FIELDS``, of one class each where fields are asked about."""
    positions = np.random.default_rng(5).uniform(0, 50, (len(some), 2))
    if task == "field":
        some = some.relabelled((FIELDS % 2).astype(np.int64))
    return replace(some, places=Places(positions, FIELDS))


def few_layers(name: str) -> nn.Module:
    norm = nn.Identity() if name == "plain" else nn.BatchNorm2d(6)
    first = nn.Conv2d(3, 6, 3)
    if name == "far":
        # A variance that is a millionth of the squared mean.
        nn.init.constant_(first.bias, 1000.0)
    return nn.Sequential(first, norm, nn.ReLU(), nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Linear(24, 2))


def network_of(case: Case) -> nn.Module:
    torch.manual_seed(0)
    if case.architecture in ("plain", "norm", "far"):
        return few_layers(case.architecture)
    network = create_architecture(case.architecture).build(2)
    for layer in network.modules():
        if isinstance(layer, nn.Dropout) and not case.dropout:
            layer.p = 0.0
        if isinstance(layer, nn.Sequential) and case.begun_alone:
            # Where memory is short, it sees less of the batch.
            for name, child in layer.named_children():
                if isinstance(child, nn.BatchNorm2d):
                    layer.add_module(name, nn.Identity())
    if not case.double:
        return network
    return ContextInDouble(network) if isinstance(network, ContextNetwork) else InDouble(network)


def fitted(case: Case, begun: Checkpoint | None = None, killed_after: int = 0) -> dict[str, Tensor]:
    """Weights, losses and answers."""
    network = network_of(case)
    if killed_after:
        network.room = 8
    in_context = isinstance(network, ContextNetwork)
    recipe = Recipe(
        architecture=case.architecture,
        epochs=1 if case.deep else 3,
        patience=0,
        batch=14 if case.deep else 6 if in_context else 9,
        optimiser="sgd",
        learning_rate=0.001 if case.deep else 0.01 if case.double else 0.05,
        label_smoothing=0.1,
        task=case.task,
        augmentation=SHIFTED,
    )
    training, validation = samples(47, 1), samples(150, 2)
    if in_context or case.deep:
        training, validation = (samples(len(FIELDS), seed, 64) for seed in (1, 2))
    if in_context:
        training, validation = in_fields(training, case.task), in_fields(validation, case.task)
    loop.TrainingLoader = TurnedLoader if case.turned else TrainingLoader

    def told(epoch):
        if epoch.number == killed_after:
            raise KilledError

    run = fit(network, training, validation, recipe, NORMALISER, Listeners(no_progress, told), begun)
    logits = logits_of(network, validation.crops, NORMALISER, 1, no_progress, validation.places, recipe.task)
    losses = torch.tensor([epoch.train_loss for epoch in run.history])
    state = {name: value.contiguous() for name, value in network.state_dict().items()}
    return state | {"losses": losses, "logits": torch.from_numpy(logits)}


def begun_alone(case: Case, folder: Path) -> Checkpoint:
    """What a process on its own left behind after one pass, a copy for each of the processes to come."""
    kept = Checkpoints(folder / os.environ.get("RANK", "0"), "hybrid.a", Gate()).of("the model")
    with suppress(KilledError):
        fitted(case, kept, killed_after=2)
    assert kept.load().rest["pieces"] == 2
    return kept


def main() -> None:
    torch.set_num_threads(1)
    folder = Path(sys.argv[1])
    begun = {name: begun_alone(CASES[name], folder) for name in sys.argv[2:] if CASES[name].begun_alone}
    with joined("cpu") as processes:
        for name in sys.argv[2:]:
            ended = fitted(CASES[name], begun.get(name))
            if processes.is_first:
                save_file(ended, folder / f"{name}.safetensors")


if __name__ == "__main__":
    main()
