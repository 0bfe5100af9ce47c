"""Fit a small network, alone or in one of several processes; the first one saves the weights.

Run by ``test_processes.py``: ``python share_batches.py OUT.safetensors [norm]``, or the same with torchrun.
"""

import sys

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn

from leukodesk.core.progress import no_progress
from leukodesk.imaging.crops import CropSpec
from leukodesk.training.loop import Listeners, fit
from leukodesk.training.processes import joined
from leukodesk.training.reading import Normaliser, logits_of
from leukodesk.training.recipe import AugmentationChoice, Recipe
from leukodesk.training.samples import Samples


def samples(count: int, seed: int) -> Samples:
    random = np.random.default_rng(seed)
    labels = random.integers(0, 2, count)
    pixels = random.integers(0, 200, (count, 40, 40, 3)) + 40 * labels[:, None, None, None]
    return Samples(
        contexts=pixels.astype(np.uint8),
        spec=CropSpec(24, 0.5),
        labels=labels.astype(np.int64),
        classes=("blast", "normal"),
        taxonomy="blast-normal",
        groups=tuple(f"f{i}" for i in range(count)),
        grouped_by="field",
        names=tuple(f"c{i}" for i in range(count)),
        masks=np.zeros((count, 40, 40), bool),
        source="noise",
        scale="given",
    )


def main() -> None:
    torch.set_num_threads(1)
    with joined("cpu") as processes:
        torch.manual_seed(0)
        norm = nn.BatchNorm2d(6) if "norm" in sys.argv else nn.Identity()
        layers = [
            nn.Conv2d(3, 6, 3),
            norm,
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(2),
            nn.Flatten(),
            nn.Linear(24, 2),
        ]
        network = nn.Sequential(*layers)
        recipe = Recipe(
            architecture="cnn",
            epochs=3,
            batch=10,
            optimiser="sgd",
            learning_rate=0.05,
            label_smoothing=0.1,
            augmentation=AugmentationChoice(shift_um=0.5),
        )
        normaliser = Normaliser((0.5, 0.5, 0.5), (0.25, 0.25, 0.25))
        validation = samples(150, 2)
        listeners = Listeners(no_progress, lambda epoch: None)
        fitted = fit(network, samples(47, 1), validation, recipe, normaliser, listeners)
        logits = logits_of(network, validation.crops, normaliser, 1, no_progress)
        if processes.is_first:
            losses = torch.tensor([epoch.train_loss for epoch in fitted.history])
            said = {"losses": losses, "logits": torch.from_numpy(logits)}
            state = {name: value.contiguous() for name, value in network.state_dict().items()}
            save_file(state | said, sys.argv[1])


if __name__ == "__main__":
    main()
