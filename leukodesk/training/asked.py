"""What a model is asked about samples: to name each cell, or each field by all its cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from leukodesk.core.errors import InputError
from leukodesk.inference.neighbours import Places
from leukodesk.training.samples import IntArray, Samples

FloatArray = npt.NDArray[np.float64]
Task = Literal["cell", "field"]

NOUNS: Final[dict[Task, str]] = {"cell": "cells", "field": "fields"}
"""What figures of a task count."""


@dataclass(frozen=True)
class Asked:
    """The q questions that n cells stand for: themselves, or the fields they lie in.

    Attributes:
        task: which of the two.
        labels: (q,) the true answers, index into the classes.
        of_cell: (n,) the question that each cell belongs to.
        first: (q,) one cell of each.
    """

    task: Task
    labels: IntArray
    of_cell: IntArray
    first: IntArray

    def among(self, cells: IntArray) -> IntArray:
        """The questions that some cells stand for, in the order in which they are answered."""
        return cells if self.task == "cell" else np.unique(self.of_cell[cells])

    def each(self, values: Sequence[str]) -> tuple[str, ...]:
        """One of (n,) values for each question; those of a field are the same for all its cells."""
        return tuple(values[cell] for cell in self.first)

    def means(self, rows: FloatArray) -> FloatArray:
        """(q, d) means of (n, d) over the cells of each question."""
        sums = np.zeros((len(self.labels), rows.shape[1]))
        np.add.at(sums, self.of_cell, rows)
        return sums / np.bincount(self.of_cell, minlength=len(self.labels))[:, None]


def asked_of(samples: Samples, task: Task) -> Asked:
    """What is asked about ``samples``.

    Raises:
        InputError: the cells of one field carry different labels.
    """
    if task == "cell":
        every = np.arange(len(samples))
        return Asked("cell", samples.labels, every, every)
    places = samples.places or Places.apart(len(samples))
    _, first, of_cell = np.unique(places.fields, return_index=True, return_inverse=True)
    labels = samples.labels[first]
    torn = np.flatnonzero(samples.labels != labels[of_cell])
    if len(torn):
        cell = int(torn[0])
        raise InputError(
            f"{samples.names[cell]} and {samples.names[first[of_cell[cell]]]} lie in one field and have "
            'different labels, so the field has none; train with task = "cell" instead.'
        )
    return Asked("field", labels, of_cell, first)
