"""Work through many crops in batches, with smaller ones where memory runs out."""

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
import torch

from leukodesk.core.progress import Progress
from leukodesk.inference.memory import is_out_of_memory

FloatArray = npt.NDArray[np.float32]


class OutOfMemoryError(Exception):
    """Not even one crop fits into the memory of the device."""


def in_batches(
    count: int, run: Callable[[slice], FloatArray], *, batch: int, progress: Progress, text: str
) -> Iterator[FloatArray]:
    """Run ``run`` over ``count`` crops, ``batch`` at a time.

    Where the device runs out of memory the batch is halved, down to one crop, and stays so.

    Args:
        count: number of crops.
        run: computes the results of a slice of them, first axis the crops.
        batch: number of crops to begin with.
        progress: told after each batch, with ``text``; raises to cancel.
        text: what is being done.

    Yields:
        The results, batch by batch, in order.

    Raises:
        OutOfMemoryError: one crop is too many.
        CancelledError: raised by ``progress``.
    """
    done = 0
    while done < count:
        try:
            result = run(slice(done, min(done + batch, count)))
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
            if batch == 1:
                raise OutOfMemoryError from error
            batch //= 2
            torch.cuda.empty_cache()
            continue
        yield result
        done += len(result)
        progress(done, count, text)
