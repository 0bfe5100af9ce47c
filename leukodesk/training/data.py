"""Samples as torch reads them: augmented in the training part, untouched everywhere else."""

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, Sampler

from leukodesk.training.augmentation import augmentation, plain
from leukodesk.training.recipe import AugmentationChoice, Recipe
from leukodesk.training.samples import IntArray, Samples

Item = tuple[Tensor, int]


class CropDataset(Dataset[Item]):
    """Crops as float32 (3, s, s) in 0 to 1, with the index of their class.

    The change of one crop depends on the seed, the epoch and its index alone, so a run repeats
    whatever the order and number of workers.

    Attributes:
        epoch: set before each pass over the training part.
    """

    def __init__(self, samples: Samples, choice: AugmentationChoice | None, seed: int) -> None:
        self._pixels = torch.from_numpy(samples.contexts if choice else np.ascontiguousarray(samples.crops))
        self._labels = samples.labels
        self._change = augmentation(samples.spec, choice) if choice else None
        self._seed = seed
        self.epoch = 0

    def __len__(self) -> int:
        return len(self._labels)

    def __getitem__(self, index: int) -> Item:
        pixels = self._pixels[index].permute(2, 0, 1)
        label = int(self._labels[index])
        if self._change is None:
            return plain(pixels), label
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed_of(self._seed, self.epoch, index))
            changed: Tensor = self._change(pixels)
        return changed, label


class EpochSampler(Sampler[int]):
    """The order of one epoch: shuffled, or drawn so that each class comes equally often.

    Attributes:
        epoch: set before each pass.
    """

    def __init__(self, labels: IntArray, recipe: Recipe) -> None:
        self._labels = labels
        self._balanced = recipe.balanced_sampling
        self._seed = recipe.seed
        self.epoch = 0

    def __len__(self) -> int:
        return len(self._labels)

    def __iter__(self) -> Iterator[int]:
        random = np.random.default_rng((self._seed, self.epoch))
        if not self._balanced:
            return iter(random.permutation(len(self._labels)).tolist())
        share = 1 / np.bincount(self._labels)[self._labels]
        return iter(random.choice(len(self._labels), len(self._labels), p=share / share.sum()).tolist())


class TrainingLoader:
    """Augmented batches of the training part, one epoch at a time."""

    def __init__(self, samples: Samples, recipe: Recipe) -> None:
        self._dataset = CropDataset(samples, recipe.augmentation, recipe.seed)
        self._sampler = EpochSampler(samples.labels, recipe)
        # A last batch of one cell would break batch normalisation.
        incomplete = len(samples) > recipe.batch and len(samples) % recipe.batch == 1
        self._loader = DataLoader(self._dataset, recipe.batch, sampler=self._sampler, drop_last=incomplete)

    def __len__(self) -> int:
        return len(self._loader)

    def batches(self, epoch: int) -> Iterator[tuple[Tensor, Tensor]]:
        """``(crops, labels)`` of one epoch: float32 (b, 3, s, s) in 0 to 1 and int64 (b,)."""
        self._dataset.epoch = self._sampler.epoch = epoch
        yield from self._loader


def seed_of(seed: int, epoch: int, index: int) -> int:
    """One 63-bit seed out of three numbers."""
    state = np.random.SeedSequence((seed, epoch, index)).generate_state(1, np.uint64)
    return int(state[0] >> np.uint64(1))
