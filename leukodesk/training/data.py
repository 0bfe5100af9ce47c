"""Samples as torch reads them: augmented in the training part, untouched everywhere else."""

import os
import sys
from collections.abc import Iterator
from typing import Final

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, Sampler, default_collate

from leukodesk.core.errors import ModelError
from leukodesk.training.augmentation import augmentation, plain
from leukodesk.training.processes import Processes, WholeBatch, this_process
from leukodesk.training.recipe import AugmentationChoice, Recipe
from leukodesk.training.samples import IntArray, Samples

Item = tuple[Tensor, int]

_MOST_PREPARING: Final = 8


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
        self._side = samples.spec.size_px
        self._change = augmentation(samples.spec, choice) if choice else None
        self._seed = seed
        # In memory that the processes that prepare crops share.
        self._epoch = torch.zeros((), dtype=torch.int64).share_memory_()  # type: ignore[no-untyped-call]

    @property
    def epoch(self) -> int:
        """Number of the pass."""
        return int(self._epoch)

    @epoch.setter
    def epoch(self, number: int) -> None:
        self._epoch.fill_(number)

    def __len__(self) -> int:
        return len(self._labels)

    def __getitem__(self, index: int) -> Item:
        return self.__getitems__([index])[0]

    def __getitems__(self, indices: list[int]) -> list[Item]:
        """The crops of a batch; torch's loader asks for all at once."""
        pixels = [self._pixels[index].permute(2, 0, 1) for index in indices]
        labels = [int(self._labels[index]) for index in indices]
        if self._change is None:
            return list(zip(map(plain, pixels), labels, strict=True))
        changed: list[Tensor] = []
        epoch = self.epoch
        # Keeping the generator's state costs a tenth of changing a crop, so it is done once per batch.
        with torch.random.fork_rng(devices=[]):
            for index, crop in zip(indices, pixels, strict=True):
                torch.default_generator.manual_seed(seed_of(self._seed, epoch, index))
                changed.append(self._change(crop))
        return list(zip(changed, labels, strict=True))

    def stacked(self, items: list[Item]) -> tuple[Tensor, Tensor]:
        """Crops float32 (b, 3, s, s) and labels int64 (b,) of a batch, which may have none."""
        if items:
            crops, labels = default_collate(items)
            return crops, labels
        return torch.empty(0, 3, self._side, self._side), torch.empty(0, dtype=torch.int64)


class EpochBatches(Sampler[list[int]]):
    """The batches of one epoch: shuffled, or drawn so that each class comes equally often.

    Of several processes each gets its share of every batch, so that the batches are the same however many
    there are; of a last one of fewer cells than processes some get none.

    Attributes:
        epoch: set before each pass.
    """

    def __init__(self, labels: IntArray, recipe: Recipe) -> None:
        self._labels = labels
        self._balanced = recipe.balanced_sampling
        self._seed = recipe.seed
        self._batch = recipe.batch
        self._processes = sharing_processes(recipe)
        self.epoch = 0

    def rows(self, number: int) -> int:
        """Cells of a batch, counted from 0, in all processes together."""
        return min(self._batch, len(self._labels) - number * self._batch)

    def __len__(self) -> int:
        whole, rest = divmod(len(self._labels), self._batch)
        # A last batch of one cell would break batch normalisation.
        return whole + (rest >= 2 or whole == 0)

    def __iter__(self) -> Iterator[list[int]]:
        random = np.random.default_rng((self._seed, self.epoch))
        if self._balanced:
            share = 1 / np.bincount(self._labels)[self._labels]
            order = random.choice(len(self._labels), len(self._labels), p=share / share.sum())
        else:
            order = random.permutation(len(self._labels))
        for number in range(len(self)):
            batch = order[number * self._batch : (number + 1) * self._batch]
            yield batch[self._processes.own].tolist()


class TrainingLoader:
    """Augmented batches of the training part, one epoch at a time.

    Args:
        samples: the training part.
        recipe: the settings.
        device: ``cuda`` has other processes prepare the crops, since a graphics card is faster than one
            processor core can change them; which ones come does not depend on it.
        workers: how many, if not the usual number.

    Attributes:
        whole: the batch that came last.
    """

    def __init__(
        self, samples: Samples, recipe: Recipe, device: str = "cpu", workers: int | None = None
    ) -> None:
        self._dataset = CropDataset(samples, recipe.augmentation, recipe.seed)
        self._batches = EpochBatches(samples.labels, recipe)
        self.whole = WholeBatch()
        count = _preparing_processes(device) if workers is None else workers
        self._loader = DataLoader(
            self._dataset,
            batch_sampler=self._batches,
            collate_fn=self._dataset.stacked,
            num_workers=count,
            pin_memory=device == "cuda",
            persistent_workers=count > 0,
        )

    def __len__(self) -> int:
        return len(self._loader)

    def batches(self, epoch: int) -> Iterator[tuple[Tensor, Tensor]]:
        """``(crops, labels)`` of one epoch: float32 (b, 3, s, s) in 0 to 1 and int64 (b,)."""
        self._dataset.epoch = self._batches.epoch = epoch
        for number, batch in enumerate(self._loader):
            self.whole.rows = self._batches.rows(number)
            yield batch


def sharing_processes(recipe: Recipe) -> Processes:
    """This process among those that share the batches of a recipe.

    Raises:
        ModelError: there are more of them than cells in a batch.
    """
    processes = this_process()
    if recipe.batch < processes.count:
        raise ModelError(
            f"A batch of {recipe.batch} cells cannot be shared by {processes.count} processes; "
            "make the batch in the recipe larger."
        )
    return processes


def _preparing_processes(device: str) -> int:
    # Only where a process can be forked off: a fresh one would need seconds and a copy of all crops.
    if device != "cuda" or sys.platform != "linux":
        return 0
    shared_by = int(os.environ.get("LOCAL_WORLD_SIZE", "1"))
    return max(1, min(_MOST_PREPARING, len(os.sched_getaffinity(0)) // shared_by - 1))


def seed_of(seed: int, epoch: int, index: int) -> int:
    """One 63-bit seed out of three numbers."""
    state = np.random.SeedSequence((seed, epoch, index)).generate_state(1, np.uint64)
    return int(state[0] >> np.uint64(1))
