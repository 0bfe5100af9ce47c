"""Bulky columns on the disk instead of in memory, where the system keeps as much of them as is looked at."""

import mmap
import tempfile
from typing import Final

import numpy as np

from leukodesk.config import user_dir
from leukodesk.store.columns import Array

LEAST_BYTES: Final = 4 * 2**20
"""Smaller columns stay in memory."""


def spilled(column: Array) -> Array:
    """The same values, read-only, out of a file that has no name and is gone with the program.

    The file lies in the user's own folder and not beside the dataset, whose disk may be unplugged. It is
    written by plain calls, since a full disk kills a program that writes through a mapping; where it cannot
    be written, the column stays in memory.
    """
    if column.nbytes < LEAST_BYTES:
        return column
    try:
        folder = user_dir()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(np.ascontiguousarray(column).data)
            file.flush()
            mapped = mmap.mmap(file.fileno(), column.nbytes, access=mmap.ACCESS_READ)
    except OSError:
        return column
    return np.frombuffer(mapped, dtype=column.dtype).reshape(column.shape)
