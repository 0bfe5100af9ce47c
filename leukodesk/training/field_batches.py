"""Batches of whole fields, for networks that name a cell by what lies beside it."""

import math
from collections.abc import Iterator
from typing import Final, Protocol

import numpy as np
import torch
from torch import Tensor

from leukodesk.inference.neighbours import Places
from leukodesk.training.data import CropDataset, sharing_processes
from leukodesk.training.processes import WholeBatch
from leukodesk.training.recipe import Recipe
from leukodesk.training.samples import IntArray, Samples

_LEAST_CELLS: Final = 2


class Loader(Protocol):
    """Batches of the training part, one epoch at a time.

    Attributes:
        whole: the batch that came last.
    """

    whole: WholeBatch

    def __len__(self) -> int: ...

    def batches(self, epoch: int) -> Iterator[tuple[Tensor, Tensor, *tuple[Places, ...]]]:
        """``(crops, labels)``, and for networks that read neighbours also ``places``.

        The labels are of the cells, or where fields are asked about of the fields, in their order. Of several
        processes each gets its share of the crops; so too of the labels, unless there are places: then it
        gets all labels and places, since all read whole fields.
        """


class FieldLoader:
    """Augmented batches of the training part, each of some fields with all their labelled cells.

    Fields come in a new order each epoch; with balanced sampling they are drawn so that each class comes
    about equally often.
    """

    def __init__(self, samples: Samples, recipe: Recipe) -> None:
        self._dataset = CropDataset(samples, recipe.augmentation, recipe.seed)
        self._labels = torch.from_numpy(samples.labels)
        self._processes = sharing_processes(recipe)
        self.whole = WholeBatch()
        self._task = recipe.task
        self._places = samples.places or Places.apart(len(samples))
        self._fields = [
            np.flatnonzero(self._places.fields == field) for field in np.unique(self._places.fields)
        ]
        self._seed = recipe.seed
        self._shares = _balanced(samples.labels, self._fields) if recipe.balanced_sampling else None
        # As many fields as have about the recipe's number of cells.
        self._at_once = max(1, round(recipe.batch * len(self._fields) / len(samples)))

    def __len__(self) -> int:
        return math.ceil(len(self._fields) / self._at_once)

    def batches(self, epoch: int) -> Iterator[tuple[Tensor, Tensor, Places]]:
        """``(crops, labels, places)``: float32 (b, 3, s, s) in 0 to 1, int64 (b,) or (f,), and places.

        Of several processes each gets its own rows of the crops.
        """
        self._dataset.epoch = epoch
        random = np.random.default_rng((self._seed, epoch))
        count = len(self._fields)
        order = (
            random.permutation(count) if self._shares is None else random.choice(count, count, p=self._shares)
        )
        for start in range(0, count, self._at_once):
            fields = [self._fields[i] for i in order[start : start + self._at_once]]
            # A single cell would break batch normalisation: the field after it comes along.
            if sum(map(len, fields)) < _LEAST_CELLS:
                fields.append(self._fields[order[(start + self._at_once) % count]])
            indices = np.concatenate(fields)
            self.whole.rows = len(indices)
            own = self._dataset.__getitems__(indices[self._processes.own].tolist())
            # Numbered anew: the same field may have been drawn twice.
            numbers = np.repeat(np.arange(len(fields)), [len(field) for field in fields])
            places = Places(self._places.positions_um[indices], numbers)
            asked = (
                np.arange(len(numbers)) if self._task == "cell" else np.unique(numbers, return_index=True)[1]
            )
            yield self._dataset.stacked(own)[0], self._labels[indices[asked]], places


def _balanced(labels: IntArray, fields: list[IntArray]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    share = 1 / np.bincount(labels)[labels]
    shares = np.array([float(share[field].mean()) for field in fields], dtype=np.float64)
    shares /= shares.sum()
    return shares
