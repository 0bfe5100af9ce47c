"""How running out of memory looks."""

from typing import Final

import torch

_SAID: Final = (
    "DefaultCPUAllocator",
    "could not create a primitive",
    "could not create a memory",
    "bad_alloc",
)
"""What torch and the libraries beneath it say on a processor, in a RuntimeError like any other."""


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory does not suffice, that of a graphics card or of the computer."""
    if isinstance(error, (torch.OutOfMemoryError, MemoryError)):
        return True
    return isinstance(error, RuntimeError) and any(words in str(error) for words in _SAID)
