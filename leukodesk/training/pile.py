"""Arrays of one shape that are collected one by one and become one array."""

from typing import Final, Generic, TypeVar

import numpy as np
import numpy.typing as npt

Pixel = TypeVar("Pixel", bound=np.generic)

BLOCK: Final = 256
"""Arrays that lie together. A block is large enough to go back to the system as soon as it is let go of; the
memory of single crops, with others between them, stays with the process."""


class Pile(Generic[Pixel]):
    """Collects arrays in blocks, so that they are never in memory twice, as those of a list would be."""

    def __init__(self) -> None:
        self._blocks: list[npt.NDArray[Pixel]] = []
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, array: npt.NDArray[Pixel]) -> None:
        """Copy one more, of the shape and type of the first."""
        place = self._count % BLOCK
        if place == 0:
            self._blocks.append(np.empty((BLOCK, *array.shape), dtype=array.dtype))
        self._blocks[-1][place] = array
        self._count += 1

    def taken(self) -> npt.NDArray[Pixel]:
        """All of them, (n, ...), at least one; the pile is empty then, a block as soon as it is copied."""
        first = self._blocks[0]
        # The system gives a large array its memory only as it is filled.
        whole = np.empty((self._count, *first.shape[1:]), dtype=first.dtype)
        del first
        while self._blocks:
            start = (len(self._blocks) - 1) * BLOCK
            whole[start : self._count] = self._blocks.pop()[: self._count - start]
            self._count = start
        return whole
