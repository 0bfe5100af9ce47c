"""How running out of memory looks."""

from typing import Final

import torch

_PROCESSOR_SAYS: Final = (
    "DefaultCPUAllocator",
    "could not create a primitive",
    "could not create a memory",
    "bad_alloc",
)
_CARD_SAYS: Final = ("CUDA error: out of memory", "CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED")
"""What the libraries beneath torch say, in a RuntimeError like any other."""


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory does not suffice, that of a graphics card or of the computer."""
    if isinstance(error, MemoryError) or is_card_full(error):
        return True
    return isinstance(error, RuntimeError) and any(words in str(error) for words in _PROCESSOR_SAYS)


def is_card_full(error: BaseException) -> bool:
    """Whether an error says that the memory of a graphics card does not suffice."""
    if isinstance(error, torch.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError) and any(words in str(error) for words in _CARD_SAYS)
